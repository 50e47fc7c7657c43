package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	untranslated = "Sechs Betriebe zeigen Maschinen"
	newMember    = "Probestadt an der Ruhr"
)

// translated is what the model of the stage makes of texts. Of the Chinese summary
// the date is wrong, which the program must find.
var translated = map[string]map[string]string{
	"Chinese": {
		newMember: "鲁尔河畔普罗贝城", "Hier werden Getriebe gebaut.": "这里制造变速器。",
		untranslated: "六家企业展示设备",
		"Am 3. März 2026 kommen Gäste nach Foshan.":                                                               "2026年3月4日，嘉宾将来到佛山。",
		`<p>Mehr auf <a href="https://stadt.example/de">der Seite der Stadt</a>.</p><ul><li>350 Plätze</li></ul>`: `<p>详情见<a href="https://stadt.example/de">城市网站</a>。</p><ul><li>350个座位</li></ul>`,
	},
	"English": {
		"Wer stellt aus?":  "Who exhibits?",
		"Alle Mitglieder.": "All members.",
		untranslated:       "Six firms show machines",
		"Am 3. März 2026 kommen Gäste nach Foshan.":                                                               "On 3 March 2026 guests come to Foshan.",
		`<p>Mehr auf <a href="https://stadt.example/de">der Seite der Stadt</a>.</p><ul><li>350 Plätze</li></ul>`: `<p>More on <a href="https://stadt.example/de">the city's page</a>.</p><ul><li>350 seats</li></ul>`,
	},
}

// startModel serves a model that translates by the list above and refuses all else.
func startModel() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Messages []struct{ Role, Content string }
		}
		type text struct {
			Field string `json:"field"`
			Text  string `json:"text"`
		}
		var about, said struct {
			Texts []text `json:"texts"`
		}
		_ = json.NewDecoder(r.Body).Decode(&asked) // what is no request has no texts
		to := "English"
		for _, m := range asked.Messages {
			if m.Role == "user" {
				_ = json.Unmarshal([]byte(m.Content), &about)
			} else if strings.Contains(m.Content, "Chinese") {
				to = "Chinese"
			}
		}
		for _, t := range about.Texts {
			said.Texts = append(said.Texts, text{t.Field, translated[to][strings.ReplaceAll(t.Text, "\n", "")]})
		}
		message := map[string]any{"role": "assistant", "refusal": "I only translate."}
		if len(said.Texts) > 0 {
			content, _ := json.Marshal(said) // texts always can be
			message = map[string]any{"role": "assistant", "content": string(content)}
			select { // long enough to be seen at work
			case <-r.Context().Done():
			case <-time.After(time.Second):
			}
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"id": "1", "object": "chat.completion", "created": 1, "model": "m",
			"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": "stop"}}})
	}))
}

// deskTranslate walks the drafts of translations that a model makes.
func (w *walk) deskTranslate(ctx context.Context) {
	news := map[string]any{"title_de": untranslated, "summary_de": "Am 3. März 2026 kommen Gäste nach Foshan.", "source_lang": "de", "status": "draft",
		"body_de": `<p>Mehr auf <a href="https://stadt.example/de">der Seite der Stadt</a>.</p><ul><li>350 Plätze</li></ul>`}
	improved := map[string]any{"title_de": "Wer stellt aus?", "source_lang": "de", "status": "draft"}
	unkept := map[string]any{"title_de": "Alle Mitglieder.", "source_lang": "de", "status": "draft"}
	for _, record := range []map[string]any{news, improved, unkept} {
		if err := w.api(ctx, w.token, http.MethodPost, "news/records", record, nil); err != nil {
			w.failed++
			fmt.Println("FAIL  desk: news to be translated:", err)
			return
		}
	}
	w.step("desk: an editor has a translation drafted, and what does not fit the source is left out", desktop, (*tab).draftsTranslation)
	w.step("desk: a new entry of the FAQ is drafted before it is ever saved, and saved as a machine's", desktop, (*tab).draftsEntry)
	w.step("desk: the profile of a member is drafted, and saved as a machine's", desktop, (*tab).draftsMember)
	w.step("desk: in Foshan the draft of a machine is checked, and another one is improved", desktop, (*tab).checksTranslation)
	w.step("desk: a translation that was improved and drafted on is a machine's again", desktop, (*tab).draftsOn)
	w.step("desk: what was drafted is a machine's where the browser keeps nothing", desktop, (*tab).draftsUnkept)
}

