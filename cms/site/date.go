package site

import (
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

// day is the date of a moment where the alliance has its German office.
func day(t time.Time, lang string) string { return phrases.Date(dayISO(t), lang) }

func dayISO(t time.Time) string { return t.In(zone("Europe/Berlin")).Format(time.DateOnly) }

// zone is a time zone by its name, UTC where the name is not known.
func zone(name string) *time.Location {
	if loc, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
		return loc
	}
	return time.UTC
}

// span writes when something takes place, as exactly as it is known, in the
// time zone of the place.
func span(starts, ends time.Time, precision, zoneName, lang string) string {
	if starts.IsZero() {
		return ""
	}
	loc := zone(zoneName)
	from := exactly(starts.In(loc), precision, lang)
	if ends.IsZero() {
		return withZone(from, precision, starts.In(loc))
	}
	to := exactly(ends.In(loc), precision, lang)
	if from == to {
		return withZone(from, precision, starts.In(loc))
	}
	if precision == "minute" && starts.In(loc).Format(time.DateOnly) == ends.In(loc).Format(time.DateOnly) {
		to = ends.In(loc).Format("15:04")
	}
	return withZone(from+" – "+to, precision, starts.In(loc))
}

func withZone(s, precision string, t time.Time) string {
	if precision != "minute" {
		return s
	}
	return s + " (" + t.Format("MST, UTC-07:00") + ")"
}

func exactly(t time.Time, precision, lang string) string {
	switch precision {
	case "year":
		return phrases.Date(t.Format("2006"), lang)
	case "month":
		return phrases.Date(t.Format("2006-01"), lang)
	case "minute":
		return phrases.Date(t.Format(time.DateOnly), lang) + ", " + t.Format("15:04")
	}
	return phrases.Date(t.Format(time.DateOnly), lang)
}
