package phrases

import (
	"strconv"
	"strings"
)

var months = map[string][]string{
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// Date writes YYYY[-MM[-DD]] as people of the language do; anything else stays
// as it is.
func Date(s, lang string) string {
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
