package claims

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// months are the beginnings by which the months' names are known.
var months = map[string]int{
	"jan": 1, "jän": 1, "feb": 2, "mär": 3, "mae": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}

const monthName = `(jan(?:uar|uary)?|jän(?:ner)?|feb(?:ruar|ruary)?|märz|maerz|mar(?:ch)?|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)\b\.?`

// shape is one way of writing a date; its groups are named y, m, n (a month's
// name) and d.
var shapes = compiled(
	`(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]`,
	`(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月`,
	`(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]`,
	`\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[0-9:.]+Z?)?`,
	`\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b`,
	`\b(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<n>`+monthName+`),?\s+(?P<y>\d{4})\b`,
	`\b(?P<n>`+monthName+`)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})\b`,
	`\b(?P<d>\d{1,2})(?:\.|st|nd|rd|th)\s*(?:of\s+)?(?P<n>`+monthName+`)`,
	`\b(?P<d>\d{1,2})\s+(?P<n>`+monthName+`)`,
	`\b(?P<n>`+monthName+`),?\s+(?P<y>\d{4})\b`,
	`\b(?P<n>`+monthName+`)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b`,
)

func compiled(patterns ...string) []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		out[i] = regexp.MustCompile(`(?i)` + p)
	}
	return out
}

// takeDates takes days and months. What only looks like a date is left to the
// numbers.
func (s *scanner) takeDates() {
	for _, shape := range shapes {
		from := 0
		for {
			at := shape.FindStringSubmatchIndex(s.text[from:])
			if at == nil {
				break
			}
			part := func(name string) string {
				i := shape.SubexpIndex(name)
				if i < 0 || at[2*i] < 0 {
					return ""
				}
				return s.text[from+at[2*i] : from+at[2*i+1]]
			}
			start, end := from+at[0], from+at[1]
			if value, ok := date(part("y"), part("m"), part("n"), part("d")); ok {
				s.add(Date, start, end, value)
			}
			from = end
		}
	}
}

// date is YYYY-MM[-DD], or -MM-DD where no year is said.
func date(year, month, name, day string) (string, bool) {
	m, _ := strconv.Atoi(month) // 0 where there is none: refused below
	if name != "" {
		m = months[string([]rune(strings.ToLower(name))[:3])]
	}
	if m < 1 || m > 12 {
		return "", false
	}
	out := fmt.Sprintf("%s-%02d", year, m)
	if day == "" {
		return out, true
	}
	d, err := strconv.Atoi(day)
	return fmt.Sprintf("%s-%02d", out, d), err == nil && d >= 1 && d <= 31
}
