package discord

import (
	"cmp"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// mostTitles is how many records of one page are named; more are named by the page.
const mostTitles = 3

// grounded is the body of an answer with its sources as small print: below the
// line that tells how old the answer is and where it comes from, the last if
// there are several; else at its end, each with its date.
func grounded(body richtext.Doc, p bot.Post) (out richtext.Doc) {
	last := -1
	for i, b := range body.Blocks {
		if isGround(b, p.Lang) {
			last = i
		}
	}
	if last < 0 {
		return body.Join(small(sources(p)))
	}
	for i, b := range body.Blocks {
		if !isGround(b, p.Lang) {
			out = out.Add(b)
			continue
		}
		lines := richtext.Doc{}.Add(upright(b))
		if i == last {
			lines = lines.Join(pageLinks(p))
		}
		out = out.Join(small(lines))
	}
	return out
}

// upright is a block without styles.
func upright(b richtext.Block) richtext.Block {
	b.Spans = slices.Clone(b.Spans)
	for i := range b.Spans {
		b.Spans[i].Style = 0
	}
	return b
}

// pageLinks lead to the sources, in one line.
func pageLinks(p bot.Post) (d richtext.Doc) {
	var b richtext.Block
	for i, g := range pages(p) {
		if i > 0 {
			b.Spans = append(b.Spans, richtext.Span{Text: " · "})
		}
		b.Spans = append(b.Spans, g.label(p.Lang))
	}
	if len(b.Spans) > 0 {
		d, _ = flat(d.Add(b), p.Lang)
	}
	return d
}

// isGround reports whether a block is the line that tells of what an answer
// rests on.
func isGround(b richtext.Block, lang string) bool {
	said := bare(b.Spans)
	if b.Kind != richtext.Paragraph || slices.ContainsFunc(b.Spans, func(s richtext.Span) bool { return s.Style != richtext.Italic }) {
		return false
	}
	return slices.ContainsFunc([]phrases.Text{phrases.GroundLine, phrases.GroundBare, phrases.DateOnly}, func(t phrases.Text) bool {
		lead, _, _ := strings.Cut(t.In(lang), "{")
		return strings.HasPrefix(said, lead)
	})
}

// ground is where some of the records stand that an answer rests on.
type ground struct {
	url, asOf string
	titles    []string
}

// pages are the sources by their page and date.
func pages(p bot.Post) (out []ground) {
	for _, s := range p.Sources {
		title := cmp.Or(s.Title, s.Collection)
		if title == "" {
			continue
		}
		i := slices.IndexFunc(out, func(g ground) bool { return g.url == s.URL && g.asOf == s.AsOf && g.url != "" })
		if i < 0 {
			i, out = len(out), append(out, ground{url: s.URL, asOf: s.AsOf})
		}
		out[i].titles = append(out[i].titles, title)
	}
	return out
}

// label names a page, with a link to it.
func (g ground) label(lang string) richtext.Span {
	if len(g.titles) > mostTitles {
		return richtext.Span{Text: richtext.HostOf(g.url), Link: g.url}
	}
	return richtext.Span{Text: strings.Join(g.titles, phrases.ListJoin.In(lang)), Link: g.url}
}

// sources are the records that an answer rests on, a line for each page.
func sources(p bot.Post) (d richtext.Doc) {
	for _, g := range pages(p) {
		b := richtext.Block{Spans: []richtext.Span{{Text: phrases.Source.In(p.Lang) + phrases.Colon.In(p.Lang)}, g.label(p.Lang)}}
		if g.asOf != "" {
			b.Spans = append(b.Spans, richtext.Span{Text: " · " + phrases.AsOf.In(p.Lang) + " " + phrases.Date(g.asOf, p.Lang)})
		}
		d = d.Add(b)
	}
	d, _ = flat(d, p.Lang)
	return d
}

// small makes of each block a line of small print.
func small(d richtext.Doc) (out richtext.Doc) {
	b := richtext.Block{}
	for i, one := range d.Blocks {
		mark := smallPrint
		if i > 0 {
			mark = "\n" + mark
		}
		b.Spans = append(append(b.Spans, richtext.Span{Text: mark}), one.Spans...)
	}
	if len(b.Spans) > 0 {
		out = out.Add(b)
	}
	return out
}
