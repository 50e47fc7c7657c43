package main

import (
	"errors"
	"net/http"

	"github.com/chromedp/chromedp"
)

const putBack = "Vorherigen Stand wiederherstellen"

// deskHistory walks what is put back.
func (w *walk) deskHistory() {
	w.step("desk: a publisher puts an entry of the FAQ back, and the history says who did", desktop, (*tab).putsFAQBack)
	w.step("desk: an editor puts a draft back in its form, and what is not saved stays", desktop, (*tab).putsDraftBack)
}

func (t *tab) putsFAQBack() error {
	const question, old = "Was wurde wiederhergestellt?", "Das Alte."
	var made struct {
		ID string `json:"id"`
	}
	entry := map[string]any{"category": "about", "question_de": question, "answer_de": old, "source_lang": "de", "published": true}
	err := t.w.api(t.ctx, t.w.token, http.MethodPost, "faqs/records", entry, &made)
	if err == nil {
		err = t.w.api(t.ctx, t.w.token, http.MethodPatch, "faqs/records/"+made.ID, map[string]any{"answer_de": "Das Neue."}, nil)
	}
	if err != nil {
		return err
	}
	change := `[...document.querySelectorAll(".isa-main .isa-card")].find((c) => c.textContent.includes(` + quoted(question) + `) && c.textContent.includes("geändert"))`
	err = errors.Join(t.at(publisher, "history"), t.clicked("the change is there", change+`?.querySelector("summary")`), t.saysIn(".isa-card td", "Das Neue."),
		t.clicked("it can be put back", change+`.querySelector(".isa-button")`), t.saysIn("dialog", question), t.pictured("desk-put-back-de"), t.press(putBack), t.saysIn(".isa-notes", "Antwort (Deutsch)"))
	if err != nil {
		return err
	}
	return errors.Join(t.saysIn(".isa-main .isa-card:first-of-type", publisher), t.openRecord(question), t.all("the form has the old text", `document.querySelector("[name=answer_de]").value === `+quoted(old)),
		t.all("the history of the entry says who did it", `document.querySelector(".isa-side .isa-card")?.textContent.includes(`+quoted(publisher)+`)`), t.pictured("desk-put-back-form-de"))
}

func (t *tab) putsDraftBack() error {
	const title, unsaved = "Ein Entwurf mit zwei Ständen", "https://www.example.org/not-saved"
	id, err := t.begun(title)
	if err != nil {
		return err
	}
	if err := errors.Join(t.press("Schließen"), t.w.api(t.ctx, t.w.token, http.MethodPatch, "news/records/"+id, map[string]any{"summary_de": "Der zweite Satz."}, nil), t.openRecord(title)); err != nil {
		return err
	}
	summary := func(is string) error {
		return t.all("the form says "+is, `document.querySelector("[name=summary_de]").value === `+quoted(is))
	}
	err = errors.Join(summary("Der zweite Satz."), t.write("link", unsaved), t.press("Verlauf"), t.clicked("the change is there", `document.querySelector(".isa-side .isa-card summary")`),
		t.clicked("it can be put back", `document.querySelector(".isa-side .isa-card .isa-button")`), t.saysIn("dialog", title),
		t.press(putBack), summary("Der erste Satz."))
	if err != nil {
		return err
	}
	return errors.Join(t.saysIn(".isa-side .isa-card", editor), t.all("what was not saved is there still", `document.querySelector("[name=link]").value === `+quoted(unsaved)), t.pictured("desk-put-back-draft-de"),
		t.press("Entwurf speichern"), t.run(chromedp.WaitNotPresent(".isa-side-top [aria-busy]", chromedp.ByQuery)), summary("Der erste Satz."))
}
