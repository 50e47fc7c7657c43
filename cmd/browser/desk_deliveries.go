package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/chromedp/chromedp"
)

// Channels of the demo, by their names there and, behind the platform's, at the desk.
const (
	telegramEnglish = "ISA in English"
	telegramChinese = "中德工业城市联盟"
	discordEnglish  = "news-in-english"
	discordGerman   = "ankündigungen"
	telegramStaff   = "ISA Redaktion"
	telegramTalk    = "ISA im Gespräch"
)

// deskDeliveries walks what is decided about messages on their way.
func (w *walk) deskDeliveries() {
	w.step("desk: of a message without an answer it is said that it is there, of another that it is to be sent again", desktop, (*tab).decidesUnsure)
	w.step("desk: a refused message is tried again, another is given up", desktop, (*tab).decidesFailed)
	w.step("desk: messages to several subscribers of which nothing is known are decided in one go", desktop, (*tab).decidesForSubscribers)
	w.step("desk: while sending is off news waits and says so, then it goes out", desktop, (*tab).stopsSending)
	w.step("desk: a test stands in the channel of staff, and one in public is asked about first", desktop, (*tab).testsChannels)
}

// trouble lets the next message to a channel of the demo go wrong.
func (w *walk) trouble(ctx context.Context, channel, kind string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.view+"/trouble?"+url.Values{"channel": {channel}, "kind": {kind}}.Encode(), nil)
	if err != nil {
		return fmt.Errorf("asking for trouble: %w", err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("asking for trouble: %w", err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusNoContent {
		return fmt.Errorf("the demo does not take the trouble %s of %s: %s", kind, channel, res.Status)
	}
	return nil
}

// published makes a piece of news in three languages and publishes it.
func (t *tab) published(title string) error {
	id, err := t.w.make(t.ctx, map[string]any{"title_de": title, "title_en": title + " (en)", "title_zh": title + "（中文）", "status": "draft", "source_lang": "de"})
	if err != nil {
		return err
	}
	return t.w.call(t.ctx, http.MethodPost, "/api/isa/desk/news/"+id+"/publish", map[string]any{}, nil)
}

// waitingFor is the line on the page of today about a message to a channel.
func waitingFor(title, channel string) string {
	return `[...document.querySelectorAll(".isa-panel li")].find((l) => l.textContent.includes(` + quoted(title) + `) && l.textContent.includes(` + quoted(channel) + `))`
}

// becomes looks at the page of today again until a message stands there as it is said.
func (t *tab) becomes(title, channel, says string) error {
	line := waitingFor(title, channel)
	return t.holdsWithin(paced, channel+" says "+says, `(() => { const l = `+line+`; if (l?.textContent.includes(`+quoted(says)+`)) return true;
  if (document.querySelector(".isa-body:not([aria-busy])")) document.querySelector(".isa-head button").click(); return false; })()`)
}

// decides presses a button beside a message, and the same in the question after it.
func (t *tab) decides(title, channel, decision string) error {
	return t.clicked(decision+" is offered for "+channel, waitingFor(title, channel)+`?.querySelectorAll("button").values().find((b) => b.textContent === `+quoted(decision)+`)`)
}

func (t *tab) settled(title, channel string) error {
	return t.holdsWithin(paced, "nothing waits for "+channel, `document.querySelector(".isa-main .isa-body:not([aria-busy])") && !`+waitingFor(title, channel))
}

func (t *tab) decidesUnsure() error {
	const title = "Eine Antwort ging verloren"
	if err := errors.Join(t.w.trouble(t.ctx, telegramEnglish, "lost"), t.w.trouble(t.ctx, telegramChinese, "cut"), t.published(title), t.at(publisher, "")); err != nil {
		return err
	}
	err := errors.Join(t.becomes(title, telegramEnglish, "ungewiss"), t.becomes(title, telegramChinese, "ungewiss"), t.keepsDesk(), t.pictured("desk-unsure-de"))
	if err != nil {
		return err
	}
	id, err := t.w.messageOf(t.ctx, "telegram-1001000000002", title+" (en)")
	if err != nil {
		return err
	}
	err = errors.Join(t.decides(title, telegramEnglish, "Sie ist da"), t.saysIn("dialog", telegramEnglish), t.press("Sie ist da"), t.saysIn("dialog .isa-fault", "Kennung"), t.pictured("desk-unsure-there-de"),
		t.run(chromedp.SendKeys("dialog input", "https://t.me/c/1000000002/"+id, chromedp.ByQuery)), t.press("Sie ist da"), t.settled(title, telegramEnglish))
	if err != nil {
		return err
	}
	err = errors.Join(t.decides(title, telegramChinese, "Noch einmal senden"), t.saysIn("dialog", "erscheint sie zweimal"), t.pictured("desk-unsure-again-de"), t.press("Noch einmal senden"), t.settled(title, telegramChinese), t.channelsShow(title, 6))
	if err != nil {
		return err
	}
	// What was said to be there is withdrawn like any other.
	return errors.Join(t.turnTo("announcements"), t.openRecord(title), t.press("Zurückziehen"), t.press("Zurückziehen"), t.saysIn(".isa-side-top", "zurückgezogen"), t.channelsShow(title, 0))
}

func (t *tab) decidesFailed() error {
	const title = "Discord will sie nicht"
	if err := errors.Join(t.w.trouble(t.ctx, discordEnglish, "refused"), t.w.trouble(t.ctx, discordGerman, "refused"), t.published(title), t.at(publisher, "")); err != nil {
		return err
	}
	err := errors.Join(t.becomes(title, discordEnglish, "nicht angekommen"), t.becomes(title, discordGerman, "nicht angekommen"), t.pictured("desk-failed-de"))
	if err != nil {
		return err
	}
	return errors.Join(t.decides(title, discordEnglish, "Noch einmal senden"), t.press("Noch einmal senden"), t.settled(title, discordEnglish), t.channelsShow(title, 5),
		t.decides(title, discordGerman, "Nicht senden"), t.saysIn("dialog", discordGerman), t.all("the safe button has the focus", `document.activeElement.textContent === "Abbrechen"`), t.press("Nicht senden"), t.settled(title, discordGerman), t.channelsShow(title, 5))
}

func (t *tab) decidesForSubscribers() error {
	const title, subscribers = "Zwei Abonnements ohne Antwort", "Abonnements: 2"
	if err := t.storyHasEnded(); err != nil {
		return err
	}
	for name, chat := range map[string]string{telegramTalk: "-1001000000011", telegramStaff: "-1001000000021"} {
		var made struct {
			ID string `json:"id"`
		}
		subscriber := map[string]string{"platform": "telegram", "chat": chat, "lang": "de"}
		err := errors.Join(t.w.api(t.ctx, t.w.token, http.MethodPost, "subscribers/records", subscriber, &made), t.w.trouble(t.ctx, name, "cut"))
		if err != nil {
			return err
		}
		// Nothing that the other steps publish goes there.
		defer func() {
			_ = t.w.api(context.WithoutCancel(t.ctx), t.w.token, http.MethodDelete, "subscribers/records/"+made.ID, nil, nil)
		}()
	}
	err := errors.Join(t.published(title), t.at(publisher, ""), t.becomes(title, subscribers, "ungewiss"), t.all("staff may give them up", waitingFor(title, subscribers)+`.textContent.includes("Nicht senden")`), t.keepsDesk(), t.pictured("desk-subscribers-unsure-de"))
	if err != nil {
		return err
	}
	return errors.Join(t.decides(title, subscribers, "Noch einmal senden"), t.saysIn("dialog", "liest sie zweimal"), t.pictured("desk-subscribers-again-de"), t.press("Noch einmal senden"),
		t.settled(title, "Abonnements"), t.channelsShow(title, 7)) // six channels and one of the groups; of the other what it holds is not counted
}

func (t *tab) stopsSending() error {
	const title = "Solange das Senden ruht"
	// Whatever becomes of this step, the others go on.
	defer func() {
		_ = t.w.call(context.WithoutCancel(t.ctx), http.MethodPost, "/api/isa/desk/sending", map[string]any{"on": true}, nil)
	}()
	err := errors.Join(t.at(publisher, ""), t.press("Senden anhalten"), t.press("Senden anhalten"), t.saysIn(".isa-alert", "Ausgeschaltet von "+publisher), t.keepsDesk(), t.pictured("desk-sending-off-de"))
	if err != nil {
		return err
	}
	if err := t.published(title); err != nil {
		return err
	}
	err = errors.Join(t.turnTo("announcements"), t.openRecord(title), t.press("Wo sie steht"), t.saysIn(`.isa-side [data-state]`, "Senden ist ausgeschaltet"), t.pictured("desk-sending-off-places-de"), t.channelsShow(title, 0), t.press("Schließen"))
	if err != nil {
		return err
	}
	return errors.Join(t.turnTo(""), t.press("Senden einschalten"), t.press("Senden einschalten"), t.saysIn(".isa-ok", "eingeschaltet"), t.channelsShow(title, 6))
}

func (t *tab) testsChannels() error {
	const test = "Test: isabot erreicht diesen Kanal."
	button := func(channel string) string {
		return `[...document.querySelectorAll(".isa-card")].find((c) => c.ariaLabel.includes(` + quoted(channel) + `))?.querySelector(".isa-button")`
	}
	err := errors.Join(t.at(publisher, "channels"), t.clicked("the channel of staff can be tested", button(telegramStaff)), t.saysIn(".isa-notes", telegramStaff), t.channelsShow(test, 1))
	if err != nil {
		return err
	}
	err = errors.Join(t.clicked("a public one can be", button(telegramEnglish)), t.saysIn("dialog", telegramEnglish), t.saysIn("dialog", "öffentlich"), t.pictured("desk-channel-test-de"), t.press("Testnachricht senden"),
		t.saysIn(".isa-notes", telegramEnglish), t.channelsShow(test, 1), t.channelsShow("verschwindet gleich wieder", 0))
	t.forgive() // that it was refused before it was asked about stands on the console
	return err
}
