package desk

import (
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

const (
	mostAsked  = 5000 // questions that are grouped, the latest
	mostGroups = 100
	mostSaid   = 10 // examples of a group
)

// askedGroup is what several people asked, in their languages and wordings.
type askedGroup struct {
	Count      int            `json:"count"`
	Unanswered int            `json:"unanswered"` // handed over or declined
	Outcomes   map[string]int `json:"outcomes"`
	Languages  map[string]int `json:"languages"`
	Platforms  map[string]int `json:"platforms"`
	Up         int            `json:"up"`
	Down       int            `json:"down"`
	Last       *time.Time     `json:"last"`
	Examples   []example      `json:"examples"`
	IDs        []string       `json:"ids"`     // for POST questions/faq
	Sources    []named        `json:"sources"` // what the answers rest on
	Now        bot.Outcome    `json:"now"`     // what would become of it now; "" where all was answered
	Near       []named        `json:"near"`    // the entries of the FAQ that are nearest, where it would be handed over
}

type example struct {
	ID       string     `json:"id"`
	Text     string     `json:"text"`
	Lang     string     `json:"lang"`
	Outcome  string     `json:"outcome"`
	Platform string     `json:"platform"`
	At       *time.Time `json:"at"`
}

// questions tells what people asked, what was not answered first. Questions that
// were answered from the same records are one group, in whatever language they
// were; others are if they are worded almost alike. Of those, the entries of the FAQ
// that are near say which may belong together across languages.
// GET questions?days=7: {days, total, unanswered, cut, groups: [see askedGroup]}
// where cut says that more was asked than could be looked at.
func (d *desk) questions(e *core.RequestEvent) error {
	days := number(e, "days", 7, 1, 90)
	asked, err := cms.FindAskedQuestions(e.App, d.daysAgo(days), mostAsked)
	if err != nil {
		return err
	}
	unanswered := 0
	for _, q := range asked {
		if open(q) {
			unanswered++
		}
	}
	groups := grouped(asked)
	all := make([]askedGroup, 0, min(len(groups), mostGroups))
	faqs, err := questionsByText(e.App)
	if err != nil {
		return err
	}
	for _, g := range groups[:min(len(groups), mostGroups)] {
		all = append(all, d.describe(e, g, faqs))
	}
	return e.JSON(http.StatusOK, map[string]any{
		"days": days, "total": len(asked), "unanswered": unanswered, "cut": len(asked) == mostAsked, "groups": all,
	})
}

// open reports whether a question was not answered.
func open(q cms.AskedQuestion) bool {
	return q.Outcome == string(bot.Handover) || q.Outcome == string(bot.Declined)
}

func (d *desk) describe(e *core.RequestEvent, group []cms.AskedQuestion, faqs map[string]named) askedGroup {
	g := askedGroup{Outcomes: map[string]int{}, Languages: map[string]int{}, Platforms: map[string]int{}, Examples: []example{}, IDs: []string{}, Sources: []named{}, Near: []named{}}
	seen := map[string]bool{}
	for _, q := range group {
		g.Count++
		g.Outcomes[q.Outcome]++
		g.Languages[q.Lang]++
		g.Platforms[q.Platform]++
		if open(q) {
			g.Unanswered++
		}
		switch q.Thumbs {
		case "up":
			g.Up++
		case "down":
			g.Down++
		}
		if g.Last == nil {
			g.Last = moment(q.At)
		}
		if len(g.IDs) < maxGroup {
			g.IDs = append(g.IDs, q.ID)
		}
		if key := q.Lang + folded(q.Text); !seen[key] && len(g.Examples) < mostSaid {
			seen[key] = true
			g.Examples = append(g.Examples, example{q.ID, q.Text, q.Lang, q.Outcome, q.Platform, moment(q.At)})
		}
	}
	lang := whose(e).Lang
	for _, source := range grounds(group[0]) {
		collection, id, _ := strings.Cut(source, "/")
		if r, err := e.App.FindRecordById(collection, id); err == nil && len(g.Sources) < mostSaid {
			g.Sources = append(g.Sources, nameOf(r, lang))
		}
	}
	if g.Unanswered > 0 {
		q := clearest(group)
		outcome, near := d.reader.Read(e.Request.Context(), q.Text, q.Lang)
		g.Now = outcome
		for _, text := range near {
			if faq, ok := faqs[text]; ok {
				g.Near = append(g.Near, faq)
			}
		}
	}
	return g
}

// clearest is the first question of a group that was not answered, one of which
// nothing was masked if there is such.
func clearest(group []cms.AskedQuestion) cms.AskedQuestion {
	best := group[0]
	for _, q := range group {
		if open(q) && (!open(best) || masked(best.Text) && !masked(q.Text)) {
			best = q
		}
	}
	return best
}

// questionsByText are the published entries of the FAQ by their question, in
// each language.
func questionsByText(app core.App) (map[string]named, error) {
	found, err := cms.FindPublishedFAQs(app)
	if err != nil {
		return nil, err
	}
	byText := map[string]named{}
	for _, f := range found {
		for _, lang := range cms.Languages {
			if text := f.Question().Get(lang); text != "" {
				byText[text] = named{"faqs", f.Id, text}
			}
		}
	}
	return byText, nil
}
