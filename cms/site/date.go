package site

import (
	"strconv"
	"strings"
	"time"
)

var months = map[string][]string{
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// date writes YYYY[-MM[-DD]] in words; anything else stays as it is.
func date(s, lang string) string {
	parts := strings.Split(s, "-")
	n := make([]int, len(parts))
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(parts) > 3 || len(parts[0]) != 4 || i > 0 && len(p) != 2 {
			return s
		}
		n[i] = v
	}
	if len(n) > 1 && (n[1] < 1 || n[1] > 12) {
		return s
	}
	year := parts[0]
	switch {
	case len(n) == 1 && lang == "zh":
		return year + "年"
	case len(n) == 1:
		return year
	case lang == "zh" && len(n) == 2:
		return year + "年" + strconv.Itoa(n[1]) + "月"
	case lang == "zh":
		return year + "年" + strconv.Itoa(n[1]) + "月" + strconv.Itoa(n[2]) + "日"
	}
	names, ok := months[lang]
	if !ok {
		return s
	}
	words := names[n[1]-1] + " " + year
	switch {
	case len(n) == 2:
		return words
	case lang == "de":
		return strconv.Itoa(n[2]) + ". " + words
	}
	return strconv.Itoa(n[2]) + " " + words
}

// day is the date of a moment where the alliance has its German office.
func day(t time.Time, lang string) string { return date(dayISO(t), lang) }

func dayISO(t time.Time) string { return t.In(zone("Europe/Berlin")).Format(time.DateOnly) }

// zone is a time zone by its name, UTC where the name is not known.
func zone(name string) *time.Location {
	if loc, err := time.LoadLocation(name); err == nil && name != "" {
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
		return date(t.Format("2006"), lang)
	case "month":
		return date(t.Format("2006-01"), lang)
	case "minute":
		return date(t.Format(time.DateOnly), lang) + ", " + t.Format("15:04")
	}
	return date(t.Format(time.DateOnly), lang)
}
