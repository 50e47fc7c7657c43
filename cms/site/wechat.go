package site

import (
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

type weChatBody struct {
	Title, Summary words
	Text           words
	HTML           template.HTML
	Original, Page string
	LeftOut        []string // addresses that do not open in China
	Pictures       []string // of other hosts, to be added by hand
}

// weChat is the copy of a piece of news that staff paste into WeChat's editor:
// plain text and pictures in their order. The editor takes no links but its own, so
// an address stands beside its words, or above all where it does not open in China.
func (s *server) weChat(r *http.Request, lang string) (page, error) {
	n, err := s.visibleNews(r.PathValue("slug"))
	if err != nil {
		return page{}, err
	}
	machine, err := cms.MachineLanguagesOf(s.app, n.Record)
	if err != nil {
		return page{}, err
	}
	c := copyist{lang: lang}
	b := weChatBody{Title: saidBy(n.Title(), lang, machine), Summary: said(n.Summary(), lang), Text: saidBy(n.Body(), lang, machine),
		Page: Path("news", n.Slug(), lang), Original: s.base() + Path("news", n.Slug(), lang)}
	b.Summary.Text = c.plain(b.Summary.Text)
	b.Title.Text = c.plain(b.Title.Text)
	if b.Title.Machine || b.Text.Machine { // who reads the copy sees nothing of this page
		c.add(richtext.Para(phrases.ByMachine.In(lang)))
	}
	if n.Cover() != "" {
		alt, _ := n.CoverAlt().In(lang)
		c.add(richtext.Block{Kind: richtext.Image, URL: fileURL("news", n.Id, n.Cover()), Alt: alt})
	}
	for _, block := range s.absolute(richtext.ParseHTML(b.Text.Text)).Blocks {
		switch {
		case block.Kind != richtext.Image:
			c.add(block)
		case s.ours(block.URL):
			c.add(s.picture(block, lang))
		default:
			c.foreign(block)
		}
	}
	if link, ok := linkTo(n.Link()); ok {
		c.add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: phrases.SitePages.MoreAt.In(lang), Link: link.URL}}})
	}
	// All pictures are loaded, so that a copy has those too that nobody scrolled to.
	b.HTML = template.HTML(strings.ReplaceAll(string(markup(c.out)), ` loading="lazy"`, ""))
	b.LeftOut, b.Pictures = c.leftOut, c.pictures
	return page{Template: "wechat", Section: "news", Path: "/news/" + n.Slug() + "/wechat", NoIndex: true,
		Title: phrases.SiteWeChat.Title.In(lang), Body: b}, nil
}

// copyist writes a document anew as paragraphs and pictures without a link.
type copyist struct {
	lang              string
	out               richtext.Doc
	leftOut, pictures []string
}

func (c *copyist) add(b richtext.Block) {
	if b.Kind == richtext.Image {
		c.out = c.out.Add(b)
		return
	}
	mark, style := "", richtext.Style(0)
	text := c.line(b.Spans)
	switch b.Kind {
	case richtext.Heading:
		style = richtext.Bold
	case richtext.Item:
		mark = strings.Repeat("\u3000", b.Level) + "• "
		if b.Number > 0 {
			mark = strings.Repeat("\u3000", b.Level) + strconv.Itoa(b.Number) + ". "
		}
	case richtext.Row:
		var cells []string
		for _, cell := range b.Cells {
			cells = append(cells, c.line(cell))
		}
		text = strings.Join(cells, " | ")
	}
	if strings.TrimSpace(text) != "" {
		c.out = c.out.Add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: mark + text, Style: style}}})
	}
}

// line is the text of spans, each address beside its words.
func (c *copyist) line(spans []richtext.Span) string {
	var b strings.Builder
	for i, s := range spans {
		if cms.BlockedInChina(s.Link) {
			c.leave(s.Link)
			if !cms.BlockedInChina(s.Text) { // words, not the address once more
				b.WriteString(c.plain(s.Text))
			}
			continue
		}
		b.WriteString(c.plain(s.Text))
		more := i+1 < len(spans) && spans[i+1].Link == s.Link // the same link, in another style
		if s.Link == "" || more || s.Link == s.Text || s.Link == "mailto:"+s.Text || s.Link == "tel:"+s.Text {
			continue
		}
		if c.lang == "zh" {
			b.WriteString("（" + s.Link + "）")
		} else {
			b.WriteString(" (" + s.Link + ")")
		}
	}
	return b.String()
}

// address is what people write for a web address: with https:// or www. before
// it, or with a path behind it.
var address = regexp.MustCompile(`(?i)(?:https?://|www\.)[a-z0-9][^\s"<>（）“”，。；、！？]*|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s"<>（）“”，。；、！？]*`)

// plain takes the addresses out of a text that do not open in China.
func (c *copyist) plain(text string) string {
	return address.ReplaceAllStringFunc(text, func(a string) string {
		kept := strings.TrimRight(a, ".,;:!?)]'")
		if !cms.BlockedInChina(kept) {
			return a
		}
		c.leave(kept)
		return a[len(kept):]
	})
}

// leave notes an address that is left out, once in whatever form it is written.
func (c *copyist) leave(address string) {
	bare := func(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://") }
	if !slices.ContainsFunc(c.leftOut, func(s string) bool { return bare(s) == bare(address) }) {
		c.leftOut = append(c.leftOut, address)
	}
}

// foreign leaves out a picture of another host, which our pages do not load.
func (c *copyist) foreign(b richtext.Block) {
	if cms.BlockedInChina(b.URL) {
		c.leave(b.URL)
		return
	}
	c.pictures = append(c.pictures, b.URL)
}
