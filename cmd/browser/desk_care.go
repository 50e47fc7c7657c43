package main

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// deskCare walks what goes wrong only where somebody is quick, works by keyboard or
// has not saved yet.
func (w *walk) deskCare() {
	w.step("desk: a button of a dialog that is pressed twice acts once", desktop, (*tab).pressesTwice)
	w.step("desk: an answer that comes late is not shown over a newer one", desktop, (*tab).answersLate)
	w.step("desk: who works by keyboard stays where they were", desktop, (*tab).keepsFocus)
	w.step("desk: what is not saved yet stays in the form when news is retracted", desktop, (*tab).keepsUnsaved)
	w.step("desk: a new form that nobody wrote in is closed without a question", desktop, (*tab).closesNewForm)
	w.step("desk: the mark of a minor change holds for the save that it was made for", desktop, (*tab).marksMinor)
	w.step("desk: all pages can be read in the dark", desktop, (*tab).inTheDark)
}

// counting has the page count its requests whose address ends so.
func counting(end string) string {
	return `window.counted = 0; (() => { const f = window.fetch; window.fetch = (u, o) => { if (String(u).endsWith(` + quoted(end) + `)) window.counted++; return f(u, o); }; })()`
}

func (t *tab) pressesTwice() error {
	if _, err := t.begun("Zweimal gedrückt"); err != nil {
		return err
	}
	twice := `[...document.querySelectorAll("dialog[open] button")].at(-1)`
	return errors.Join(t.press("Um Freigabe bitten"), t.all("the question is there", twice), t.run(chromedp.Evaluate(counting("/ask"), nil)),
		t.run(chromedp.Evaluate(twice+".click(); document.querySelector('dialog[open] button.main').click()", nil)),
		t.saysIn(".isa-side-top", "zur Prüfung"), t.all("one request was made", `window.counted === 1`))
}

// late has the page keep back what it asks for at an address, until release is
// called; then done is true as soon as the page has worked through it.
func late(part string) string {
	return `(() => { const f = window.fetch; window.done = false; window.fetch = (u, o) => !String(u).includes(` + quoted(part) + `) ? f(u, o) :
  new Promise((go) => { window.release = () => f(u, o).then(async (x) => {
    const r = new Response(await x.text(), { headers: x.headers }), json = r.json.bind(r);
    r.json = async () => { const v = await json(); setTimeout(() => { window.done = true; }, 0); return v; };
    go(r);
  }); }); })()`
}

// tabOf is one of the tabs on the page of the desk.
func tabOf(name string) string {
	return `[...document.querySelectorAll(".isa-main .isa-tab")].find((b) => b.textContent.startsWith(` + quoted(name) + `))`
}

func (t *tab) answersLate() error {
	if err := errors.Join(t.at(editor, "inquiries"), t.run(chromedp.Evaluate(late("state=answered"), nil))); err != nil {
		return err
	}
	return errors.Join(t.run(chromedp.Evaluate(tabOf("beantwortet")+".click()", nil)), t.all("the first answer is kept back", "window.release"),
		t.run(chromedp.Evaluate(tabOf("geschlossen")+".click()", nil)),
		t.all("what was asked for last is there", tabOf("geschlossen")+`.ariaPressed === "true" && document.querySelector(".isa-main .isa-empty")`),
		t.run(chromedp.Evaluate("window.release()", nil)), t.all("the late answer has come", "window.done"),
		t.all("it is not shown", tabOf("geschlossen")+`.ariaPressed === "true" && document.querySelector(".isa-main .isa-empty") && !document.querySelector(".isa-card")`))
}

func (t *tab) keepsFocus() error {
	err := errors.Join(t.at(editor, ""), t.run(chromedp.Evaluate(`document.querySelector('.isa-nav a').focus()`, nil)), t.keys(kb.Tab, kb.Tab, kb.Tab, kb.Enter),
		t.all("the inquiries came", `location.hash === "#/isa/inquiries" && document.querySelector(".isa-main .isa-body:not([aria-busy])")`),
		t.all("one goes on at the page, not at its beginning", `document.activeElement.matches(".isa-main")`))
	if err != nil {
		return err
	}
	return errors.Join(t.keys(kb.Tab, kb.Tab, kb.Tab, kb.Enter), t.all("the answered ones came", tabOf("beantwortet")+`.ariaPressed === "true" && document.querySelector(".isa-main .isa-body:not([aria-busy])")`),
		t.all("one is still at the same tab", `document.activeElement === `+tabOf("beantwortet")))
}

