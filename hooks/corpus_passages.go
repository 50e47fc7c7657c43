package hooks

import (
	"strings"
	"time"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

func (r reader) faqs(c *answer.Corpus) error {
	found, err := cms.FindVisibleFAQs(r.app, r.now())
	for _, f := range found {
		p := answer.Passage{
			Ref:      r.ref(f.Record, f.Id, f.Source(), f.AsOf()),
			Category: f.Category(), Title: phrases.Text(f.Question()), Body: phrases.Text(f.Answer()),
		}
		for i, lang := range phrases.Languages {
			p.Phrasings[i] = f.Phrasings(lang)
		}
		c.Passages = append(c.Passages, p)
	}
	return err
}

func (r reader) news(c *answer.Corpus) error {
	now := r.now()
	found, err := cms.FindVisibleNews(r.app, now, 0, 0)
	for _, n := range found {
		// A day is a day where the office is, which is where the clock is set.
		date := n.PublishAt().Time().In(now.Location()).Format(time.DateOnly)
		c.Passages = append(c.Passages, answer.Passage{
			Ref:   r.ref(n.Record, n.Slug(), n.Link(), date),
			Title: phrases.Text(n.Title()), Body: joined(n.Summary(), n.Body()), Date: date,
		})
	}
	return err
}

func (r reader) events(c *answer.Corpus) error {
	found, err := cms.FindVisibleEvents(r.app)
	for _, e := range found {
		ref := r.ref(e.Record, e.Slug(), e.Source(), held(e, r.now()))
		c.Events = append(c.Events, answer.Event{
			Ref: ref, Slug: e.Slug(), Precision: e.Precision(), TimeZone: e.TimeZone(),
			Starts: local(e.Starts().Time(), e.TimeZone()), Ends: local(e.Ends().Time(), e.TimeZone()),
			Title: phrases.Text(e.Title()), Place: phrases.Text(e.Place()), Body: phrases.Text(e.Body()), Website: e.URL(),
		})
		if body := e.Body(); body != (cms.Texts{}) {
			c.Passages = append(c.Passages, answer.Passage{Ref: ref, Title: phrases.Text(e.Title()), Body: phrases.Text(body)})
		}
	}
	return err
}

// held is the date of which a past event's record tells, as exactly as it is
// known: the event's own. "" for one that is still to come.
func held(e *cms.Event, now time.Time) string {
	starts := local(e.Starts().Time(), e.TimeZone())
	if starts == "" || e.Starts().Time().After(now) {
		return ""
	}
	switch e.Precision() {
	case "year":
		return starts[:4]
	case "month":
		return starts[:7]
	}
	return starts[:10]
}

// joined is the summary and the editor's HTML below it as plain text.
func joined(summary, html cms.Texts) phrases.Text {
	in := func(lang string) string {
		return strings.TrimSpace(summary.Get(lang) + "\n\n" + richtext.ParseHTML(html.Get(lang)).Text())
	}
	return phrases.Text{De: in("de"), En: in("en"), Zh: in("zh")}
}

// local is a moment as RFC 3339 in the zone of its place, so that its date is
// the date there; "" for no moment.
func local(t time.Time, zone string) string {
	if t.IsZero() {
		return ""
	}
	where, err := time.LoadLocation(zone)
	if err != nil {
		where = time.UTC
	}
	return t.In(where).Format(time.RFC3339)
}
