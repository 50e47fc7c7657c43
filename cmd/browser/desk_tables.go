package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// takesTableOver brings a table with new and changed rows in, and meets them again
// in the admin, on the website and in what the bot answers.
func (t *tab) takesTableOver() error {
	const first, second, before, after = "Woher kommt die erste neue Zeile?", "Woher kommt die zweite neue Zeile?", "Was stand vorher in der Tabelle?", "Das steht nachher darin."
	var made struct {
		ID string `json:"id"`
	}
	entry := map[string]any{"category": "about", "question_de": before, "answer_de": "Das stand vorher darin.", "source_lang": "de", "published": true}
	if err := t.w.api(t.ctx, t.w.token, http.MethodPost, "faqs/records", entry, &made); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "isabot-table-")
	if err != nil {
		return fmt.Errorf("making a folder for the table: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "faqs.csv")
	table := "\uFEFFid;category;question_de;answer_de;source_lang;published\r\n;about;" + first + ";Aus einer Tabelle.;de;1\r\n;about;" + second + ";Auch aus einer Tabelle.;de;1\r\n" + made.ID + ";about;" + before + ";" + after + ";de;1\r\n"
	if err := os.WriteFile(file, []byte(table), 0o600); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	faqs := `.isa-panel:nth-of-type(2)`
	err = errors.Join(t.at(publisher, "tables"), t.run(chromedp.SetUploadFiles(faqs+" input[type=file]", []string{file}, chromedp.ByQuery)), t.run(chromedp.Evaluate(late("?dry=1"), nil)),
		t.clicked("the table can be tried", `document.querySelector("`+faqs+` .isa-row .isa-button.main")`), t.saysIn(faqs, "wird geprüft"), t.all("that it goes on is seen", `document.querySelector("`+faqs+` progress")`),
		t.run(chromedp.Evaluate("window.release()", nil)), t.saysIn(faqs, "Probe, nichts ist gespeichert: 2 neu, 1 geändert"), t.saysIn(faqs+" ins", after), t.pictured("desk-import-tried-de"),
		t.press("Zeilen übernehmen (3)"), t.saysIn("dialog", "2 neu"), t.press("Zeilen übernehmen (3)"), t.saysIn(faqs+" .isa-ok", "Übernommen: 2 neu, 1 geändert"), t.keepsDesk(), t.pictured("desk-import-done-de"))
	if err != nil {
		return err
	}
	rows := `[...document.querySelectorAll("tbody tr.handle")].some((r) => r.textContent.includes(` + quoted(second) + `))`
	err = errors.Join(t.run(chromedp.Evaluate(`location.hash = "#/collections?collection=faqs&sort=-created"`, nil)), t.all("a new row is in the list of the admin", rows),
		t.visit("/de/faq"), t.saysIn("main", first), t.saysIn("main", second))
	if err != nil {
		return err
	}
	return t.answersWith(before, after)
}
