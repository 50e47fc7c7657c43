package telegramtest

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\v'
}
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isAlpha(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// lower is ASCII only, as the server's.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// linkOf is an address as the server keeps it, "" if it takes it for none:
// relative ones, other schemes, a host without a dot. An address without "//"
// is one of the web, whatever it begins with: of "mailto:a@b.de" the server
// makes the page b.de.
func linkOf(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(lower(s), "tg://") {
		return s
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	_, rest, _ := strings.Cut(s, "://")
	host, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return u.Scheme + "://" + lower(host) + strings.ReplaceAll(path, " ", "%20")
}

// trim takes white space off the ends of a text as the server does, at the
// beginning up to the first entity, and moves the entities.
func trim(text string, entities []Entity) (string, []Entity) {
	units := utf16.Encode([]rune(text))
	end := len(units)
	for end > 0 && isBlank(units[end-1]) {
		end--
	}
	begin := 0
	first := end
	for _, e := range entities {
		first = min(first, e.Offset)
	}
	for begin < first && isBlank(units[begin]) {
		begin++
	}
	out := slices.Clone(entities)
	for i := range out {
		out[i].Length = min(out[i].Offset+out[i].Length, end) - out[i].Offset
		out[i].Offset -= begin
	}
	out = slices.DeleteFunc(out, func(e Entity) bool { return e.Length <= 0 })
	slices.SortStableFunc(out, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
	return string(utf16.Decode(units[begin:end])), out
}

func isBlank(u uint16) bool { return unicode.IsSpace(rune(u)) }
