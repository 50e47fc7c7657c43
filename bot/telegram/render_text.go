package telegram

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/richtext"
)

// Limits of the Bot API ("sendMessage", "sendPhoto"), in code points after the
// markup is parsed; TDLib counts so (MessageContent.cpp).
const (
	maxText    = 4096
	maxCaption = 1024

	// maxMarkup is how many bytes a text may have with its markup. It stands in
	// the source of the Bot API server only (Client.cpp, "Text is too long").
	maxMarkup = 32768
)

// text is a text in Telegram's HTML, and what readers see of it.
type text struct{ html, plain string }

// length is counted as Telegram counts.
func (t text) length() int { return utf8.RuneCountInString(t.plain) }

// writer writes a text both ways at once, so that they cannot differ.
type writer struct {
	html, plain strings.Builder
}

// Inside of elements, quotation marks need no escape; in attributes they do.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (w *writer) text(s string) {
	w.plain.WriteString(s)
	w.html.WriteString(escape.Replace(s))
}

func (w *writer) tag(s string) { w.html.WriteString(s) }

// write renders a document that flat has made.
func write(d richtext.Doc) text {
	w := &writer{}
	var last *richtext.Block // the block before
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if len(b.Spans) == 0 {
			continue
		}
		if last != nil {
			quoted := last.Kind == richtext.Quote
			if quoted && b.Kind != richtext.Quote {
				w.tag("</blockquote>")
			}
			w.text(gap(last, b))
		}
		if b.Kind == richtext.Quote && (last == nil || last.Kind != richtext.Quote) {
			w.tag("<blockquote>")
		}
		w.block(b)
		last = b
	}
	if last != nil && last.Kind == richtext.Quote {
		w.tag("</blockquote>")
	}
	return text{html: w.html.String(), plain: w.plain.String()}
}

// gap is the white space between two blocks: what belongs together stands close.
func gap(last, next *richtext.Block) string {
	switch {
	case last.Kind == richtext.Item && next.Kind == richtext.Item:
		return "\n"
	case last.Kind == richtext.Heading && last.Level > 0:
		return "\n"
	case last.Kind == richtext.Paragraph && next.Kind != richtext.Paragraph && next.Kind != richtext.Heading:
		said := strings.TrimRight(last.Spans[len(last.Spans)-1].Text, " \u00a0")
		if strings.HasSuffix(said, ":") || strings.HasSuffix(said, "：") {
			return "\n"
		}
	}
	return "\n\n"
}

func (w *writer) block(b *richtext.Block) {
	switch b.Kind {
	case richtext.Heading:
		w.spans(b.Spans, richtext.Bold, "\n")
	case richtext.Item:
		indent := strings.Repeat("    ", b.Level)
		if w.plain.Len() > 0 { // Telegram takes away the blanks before a text
			w.text(indent)
		}
		w.text(mark(b))
		w.spans(b.Spans, 0, "\n"+indent+"    ")
	case richtext.Code:
		w.tag("<pre>")
		for _, s := range b.Spans {
			w.text(s.Text)
		}
		w.tag("</pre>")
	default:
		w.spans(b.Spans, 0, "\n")
	}
}

var bullets = []string{"• ", "◦ ", "▪ "}

func mark(b *richtext.Block) string {
	switch {
	case b.Continued:
		return ""
	case b.Number > 0:
		return strconv.Itoa(b.Number) + ". "
	}
	return bullets[min(b.Level, len(bullets)-1)]
}

var tags = []struct {
	style richtext.Style
	name  string
}{{richtext.Bold, "b"}, {richtext.Italic, "i"}, {richtext.Strike, "s"}}

// spans writes the words of a block; newline is what stands for a line break.
func (w *writer) spans(spans []richtext.Span, more richtext.Style, newline string) {
	for _, s := range spans {
		style := s.Style | more
		// Telegram does not mix code with anything, not even with a link.
		mono := style&richtext.Mono != 0 && s.Link == "" && more == 0
		if s.Link != "" {
			w.tag(`<a href="` + escape.Replace(s.Link) + `">`)
		}
		if mono {
			w.tag("<code>")
		}
		for _, t := range tags {
			if style&t.style != 0 && !mono {
				w.tag("<" + t.name + ">")
			}
		}
		w.text(strings.ReplaceAll(s.Text, "\n", newline))
		for i := len(tags) - 1; i >= 0; i-- {
			if style&tags[i].style != 0 && !mono {
				w.tag("</" + tags[i].name + ">")
			}
		}
		if mono {
			w.tag("</code>")
		}
		if s.Link != "" {
			w.tag("</a>")
		}
	}
}
