package richtext

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// mark is an inline element that is open.
type mark struct {
	name   string
	style  Style
	link   string
	ignore bool            // its text is the mark of a list item
	script map[rune]string // raised or lowered characters, nil for neither
}

var styleOf = map[string]Style{
	"b": Bold, "strong": Bold, "i": Italic, "em": Italic, "cite": Italic, "s": Strike, "strike": Strike,
	"del": Strike, "code": Mono, "tt": Mono, "kbd": Mono, "samp": Mono, "span": 0, "font": 0, "a": 0, "sup": 0, "sub": 0,
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
		m = p.marks[n-1]
		m.name = t.Data
	}
	m.style |= style
	css := attr(t, "style")
	m.styleCSS(css, style)
	m.ignore = m.ignore || strings.Contains(strings.ToLower(strings.ReplaceAll(css, " ", "")), "mso-list:ignore")
	switch t.Data {
	case "a":
		m.link = linkable(attr(t, "href"))
	case "sup":
		m.script = raised
	case "sub":
		m.script = lowered
	}
	p.marks = append(p.marks, m)
}

// styleCSS adds what an element's own style says; own is what its name says,
// which its style may take back.
func (m *mark) styleCSS(css string, own Style) {
	for declaration := range strings.SplitSeq(css, ";") {
		name, value, _ := strings.Cut(strings.ToLower(declaration), ":")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(name) {
		case "font-weight":
			switch value {
			case "normal", "400":
				m.style &^= own & Bold
			case "bold", "bolder", "600", "700", "800", "900":
				m.style |= Bold
			}
		case "font-style":
			if value == "italic" {
				m.style |= Italic
			}
		case "text-decoration", "text-decoration-line":
			if strings.Contains(value, "line-through") {
				m.style |= Strike
			}
		}
	}
}

// Raised and lowered characters that Unicode has: m², CO₂. Words have none and
// stay as they are: 4th.
var (
	raised  = table("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
	lowered = table("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
)

func table(from, to string) map[rune]string {
	out, target := map[rune]string{}, []rune(to)
	for i, r := range []rune(from) {
		out[r] = string(target[i])
	}
	return out
}

// scripted writes s in raised or lowered characters if it can be done for all of it.
func scripted(s string, script map[rune]string) string {
	if script == nil || len(s) > 32 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		c, ok := script[r]
		if !ok {
			return s
		}
		b.WriteString(c)
	}
	return b.String()
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
		p.in.text(scripted(s, m.script), m.style, m.link)
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

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
