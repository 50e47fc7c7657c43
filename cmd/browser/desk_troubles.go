package main

import (
	"errors"
	"net/http"

	"github.com/chromedp/chromedp"
)

const shared = "Zwei schreiben an einer Meldung"

// deskTroubles walks what goes wrong at the desk: nothing may be lost.
func (w *walk) deskTroubles() {
	w.step("desk: two save the same news, and both texts stand side by side", desktop, (*tab).twoWrite)
	w.step("desk: a draft that the browser has kept is older than what is stored", desktop, (*tab).oldDraft)
	w.step("desk: a session that ends in mid-form loses nothing", desktop, (*tab).sessionEnds)
	w.step("desk: a field error opens its group", desktop, (*tab).errorOpensGroup)
}

// begun is a draft, made over the API, that is open in the form.
func (t *tab) begun(title string) (id string, err error) {
	var made struct {
		ID string `json:"id"`
	}
	fields := map[string]string{"title_de": title, "summary_de": "Der erste Satz.", "status": "draft", "source_lang": "de"}
	if err := t.w.api(t.ctx, t.w.token, http.MethodPost, "news/records", fields, &made); err != nil {
		return "", err
	}
	return made.ID, errors.Join(t.at(editor, "announcements"), t.openRecord(title))
}

func (t *tab) twoWrite() error {
	id, err := t.begun(shared)
	if err != nil {
		return err
	}
	other := map[string]any{"summary_de": "Der andere Satz.", "link": "https://www.example.org/other"}
	if err := t.w.api(t.ctx, t.w.token, http.MethodPatch, "news/records/"+id, other, nil); err != nil {
		return err
	}
	if err := errors.Join(t.write("summary_de", "Mein Satz."), t.press("Speichern")); err != nil {
		return err
	}
	err = errors.Join(t.saysIn("dialog", "Der andere Satz."), t.saysIn("dialog", "Mein Satz."), t.pictured("desk-conflict-de"), t.hasNoBarrier(`document.querySelector("dialog")`), t.press("Auswahl übernehmen und speichern"),
		t.saysIn(".isa-notes", "Gespeichert"), t.all("mine is in the form", `document.querySelector("[name=summary_de]").value === "Mein Satz."`, "and so is what the other did elsewhere", `document.querySelector("[name=link]").value.includes("other")`))
	t.forgive() // the refusal stands on the console
	return err
}

func (t *tab) oldDraft() error {
	id, err := t.begun("Alter Entwurf")
	if err != nil {
		return err
	}
	if err := t.write("summary_de", "Das habe ich gestern geschrieben."); err != nil {
		return err
	}
	if err := t.w.api(t.ctx, t.w.token, http.MethodPatch, "news/records/"+id, map[string]string{"summary_de": "Das kam dazwischen."}, nil); err != nil {
		return err
	}
	// The page is loaded afresh, as on the next day.
	if err := errors.Join(t.visit("/_/#/isa/announcements"), t.run(chromedp.Reload()), t.turnTo("announcements"), t.openRecord("Alter Entwurf")); err != nil {
		return err
	}
	return errors.Join(t.press("Entwurf wiederherstellen"), t.saysIn(".isa-side", "älter als das, was gespeichert ist"), t.press("Vergleichen"), t.saysIn("dialog", "Das kam dazwischen."),
		t.saysIn("dialog", "gestern"), t.pictured("desk-old-draft-de"), t.press("Auswahl übernehmen und speichern"), t.saysIn(".isa-notes", "Gespeichert"))
}

// ended makes the token of the session one that has had its time.
const ended = `(() => { const s = JSON.parse(` + session + `); s.token = "e30." + btoa(JSON.stringify({ exp: 1 })) + ".x"; ` + session + ` = JSON.stringify(s); })()`

func (t *tab) sessionEnds() error {
	if _, err := t.begun("Vor dem Ende der Sitzung"); err != nil {
		return err
	}
	if err := errors.Join(t.write("summary_de", "Danach geschrieben."), t.run(chromedp.Evaluate(ended, nil)), t.press("Speichern"), t.saysIn("dialog", "Ihre Anmeldung ist abgelaufen"), t.pictured("desk-session-de")); err != nil {
		return err
	}
	err := errors.Join(t.run(chromedp.SendKeys("dialog input[type=password]", password, chromedp.ByQuery)), t.press("Anmelden und fortfahren"),
		t.all("it is saved after all", `!document.querySelector(".record-upsert-modal[data-modal-state=open]")`), t.openRecord("Vor dem Ende der Sitzung"), t.all("nothing was lost", `document.querySelector("[name=summary_de]").value === "Danach geschrieben."`))
	t.forgive()
	return err
}

func (t *tab) errorOpensGroup() error {
	if _, err := t.begun("Mit einem Fehler"); err != nil {
		return err
	}
	long := `(() => { const e = document.querySelector("[name=summary_zh]"); e.value = "字".repeat(1001); e.dispatchEvent(new Event("input", { bubbles: true })); })()`
	err := errors.Join(t.all("the group is closed", `document.querySelector('.isa-handle[data-lang="zh"]').ariaExpanded === "false"`), t.run(chromedp.Evaluate(long, nil)), t.press("Speichern"),
		t.all("it is open", `document.querySelector('.isa-handle[data-lang="zh"]').ariaExpanded === "true" && document.querySelector("[name=summary_zh]").getClientRects().length`), t.pictured("desk-field-error-de"))
	t.forgive()
	return err
}
