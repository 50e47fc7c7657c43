package answer

import (
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

// when writes the start of an event as exactly as it is known.
func (ev Event) when(lang string) string {
	t, err := time.Parse(time.RFC3339, ev.Starts)
	if err != nil {
		return phrases.Date(ev.Starts, lang)
	}
	if zone, err := time.LoadLocation(ev.TimeZone); err == nil {
		t = t.In(zone)
	}
	switch ev.Precision {
	case "year":
		return phrases.Date(t.Format("2006"), lang)
	case "month":
		return phrases.Date(t.Format("2006-01"), lang)
	case "minute":
		return phrases.DateTime.In(lang, "date", phrases.Date(t.Format(time.DateOnly), lang), "time", t.Format("15:04"), "zone", t.Format("MST"))
	}
	return phrases.Date(t.Format(time.DateOnly), lang)
}

// starts is when the event starts, zero where that is not known.
func (ev Event) starts() time.Time {
	t, _ := time.Parse(time.RFC3339, ev.Starts)
	return t
}

// over is when the event has ended for sure, as far as its times are known: one
// of which only the day is known lasts until the day is over. It is zero where
// nothing is known.
func (ev Event) over() time.Time {
	last, err := time.Parse(time.RFC3339, ev.Ends)
	if err == nil && ev.Precision == "minute" {
		return last
	}
	if err != nil {
		last = ev.starts()
	}
	if last.IsZero() {
		return last
	}
	switch ev.Precision {
	case "year":
		return last.AddDate(1, 0, 0)
	case "month":
		return last.AddDate(0, 1, 0)
	}
	return last.AddDate(0, 0, 1)
}
