package claims

import (
	"regexp"
	"strings"
)

var (
	email = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}`)

	// A bare name counts where its ending is one that people know as such: "z.B."
	// and "usw.und" are no addresses.
	link = regexp.MustCompile(`(?i)(?:https?://|www\.)[^\s\x00<>"'）)」》，。；、]+|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:de|com|cn|org|eu|net|info|io|me|gov|edu|gg|xyz|top|site|online|app|dev)\b(?:/[^\s\x00<>"'）)」》，。；、]*)?`)

	// A number that is dialled begins with + or 0.
	phone = regexp.MustCompile(`(?:\+|\b0)\d[\d /()-]{5,}\d`)
)

// take takes what a pattern finds, read by value.
func (s *scanner) take(kind Kind, pattern *regexp.Regexp, value func(string) string) {
	for {
		at := pattern.FindStringIndex(s.text)
		if at == nil {
			return
		}
		s.add(kind, at[0], at[1], value(s.text[at[0]:at[1]]))
	}
}

func mailbox(s string) string { return strings.ToLower(s) }

// address is a link without what makes no other page of it.
func address(s string) string {
	s = strings.TrimRight(s, ".,;:!?…*_")
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	host, path, _ := strings.Cut(s, "/")
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	if path = strings.TrimRight(path, "/"); path != "" {
		return host + "/" + path
	}
	return host
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
