package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The accounts that work at the desk.
const (
	editor    = "editor@example.org"
	publisher = "publisher@example.org"
	chinese   = "foshan@example.org" // a publisher, too
	password  = "works-at-the-desk-1"
)

// desk walks what staff do, between a Telegram and a Discord in memory.
func (w *walk) desk(ctx context.Context) {
	if err := w.hire(ctx); err != nil {
		w.failed++
		fmt.Println("FAIL  desk: accounts:", err)
		return
	}
	w.deskNews()
	w.deskTroubles()
	w.deskPeople()
	w.deskCare()
	w.deskAnswers()
	w.deskDeliveries()
	w.deskRules(ctx)
	w.deskHistory()
	w.deskFoshan()
	w.deskPages()
	w.deskTranslate(ctx)
	w.deskFactor()
}

// hire makes the accounts and signs each in once: the program lets nobody sign in
// ten times in half a minute, and the walk is faster than people are.
func (w *walk) hire(ctx context.Context) error {
	var own json.RawMessage
	if err := w.api(ctx, "", http.MethodPost, signIn, map[string]string{"identity": w.email, "password": w.password}, &own); err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	var who struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(own, &who); err != nil {
		return fmt.Errorf("reading the session: %w", err)
	}
	w.token, w.sessions = who.Token, map[string]json.RawMessage{w.email: own}
	for email, traits := range map[string][2]string{editor: {"editor", "de"}, publisher: {"publisher", "de"}, chinese: {"publisher", "zh"}} {
		account := map[string]string{"email": email, "password": password, "passwordConfirm": password, "role": traits[0], "lang": traits[1]}
		if err := w.api(ctx, who.Token, http.MethodPost, "_superusers/records", account, nil); err != nil {
			return fmt.Errorf("making the account of %s: %w", email, err)
		}
		var session json.RawMessage
		if err := w.api(ctx, "", http.MethodPost, signIn, map[string]string{"identity": email, "password": password}, &session); err != nil {
			return fmt.Errorf("signing %s in: %w", email, err)
		}
		w.sessions[email] = session
	}
	return nil
}

const signIn = "_superusers/auth-with-password"

// session is where the admin keeps who is signed in.
const session = `localStorage["__pb_superusers__/_"]`

// at opens a page of the desk ("" is the first) as somebody who is signed in.
func (t *tab) at(email, page string) error {
	// A page of the same origin that runs nothing of its own.
	if err := errors.Join(t.visit("/widget.js"), t.run(chromedp.Evaluate(session+" = "+quoted(string(t.w.sessions[email])), nil)), t.visit("/_/#/isa")); err != nil {
		return err
	}
	if err := t.all("the desk is there", deskIsThere); err != nil {
		return err
	}
	if page == "" {
		return nil
	}
	return t.turnTo(page)
}

// signIn opens the desk as somebody does who comes to it.
func (t *tab) signIn(email string) error {
	if err := t.visit("/_/#/login"); err != nil {
		return err
	}
	err := t.run(
		chromedp.WaitVisible("#login_identity", chromedp.ByQuery),
		chromedp.SendKeys("#login_identity", email, chromedp.ByQuery),
		chromedp.SendKeys("#login_pass", password+kb.Enter, chromedp.ByQuery),
	)
	if err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	return t.all("the desk is what comes first", deskIsThere)
}

const deskIsThere = `location.hash === "#/isa" && document.querySelector(".isa-body:not([aria-busy])")`

// turnTo goes to a page of the desk and waits until it is there.
func (t *tab) turnTo(page string) error {
	hash := quoted(strings.TrimSuffix("#/isa/"+page, "/"))
	if err := t.run(chromedp.Evaluate("location.hash = "+hash, nil)); err != nil {
		return fmt.Errorf("turning to %s: %w", page, err)
	}
	return t.all("the page "+page+" is there", `document.querySelector('.isa-nav a[aria-current]')?.hash === `+hash+` && document.querySelector(".isa-main .isa-body:not([aria-busy])")`)
}

// open opens a record by its link on a page of the desk.
func (t *tab) openRecord(title string) error {
	link := `[...document.querySelectorAll(".isa-main a.isa-record")].find((a) => a.textContent.includes(` + quoted(title) + `))`
	return errors.Join(t.clicked("there is a link to "+title, link), t.formIsThere())
}

func (t *tab) formIsThere() error {
	return t.all("its form is there, with what stands beside it",
		`document.querySelector(".record-upsert-modal[data-modal-state=open] .isa-side-top > *") && document.querySelector("[data-isa-lang] .isa-handle")`)
}

// press presses the button with these words, in the dialog if one is open.
func (t *tab) press(text string) error {
	find := `[...(document.querySelector("dialog[open]") ?? document).querySelectorAll("button")].filter((b) => b.getClientRects().length && b.textContent.trim() === ` + quoted(text) + `).at(-1)`
	return t.clicked("there is a button "+text, find)
}

