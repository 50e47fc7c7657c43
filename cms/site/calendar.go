package site

import (
	"net/http"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// calendar is the events as iCalendar, for people who subscribe to them. An
// event of which the day is not known is left out, since a calendar has no place
// for it. One that is described in another language only is shown in that: the
// date is what counts, and the entry changes in place once it is translated.
func (s *server) calendar(lang string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := s.calendarText(lang)
		if err != nil {
			s.fail(w, r, lang, err)
			return
		}
		s.writeFeed(w, r, "text/calendar; charset=utf-8", lang, []byte(body))
	}
}

func (s *server) calendarText(lang string) (string, error) {
	events, err := cms.FindVisibleEvents(s.app)
	if err != nil {
		return "", err
	}
	a, err := s.alliance()
	if err != nil {
		return "", err
	}
	brand, initials := brandOf(a, lang)
	cal := ics.NewCalendarFor("isabot")
	cal.SetProductId("-//isabot//events//" + lang)
	cal.SetName(feedTitle(phrases.Site.Events.In(lang), brand, initials))
	cal.SetRefreshInterval("PT6H") // the library names the value a duration
	cal.SetXPublishedTTL("PT6H")   // the same for Outlook
	zones := zonesOf{}
	var entries []*ics.VEvent
	for _, e := range events {
		if v := s.calendarEvent(e, lang, zones); v != nil {
			entries = append(entries, v)
		}
	}
	zones.add(cal)
	for _, v := range entries {
		cal.AddVEvent(v)
	}
	return cal.Serialize(ics.WithNewLine("\r\n")), nil
}

// calendarEvent is an event as a calendar shows it, nil where its day is not known.
func (s *server) calendarEvent(e *cms.Event, lang string, zones zonesOf) *ics.VEvent {
	if e.Starts().IsZero() || e.Precision() == "month" || e.Precision() == "year" {
		return nil
	}
	v := ics.NewEvent(stableID("events", e.Id, "").String())
	changed := e.GetDateTime("updated").Time()
	v.SetDtStampTime(changed)
	v.SetModifiedAt(changed)
	loc := zone(e.TimeZone())
	starts, ends := e.Starts().Time().In(loc), e.Ends().Time().In(loc)
	if e.Precision() == "minute" {
		zones.moment(v, ics.ComponentPropertyDtStart, starts)
		if ends.After(starts) {
			zones.moment(v, ics.ComponentPropertyDtEnd, ends)
		}
	} else {
		last := starts
		if ends.After(starts) {
			last = ends
		}
		v.SetAllDayStartAt(starts)
		v.SetAllDayEndAt(last.AddDate(0, 0, 1)) // the first day after it
		v.SetTimeTransparency(ics.TransparencyTransparent)
	}
	v.SetSummary(calendarWords(e.Title(), lang))
	if place := calendarWords(e.Place(), lang); place != "" {
		v.SetLocation(place)
	}
	if text := calendarWords(e.Body(), lang); text != "" {
		v.SetDescription(text)
	}
	v.SetURL(s.base() + Path("events", e.Slug(), lang))
	if linked(e.URL()) != nil {
		v.SetURL(e.URL())
	}
	return v
}

// calendarWords is a text without the control characters, which iCalendar forbids
// and its library does not look for.
func calendarWords(t cms.Texts, lang string) string {
	text, _ := t.In(lang)
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, text)
}
