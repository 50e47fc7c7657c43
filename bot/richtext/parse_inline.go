package richtext

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// mark is an inline element that is open.
type mark struct {
	name   string
	style  Style
	link   string
	ignore bool // its text is the mark of a list item
}

var styleOf = map[string]Style{
	"b": Bold, "strong": Bold, "i": Italic, "em": Italic, "cite": Italic, "s": Strike, "strike": Strike,
	"del": Strike, "code": Mono, "tt": Mono, "kbd": Mono, "samp": Mono, "span": 0, "font": 0, "a": 0,
}

// open notes the start of an inline element; elements that mean nothing here
// are passed over.
func (p *parser) open(t html.Token) {
	style, known := styleOf[t.Data]
	if !known || len(p.marks) >= maxMarks {
		return
	}
	m := mark{name: t.Data}
	if n := len(p.marks); n > 0 {
		m.style, m.link, m.ignore = p.marks[n-1].style, p.marks[n-1].link, p.marks[n-1].ignore
	}
	css := strings.ToLower(strings.ReplaceAll(attr(t, "style"), " ", ""))
	if strings.Contains(css, "font-weight:normal") || strings.Contains(css, "font-weight:400") {
		style &^= Bold
	}
	m.style |= style | styleOfCSS(css)
	m.ignore = m.ignore || strings.Contains(css, "mso-list:ignore")
	if t.Data == "a" {
		m.link = absolute(attr(t, "href"))
	}
	p.marks = append(p.marks, m)
}

func styleOfCSS(css string) (s Style) {
	for _, bold := range []string{"font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"} {
		if strings.Contains(css, bold) {
			s |= Bold
		}
	}
	if strings.Contains(css, "font-style:italic") {
		s |= Italic
	}
	if strings.Contains(css, "line-through") {
		s |= Strike
	}
	return s
}

// close ends the innermost element of that name and what stands open in it.
func (p *parser) close(name string) {
	if _, known := styleOf[name]; !known {
		return
	}
	for i := len(p.marks) - 1; i >= 0; i-- {
		if p.marks[i].name == name {
			p.marks = p.marks[:i]
			return
		}
	}
}

func (p *parser) text(s string) {
	if p.skip != "" {
		return
	}
	if p.row != nil && !p.cell && strings.TrimSpace(s) == "" {
		return
	}
	var m mark
	if n := len(p.marks); n > 0 {
		m = p.marks[n-1]
	}
	switch {
	case m.ignore:
		if len(p.marker) < 16 { // a mark is short
			p.marker += strings.TrimFunc(s, unicode.IsSpace)
		}
	case p.pre:
		p.in.raw(s)
	default:
		p.in.text(s, m.style, m.link)
	}
}

// inline gathers the words of one block; white space is folded as HTML does.
type inline struct {
	spans []Span
	run   []byte // the text of the span that is open
	style Style
	link  string
	gap   rune // white space seen and not yet written
}

const noBreak = '\u00a0'

func (w *inline) text(s string, style Style, link string) {
	begun := false
	for _, r := range s {
		switch {
		case r == noBreak, r == ' ', r == '\t', r == '\n', r == '\r', r == '\f':
			if w.gap != 0 || r != noBreak {
				r = ' '
			}
			w.gap = r
			continue
		case r == '\u200b', r == '\ufeff', r == '\u00ad', unicode.IsControl(r):
			continue
		}
		if !begun {
			w.begin(style, link)
			begun = true
		} else if w.gap != 0 {
			w.run = append(w.run, string(w.gap)...)
		}
		w.gap = 0
		w.run = append(w.run, string(r)...)
	}
}

// begin opens a span, and writes the white space before it: outside of links
// and styles unless both sides share them.
func (w *inline) begin(style Style, link string) {
	same := w.style == style && w.link == link
	if w.gap != 0 && !w.atLineStart() {
		if !same {
			w.to(0, "")
		}
		w.run = append(w.run, string(w.gap)...)
	}
	w.gap = 0
	w.to(style, link)
}

// to ends the open span where the next one differs.
func (w *inline) to(style Style, link string) {
	if w.style == style && w.link == link {
		return
	}
	w.close()
	w.style, w.link = style, link
}

func (w *inline) close() {
	if len(w.run) > 0 {
		w.spans = append(w.spans, Span{Text: string(w.run), Style: w.style, Link: w.link})
		w.run = w.run[:0]
	}
}

// atLineStart reports whether nothing is written since the last line break.
func (w *inline) atLineStart() bool {
	if n := len(w.run); n > 0 {
		return w.run[n-1] == '\n'
	}
	if n := len(w.spans); n > 0 {
		return strings.HasSuffix(w.spans[n-1].Text, "\n")
	}
	return true
}

// lineBreak begins a new line, unless it is begun already.
func (w *inline) lineBreak() {
	w.gap = 0
	if !w.atLineStart() {
		w.to(0, "")
		w.run = append(w.run, '\n')
	}
}

// raw writes text as it stands.
func (w *inline) raw(s string) {
	if len(w.run) == 0 && len(w.spans) == 0 {
		s = strings.TrimPrefix(s, "\n")
	}
	w.to(0, "")
	w.run = append(w.run, strings.Map(printable, s)...)
}

func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufeff' || r == '\u200b' {
		return -1
	}
	return r
}

// take returns what was gathered, without white space at its end, and begins anew.
func (w *inline) take(raw bool) []Span {
	w.close()
	spans := w.spans
	*w = inline{run: w.run[:0]}
	cut := " \n\u00a0"
	if raw {
		cut = "\n"
	}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		if last.Text = strings.TrimRight(last.Text, cut); last.Text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	if len(spans) > 0 {
		spans[0].Text = strings.TrimLeft(spans[0].Text, cut)
	}
	return spans
}

// absolute returns a link that may be shown, "" if it may not.
func absolute(link string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || len(link) > 2000 || !safeLink(link) {
		return ""
	}
	if (u.Scheme == "http" || u.Scheme == "https") && u.Host == "" {
		return ""
	}
	return link
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
