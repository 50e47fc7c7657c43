package site

import (
	"html/template"
	"net/http"
	"slices"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

type eventsBody struct{ Upcoming, Past []eventLine }

type eventLine struct {
	ID, When, StartISO string
	Title, Place, Text words
	HTML               template.HTML
	Link               *sourceLink
	Source             source
}

// events is the page of meetings, coming ones first.
func (s *server) events(_ *http.Request, lang string) (page, error) {
	records, err := cms.FindVisibleEvents(s.app)
	if err != nil {
		return page{}, err
	}
	var b eventsBody
	b.Upcoming, b.Past = eventLines(records, s.cfg.Now(), lang)
	return page{Template: "events", Section: "events", Path: "/events", Title: phrases.Site.Events.In(lang),
		Description: phrases.SitePages.EventsIntro.In(lang), Body: b}, nil
}

// eventLines parts the events, which come latest first: what is to come, the
// nearest first, and what is past, the latest first.
func eventLines(records []*cms.Event, now time.Time, lang string) (upcoming, past []eventLine) {
	for _, e := range records {
		starts, ends := e.Starts().Time(), e.Ends().Time()
		l := eventLine{
			ID: e.Slug(), When: span(starts, ends, e.Precision(), e.TimeZone(), lang), Title: said(e.Title(), lang), Place: said(e.Place(), lang),
			Text: said(e.Body(), lang), Link: linked(e.URL()), Source: sourceOf(e.Source(), "", lang),
		}
		if l.When == "" {
			l.When = phrases.SitePages.Undated.In(lang)
		}
		l.Source.Dateless = true
		l.HTML = plain(l.Text.Text)
		if over(starts, ends, e.Precision()).After(now) {
			upcoming = append(upcoming, l)
		} else {
			past = append(past, l)
		}
	}
	slices.Reverse(upcoming)
	return upcoming, past
}

// over is the moment at which an event is surely past: the end, or else the
// end of the day, month or year that the start is known to.
func over(starts, ends time.Time, precision string) time.Time {
	last := starts
	if !ends.IsZero() {
		last = ends
	}
	switch {
	case last.IsZero():
		return last
	case precision == "year":
		return last.AddDate(1, 0, 0)
	case precision == "month":
		return last.AddDate(0, 1, 0)
	case precision == "minute" && !ends.IsZero():
		return last
	}
	return last.AddDate(0, 0, 1)
}
