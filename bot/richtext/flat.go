package richtext

import (
	"net/url"
	"path"
	"strings"
)

// Flattener makes of a document one without tables and pictures, for platforms
// that show neither inside a text: rows become list items, pictures links.
type Flattener struct {
	Words    func(b Block) Block       // a block of words as the platform can show it
	Cell     func(words []Span) []Span // the words of a cell
	Openable func(link string) bool    // whether anybody can open an address
	Clean    func(text string) string  // a text without what the platform drops
	Picture  func(alt string) string   // what stands for a picture
	Colon    string                    // between the name of a column and its cell
}

// Flat flattens a document, and tells whether it had tables and pictures.
// Blocks that show nothing are left out.
func (f Flattener) Flat(d Doc) (out Doc, tables, pictures bool) {
	w := flatWriter{Flattener: f}
	for _, b := range d.Blocks {
		if b.Kind != Row {
			w.endTable()
		}
		switch b.Kind {
		case Row:
			tables = true
			w.row(b)
		case Image:
			pictures = true
			w.picture(b)
		default:
			w.add(b)
		}
	}
	w.endTable()
	return w.out, tables, pictures
}

type flatWriter struct {
	Flattener
	out    Doc
	header *Block // the row that names the columns of the table at hand
	unused bool   // no row was written under it yet
}

// add appends a block if it shows anything.
func (w *flatWriter) add(b Block) {
	if b = w.Words(b); strings.TrimSpace(bare(b.Spans)) != "" {
		w.out = w.out.Add(b)
	}
}

// row writes a row of a table as an item, "Stadt: Köln · Land: NRW": columns
// would not stand below each other on a phone.
func (w *flatWriter) row(b Block) {
	if b.Header {
		w.endTable()
		w.header, w.unused = &b, true
		return
	}
	w.unused = false
	item := Block{Kind: Item, Continued: b.Continued}
	named := w.header != nil && len(b.Cells) == len(w.header.Cells) // else cells span columns
	for i, c := range b.Cells {
		words := w.cell(c)
		if len(words) == 0 {
			continue
		}
		if len(item.Spans) > 0 {
			item.Spans = append(item.Spans, Span{Text: " · "})
		}
		if named {
			if name := strings.TrimSpace(bare(w.cell(w.header.Cells[i]))); name != "" {
				item.Spans = append(item.Spans, Span{Text: strings.TrimRight(name, ":：") + w.Colon})
			}
		}
		item.Spans = append(item.Spans, words...)
	}
	w.add(item)
}

// endTable ends a table. Names of columns without a row stand for themselves.
func (w *flatWriter) endTable() {
	if w.header != nil && w.unused {
		b := *w.header
		b.Header, w.header = false, nil
		w.row(b)
	}
	w.header, w.unused = nil, false
}

// cell is a cell in one line.
func (w *flatWriter) cell(in []Span) []Span {
	out := w.Cell(in)
	for i := range out {
		out[i].Text = strings.ReplaceAll(strings.ReplaceAll(out[i].Text, "\n• ", "\n"), "\n", ", ")
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimPrefix(out[0].Text, "• ")
	}
	return out
}

func (w *flatWriter) picture(b Block) {
	s := Span{Text: strings.TrimSpace(w.Clean(b.Alt))}
	if w.Openable(b.URL) {
		s.Link = b.URL
		if s.Text == "" {
			u, _ := url.Parse(b.URL) // what can be opened can be parsed
			s.Text = w.Clean(path.Base(u.Path))
		}
	}
	if s.Text == "" {
		return
	}
	s.Text = w.Picture(s.Text)
	w.add(Block{Kind: Paragraph, Spans: []Span{s}, Continued: b.Continued})
}
