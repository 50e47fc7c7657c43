package discord

import (
	"strings"

	"isa-portal.de/isabot/bot/richtext"
)

// Italic has two marks, and which one holds depends on what stands around it:
// until that is known it is written so. No text has these characters.
const (
	italicOn  = "\x01"
	italicOff = "\x02"
)

// smallPrint stands for the mark that makes of a line small print.
const smallPrint = "\x03"

var marks = []struct {
	style   richtext.Style
	on, off string
}{{richtext.Bold, "**", "**"}, {richtext.Strike, "~~", "~~"}, {richtext.Italic, italicOn, italicOff}}

// inline writes the words of one line.
func inline(spans []richtext.Span) string {
	return strings.Replace(leaning(styled(edged(spans), 0)), smallPrint, "-# ", 1)
}

// edged leaves out of the styles what must not stand next to their marks.
func edged(spans []richtext.Span) (out []richtext.Span) {
	for _, s := range spans {
		if s.Style == 0 && s.Link == "" || s.Style == richtext.Mono || s.Link == s.Text {
			out = append(out, s)
			continue
		}
		from, to := bounds(s.Text)
		for _, part := range []richtext.Span{{Text: s.Text[:from]}, {Text: s.Text[from:to], Style: s.Style, Link: s.Link}, {Text: s.Text[to:]}} {
			if part.Text != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// styled puts the marks of a style around each run of spans that has it, and
// within it those of the next style: so marks nest, and no two of a kind meet.
func styled(spans []richtext.Span, style int) string {
	var b strings.Builder
	if style == len(marks) {
		for _, s := range spans {
			b.WriteString(atom(s))
		}
		return b.String()
	}
	m := marks[style]
	for len(spans) > 0 {
		has := spans[0].Style&m.style != 0
		n := 1
		for n < len(spans) && (spans[n].Style&m.style != 0) == has {
			n++
		}
		inner := styled(spans[:n], style+1)
		if has {
			inner = m.on + inner + m.off
		}
		b.WriteString(inner)
		spans = spans[n:]
	}
	return b.String()
}

// atom writes a span without its styles.
func atom(s richtext.Span) string {
	switch {
	case s.Style&richtext.Mono != 0:
		return "`" + s.Text + "`"
	case s.Link == s.Text && openable(s.Link):
		return "<" + inMarkup.Replace(s.Link) + ">"
	case !openable(s.Link) || escape(s.Text, false) != s.Text:
		return withAddresses(s.Text)
	}
	return "[" + s.Text + "](" + inMarkup.Replace(s.Link) + ")"
}

// withAddresses writes plain text, and the addresses in it in angle brackets:
// then Discord takes nothing but the address for it, whatever stands around.
func withAddresses(s string) string {
	var b strings.Builder
	at := 0
	for _, m := range webAddress.FindAllStringIndex(s, -1) {
		if m[0] > at {
			b.WriteString(escape(s[at:m[0]], true))
		}
		b.WriteString("<" + inMarkup.Replace(s[m[0]:m[1]]) + ">")
		at = m[1]
	}
	if at < len(s) {
		b.WriteString(escape(s[at:], true))
	}
	return b.String()
}

// leaning chooses the marks of italic: an asterisk, where none stands beside
// it, else an underscore, where no word goes on behind it. Where neither holds
// the text stands upright: better than with stray marks.
func leaning(s string) string {
	for {
		before, rest, found := strings.Cut(s, italicOn)
		if !found {
			return s
		}
		inner, after, _ := strings.Cut(rest, italicOff)
		mark := ""
		switch {
		case !strings.HasSuffix(before, "*") && !strings.HasPrefix(after, "*"):
			mark = "*"
		case !strings.HasSuffix(before, "_") && !strings.HasSuffix(before, "~") && !isWord(after) &&
			!strings.Contains(strings.ReplaceAll(inner, `\_`, ""), "_"):
			mark = "_"
		}
		s = before + mark + inner + mark + after
	}
}
