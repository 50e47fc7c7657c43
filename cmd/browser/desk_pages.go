package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var deskPages = []string{"", "announcements", "questions", "inquiries", "members", "numbers", "channels", "tables", "history"}

// deskPages looks at all pages, in German and in Chinese.
func (w *walk) deskPages() {
	for email, lang := range map[string]string{publisher: "de", chinese: "zh"} {
		w.step("desk: all pages keep the rules in "+lang, desktop, func(t *tab) error { return t.turnsPages(email, lang) })
	}
	w.step("desk: a Chinese account writes in Chinese forms", desktop, (*tab).chineseForm)
	w.step("desk: the calendar", desktop, (*tab).calendar)
	w.step("desk: the language is changed on the spot", desktop, (*tab).changesLanguage)
	w.step("desk: a channel is found by its link", desktop, (*tab).findsChannel)
	w.step("desk: an import is tried first, and says what is wrong in which row", desktop, (*tab).imports)
	w.step("desk: a table is taken over, and stands on the website and in the bot's answer", desktop, (*tab).takesTableOver)
	w.step("desk: the pages work by keyboard", desktop, (*tab).byKeyboard)
	w.step("desk: the same pages below /staff, without the admin", desktop, (*tab).staff)
	w.step("desk: no browser keeps old scripts", desktop, (*tab).keepsNoScripts)
}

