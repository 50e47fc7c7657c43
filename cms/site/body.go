package site

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// plain is the text of a field without markup, as staff type it.
func plain(text string) template.HTML { return markup(richtext.FromText(text)) }

// body is the text of an editor field as HTML for a page of ours.
func (s *server) body(editor, lang string) template.HTML {
	return markup(s.document(editor, lang))
}

// document is the text of an editor field, made safe: its highest headings rank right
// below the page's own, and a picture of another host becomes a link to it, since no
// page of ours loads anything from elsewhere. Links are absolute; pictures are paths.
func (s *server) document(editor, lang string) richtext.Doc {
	d := s.absolute(richtext.ParseHTML(editor))
	top := 6
	for _, b := range d.Blocks {
		if b.Kind == richtext.Heading {
			top = min(top, b.Level)
		}
	}
	for i, b := range d.Blocks {
		switch b.Kind {
		case richtext.Heading:
			d.Blocks[i].Level = b.Level - top + 2
		case richtext.Image:
			d.Blocks[i] = s.picture(b, lang)
		}
	}
	return d
}

func (s *server) picture(b richtext.Block, lang string) richtext.Block {
	u, err := url.Parse(b.URL)
	switch {
	case err != nil:
		return richtext.Para(b.Alt)
	case s.ours(b.URL):
		b.URL = u.RequestURI()
		return b
	}
	text := phrases.SitePages.PictureAt.In(lang, "host", u.Hostname())
	if b.Alt != "" {
		text = b.Alt + " (" + text + ")"
	}
	return richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: text, Link: b.URL}}}
}

// absolute completes the paths of our own host, where we know its address.
func (s *server) absolute(d richtext.Doc) richtext.Doc {
	if _, ok := linkTo(s.base()); !ok {
		return d
	}
	return d.Absolute(s.base())
}

// ours reports whether an address is one of our own host.
func (s *server) ours(address string) bool {
	u, err := url.Parse(address)
	own, ownErr := url.Parse(s.base())
	return err == nil && (u.Host == "" || ownErr == nil && u.Host == own.Host)
}

// markup is a document as HTML. All text in it is escaped by richtext; here
// are only the lists put one into the other, as their levels say.
func markup(d richtext.Doc) template.HTML {
	var b strings.Builder
	for at := 0; at < len(d.Blocks); {
		end := at + 1
		inList := d.Blocks[at].Kind == richtext.Item
		for end < len(d.Blocks) && (d.Blocks[end].Kind == richtext.Item) == inList {
			end++
		}
		if inList {
			lists(&b, d.Blocks[at:end])
		} else {
			b.WriteString(richtext.Doc{Blocks: d.Blocks[at:end]}.HTML())
		}
		at = end
	}
	return template.HTML(b.String())
}

// lists writes items, each list one level deeper within the item before it.
func lists(b *strings.Builder, items []richtext.Block) {
	var open []string // the end tags of the lists that are open
	for _, item := range items {
		level := min(item.Level, len(open)) // no list begins two levels down
		for len(open) > level+1 {
			b.WriteString("</li>" + open[len(open)-1])
			open = open[:len(open)-1]
		}
		if len(open) == level+1 {
			b.WriteString("</li>")
			if (open[level] == "</ol>") != (item.Number > 0) {
				b.WriteString(open[level])
				open = open[:level]
			}
		}
		if len(open) == level {
			open = append(open, startList(b, item.Number))
		}
		b.WriteString("<li>" + lineHTML(item.Spans))
	}
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</li>" + open[i])
	}
}

func startList(b *strings.Builder, number int) (end string) {
	switch {
	case number == 0:
		b.WriteString("<ul>")
		return "</ul>"
	case number == 1:
		b.WriteString("<ol>")
	default:
		b.WriteString(`<ol start="` + strconv.Itoa(number) + `">`)
	}
	return "</ol>"
}

// lineHTML is one line of words as HTML, without the paragraph around it.
func lineHTML(spans []richtext.Span) string {
	s := richtext.Doc{Blocks: []richtext.Block{{Kind: richtext.Paragraph, Spans: spans}}}.HTML()
	return strings.TrimSuffix(strings.TrimPrefix(s, "<p>"), "</p>")
}
