package telegram

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// flat is a document that Telegram can show, and what is lost on the way.
func flat(d richtext.Doc, lang string) (richtext.Doc, []bot.Warning) {
	f := richtext.Flattener{
		Words: words, Cell: func(in []richtext.Span) []richtext.Span { return spans(in, false) }, Openable: openable, Clean: func(s string) string { return clean(s, false) },
		Picture: func(alt string) string { return phrases.Posts.Picture.In(lang, "alt", alt) }, Colon: phrases.Colon.In(lang),
	}
	out, tables, pictures := f.Flat(d)
	return out, bot.WarnFlat(tables, pictures)
}

func words(b richtext.Block) richtext.Block {
	b.Spans = spans(b.Spans, b.Kind == richtext.Code)
	return b
}

// spans are the words of a block with links that Telegram takes. Of others,
// mail addresses and telephone numbers are written out, if they are not the
// linked words anyway: Telegram finds them in the text by itself.
func spans(in []richtext.Span, raw bool) []richtext.Span {
	var out []richtext.Span
	for _, s := range in {
		s.Text = clean(s.Text, raw)
		if s.Text == "" {
			continue
		}
		if s.Link != "" && !openable(s.Link) {
			if a := clean(richtext.Reached(s.Link), false); a != "" && !richtext.Names(s.Text, a) {
				s.Text += " (" + a + ")"
			}
			s.Link = ""
		}
		out = append(out, s)
	}
	return trimmed(out, raw)
}

// trimmed takes the white space from the ends of a block's words.
func trimmed(spans []richtext.Span, raw bool) []richtext.Span {
	blanks := " \n\u00a0"
	if raw {
		blanks = "\n"
	}
	for len(spans) > 0 {
		if spans[0].Text = strings.TrimLeft(spans[0].Text, blanks); spans[0].Text != "" {
			break
		}
		spans = spans[1:]
	}
	for n := len(spans); n > 0; n = len(spans) {
		if spans[n-1].Text = strings.TrimRight(spans[n-1].Text, blanks); spans[n-1].Text != "" {
			break
		}
		spans = spans[:n-1]
	}
	return spans
}

// clean takes from a text what TDLib's clean_input_string takes out or changes
// when a message is sent: control characters, marks that turn the direction of
// writing, and three combining marks, of which the ring is saved by composing
// its letter. So what is counted and remembered is what will stand.
func clean(s string, raw bool) string {
	tab := " "
	if raw {
		tab = "    "
	}
	s = strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "")), "\t", tab)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r < ' ', r == 0x7f, r >= 0x2028 && r <= 0x202e, r == 0x200e || r == 0x200f, r == 0x333, r == 0x33f, r == 0x30a:
			return -1
		}
		return r
	}, s)
}
