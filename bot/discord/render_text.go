package discord

import (
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/richtext"
)

// text is what a document becomes: Discord's markdown, and what readers see of it.
type text struct{ markdown, plain string }

// writer writes a flat document.
type writer struct {
	markdown, plain strings.Builder
	lists           []list // that are open, the outermost first
}

// list is what Discord makes of the items so far: it numbers an ordered list by
// itself, from its first number on, and the first item decides for all.
type list struct {
	level   int // of the document; how deep it is shown is its place among the lists
	width   int // of its first mark: what belongs to an item begins below its words
	ordered bool
	next    int
}

func write(d richtext.Doc) text {
	w := writer{}
	for i, b := range d.Blocks {
		var m mark
		if b.Kind == richtext.Item {
			m = w.mark(b)
		} else {
			w.lists = nil
		}
		switch {
		case i == 0:
		case m.apart:
			w.both("\n\n")
		default:
			w.both(gap(d.Blocks[i-1], b))
		}
		w.block(b, m)
	}
	return text{w.markdown.String(), w.plain.String()}
}

// gap is the white space between two blocks: what belongs together stands close.
func gap(last, next richtext.Block) string {
	switch {
	case last.Kind == richtext.Item && next.Kind == richtext.Item, last.Kind == richtext.Heading:
		return "\n"
	case last.Kind == richtext.Paragraph && next.Kind != richtext.Paragraph && next.Kind != richtext.Heading:
		said := strings.TrimRight(bare(last.Spans), " \u00a0")
		if strings.HasSuffix(said, ":") || strings.HasSuffix(said, "：") {
			return "\n"
		}
	}
	return "\n\n"
}

func (w *writer) both(s string) {
	w.markdown.WriteString(s)
	w.plain.WriteString(s)
}

func (w *writer) block(b richtext.Block, m mark) {
	switch b.Kind {
	case richtext.Heading: // a bold line: the larger headings of Discord outdo the title
		w.spans(b.Spans, richtext.Bold, "")
	case richtext.Item:
		w.markdown.WriteString(m.indent + m.said)
		w.plain.WriteString(m.indent + strings.NewReplacer("- ", "• ", `\`, "").Replace(m.said))
		w.spans(b.Spans, 0, m.indent+strings.Repeat(" ", len(m.said)))
	case richtext.Quote:
		w.markdown.WriteString("> ")
		w.spans(b.Spans, 0, "> ")
	case richtext.Code:
		w.markdown.WriteString("```\n")
		w.both(bare(b.Spans))
		w.markdown.WriteString("\n```")
	default:
		w.spans(b.Spans, 0, "")
	}
}

// mark is what begins an item.
type mark struct {
	indent, said string
	apart        bool // it begins another list, and a blank line must part the two
}

// mark says how an item begins. Where Discord's list would show another mark a
// new list begins; within an item that is not possible, and the mark is written
// as plain text.
func (w *writer) mark(b richtext.Block) (m mark) {
	if b.Continued {
		return m
	}
	var same list // what Discord has open at the item's indentation
	for n := len(w.lists); n > 0 && w.lists[n-1].level >= b.Level; n-- {
		same, w.lists = w.lists[n-1], w.lists[:n-1]
	}
	for _, l := range w.lists {
		m.indent += strings.Repeat(" ", l.width)
	}
	ordered := b.Number > 0
	if m.said = "- "; ordered {
		m.said = strconv.Itoa(b.Number) + ". "
	}
	if same.width > 0 && (same.ordered != ordered || ordered && same.next != b.Number) {
		if len(w.lists) > 0 {
			m.said = strings.NewReplacer("- ", "• ", ".", `\.`).Replace(m.said)
			return m
		}
		same, m.apart = list{}, true
	}
	l := list{b.Level, len(m.said), ordered, b.Number + 1}
	if same.width > 0 {
		l.width = same.width
	}
	w.lists = append(w.lists, l)
	return m
}

// spans writes the words of a block; before stands at the start of each line
// but the first. Styles end with the line, since Discord reads quotes and lists
// by lines.
func (w *writer) spans(spans []richtext.Span, more richtext.Style, before string) {
	begun := false
	for _, line := range lines(spans) {
		switch {
		case len(line) == 0 && !begun:
			continue
		case len(line) == 0 && before != "":
			if strings.HasPrefix(before, ">") {
				w.both("\n") // an empty line of a quote ends the quote
			}
			continue
		case begun:
			w.both("\n")
			w.markdown.WriteString(before)
			w.plain.WriteString(strings.TrimPrefix(before, "> "))
		}
		begun = true
		for j := range line {
			if line[j].Style |= more; more != 0 {
				line[j].Style &^= richtext.Mono
			}
		}
		w.plain.WriteString(strings.Replace(bare(line), smallPrint, "", 1))
		w.markdown.WriteString(inline(line))
	}
}

// lines parts spans at their line breaks. A line of blanks is an empty one.
func lines(spans []richtext.Span) [][]richtext.Span {
	out := [][]richtext.Span{nil}
	for _, s := range spans {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			if part != "" {
				s.Text = part
				out[len(out)-1] = append(out[len(out)-1], s)
			}
		}
	}
	for i, line := range out {
		if strings.TrimSpace(bare(line)) == "" {
			out[i] = nil
		}
	}
	return out
}
