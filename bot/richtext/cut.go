package richtext

import (
	"sort"
	"strings"
)

// How much of the limit a head must fill for a cut of that quality to be taken
// before one that fills more and reads worse.
var enough = []struct {
	rank  rank
	share float64
}{{blockEnd, 2. / 3}, {lineEnd, 2. / 3}, {sentenceEnd, 1. / 2}, {clauseEnd, 1. / 2}, {wordEnd, 0}, {leadEnd, 0}, {charEnd, 0}, {linkPart, 0}}

// cut is a place at which a document may be parted: before the block at, or
// within it, before the byte within of its text.
type cut struct {
	at, within int
	rank       rank
}

// Cut parts the document in two: the longest good beginning that measures at
// most limit, and what remains. measure is how long a platform finds a
// document; it must not shrink when a document grows. White space at the cut
// goes, nothing else does, and styles, links and kinds of blocks go on in rest.
//
// It parts between blocks, at ends of lines, sentences and clauses, between
// words, in this order of liking; never within a link, a number, a word or a
// character, unless that alone is longer than limit. Where not even one
// character fits, head is empty and rest is the document.
func (d Doc) Cut(limit int, measure func(Doc) int) (head, rest Doc) {
	if measure(d) <= limit {
		return d, Doc{}
	}
	d = d.trimmed()
	whole := sort.Search(len(d.Blocks), func(i int) bool { return measure(Doc{d.Blocks[:i+1]}) > limit })
	if whole == len(d.Blocks) { // it was white space that did not fit
		return d, Doc{}
	}
	length := func(c cut) int {
		head, _ := d.partAt(c)
		return measure(head)
	}
	fits := func(at int) bool { return length(cut{at: whole, within: at}) <= limit }
	within := breaks(d.Blocks[whole], fits)
	fit := sort.Search(len(within), func(i int) bool { return !fits(within[i].at) })
	var cuts []cut
	for i := 1; i <= whole; i++ {
		cuts = append(cuts, cut{i, 0, after(d.Blocks[i-1])})
	}
	for _, b := range within[:fit] {
		cuts = append(cuts, cut{whole, b.at, b.rank})
	}
	empty := measure(Doc{})
	for _, e := range enough {
		last := len(cuts) - 1
		for last >= 0 && cuts[last].rank < e.rank {
			last--
		}
		if last < 0 {
			continue
		}
		if n := length(cuts[last]); n <= limit && float64(n-empty) >= e.share*float64(limit-empty) {
			return d.partAt(cuts[last])
		}
	}
	return Doc{}, d
}

// Split cuts the document into parts of which the first measures at most first
// and each other at most other. Nothing is lost: where a limit does not hold
// one character, the first part is empty, or the last too long.
func (d Doc) Split(first, other int, measure func(Doc) int) []Doc {
	var parts []Doc
	limit := first
	for {
		head, rest := d.Cut(limit, measure)
		if len(head.Blocks) == 0 && limit == other {
			return append(parts, rest)
		}
		parts, d, limit = append(parts, head), rest, other
		if len(rest.Blocks) == 0 {
			return parts
		}
	}
}

// after is how well a document may be parted after b. What leads over to the
// next block must not stand at the end.
func after(b Block) rank {
	text := strings.TrimRight(blockText(b), " \n\u00a0")
	leads := b.Kind == Heading || b.Kind == Row && b.Header ||
		b.Kind == Paragraph && (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "："))
	if leads {
		return leadEnd
	}
	return blockEnd
}

// trimmed is the document without white space before its first word.
func (d Doc) trimmed() Doc {
	for len(d.Blocks) > 0 {
		text := blockText(d.Blocks[0])
		begin := len(text) - len(strings.TrimLeft(text, blanks))
		if begin == 0 {
			break
		}
		goesOn := d.Blocks[0].Continued
		_, d = d.partAt(cut{at: 0, within: begin})
		if begin < len(text) {
			d.Blocks[0].Continued = goesOn
			break
		}
	}
	return d
}

// partAt parts the document at c.
func (d Doc) partAt(c cut) (head, rest Doc) {
	head.Blocks = append(head.Blocks, d.Blocks[:c.at]...)
	if c.within == 0 {
		rest.Blocks = append(rest.Blocks, d.Blocks[c.at:]...)
		return head, rest
	}
	a, b := d.Blocks[c.at].partAt(c.within)
	if blockText(a) != "" {
		head.Blocks = append(head.Blocks, a)
	}
	if blockText(b) != "" {
		rest.Blocks = append(rest.Blocks, b)
	}
	rest.Blocks = append(rest.Blocks, d.Blocks[c.at+1:]...)
	return head, rest
}

// partAt parts a block before byte n of its text.
func (b Block) partAt(n int) (head, rest Block) {
	head, rest = b, b
	rest.Continued = true
	switch b.Kind {
	case Image:
		head.Alt, rest.Alt = strings.TrimRight(b.Alt[:n], blanks), strings.TrimLeft(b.Alt[n:], blanks)
	case Row:
		head.Cells, rest.Cells = nil, nil
		for _, c := range b.Cells {
			size := len(bare(c))
			x, y := partSpans(c, min(n, size), false)
			n = max(n-size, 0)
			head.Cells, rest.Cells = append(head.Cells, x), append(rest.Cells, y)
		}
	default:
		head.Spans, rest.Spans = partSpans(b.Spans, n, b.Kind == Code)
	}
	return head, rest
}

// blanks is the white space that goes where a text is cut.
const blanks = " \n\t\r"

// partSpans parts spans before byte n of their text. In raw text, where white
// space counts, only the one line break at the cut goes.
func partSpans(spans []Span, n int, raw bool) (head, rest []Span) {
	for _, s := range spans {
		size := len(s.Text)
		if n > 0 {
			x := s
			x.Text = s.Text[:min(n, size)]
			head = append(head, x)
		}
		if n < size {
			s.Text = s.Text[max(n, 0):]
			rest = append(rest, s)
		}
		n -= size
	}
	if raw {
		if last := len(head) - 1; last >= 0 {
			head[last].Text = strings.TrimSuffix(head[last].Text, "\n")
		}
		return dropEmpty(head), rest
	}
	for i := len(head) - 1; i >= 0; i-- {
		if head[i].Text = strings.TrimRight(head[i].Text, blanks); head[i].Text != "" {
			break
		}
	}
	for i := range rest {
		if rest[i].Text = strings.TrimLeft(rest[i].Text, blanks); rest[i].Text != "" {
			break
		}
	}
	return dropEmpty(head), dropEmpty(rest)
}

func dropEmpty(spans []Span) []Span {
	kept := spans[:0]
	for _, s := range spans {
		if s.Text != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// blockText is the text of a block, without marks and addresses.
func blockText(b Block) string {
	switch b.Kind {
	case Image:
		return b.Alt
	case Row:
		var s strings.Builder
		for _, c := range b.Cells {
			s.WriteString(bare(c))
		}
		return s.String()
	}
	return bare(b.Spans)
}

func bare(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
