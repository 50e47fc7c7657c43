package main

import (
	"errors"
	"fmt"

	"github.com/chromedp/chromedp"
)

const (
	passed  = "Was kostet die Mitgliedschaft für eine Stadt?"
	answer  = "Das nennt Ihnen die Geschäftsstelle."
	unknown = "Wo wird die Schuhgröße der Bürgermeister veröffentlicht?"
	told    = "Schuhgrößen veröffentlicht die Allianz nicht."
)

// deskPeople walks what people ask and staff answer.
func (w *walk) deskPeople() {
	var conversation string
	w.step("desk: somebody has a question passed on", phone, func(t *tab) (err error) {
		conversation, err = t.passesOn("de", passed)
		return err
	})
	w.step("desk: an editor answers the inquiry", desktop, (*tab).answersInquiry)
	w.step("desk: who asked has the answer", phone, func(t *tab) error { return t.heardBack(conversation) })
	w.step("desk: somebody asks what nobody knows", phone, func(t *tab) error { return t.ask("de", unknown) })
	w.step("desk: a question without an answer becomes an entry of the FAQ", desktop, (*tab).makesFAQ)
	w.step("desk: the bot answers from it", phone, (*tab).asksAgain)
}

// passesOn returns the conversation as the page keeps it.
func (t *tab) passesOn(lang, question string) (string, error) {
	if err := t.ask(lang, question); err != nil {
		return "", err
	}
	pass := `.answer .choices button`
	if err := errors.Join(t.all("the question can be passed on", `document.querySelector("`+pass+`")`), t.run(chromedp.Click(pass, chromedp.ByQuery)),
		t.all("that is confirmed", `document.querySelectorAll(".answer").length === 2`)); err != nil {
		return "", err
	}
	var kept string
	if err := t.look(`localStorage.getItem("isa.chat.1")`, &kept); err != nil {
		return "", fmt.Errorf("reading the conversation: %w", err)
	}
	return kept, nil
}

func (t *tab) answersInquiry() error {
	if err := errors.Join(t.at(editor, "inquiries"), t.saysIn(".isa-card", passed), t.keepsDesk(), t.pictured("desk-inquiries-de")); err != nil {
		return err
	}
	box := `.isa-card textarea`
	return errors.Join(t.run(chromedp.SendKeys(box, "Guten Tag, "+answer, chromedp.ByQuery)), t.pictured("desk-inquiry-answer-de"), t.press("Antwort senden"),
		t.all("it is not open any more", `document.querySelector(".isa-empty")`), t.press("beantwortet"), t.saysIn(".isa-answer", answer), t.pictured("desk-inquiry-answered-de"))
}

func (t *tab) heardBack(kept string) error {
	if err := errors.Join(t.visit("/chat?lang=de"), t.run(chromedp.Evaluate(`localStorage.setItem("isa.chat.1", `+quoted(kept)+`)`, nil)), t.visit("/chat?lang=de")); err != nil {
		return err
	}
	return errors.Join(t.saysIn(".answer.person", answer), t.pictured("desk-inquiry-heard"))
}

func (t *tab) makesFAQ() error {
	if err := t.at(publisher, "questions"); err != nil {
		return err
	}
	err := errors.Join(t.saysIn(".isa-group", unknown), t.keepsDesk(), t.pictured("desk-questions-de"))
	if err != nil {
		return err
	}
	make := `[...document.querySelectorAll(".isa-group")].find((g) => g.textContent.includes(` + quoted(unknown) + `)).querySelector(".isa-button")`
	if err := errors.Join(t.run(chromedp.Evaluate(make+".click()", nil)), t.formIsThere()); err != nil {
		return err
	}
	return errors.Join(t.all("the question is in it", `document.querySelector("[name=question_de]").value === `+quoted(unknown)), t.write("answer_de", told),
		t.pictured("desk-faq-de"), t.press("Veröffentlichen"), t.saysIn("dialog", "der Bot antwortet"), t.press("Veröffentlichen"), t.saysIn(".isa-side-top", "veröffentlicht"))
}

func (t *tab) asksAgain() error {
	return errors.Join(t.answersWith(unknown, told), t.pictured("desk-faq-answered"))
}

// answersWith asks until the bot says so: the answer comes from the record as soon
// as what is known is read anew.
func (t *tab) answersWith(question, answer string) error {
	for range 20 {
		if err := t.ask("de", question); err != nil {
			return err
		}
		var said bool
		if err := t.look(`document.querySelector("#log .answer .body").textContent.includes(`+quoted(answer)+`)`, &said); err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if said {
			return nil
		}
		if err := t.run(chromedp.Evaluate(`localStorage.clear()`, nil)); err != nil {
			return fmt.Errorf("beginning anew: %w", err)
		}
	}
	return errors.New("the bot does not give the answer of the entry")
}