// unfolds opens the group of a language in the form.
func (t *tab) unfolds(lang string) error {
	handle := `document.querySelector('.isa-handle[data-lang="` + lang + `"]')`
	open := `(() => { const h = ` + handle + `; if (!h) return false; if (h.getAttribute("aria-expanded") !== "true") h.click(); h.scrollIntoView(); return true; })()`
	return t.all("the texts in "+lang+" are shown", open)
}

func (t *tab) draftsTranslation() error {
	err := errors.Join(t.at(editor, "announcements"), t.openRecord(untranslated), t.saysIn(`.isa-handle[data-lang="zh"]`, "fehlt"), t.unfolds("zh"),
		t.pictured("desk-translate-offer-de"), t.press("Entwurf aus dem Deutschen"), t.saysIn(".isa-draft", "wird geschrieben"))
	if err != nil {
		return err
	}
	err = errors.Join(
		t.all("the headline is filled in", `document.querySelector("[name=title_zh]").value === "六家企业展示设备"`,
			"so is the text", `[...document.querySelectorAll('[data-isa-field="body_zh"] iframe')].some((f) => f.contentDocument.body.textContent.includes("350个座位"))`,
			"the summary is not, as its date is wrong", `document.querySelector("[name=summary_zh]").value === ""`),
		t.saysIn(".isa-draft", "3. März 2026"), t.saysIn(".isa-draft", "noch nicht geprüft"), t.pictured("desk-translate-drafted-de"),
		t.hasNoBarrier(`document.querySelector('[data-isa-draft="zh"]')`))
	if err != nil {
		return err
	}
	return errors.Join(t.all("the channels for Chinese are seen to wait", chooses("中文")), t.saysIn(".isa-side", "maschinell übersetzt"),
		t.press("Entwurf speichern"), t.saysIn(`.isa-handle[data-lang="zh"]`, "maschinell übersetzt"), t.pictured("desk-translate-saved-de"))
}

func (t *tab) draftsEntry() error {
	err := errors.Join(t.at(editor, ""), t.run(chromedp.Evaluate(`location.hash = "#/collections?collection=faqs"`, nil)),
		t.all("the list of the FAQ is there", `(() => { const b = document.querySelector("button.new-record-btn"); if (!b || !document.querySelector(".page-header")?.textContent.includes("FAQ")) return false; b.click(); return true; })()`),
		t.formIsThere(), t.all("a subject is chosen", `(() => { const f = document.querySelector('[data-isa-field="category"]'); const o = [...f.querySelectorAll(".select-option")].find((o) => o.textContent.includes("über die Allianz")); if (!o) { f.querySelector(".selected-container").click(); return false; } o.click(); return true; })()`),
		t.write("question_de", "Wer stellt aus?"), t.write("answer_de", "Alle Mitglieder."), t.unfolds("en"), t.write("answer_en", "Mine"), t.press("Entwurf aus dem Deutschen"))
	if err != nil {
		return err
	}
	return errors.Join(t.saysIn("dialog", "Auf Englisch steht schon etwas: Antwort"), t.pictured("desk-translate-replace-de"), t.press("Nur leere Felder füllen"),
		t.all("the question is filled in", `document.querySelector("[name=question_en]").value === "Who exhibits?"`, "what was there stays", `document.querySelector("[name=answer_en]").value === "Mine"`),
		t.pictured("desk-translate-new-de"), t.press("Entwurf speichern"), t.saysIn(`.isa-handle[data-lang="en"]`, "maschinell übersetzt"))
}

