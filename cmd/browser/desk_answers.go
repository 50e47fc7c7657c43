package main

import (
	"errors"

	"github.com/chromedp/chromedp"
)

// Questions that are passed on, and what is written to the first.
const (
	firstPassed   = "Was kostet die Mitgliedschaft für einen Verband?"
	secondPassed  = "Was kostet die Mitgliedschaft für eine Universität?"
	chinesePassed = "城市加入联盟需要缴纳多少会费？"
	begunAnswer   = "Das hängt von der Größe ab."
)

// deskAnswers walks what becomes of an answer that is begun when its inquiry is to
// be closed. The last inquiry stays open.
func (w *walk) deskAnswers() {
	for _, q := range [][2]string{{"de", firstPassed}, {"de", secondPassed}, {"zh", chinesePassed}} {
		w.step("desk: an inquiry comes in, "+q[1], phone, func(t *tab) error {
			_, err := t.passesOn(q[0], q[1])
			return err
		})
	}
	w.step("desk: who closes an inquiry with an answer begun can go on writing, or send it after all", desktop, (*tab).sendsBegunAnswer)
	w.step("desk: who closes an inquiry with an answer begun can throw it away", desktop, (*tab).dropsBegunAnswer)
}

// cardOf is the card of an inquiry.
func cardOf(question string) string {
	return `[...document.querySelectorAll(".isa-main .isa-card")].find((c) => c.textContent.includes(` + quoted(question) + `))`
}

// beginsAnswer writes into the box of an inquiry and asks for its end all the same.
func (t *tab) beginsAnswer(question string) error {
	return errors.Join(t.at(editor, "inquiries"), t.all("its box is there", `(() => { const b = `+cardOf(question)+`?.querySelector("textarea"); b?.focus(); return b; })()`),
		t.run(chromedp.KeyEvent(begunAnswer)), t.endsInquiry(question))
}

func (t *tab) endsInquiry(question string) error {
	return errors.Join(t.clicked("it can be closed", `[...`+cardOf(question)+`.querySelectorAll("button")].find((b) => b.textContent === "Ohne Antwort schließen")`),
		t.saysIn("dialog h2", "Die begonnene Antwort senden?"))
}

func (t *tab) sendsBegunAnswer() error {
	err := errors.Join(t.beginsAnswer(firstPassed), t.all("there are three ways", `document.querySelectorAll("dialog[open] button").length === 3`, "the harmless one has the focus", `document.activeElement.textContent === "Weiterschreiben"`), t.hasNoBarrier(`document.querySelector("dialog")`), t.pictured("desk-inquiry-begun-de"),
		t.press("Weiterschreiben"), t.all("what was begun is there", `!document.querySelector("dialog") && `+cardOf(firstPassed)+`.querySelector("textarea").value === `+quoted(begunAnswer)))
	if err != nil {
		return err
	}
	return errors.Join(t.endsInquiry(firstPassed), t.press("Antwort senden"), t.all("it is not open any more", `document.querySelector(".isa-main .isa-card") && !`+cardOf(firstPassed)),
		t.press("beantwortet"), t.all("the answer stands there", cardOf(firstPassed)+`?.querySelector(".isa-answer")?.textContent.includes(`+quoted(begunAnswer)+`)`))
}

func (t *tab) dropsBegunAnswer() error {
	return errors.Join(t.beginsAnswer(secondPassed), t.press("Ohne Antwort schließen"), t.all("it is not open any more", `document.querySelector(".isa-main .isa-card") && !`+cardOf(secondPassed)),
		t.press("geschlossen"), t.saysIn(".isa-card .isa-button", "Doch antworten"), t.all("it is closed, and nothing of the answer is left", cardOf(secondPassed)+` && !`+cardOf(secondPassed)+`.textContent.includes(`+quoted(begunAnswer)+`)`), t.pictured("desk-inquiry-closed-de"))
}
