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
	case "minute", "time", "hour":
		return phrases.Date(t.Format("2006-01-02"), lang) + t.Format(" 15:04 MST")
	}
	return phrases.Date(t.Format("2006-01-02"), lang)
}
