// Package richtext is the small document that every platform can show:
// paragraphs, headings, lists, quotes, code, tables and images, with bold,
// italic, struck, code and linked words in them.
package richtext

import "strings"

// Kind is what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading        // Level 1 to 6
	Item           // of a list; Level is the depth from 0, Number > 0 in a numbered list
	Quote
	Code // a code block; its spans carry line breaks
	Row  // of a table, in Cells
	Image
)

// Style is a set of marks on a span.
type Style uint8

// The styles.
const (
	Bold Style = 1 << iota
	Italic
	Strike
	Mono
)

// Span is a run of text of one style. A line break within a block is "\n".
type Span struct {
	Text  string
	Style Style
	Link  string // absolute address, or a path of our own host, which is no link until Absolute completes it; "" for none
}

// Block is one block of a document.
type Block struct {
	Kind   Kind
	Level  int
	Number int
	Spans  []Span
	Cells  [][]Span // of a Row
	Header bool     // a Row that names the columns
	URL    string   // of an Image
	Alt    string   // of an Image

	// Continued says that the block goes on from an earlier part of a document
	// that was cut: an Item then shows no bullet and does not repeat its number.
	Continued bool
}

// Doc is a document. The zero value is empty.
type Doc struct{ Blocks []Block }

// Empty reports whether the document shows nothing.
func (d Doc) Empty() bool { return strings.TrimSpace(d.Text()) == "" && !d.hasImage() }

func (d Doc) hasImage() bool {
	for _, b := range d.Blocks {
		if b.Kind == Image {
			return true
		}
	}
	return false
}

// Add appends blocks and returns the longer document.
func (d Doc) Add(blocks ...Block) Doc {
	return Doc{Blocks: append(d.Blocks[:len(d.Blocks):len(d.Blocks)], blocks...)}
}

// Join appends another document.
func (d Doc) Join(other Doc) Doc { return d.Add(other.Blocks...) }

// Para is a paragraph of plain text. Nothing in s is markup.
func Para(s string) Block { return Block{Kind: Paragraph, Spans: linked(s)} }

// Bullet is an item of a plain list.
func Bullet(s string) Block { return Block{Kind: Item, Spans: linked(s)} }
