package main

import (
	"errors"
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// admin walks the staff's way to a FAQ entry, if it is known who may enter.
func (w *walk) admin() {
	if w.email == "" || w.password == "" {
		fmt.Println("skip  admin: nobody is named who may enter")
		return
	}
	w.step("chat: a person answers what is not on record", phone, (*tab).hearsAPerson)
	for name, s := range map[string]size{"desktop": desktop, "phone": phone} {
		w.step("admin: the form of a FAQ entry is ready to write in on a "+name, s, func(t *tab) error { return t.opensFAQ(name) })
	}
}

// opensFAQ signs in and opens the form of a new entry; name tells its pictures apart.
func (t *tab) opensFAQ(name string) error {
	if err := t.visit("/_/#/login"); err != nil {
		return err
	}
	err := t.run(
		chromedp.WaitVisible("#login_identity", chromedp.ByQuery),
		chromedp.SendKeys("#login_identity", t.w.email, chromedp.ByQuery),
		chromedp.SendKeys("#login_pass", t.w.password+kb.Enter, chromedp.ByQuery),
	)
	if err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	if err := t.all("one is signed in", `!location.hash.includes("login") && document.querySelector(".isa-main .isa-body:not([aria-busy])")`); err != nil {
		return err
	}
	// Loaded afresh: a new fragment alone can lose against the sign-in's own way on.
	if err := t.run(chromedp.Navigate("about:blank")); err != nil {
		return fmt.Errorf("leaving the first page: %w", err)
	}
	if err := t.visit("/_/#/collections?collection=faqs"); err != nil {
		return err
	}
	if err := t.all("the list of FAQ entries is there", `document.querySelector(".breadcrumbs, .page-header")?.textContent.includes("FAQ") && document.querySelector("button.new-record-btn")`); err != nil {
		return err
	}
	if err := t.shot("admin-faqs-" + name); err != nil {
		return err
	}
	if err := t.run(chromedp.Click("button.new-record-btn", chromedp.ByQuery)); err != nil {
		return fmt.Errorf("opening the form: %w", err)
	}
	err = t.all(
		"a question can be written in each language", `["de", "en", "zh"].every((l) => document.querySelector("[name=question_" + l + "]"))`,
		"its fields have labels", `[...document.querySelectorAll("[name^=question_]")].every((e) => e.labels?.length)`,
		"it has come to rest", `document.getAnimations().every((a) => a.playState !== "running" || a.effect?.getTiming().iterations === Infinity)`,
	)
	return errors.Join(err, t.shot("admin-faq-form-"+name))
}