func (t *tab) turnsPages(email, lang string) error {
	if err := t.at(email, ""); err != nil {
		return err
	}
	for _, page := range deskPages {
		if page != "" {
			if err := t.turnTo(page); err != nil {
				return err
			}
		}
		name := page
		if page == "" {
			name = "today"
		}
		if err := errors.Join(t.keepsDesk(), t.pictured("desk-page-"+name+"-"+lang)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// keepsDesk holds a page of the desk to the rules; what is around it is
// PocketBase's.
func (t *tab) keepsDesk() error {
	return errors.Join(
		t.all("every word is there", `!/\b(page|news|today|state|question|inquiry|numbers|channels|tables|history|steps)\.[a-z_]+\b/.test(document.querySelector(".isa-page").innerText)`,
			"nothing is wider than the window", `document.querySelector(".isa-page").scrollWidth <= innerWidth`),
		t.hasNoBarrier(`document.querySelector(".isa-page")`))
}

func (t *tab) chineseForm() error {
	if err := errors.Join(t.at(chinese, "announcements"), t.press("新建消息"), t.formIsThere()); err != nil {
		return err
	}
	err := errors.Join(t.all("the group of Chinese is open and the source", `document.querySelector('.isa-handle[data-lang="zh"]').ariaExpanded === "true"`), t.saysIn(`.isa-handle[data-lang="zh"]`, "原文语言"),
		t.write("title_zh", "轧钢厂与工作台"), t.saysIn(".isa-side", "轧钢厂"), t.pictured("desk-news-zh"), t.press("保存草稿"), t.saysIn(".isa-side-top", "草稿"), t.press("定时发布"))
	if err != nil {
		return err
	}
	set := `(() => { const e = document.querySelector("dialog input"); e.value = "2031-07-01T09:30"; e.dispatchEvent(new Event("input")); })()`
	return errors.Join(t.all("the question is there", `document.querySelector("dialog input")`), t.run(chromedp.Evaluate(set, nil)), t.saysIn("dialog", "柏林 2031年7月1日 03:30"), t.pictured("desk-schedule-zh"),
		t.press("定时发布"), t.saysIn(".isa-side-top", "定时发布"), t.hasNoBarrier(`document.querySelector(".isa-side")`))
}

func (t *tab) calendar() error {
	return errors.Join(t.at(publisher, "announcements"), t.press("Kalender"), t.all("there are six weeks", `document.querySelectorAll(".isa-calendar tbody tr").length === 6`, "today has news", `document.querySelector(".isa-calendar .today .isa-entry")`),
		t.keepsDesk(), t.pictured("desk-calendar-de"))
}

func (t *tab) changesLanguage() error {
	if err := t.at(chinese, ""); err != nil {
		return err
	}
	choose := func(lang string) error {
		return t.run(chromedp.Evaluate(`(() => { const s = document.querySelector(".isa-nav select"); s.value = "`+lang+`"; s.dispatchEvent(new Event("change")); })()`, nil))
	}
	return errors.Join(choose("en"), t.all("it is English", `document.querySelector(".isa-main h1")?.textContent === "Today" && document.querySelector(".isa-main .isa-body:not([aria-busy])")`), t.pictured("desk-today-en"),
		choose("zh"), t.all("it is Chinese again", `document.querySelector(".isa-main h1")?.textContent === "今日"`))
}

func (t *tab) findsChannel() error {
	if err := t.at(publisher, "channels"); err != nil {
		return err
	}
	look := func(link string) error {
		return errors.Join(t.run(chromedp.SetValue(".isa-main input", link, chromedp.ByQuery)), t.press("Prüfen"))
	}
	return errors.Join(look("https://t.me/isa_allianz_test/12"), t.saysIn(".isa-panel", "@isa_allianz_test"), t.pictured("desk-channel-link-de"), t.press("Kanal anlegen"),
		t.all("the form is filled in", `document.querySelector("[name=target]")?.value === "@isa_allianz_test"`), t.pictured("desk-channel-form-de"))
}

func (t *tab) imports() error {
	dir, err := os.MkdirTemp("", "isabot-table-")
	if err != nil {
		return fmt.Errorf("making a folder for the table: %w", err)
	}
	defer os.RemoveAll(dir)
	var table strings.Builder
	table.WriteString("\uFEFFid;category;question_de;answer_de\r\n")
	for i := range 300 {
		category := "about"
		if i%10 == 3 {
			category = "nonsense"
		}
		fmt.Fprintf(&table, ";%s;Frage %d der Probe?;Antwort %d.\r\n", category, i, i)
	}
	file := filepath.Join(dir, "faqs.csv")
	if err := os.WriteFile(file, []byte(table.String()), 0o600); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	if err := t.at(editor, "tables"); err != nil {
		return err
	}
	faqs := `.isa-panel:nth-of-type(2)`
	err = errors.Join(t.run(chromedp.SetUploadFiles(faqs+" input[type=file]", []string{file}, chromedp.ByQuery)),
		t.run(chromedp.Evaluate(`[...document.querySelectorAll("`+faqs+` .isa-button.main")].at(-1).click()`, nil)),
		t.saysIn(faqs, "270 neu"), t.saysIn(faqs, "30 fehlerhaft"), t.all("the rows at fault are named", `document.querySelectorAll("`+faqs+` tbody .isa-badge.bad").length === 30`,
			"nothing can be taken over", `![...document.querySelectorAll("`+faqs+` .isa-button")].some((b) => b.textContent.includes("übernehmen"))`), t.pictured("desk-import-de"))
	t.forgive()
	return err
}

func (t *tab) byKeyboard() error {
	if err := errors.Join(t.at(editor, ""), t.run(chromedp.Evaluate(`document.querySelector('.isa-nav a').focus()`, nil)), t.keys(kb.Tab, kb.Enter)); err != nil {
		return err
	}
	return t.all("the next page came", `location.hash === "#/isa/announcements" && document.querySelector(".isa-main h1").textContent === "Meldungen"`)
}

func (t *tab) staff() error {
	if err := t.visit("/staff/"); err != nil {
		return err
	}
	if err := errors.Join(t.all("one can sign in", `document.querySelector("input[type=password]")`), t.keepsRules(), t.hasNoBarrier("document"), t.pictured("desk-staff-sign-in"),
		t.run(chromedp.SendKeys("input[type=email]", publisher, chromedp.ByQuery), chromedp.SendKeys("input[type=password]", password+kb.Enter, chromedp.ByQuery))); err != nil {
		return err
	}
	return errors.Join(t.all("today is there", `document.querySelector(".isa-main h1")?.textContent === "Heute" && document.querySelector(".isa-body:not([aria-busy])")`), t.keepsRules(), t.hasNoBarrier("document"), t.pictured("desk-staff-de"))
}

func (t *tab) keepsNoScripts() error {
	for _, path := range []string{"/_/extensions.js", "/_/extensions/isa/admin.js", "/_/extensions/isa/words.json", "/staff/staff.js"} {
		res, err := http.Get(t.w.base + path)
		if err != nil {
			return fmt.Errorf("asking for %s: %w", path, err)
		}
		res.Body.Close()
		if got := res.Header.Get("Cache-Control"); res.StatusCode != http.StatusOK || got != "no-cache" {
			return fmt.Errorf("%s: %s, Cache-Control %q", path, res.Status, got)
		}
	}
	return nil
}
