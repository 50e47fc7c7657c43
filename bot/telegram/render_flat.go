package telegram

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// flattener makes of a document one that Telegram can show: tables become list
// items, pictures links, and every link is one that Telegram takes.
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
			b.Spans = spans(b.Spans, b.Kind == richtext.Code)
			f.add(b)
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

// add appends a block if it shows anything.
func (f *flattener) add(b richtext.Block) {
	if len(b.Spans) > 0 {
		f.out = f.out.Add(b)
	}
}

// row writes a row of a table as an item: "Stadt: Köln · Land: Deutschland".
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
		words := cell(c)
		if len(words) == 0 {
			continue
		}
		if len(item.Spans) > 0 {
			item.Spans = append(item.Spans, richtext.Span{Text: " · "})
		}
		if named {
			if name := plain(cell(f.header.Cells[i])); name != "" {
				item.Spans = append(item.Spans, richtext.Span{Text: strings.TrimRight(name, ":：") + colon(f.lang)})
			}
		}
		item.Spans = append(item.Spans, words...)
	}
	f.add(item)
}

// endTable ends a table. Names of columns without a row stand for themselves.
func (f *flattener) endTable() {
	if f.header != nil && f.unused {
		b := *f.header
		b.Header = false
		f.header = nil
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
	out := spans(in, false)
	for i := range out {
		out[i].Text = strings.ReplaceAll(strings.ReplaceAll(out[i].Text, "\n• ", "\n"), "\n", ", ")
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimPrefix(out[0].Text, "• ")
	}
	return out
}

func plain(spans []richtext.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return strings.TrimSpace(b.String())
}

func (f *flattener) picture(b richtext.Block) {
	s := richtext.Span{Text: strings.TrimSpace(clean(b.Alt, false))}
	if openable(b.URL) {
		s.Link = b.URL
		if s.Text == "" {
			u, _ := url.Parse(b.URL) // openable has parsed it
			s.Text = clean(path.Base(u.Path), false)
		}
	}
	if s.Text == "" {
		return
	}
	s.Text = phrases.Posts.Picture.In(f.lang, "alt", s.Text)
	f.add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{s}, Continued: b.Continued})
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
			if a := writtenOut(s.Link); a != "" && !strings.Contains(squeeze(s.Text), squeeze(a)) {
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

func writtenOut(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "mailto" && u.Scheme != "tel" {
		return ""
	}
	address, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return ""
	}
	return clean(address, false)
}

// squeeze keeps of an address what tells it from others.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-/()", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
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
