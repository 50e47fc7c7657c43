package answer

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var months = map[string][]string{
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// date writes YYYY[-MM[-DD]] as people of the language do; what is not of that
// form is left as it is.
func date(s, lang string) string {
	parts := strings.Split(s, "-")
	n := make([]int, 3)
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || i > 2 {
			return s
		}
		n[i] = v
	}
	if n[1] > 12 || len(parts) > 1 && n[1] < 1 {
		return s
	}
	switch {
	case len(parts) == 1 && lang == "zh":
		return parts[0] + "年"
	case len(parts) == 1:
		return parts[0]
	case len(parts) == 2 && lang == "zh":
		return fmt.Sprintf("%d年%d月", n[0], n[1])
	case len(parts) == 2:
		return fmt.Sprintf("%s %d", months[lang][n[1]-1], n[0])
	case lang == "zh":
		return fmt.Sprintf("%d年%d月%d日", n[0], n[1], n[2])
	case lang == "en":
		return fmt.Sprintf("%d %s %d", n[2], months["en"][n[1]-1], n[0])
	}
	return fmt.Sprintf("%d. %s %d", n[2], months["de"][n[1]-1], n[0])
}

// when writes the start of an event as exactly as it is known.
func (ev Event) when(lang string) string {
	t, err := time.Parse(time.RFC3339, ev.Starts)
	if err != nil {
		return date(ev.Starts, lang)
	}
	if zone, err := time.LoadLocation(ev.TimeZone); err == nil {
		t = t.In(zone)
	}
	switch ev.Precision {
	case "year":
		return date(t.Format("2006"), lang)
	case "month":
		return date(t.Format("2006-01"), lang)
	case "minute", "time", "hour":
		return date(t.Format("2006-01-02"), lang) + t.Format(" 15:04 MST")
	}
	return date(t.Format("2006-01-02"), lang)
}
