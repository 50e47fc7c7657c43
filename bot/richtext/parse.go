package richtext

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// ParseHTML reads what the editor of the CMS wrote, or what was pasted into
// it. It takes any input, never fails and runs in linear time: markup that has
// no place in a Doc is dropped and its text is kept; scripts, styles and
// comments are dropped whole. Links are kept if they are absolute (http,
// https, mailto, tel) or a path of our own host, pictures if their address is
// http, https or such a path; the document is safe to show wherever Doc is.
func ParseHTML(s string) Doc {
	p := parser{}
	z := html.NewTokenizer(strings.NewReader(strings.ToValidUTF8(s, "")))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end; a reader of a string has no other error
			p.endRow()
			p.flush()
			return p.doc
		case html.TextToken:
			p.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(string(name))
		}
	}
}

// parser turns the tokens of HTML into blocks. It keeps no tree: what is open
// is counted, so that broken nesting costs nothing and breaks nothing.
type parser struct {
	doc     Doc
	in      inline // the words of the block that is open
	marks   []mark // the inline elements that are open
	lists   []list
	item    *Block // the list item that is open and not yet written
	word    bool   // item comes from a word processor, its mark is in the text
	marker  string // the mark that the word processor set apart
	row     *Block // the table row that is open
	cell    bool
	allTH   bool
	rows    int  // of the table so far
	head    bool // inside thead
	heading int
	quote   int
	pre     bool
	skip    string // the element whose content is dropped
}

type list struct {
	ordered bool
	next    int
	level   int
}

const (
	maxMarks = 200 // deeper nesting is no text that a person wrote
	maxLists = 8
)

// dropped are elements whose content is no text for people.
var dropped = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "iframe": true, "noscript": true,
	"noembed": true, "noframes": true, "xmp": true, "plaintext": true, "xml": true,
}

// blocks are the elements that stand on lines of their own.
var blocks = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "header": true, "footer": true, "main": true,
	"aside": true, "nav": true, "address": true, "figure": true, "figcaption": true, "details": true, "summary": true,
	"dl": true, "dt": true, "dd": true, "hr": true, "caption": true, "center": true, "form": true, "fieldset": true,
}

func (p *parser) start(t html.Token) {
	switch name := t.Data; {
	case p.skip != "":
	case dropped[name]:
		p.skip = name
	case name == "br":
		p.lineBreak()
	case name == "img":
		p.image(t)
	case blocks[name]:
		p.breakBlock()
		p.wordItem(t)
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		p.breakBlock()
		p.heading = int(name[1] - '0')
	case name == "ul" || name == "ol":
		p.openList(t)
	case name == "li":
		p.openItem(t)
	case name == "blockquote":
		p.breakBlock()
		p.quote++
	case name == "pre":
		p.breakBlock()
		p.pre = !p.cell
	default:
		if !p.startTable(name) {
			p.open(t)
		}
	}
}

func (p *parser) end(name string) {
	if p.skip != "" {
		if name == p.skip {
			p.skip = ""
		}
		return
	}
	switch {
	case name == "p" && p.word:
		p.flush()
		p.item, p.word = nil, false
	case blocks[name]:
		p.breakBlock()
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		p.breakBlock()
		p.heading = 0
	case name == "ul" || name == "ol":
		p.closeList()
	case name == "li":
		p.breakBlock()
		if !p.cell {
			p.flush()
			p.item = nil
		}
	case name == "blockquote":
		p.breakBlock()
		p.quote = max(p.quote-1, 0)
	case name == "pre":
		p.flushUnlessCell()
		p.pre = false
	default:
		if !p.endTable(name) {
			p.close(name)
		}
	}
}

// breakBlock ends the block that is open; within a cell or a list item, which
// are one block each, it begins a new line instead.
func (p *parser) breakBlock() {
	if p.cell || p.item != nil && !p.word {
		p.in.lineBreak()
		return
	}
	p.flush()
}

func (p *parser) flushUnlessCell() {
	if !p.cell {
		p.flush()
	}
}

func (p *parser) lineBreak() {
	switch {
	case p.skip != "":
	case p.pre:
		p.in.raw("\n")
	case p.in.atLineStart() && !p.cell && p.item == nil && p.heading == 0:
		p.flush() // two breaks are how many people make a paragraph
	default:
		p.in.lineBreak()
	}
}

// flush writes the block that is open, if there is anything in it.
func (p *parser) flush() {
	spans := p.in.take(p.pre)
	if p.word && p.item != nil {
		spans = p.takeMarker(spans)
	}
	if len(spans) == 0 {
		return
	}
	b := Block{Kind: Paragraph}
	switch {
	case p.pre:
		b.Kind = Code
	case p.item != nil:
		b, p.item = *p.item, nil
	case p.heading > 0:
		b.Kind, b.Level, p.heading = Heading, p.heading, 0
		for i := range spans {
			spans[i].Style &^= Bold // a heading is bold anyway
		}
	case p.quote > 0:
		b.Kind = Quote
	}
	b.Spans = spans
	p.doc.Blocks = append(p.doc.Blocks, b)
}

// wordMark is the bullet or number that a word processor writes into the text
// of a list item.
var wordMark = regexp.MustCompile(`^(?:[·•▪§–-]|o|(\d{1,3})[.)])[\s\x{00a0}]+`)

var wordLevel = regexp.MustCompile(`level(\d)`)

// wordItem makes a list item of a paragraph that a word processor calls one.
func (p *parser) wordItem(t html.Token) {
	if t.Data != "p" || p.cell || p.item != nil {
		return
	}
	class, style := attr(t, "class"), attr(t, "style")
	if !strings.HasPrefix(class, "MsoListParagraph") && !strings.Contains(style, "mso-list:") {
		return
	}
	p.item, p.word, p.marker = &Block{Kind: Item}, true, ""
	if m := wordLevel.FindStringSubmatch(style); m != nil {
		p.item.Level = max(int(m[1][0]-'0')-1, 0)
	}
}

// takeMarker removes the word processor's mark from an item and numbers it.
func (p *parser) takeMarker(spans []Span) []Span {
	number := wordMark.FindStringSubmatch(p.marker + " ")
	if number == nil && len(spans) > 0 {
		if number = wordMark.FindStringSubmatch(spans[0].Text); number != nil {
			spans[0].Text = spans[0].Text[len(number[0]):]
		}
	}
	if number != nil {
		p.item.Number, _ = strconv.Atoi("0" + number[1])
	}
	p.marker = ""
	if len(spans) > 0 && spans[0].Text == "" {
		spans = spans[1:]
	}
	return spans
}
