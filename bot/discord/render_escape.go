package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// always are the characters that Discord's markdown knows anywhere in a text.
const always = "\\*_`~|<[]"

// escape writes plain text so that Discord shows it as it is: nothing in it is
// markup, a mention, or a link. start says that it may begin a line, where
// headings, lists and quotes begin; the text has no line breaks.
func escape(s string, start bool) string {
	var b strings.Builder
	if start {
		blanks := len(s) - len(strings.TrimLeft(s, " \t\u00a0"))
		b.WriteString(s[:blanks])
		s = s[blanks:]
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		switch {
		case s != "" && strings.ContainsRune("#>+-", rune(s[0])):
			b.WriteString(`\` + s[:1])
			s = s[1:]
		case digits > 0 && (s[digits:] == "." || strings.HasPrefix(s[digits:], ". ")):
			b.WriteString(s[:digits] + `\.`)
			s = s[digits+1:]
		}
	}
	for i, r := range s {
		switch rest := s[i:]; {
		case strings.ContainsRune(always, r), r == '@' && callsAll(rest[1:]):
			b.WriteByte('\\')
		case r == '(' && strings.HasSuffix(s[:i], "]"):
			b.WriteByte('\\') // or a browser takes it for the end of a link that began far above
		case r == '/' && strings.HasPrefix(rest, "//") && strings.HasSuffix(s[:i], ":"):
			b.WriteByte('\\') // "http://" is a link whatever follows on it
		}
		b.WriteRune(r)
	}
	return b.String()
}

// callsAll reports whether a text behind an @ calls everybody.
func callsAll(s string) bool {
	for _, word := range []string{"everyone", "here"} {
		if len(s) >= len(word) && strings.EqualFold(s[:len(word)], word) {
			return true
		}
	}
	return false
}

// units is a length as no counting of Discord's exceeds it: UTF-16 code units,
// of which an emoji has two. Whether Discord counts these or code points is not
// documented.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}

// bounds are the characters at the ends of a styled text that are left out of
// the style: next to its marks, Discord would not read them as they are meant.
func bounds(s string) (from, to int) {
	edge := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("*_~`|\\", r) }
	to = len(strings.TrimRightFunc(s, edge))
	from = len(s) - len(strings.TrimLeftFunc(s, edge))
	return min(from, to), to
}

// isWord reports whether a text begins with a character that Discord counts as
// part of a word, so that an underscore before it closes nothing.
func isWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
