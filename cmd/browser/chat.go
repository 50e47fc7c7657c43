package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var questions = []struct{ lang, text string }{
	{"de", "Ist Köln Mitglied der Allianz?"},
	{"en", "Is Hamburg a member of the alliance?"},
	{"zh", "佛山是联盟成员吗？"},
}

// chat walks the chat page.
func (w *walk) chat() {
	for _, q := range questions {
		w.step("chat: asked by keyboard alone in "+q.lang, desktop, func(t *tab) error { return t.asks(q.lang, q.text) })
		for _, s := range []size{desktop, phone, zoomed} {
			w.step(fmt.Sprintf("chat: keeps the rules in %s at %d px", q.lang, s.width), s, func(t *tab) error {
				return t.looksRight(q.lang, q.text, fmt.Sprintf("chat-%s-%d", q.lang, s.width))
			})
		}
	}
	w.step("chat: keeps the rules in the dark", phone, func(t *tab) error {
		if err := t.run(colours("dark")); err != nil {
			return err
		}
		return t.looksRight("de", questions[0].text, "chat-dark")
	})
	w.step("chat: a reload keeps the conversation, a new one ends it", desktop, (*tab).reloads)
	w.step("chat: the language is remembered without a cookie", desktop, (*tab).switches)
	w.step("chat: shift and enter start a line", desktop, (*tab).startsALine)
	w.step("chat: without a network nothing is lost", phone, (*tab).losesNothing)
	w.step("chat: a question that is too long is not sent", desktop, (*tab).isTooLong)
	w.step("chat: works without a script", phone, (*tab).hasNoScript)
}

const answered = `document.querySelector("#log .answer .body")?.textContent.trim()`

// ask opens the page, types into the box that has the focus, and waits.
func (t *tab) ask(lang, text string) error {
	if err := t.visit("/chat?lang=" + lang); err != nil {
		return err
	}
	if err := t.run(chromedp.Evaluate(`document.getElementById("question").focus()`, nil)); err != nil {
		return fmt.Errorf("focusing the box: %w", err)
	}
	if err := t.keys(text, kb.Enter); err != nil {
		return err
	}
	return t.holds("an answer came", answered)
}

func (t *tab) asks(lang, text string) error {
	if err := t.visit("/chat?lang=" + lang); err != nil {
		return err
	}
	if err := t.all("the box has the focus", `document.activeElement.id === "question"`); err != nil {
		return err
	}
	if err := t.keys(text, kb.Enter); err != nil {
		return err
	}
	err := t.all(
		"an answer came", answered,
		"it is in the language of the question", `document.querySelector(".answer").lang === "`+lang+`"`,
		"it has a source", `document.querySelector(".answer .sources li")?.textContent.trim()`,
		"links to sources open apart", `[...document.querySelectorAll(".sources a")].every((a) => a.target === "_blank" && a.rel === "noopener" && a.querySelector(".vh"))`,
		"the log is announced", `document.querySelector("#log[role=log][aria-live=polite]")`,
		"the box is empty and keeps the focus", `document.activeElement.id === "question" && document.activeElement.value === ""`,
		"there is no cookie", `document.cookie === ""`,
	)
	if err != nil {
		return err
	}
	if err := t.shot("chat-answer-" + lang); err != nil {
		return err
	}
	if err := t.keys(backTab); err != nil {
		return err
	}
	return t.all(
		"the focus went back into the answer", `document.activeElement.closest(".answer")`,
		"the focus is seen", `getComputedStyle(document.activeElement).outlineStyle !== "none"`,
		"what has the focus is not covered", `(() => { const e = document.activeElement, r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); })()`)
}

// looksRight holds the page to its rules, empty and with an answer.
func (t *tab) looksRight(lang, text, name string) error {
	if err := t.visit("/chat?lang=" + lang); err != nil {
		return err
	}
	if err := errors.Join(t.keepsRules(), t.shot(name)); err != nil {
		return err
	}
	if err := t.ask(lang, text); err != nil {
		return err
	}
	small := `[...document.querySelectorAll("button, textarea, nav a, .again")].every((e) => !e.getClientRects().length || e.offsetHeight >= 44 && e.offsetWidth >= 44)`
	return errors.Join(t.keepsRules(), t.all("what is pressed is 44 px large", small), t.shot(name+"-answer"))
}