func (t *tab) draftsMember() error {
	member := map[string]any{"slug": "probestadt", "kind": "city", "country": "DE", "name_de": newMember, "profile_de": "Hier werden Getriebe gebaut.", "source_lang": "de"}
	if err := t.w.api(t.ctx, t.w.token, http.MethodPost, "members/records", member, nil); err != nil {
		return err
	}
	err := errors.Join(t.at(editor, "members"), t.saysIn(".isa-main", newMember), t.openRecord(newMember), t.saysIn(`.isa-handle[data-lang="zh"]`, "fehlt"), t.unfolds("zh"), t.press("Entwurf aus dem Deutschen"),
		t.all("the name is filled in", `document.querySelector("[name=name_zh]").value === "鲁尔河畔普罗贝城"`,
			"so is the profile", `document.querySelector("[name=profile_zh]").value === "这里制造变速器。"`),
		t.saysIn(".isa-draft", "noch nicht geprüft"), t.pictured("desk-translate-member-de"))
	if err != nil {
		return err
	}
	return errors.Join(t.press("Entwurf speichern"), t.saysIn(`.isa-handle[data-lang="zh"]`, "maschinell übersetzt"))
}

func (t *tab) checksTranslation() error {
	err := errors.Join(t.at(chinese, ""), t.saysIn(".isa-main", "项机器翻译"), t.pictured("desk-translate-today-zh"), t.openRecord("六家企业展示设备"), t.unfolds("zh"), t.pictured("desk-translate-check-zh"),
		t.press("已核对"), t.saysIn(`.isa-handle[data-lang="zh"]`, "最新"))
	if err != nil {
		return err
	}
	err = errors.Join(t.unfolds("en"), t.pictured("desk-translate-offer-zh"), t.press("由德文起草"), t.all("the summary is filled in", `document.querySelector("[name=summary_en]").value.startsWith("On 3 March 2026")`),
		t.saysIn(".isa-draft", "机器起草，尚未核对"))
	if err != nil {
		return err
	}
	return errors.Join(t.write("title_en", "Six companies show their machines"), t.saysIn(".isa-draft", "您已修改该草稿"), t.pictured("desk-translate-improved-zh"),
		t.run(chromedp.Evaluate(`document.querySelector(".isa-side-top").scrollIntoView()`, nil)), t.press("保存草稿"), t.saysIn(`.isa-handle[data-lang="en"]`, "最新"))
}

func (t *tab) draftsOn() error {
	err := errors.Join(t.at(editor, "announcements"), t.openRecord("Wer stellt aus?"), t.unfolds("en"), t.press("Entwurf aus dem Deutschen"),
		t.all("the headline is filled in", `document.querySelector("[name=title_en]").value === "Who exhibits?"`),
		t.write("title_en", "Who is there?"), t.saysIn(".isa-draft", "Sie haben den Entwurf bearbeitet"), t.write("summary_de", "Alle Mitglieder."), t.press("Entwurf aus dem Deutschen"))
	if err != nil {
		return err
	}
	return errors.Join(t.press("Nur leere Felder füllen"), t.all("the summary is filled in", `document.querySelector("[name=summary_en]").value === "All members."`),
		t.saysIn(".isa-draft", "noch nicht geprüft"), t.press("Entwurf speichern"), t.saysIn(`.isa-handle[data-lang="en"]`, "maschinell übersetzt"))
}

func (t *tab) draftsUnkept() error {
	const full = `(() => { const set = Storage.prototype.setItem; Storage.prototype.setItem = function (k, v) { if (k === "isa-drafts") throw new Error("full"); return set.call(this, k, v); }; })()`
	return errors.Join(t.at(editor, "announcements"), t.openRecord("Alle Mitglieder."), t.run(chromedp.Evaluate(full, nil)), t.unfolds("en"), t.press("Entwurf aus dem Deutschen"),
		t.saysIn(".isa-draft", "noch nicht geprüft"), t.press("Entwurf speichern"), t.saysIn(`.isa-handle[data-lang="en"]`, "maschinell übersetzt"))
}