// clicked clicks on an element as soon as it is there and can be used. Between
// looking and clicking nothing can take it away.
func (t *tab) clicked(what, element string) error {
	return t.holds(what, `(() => { const e = `+element+`; if (!e || e.disabled || e.getAttribute("aria-busy")) return false; e.click(); return true; })()`)
}

// write puts a text into a field of the form in place of what is there.
func (t *tab) write(field, text string) error {
	at := `[name="` + field + `"]`
	if err := t.run(chromedp.Evaluate(`(() => { const e = document.querySelector('`+at+`'); e.focus(); e.select(); })()`, nil)); err != nil {
		return fmt.Errorf("going to the field %s: %w", field, err)
	}
	if err := t.run(chromedp.KeyEvent(text)); err != nil {
		return fmt.Errorf("writing into %s: %w", field, err)
	}
	return t.all("the field "+field+" has it", `document.querySelector('`+at+`').value === `+quoted(text))
}

// saysIn waits until a part of the page says something.
func (t *tab) saysIn(part, text string) error {
	return t.all(part+" says "+text, `[...document.querySelectorAll(`+quoted(part)+`)].some((e) => e.getClientRects().length && e.textContent.includes(`+quoted(text)+`))`)
}

// scrolledTo brings a part of the page into view.
func (t *tab) scrolledTo(part string) error {
	return t.all("there is "+part, `(() => { const e = document.querySelector(`+quoted(part)+`); e?.scrollIntoView(); return e; })()`)
}

// calm waits until nothing moves, for a picture.
func (t *tab) calm() error {
	return t.all("it has come to rest", `document.getAnimations().every((a) => a.playState !== "running" || a.effect?.getTiming().iterations === Infinity)`)
}

// pictured takes a picture when the page is calm.
func (t *tab) pictured(name string) error { return errors.Join(t.calm(), t.shot(name)) }

func quoted(text string) string {
	raw, _ := json.Marshal(text) // a string always can be
	return string(raw)
}

// channelsShow waits until a text stands in so many channels, which are asked for
// on the page of the demo.
func (t *tab) channelsShow(text string, count int) error {
	end := time.Now().Add(paced)
	for {
		got, err := t.w.count(t.ctx, text)
		if err == nil && got == count {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("%q stands in %d channels, not in %d (%v)", text, got, count, err)
		}
		select {
		case <-t.ctx.Done():
			return t.ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// storyHasEnded waits until the demo has published by itself what it leaves there.
func (t *tab) storyHasEnded() error { return t.channelsShow("Übung: Diese Meldung gehört Ihnen", 2) }

// discussion is the group in which Telegram keeps copies of its own of what a
// channel posts, whatever becomes of the original.
const discussion = "telegram-1001000000011"

func (w *walk) count(ctx context.Context, text string) (int, error) {
	columns, err := w.columns(ctx)
	n := 0
	for key, html := range columns {
		if key != discussion && strings.Contains(html, text) {
			n++
		}
	}
	return n, err
}

// messageOf is the id of the message in a channel in which a text stands.
func (w *walk) messageOf(ctx context.Context, key, text string) (string, error) {
	columns, err := w.columns(ctx)
	if err != nil {
		return "", err
	}
	before, _, found := strings.Cut(columns[key], text)
	const mark = `data-message="`
	at := strings.LastIndex(before, mark)
	if !found || at < 0 {
		return "", fmt.Errorf("%q stands in no message of %s", text, key)
	}
	id, _, _ := strings.Cut(before[at+len(mark):], `"`)
	return id, nil
}

// columns are what the channels show, as HTML by their keys.
func (w *walk) columns(ctx context.Context) (map[string]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.view+"/columns?lang=de", nil)
	if err != nil {
		return nil, fmt.Errorf("asking the channels: %w", err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("asking the channels: %w", err)
	}
	defer res.Body.Close()
	columns := map[string]string{}
	if err := json.NewDecoder(res.Body).Decode(&columns); err != nil {
		return nil, fmt.Errorf("reading the channels: %w", err)
	}
	return columns, nil
}

// seesChannels takes a picture of the channels.
func (t *tab) seesChannels(name string) error {
	t.hosts = append(t.hosts, strings.TrimPrefix(t.w.view, "http://"))
	if err := t.run(chromedp.Navigate(t.w.view + "/?lang=de")); err != nil {
		return fmt.Errorf("looking at the channels: %w", err)
	}
	return errors.Join(t.run(chromedp.Evaluate(`document.querySelector("main").scrollIntoView(); for (const l of document.querySelectorAll(".list")) l.scrollTop = l.scrollHeight`, nil)), t.pictured(name))
}