func (t *tab) keepsUnsaved() error {
	const title, kept = "Mit einem Satz, der noch nicht gespeichert ist", "https://www.example.org/unsaved"
	if _, err := t.w.make(t.ctx, map[string]any{"title_de": title, "status": "draft", "source_lang": "de"}); err != nil {
		return err
	}
	err := errors.Join(t.at(publisher, "announcements"), t.openRecord(title), t.press("Veröffentlichen"), t.press("Veröffentlichen"), t.saysIn(".isa-side-top", "veröffentlicht"), t.channelsShow(title, 2))
	if err != nil {
		return err
	}
	return errors.Join(t.write("link", kept), t.press("Zurückziehen"), t.press("Zurückziehen"), t.saysIn(".isa-side-top", "zurückgezogen"),
		t.all("what was written stands there", `document.querySelector("[name=link]").value === `+quoted(kept)), t.pictured("desk-retracted-unsaved-de"), t.channelsShow(title, 0))
}

func (t *tab) closesNewForm() error {
	return errors.Join(t.at(editor, "announcements"), t.press("Neue Meldung"), t.formIsThere(), t.press("Schließen"),
		t.all("it is gone, and nothing is asked", `!document.querySelector(".record-upsert-modal, .modal.popup")`))
}

func (t *tab) marksMinor() error {
	const title = "Eine kleine Änderung"
	id, err := t.w.make(t.ctx, map[string]any{"title_de": title, "summary_de": "Eins.", "title_en": "A minor change", "summary_en": "One.", "status": "draft", "source_lang": "de"})
	if err != nil {
		return err
	}
	box := `document.querySelector(".isa-minor input")`
	state := func(wants string) error {
		var found struct {
			Languages map[string]struct {
				State string `json:"state"`
			} `json:"languages"`
		}
		if err := t.w.call(t.ctx, http.MethodGet, "/api/isa/desk/translations/news/"+id, nil, &found); err != nil {
			return err
		}
		if got := found.Languages["en"].State; got != wants {
			return fmt.Errorf("the English text is %s, not %s", got, wants)
		}
		return nil
	}
	save := func(text string) error {
		return errors.Join(t.write("summary_de", text), t.press("Entwurf speichern"), t.all("it is saved", `document.querySelector(".modal-footer .btn.expanded, .modal-footer button[disabled]") && !document.querySelector(".isa-side-top [aria-busy]")`))
	}
	err = errors.Join(t.at(editor, "announcements"), t.openRecord(title), t.all("the mark is there", box), t.run(chromedp.Evaluate(box+".click()", nil)),
		save("Zwei."), t.all("the mark has had its save", "!"+box+".checked"), state("current"))
	if err != nil {
		return err
	}
	return errors.Join(t.run(chromedp.Evaluate(box+".click()", nil)), t.press("Schließen"), t.all("the form is closed", `!document.querySelector(".record-upsert-modal")`),
		t.openRecord(title), t.all("the mark is not set", box+` && !`+box+`.checked`), save("Drei."), t.saysIn(`.isa-handle[data-lang="en"]`, "veraltet"), state("outdated"))
}

func (t *tab) inTheDark() error {
	if err := errors.Join(t.run(colours("dark")), t.at(publisher, ""), t.keepsDesk(), t.pictured("desk-dark-today")); err != nil {
		return err
	}
	for _, page := range deskPages[1:] {
		if err := errors.Join(t.turnTo(page), t.all("it is dark", `document.documentElement.dataset.colorScheme === "dark"`), t.keepsDesk(), t.pictured("desk-dark-"+page)); err != nil {
			return fmt.Errorf("%s: %w", page, err)
		}
	}
	return errors.Join(t.turnTo("announcements"), t.openRecord("Übung"), t.hasNoBarrier(`document.querySelector(".isa-side")`), t.pictured("desk-dark-form"),
		t.press("Wo sie steht"), t.all("where it stands is there", `document.querySelector('.isa-side [data-state="sent"]')`), t.hasNoBarrier(`document.querySelector(".isa-side")`), t.pictured("desk-dark-places"),
		t.press("Zurückziehen"), t.all("the question is there", `document.querySelector("dialog[open]")`), t.hasNoBarrier(`document.querySelector("dialog")`), t.pictured("desk-dark-retract"), t.press("Abbrechen"))
}
