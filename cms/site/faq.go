package site

import (
	"html/template"
	"net/http"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

type faqGroup struct {
	ID, Title, Intro string
	Entries          []faqEntry
}

type faqEntry struct {
	ID               string
	Question, Answer words
	HTML             template.HTML
	Source           source
}

// faqOrder is the order of the categories on the page. What is outside of the
// alliance's scope is for the bot to decline and nothing to publish.
var faqOrder = []string{"about", "members", "joining", "contact", "events", "services", cms.FAQOpen}

// faq is the page of questions and answers.
func (s *server) faq(_ *http.Request, lang string) (page, error) {
	records, err := cms.FindVisibleFAQs(s.app, s.cfg.Now())
	if err != nil {
		return page{}, err
	}
	machine, err := cms.MachineLanguages(s.app, "faqs")
	if err != nil {
		return page{}, err
	}
	byCategory := map[string][]faqEntry{}
	for _, f := range records {
		e := faqEntry{ID: f.Id, Question: saidBy(f.Question(), lang, machine[f.Id]), Answer: saidBy(f.Answer(), lang, machine[f.Id]), Source: sourceOf(f.Source(), f.AsOf(), lang)}
		if e.Question.Text == "" || e.Answer.Text == "" {
			continue
		}
		e.HTML = plain(e.Answer.Text)
		byCategory[f.Category()] = append(byCategory[f.Category()], e)
	}
	var groups []faqGroup
	for _, c := range faqOrder {
		if len(byCategory[c]) == 0 {
			continue
		}
		g := faqGroup{ID: c, Title: phrases.FAQCategories[c].In(lang), Entries: byCategory[c]}
		if c == cms.FAQOpen {
			g.Intro = phrases.SitePages.OpenIntro.In(lang)
		}
		groups = append(groups, g)
	}
	return page{Template: "faq", Section: "faq", Path: "/faq", Title: phrases.Site.Questions.In(lang),
		Description: phrases.SitePages.FAQIntro.In(lang), Body: groups}, nil
}
