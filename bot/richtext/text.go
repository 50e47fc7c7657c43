package richtext

import (
	"regexp"
	"strconv"
	"strings"
)

var address = regexp.MustCompile(`https?://[^\s<>"'()（）“”„，。；！？]+[^\s<>"'()（）“”„，。；！？.,;:!?]`)

// FromText reads plain text as staff type it: a blank line ends a paragraph,
// lines that start with "- " or "• " are a list, and web addresses are links.
func FromText(s string) Doc {
	var d Doc
	var para []string
	flush := func() {
		if len(para) > 0 {
			d = d.Add(Para(strings.Join(para, "\n")))
			para = nil
		}
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		line = strings.TrimSpace(line)
		item, isItem := strings.CutPrefix(line, "- ")
		if !isItem {
			item, isItem = strings.CutPrefix(line, "• ")
		}
		switch {
		case line == "":
			flush()
		case isItem:
			flush()
			d = d.Add(Bullet(strings.TrimSpace(item)))
		default:
			para = append(para, line)
		}
	}
	flush()
	return d
}

// linked turns the web addresses in s into links.
func linked(s string) []Span {
	var spans []Span
	at := 0
	for _, m := range address.FindAllStringIndex(s, -1) {
		if m[0] > at {
			spans = append(spans, Span{Text: s[at:m[0]]})
		}
		spans = append(spans, Span{Text: s[m[0]:m[1]], Link: s[m[0]:m[1]]})
		at = m[1]
	}
	if at < len(s) || len(spans) == 0 {
		spans = append(spans, Span{Text: s[at:]})
	}
	return spans
}

// Text is the document as plain text: blocks parted by a blank line, list
// items and table rows by a line break. A link whose words are not its address
// is followed by the address.
func (d Doc) Text() string {
	var b strings.Builder
	for i, block := range d.Blocks {
		if i > 0 {
			b.WriteString("\n")
			if prev := d.Blocks[i-1].Kind; prev != block.Kind || block.Kind != Item && block.Kind != Row {
				b.WriteString("\n")
			}
		}
		b.WriteString(block.text())
	}
	return b.String()
}

func (b Block) text() string {
	switch b.Kind {
	case Item:
		mark := "• "
		switch {
		case b.Continued:
			mark = "  "
		case b.Number > 0:
			mark = strconv.Itoa(b.Number) + ". "
		}
		return strings.Repeat("  ", b.Level) + mark + spanText(b.Spans)
	case Row:
		cells := make([]string, len(b.Cells))
		for i, c := range b.Cells {
			cells[i] = spanText(c)
		}
		return strings.Join(cells, " | ")
	case Image:
		return b.Alt
	case Quote:
		return "> " + strings.ReplaceAll(spanText(b.Spans), "\n", "\n> ")
	}
	return spanText(b.Spans)
}

func spanText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
		if safeLink(s.Link) && s.Link != s.Text && "mailto:"+s.Text != s.Link {
			b.WriteString(" (" + s.Link + ")")
		}
	}
	return b.String()
}
