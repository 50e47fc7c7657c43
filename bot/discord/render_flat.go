package discord

import (
	"net/url"
	"path"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// flattener makes of a document one that Discord's markdown can show: tables
// become list items, pictures links, and code that would end its own block
// becomes plain lines.
type flattener struct {
	lang     string
	out      richtext.Doc
	header   *richtext.Block // the row that names the columns of the table at hand
	unused   bool            // no row was written under it yet
	warnings []bot.Warning
}

func flat(d richtext.Doc, lang string) (richtext.Doc, []bot.Warning) {
	f := flattener{lang: lang}
	for _, b := range d.Blocks {
		if b.Kind != richtext.Row {
			f.endTable()
		}
		switch b.Kind {
		case richtext.Row:
			f.warn("table", phrases.Posts.TableAsText)
			f.row(b)
		case richtext.Image:
			f.warn("picture-link", phrases.Posts.PictureAsLink)
			f.picture(b)
		default:
			f.words(b)
		}
	}
	f.endTable()
	return f.out, f.warnings
}

func (f *flattener) warn(code string, t phrases.Text) {
	for _, w := range f.warnings {
		if w.Code == code {
			return
		}
	}
	f.warnings = append(f.warnings, bot.Warn(code, t))
}

// words appends a block of words.
func (f *flattener) words(b richtext.Block) {
	words := simple(b.Spans, b.Kind == richtext.Code)
	if said := bare(words); b.Kind == richtext.Code && (breaksCode(said, "```") || strings.Trim(said, "` \t\n") == "") {
		b.Kind = richtext.Paragraph
	}
	b.Spans = words
	if strings.TrimSpace(bare(b.Spans)) != "" {
		f.out = f.out.Add(b)
	}
}

// breaksCode reports whether a text cannot be shown as code: it would end it, or
// a link before it, for which some of Discord's clients look beyond code.
func breaksCode(s, mark string) bool { return strings.Contains(s, mark) || strings.Contains(s, "](") }

// row writes a row of a table as an item, "Stadt: Köln · Land: NRW": columns
// would not stand below each other on a phone.
func (f *flattener) row(b richtext.Block) {
	if b.Header {
		f.endTable()
		f.header, f.unused = &b, true
		return
	}
	f.unused = false
	item := richtext.Block{Kind: richtext.Item, Continued: b.Continued}
	named := f.header != nil && len(b.Cells) == len(f.header.Cells) // else cells span columns
	for i, c := range b.Cells {
		said := cell(c)
		if len(said) == 0 {
			continue
		}
		if len(item.Spans) > 0 {
			item.Spans = append(item.Spans, richtext.Span{Text: " · "})
		}
		if named {
			if name := strings.TrimSpace(bare(cell(f.header.Cells[i]))); name != "" {
				item.Spans = append(item.Spans, richtext.Span{Text: strings.TrimRight(name, ":：") + colon(f.lang)})
			}
		}
		item.Spans = append(item.Spans, said...)
	}
	f.words(item)
}

// endTable ends a table. Names of columns without a row stand for themselves.
func (f *flattener) endTable() {
	if f.header != nil && f.unused {
		b := *f.header
		b.Header, f.header = false, nil
		f.row(b)
	}
	f.header, f.unused = nil, false
}

func colon(lang string) string {
	if lang == "zh" {
		return "："
	}
	return ": "
}

// cell is a cell in one line.
func cell(in []richtext.Span) []richtext.Span {
	out := simple(in, false)
	for i := range out {
		out[i].Text = strings.ReplaceAll(strings.ReplaceAll(out[i].Text, "\n• ", "\n"), "\n", ", ")
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimPrefix(out[0].Text, "• ")
	}
	return out
}

func bare(spans []richtext.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

func (f *flattener) picture(b richtext.Block) {
	s := richtext.Span{Text: clean(b.Alt)}
	if openable(b.URL) {
		s.Link = b.URL
		if s.Text == "" {
			u, _ := url.Parse(b.URL) // openable has parsed it
			s.Text = clean(path.Base(u.Path))
		}
	}
	if s.Text == "" {
		return
	}
	s.Text = phrases.Posts.Picture.In(f.lang, "alt", s.Text)
	f.words(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{s}, Continued: b.Continued})
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
		address := written(s.Link)
		switch {
		case raw:
			s.Link, s.Style = "", 0
		case s.Link == "" || s.Link == s.Text:
		case s.Link == strings.TrimSpace(s.Text):
			before, after, _ := strings.Cut(s.Text, s.Link)
			add(richtext.Span{Text: before})
			add(richtext.Span{Text: s.Link, Link: s.Link, Style: s.Style})
			s = richtext.Span{Text: after}
		case address != "" && !strings.Contains(squeeze(s.Text), squeeze(address)):
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
