package richtext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

func (p *parser) openList(t html.Token) {
	p.flushUnlessCell()
	l := list{ordered: t.Data == "ol", next: number(attr(t, "start"), 1)}
	if n := len(p.lists); n > 0 {
		l.level = p.lists[n-1].level + 1
		if p.item != nil && !p.word && !p.cell { // an item that holds nothing but this list only indents it
			l.level--
		}
	}
	if !p.cell {
		p.item = nil
	}
	if len(p.lists) < maxLists {
		p.lists = append(p.lists, l)
	}
}

func (p *parser) closeList() {
	p.breakBlock()
	if !p.cell {
		p.flush()
		p.item = nil
	}
	if n := len(p.lists); n > 0 {
		p.lists = p.lists[:n-1]
	}
}

func (p *parser) openItem(t html.Token) {
	if p.cell {
		p.in.lineBreak()
		p.in.text("• ", 0, "")
		return
	}
	p.flush()
	p.heading, p.word = 0, false
	p.item = &Block{Kind: Item}
	if n := len(p.lists); n > 0 {
		l := &p.lists[n-1]
		p.item.Level = l.level
		if l.ordered {
			p.item.Number = number(attr(t, "value"), l.next)
			l.next = p.item.Number + 1
		}
	}
}

func number(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1e6 {
		return otherwise
	}
	return n
}

// startTable handles the start tags of tables and reports whether name is one.
func (p *parser) startTable(name string) bool {
	switch name {
	case "table", "tbody", "tfoot", "thead":
		p.endRow()
		p.flush()
		p.item, p.head = nil, name == "thead"
		if name == "table" {
			p.rows = 0
		}
	case "tr":
		p.endRow()
		p.openRow()
	case "td", "th":
		p.endCell()
		if p.row == nil {
			p.openRow()
		}
		p.flush()
		p.cell = true
		p.allTH = p.allTH && name == "th"
	default:
		return false
	}
	return true
}

func (p *parser) endTable(name string) bool {
	switch name {
	case "table", "tbody", "tfoot", "thead":
		p.endRow()
		p.head = false
	case "tr":
		p.endRow()
	case "td", "th":
		p.endCell()
	default:
		return false
	}
	return true
}

func (p *parser) openRow() {
	p.flush()
	p.item, p.word, p.pre = nil, false, false
	p.row, p.allTH = &Block{Kind: Row}, true
}

func (p *parser) endCell() {
	if p.cell {
		p.row.Cells = append(p.row.Cells, p.in.take(false))
		p.cell = false
	}
}

// endRow writes the row that is open, unless all its cells are empty.
func (p *parser) endRow() {
	p.endCell()
	if p.row == nil {
		return
	}
	row := *p.row
	p.row = nil
	p.rows++
	row.Header = p.head || p.allTH || p.rows == 1 && allBold(row.Cells)
	for _, c := range row.Cells {
		if len(c) > 0 {
			p.doc.Blocks = append(p.doc.Blocks, row)
			return
		}
	}
}

// allBold reports whether cells, more than one, hold bold words only: so people
// name columns who know no header cells.
func allBold(cells [][]Span) bool {
	for _, c := range cells {
		for _, s := range c {
			if s.Style&Bold == 0 && strings.TrimSpace(s.Text) != "" {
				return false
			}
		}
	}
	return len(cells) > 1
}

// image writes a picture; in a table cell, which holds words only, its description.
func (p *parser) image(t html.Token) {
	alt := strings.Join(strings.Fields(strings.Map(printable, attr(t, "alt"))), " ")
	if p.cell {
		p.in.text(alt, 0, "")
		return
	}
	address := picture(attr(t, "src"))
	if address == "" || attr(t, "width") == "1" || attr(t, "height") == "1" { // such dots count readers
		return
	}
	p.flush()
	p.doc.Blocks = append(p.doc.Blocks, Block{Kind: Image, URL: address, Alt: alt})
}
