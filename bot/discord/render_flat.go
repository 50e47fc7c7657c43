package discord

import (
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// flat is a document that Discord can show, and what is lost on the way.
func flat(d richtext.Doc, lang string) (richtext.Doc, []bot.Warning) {
	f := richtext.Flattener{
		Words: words, Cell: func(in []richtext.Span) []richtext.Span { return simple(in, false) }, Openable: openable, Clean: clean,
		Picture: func(alt string) string { return phrases.Posts.Picture.In(lang, "alt", alt) }, Colon: phrases.Colon.In(lang),
	}
	out, tables, pictures := f.Flat(d)
	return out, bot.WarnFlat(tables, pictures)
}

// words is a block of words in Discord's markdown. Code that would end its own
// block becomes plain lines.
func words(b richtext.Block) richtext.Block {
	out := simple(b.Spans, b.Kind == richtext.Code)
	if said := bare(out); b.Kind == richtext.Code && (breaksCode(said, "```") || strings.Trim(said, "` \t\n") == "") {
		b.Kind = richtext.Paragraph
	}
	b.Spans = out
	return b
}

// breaksCode reports whether a text cannot be shown as code: it would end it, or
// a link before it, for which some of Discord's clients look beyond code.
func breaksCode(s, mark string) bool { return strings.Contains(s, mark) || strings.Contains(s, "](") }

func bare(spans []richtext.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// simple are spans whose links Discord can show: addresses of the web that
// anybody can open. Mail addresses and telephone numbers are written out, and
// so is where a link leads whose words name another address. Neighbours that
// are alike are one.
func simple(in []richtext.Span, raw bool) []richtext.Span {
	var out []richtext.Span
	add := func(s richtext.Span) {
		if s.Style&richtext.Mono != 0 { // code mixes with nothing, and holds no mark of its own
			s.Style = richtext.Mono
			if raw || s.Link != "" || breaksCode(s.Text, "`") || strings.TrimSpace(s.Text) == "" {
				s.Style = 0
			}
		}
		last := len(out) - 1
		switch {
		case s.Text == "":
		case last >= 0 && out[last].Style == s.Style && out[last].Link == s.Link && (s.Link == "" || s.Text != s.Link && out[last].Text != s.Link):
			out[last].Text += s.Text
		default:
			out = append(out, s)
		}
	}
	for _, s := range in {
		s.Text = clean(s.Text)
		address := clean(richtext.Reached(s.Link))
		switch {
		case raw:
			s.Link, s.Style = "", 0
		case s.Link == "" || s.Link == s.Text:
		case s.Link == strings.TrimSpace(s.Text):
			before, after, _ := strings.Cut(s.Text, s.Link)
			add(richtext.Span{Text: before})
			add(richtext.Span{Text: s.Link, Link: s.Link, Style: s.Style})
			s = richtext.Span{Text: after}
		case address != "" && !richtext.Names(s.Text, address):
			s.Text, s.Link = s.Text+" ("+address+")", ""
		case !openable(s.Link):
			s.Link = ""
		case strings.TrimSpace(s.Text) == "":
			s.Text = s.Link
		case misleads(s.Text, s.Link) || escape(s.Text, true) != s.Text: // the words of a link take no backslash
			add(richtext.Span{Text: s.Text + " (", Style: s.Style})
			add(richtext.Span{Text: s.Link, Link: s.Link, Style: s.Style})
			s.Text, s.Link = ")", ""
		}
		add(s)
	}
	return out
}
