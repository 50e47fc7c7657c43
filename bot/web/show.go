package web

import (
	"strings"

	"isa-portal.de/isabot/bot/richtext"
)

// shown is a document as it stands inside a page: its headings rank below the
// page's own, and a picture of another host is a link, since no page of ours
// loads anything from elsewhere.
func shown(d richtext.Doc) richtext.Doc {
	out := richtext.Doc{Blocks: make([]richtext.Block, len(d.Blocks))}
	for i, b := range d.Blocks {
		switch {
		case b.Kind == richtext.Heading:
			b.Level = min(max(b.Level, 1)+2, 6)
		case b.Kind == richtext.Image && !local(b.URL):
			words := b.Alt
			if words == "" {
				words = b.URL
			}
			b = richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: words, Link: b.URL}}}
		}
		out.Blocks[i] = b
	}
	return out
}

// local reports whether an address is a path on this host.
func local(url string) bool {
	return strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") && !strings.HasPrefix(url, `/\`)
}

// linkable reports whether a source's address can be followed.
func linkable(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") || local(url)
}

// day writes YYYY[-MM[-DD]] the way the language does.
func day(date, lang string) string {
	p := strings.Split(date, "-")
	for i := range p {
		p[i] = strings.TrimLeft(p[i], "0")
	}
	if lang == "en" || len(p[0]) != 4 || len(p) > 3 {
		return date
	}
	if lang == "zh" {
		marks := []string{"年", "月", "日"}
		var b strings.Builder
		for i, n := range p {
			b.WriteString(n + marks[i])
		}
		return b.String()
	}
	switch len(p) {
	case 3:
		return p[2] + "." + p[1] + "." + p[0]
	case 2:
		return p[1] + "/" + p[0]
	}
	return p[0]
}
