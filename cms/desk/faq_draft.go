package desk

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// newFAQ is an unsaved draft of an entry of the FAQ.
func newFAQ(e *core.RequestEvent, category string) (*core.Record, error) {
	c, err := e.App.FindCachedCollectionByNameOrId("faqs")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Set("category", cmp.Or(category, "about"))
	r.Set("published", false)
	cms.SetActor(r, whose(e))
	return r, nil
}

// longestQuestion is the length of the field, in characters.
const longestQuestion = 300

// setIn sets a text in a language that is known, German where it is not.
func setIn(r *core.Record, base, lang, text string) {
	if !phrases.Known(lang) {
		lang = "de"
	}
	if cut := []rune(text); base == "question" && len(cut) > longestQuestion {
		text = string(cut[:longestQuestion])
	}
	r.Set(base+"_"+lang, text)
}

// maxGroup is how many questions make one entry.
const maxGroup = 500

// faqOfQuestions makes a draft of an entry of the FAQ from what people asked: in
// each language the wording that was used most becomes the question, the others
// its phrasings. POST questions/faq {ids, category?}: {id}
func (d *desk) faqOfQuestions(e *core.RequestEvent) error {
	var body struct {
		IDs      []string `json:"ids"`
		Category string   `json:"category"`
	}
	if err := e.BindBody(&body); err != nil || len(body.IDs) == 0 || len(body.IDs) > maxGroup {
		return unreadable(e, err)
	}
	asked, err := cms.FindQuestionsByID(e.App, body.IDs...)
	if err != nil {
		return err
	}
	if len(asked) == 0 {
		return refused(e, &Refusal{Text: phrases.Desk.QuestionsGone})
	}
	draft, err := newFAQ(e, body.Category)
	if err != nil {
		return err
	}
	for lang, wordings := range wordingsOf(asked) {
		setIn(draft, "question", lang, wordings[0])
		setIn(draft, "phrasings", lang, strings.Join(wordings[1:], "\n"))
	}
	source := "de"
	for _, lang := range cms.Languages {
		if draft.GetString("question_"+source) == "" && draft.GetString("question_"+lang) != "" {
			source = lang
		}
	}
	draft.Set("source_lang", source)
	if err := e.App.Save(draft); err != nil {
		return refused(e, err)
	}
	return e.JSON(http.StatusOK, map[string]any{"id": draft.Id})
}

// maxWordings is how many wordings of one language are taken.
const maxWordings = 20

// wordingsOf are the different wordings of questions by language, each on one
// line, the most frequent first. What was masked is left out, unless a language
// has nothing else.
func wordingsOf(asked []cms.AskedQuestion) map[string][]string {
	type wording struct {
		text  string
		count int
	}
	byLang := map[string][]*wording{}
	for _, q := range asked {
		text, lang := strings.Join(strings.Fields(q.Text), " "), q.Lang
		if !phrases.Known(lang) {
			lang = "de"
		}
		same := func(w *wording) bool { return folded(w.text) == folded(text) }
		if i := slices.IndexFunc(byLang[lang], same); i >= 0 {
			byLang[lang][i].count++
		} else if text != "" {
			byLang[lang] = append(byLang[lang], &wording{text, 1})
		}
	}
	all := map[string][]string{}
	for lang, found := range byLang {
		slices.SortStableFunc(found, func(a, b *wording) int {
			return cmp.Or(cmp.Compare(btoi(masked(a.text)), btoi(masked(b.text))), b.count-a.count)
		})
		for i, w := range found {
			if i == 0 || !masked(w.text) && len(all[lang]) < maxWordings {
				all[lang] = append(all[lang], w.text)
			}
		}
	}
	return all
}

// masked reports whether something personal was taken out of a question.
func masked(text string) bool { return strings.Contains(text, "[…]") }