func (t *tab) reloads() error {
	if err := t.ask("de", questions[0].text); err != nil {
		return err
	}
	if err := t.visit("/chat?lang=de"); err != nil {
		return err
	}
	if err := t.all("the answer is still there", answered, "its question too", `document.querySelector(".question").textContent.includes("Köln")`); err != nil {
		return err
	}
	if err := t.run(chromedp.Click("a.again", chromedp.ByQuery), chromedp.WaitReady("#question", chromedp.ByID)); err != nil {
		return fmt.Errorf("beginning anew: %w", err)
	}
	return t.all("the log is empty", `document.readyState === "complete" && !document.querySelector(".msg")`)
}

func (t *tab) switches() error {
	if err := t.visit("/chat?lang=de"); err != nil {
		return err
	}
	if err := t.run(chromedp.Click(`nav a[lang="zh"]`, chromedp.ByQuery)); err != nil {
		return fmt.Errorf("choosing Chinese: %w", err)
	}
	if err := t.all("the page is Chinese", `document.documentElement.lang === "zh"`); err != nil {
		return err
	}
	if err := t.visit("/chat"); err != nil {
		return err
	}
	return t.all("it is Chinese again", `document.documentElement.lang === "zh"`, "there is no cookie", `document.cookie === ""`)
}

func (t *tab) startsALine() error {
	if err := t.visit("/chat?lang=en"); err != nil {
		return err
	}
	if err := t.all("the box has the focus", `document.activeElement.id === "question"`); err != nil {
		return err
	}
	if err := t.keys("one", shiftEnter, "two"); err != nil {
		return err
	}
	return t.all("there are two lines and nothing was sent", `document.getElementById("question").value === "one\ntwo" && !document.querySelector(".msg")`)
}

func (t *tab) losesNothing() error {
	if err := t.visit("/chat?lang=de"); err != nil {
		return err
	}
	if err := t.run(network.SetBlockedURLs().WithURLPatterns([]*network.BlockPattern{{URLPattern: "*://*:*/api/isa/ask", Block: true}})); err != nil {
		return fmt.Errorf("cutting the network: %w", err)
	}
	if err := t.run(chromedp.Focus("#question", chromedp.ByQuery)); err != nil {
		return err
	}
	if err := t.keys(questions[0].text, kb.Enter); err != nil {
		return err
	}
	err := t.all("the fault is said aloud", `document.querySelector(".fault[role=alert]")?.textContent.includes("Verbindung")`,
		"the question is still there", `document.querySelector(".question").textContent.includes("Köln")`)
	if err := errors.Join(err, t.shot("chat-offline")); err != nil {
		return err
	}
	t.forgive()
	if err := t.run(network.SetBlockedURLs().WithURLPatterns([]*network.BlockPattern{}), chromedp.Click(".retry", chromedp.ByQuery)); err != nil {
		return fmt.Errorf("trying again: %w", err)
	}
	return t.all("an answer came", answered, "the fault is gone", `!document.querySelector(".fault")`)
}

func (t *tab) isTooLong() error {
	if err := t.visit("/chat?lang=en"); err != nil {
		return err
	}
	fill := `(() => { const b = document.getElementById("question"); b.value = "字".repeat(1001); b.dispatchEvent(new Event("input")); b.focus(); })()`
	if err := t.run(chromedp.Evaluate(fill, nil)); err != nil {
		return fmt.Errorf("filling the box: %w", err)
	}
	if err := t.keys(kb.Enter); err != nil {
		return err
	}
	return t.all("the page says why", `document.getElementById("count").textContent.includes("1000")`,
		"the text stays", `document.getElementById("question").value.length === 1001 && !document.querySelector(".msg")`)
}

func (t *tab) hasNoScript() error {
	if err := t.run(emulation.SetScriptExecutionDisabled(true)); err != nil {
		return fmt.Errorf("switching scripts off: %w", err)
	}
	if err := t.visit("/chat?lang=de"); err != nil {
		return err
	}
	err := t.run(
		chromedp.SendKeys("#question", questions[0].text, chromedp.ByQuery),
		chromedp.Click("button.send", chromedp.ByQuery),
		chromedp.WaitVisible("#log .answer", chromedp.ByQuery),
	)
	if err != nil {
		return fmt.Errorf("asking without a script: %w", err)
	}
	var body string
	if err := t.run(chromedp.TextContent("#log .answer .body", &body, chromedp.ByQuery)); err != nil || strings.TrimSpace(body) == "" {
		return fmt.Errorf("no answer without a script: %v", err)
	}
	return t.shot("chat-no-script")
}
