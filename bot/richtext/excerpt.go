package richtext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Excerpt is the beginning of the document as one line of plain text of at most
// n code points, for feeds and link previews. It ends with a sentence or, with
// "…", between words. Headings, tables, code and pictures are left out where
// there are other words; addresses of links always are.
func (d Doc) Excerpt(n int) string {
	text := d.line(Paragraph, Item, Quote)
	if text == "" {
		text = d.line(Paragraph, Item, Quote, Heading, Row, Image, Code)
	}
	count := func(d Doc) int { return utf8.RuneCountInString(d.line(Paragraph)) }
	whole := Doc{Blocks: []Block{{Spans: []Span{{Text: text}}}}}
	if count(whole) <= n {
		return text
	}
	head, _ := whole.Cut(n-1, count)
	said := head.line(Paragraph)
	if said == "" || endsSentence(said, " ", ' ') && !strings.HasSuffix(said, "；") {
		return said
	}
	return strings.TrimRight(said, " ,;:–—，、；：") + "…"
}

// line is the text of the blocks of some kinds, in one line.
func (d Doc) line(kinds ...Kind) string {
	var texts []string
	for _, b := range d.Blocks {
		if !slices.Contains(kinds, b.Kind) {
			continue
		}
		words := []string{bare(b.Spans), b.Alt}
		for _, c := range b.Cells {
			words = append(words, bare(c))
		}
		for _, w := range words {
			if w = strings.Join(strings.Fields(w), " "); w != "" {
				texts = append(texts, w)
			}
		}
	}
	return strings.Join(texts, " ")
}
