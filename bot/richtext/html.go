package richtext

import (
	"html"
	"strconv"
	"strings"
)

// HTML is the document as HTML for our own pages. All text is escaped and the
// markup is ours, so it is safe to embed as it is.
func (d Doc) HTML() string {
	var b strings.Builder
	open := "" // the list or table that is open
	for _, block := range d.Blocks {
		want := container(block)
		if want != open {
			closeTag(&b, open)
			if want != "" {
				b.WriteString("<" + want + ">")
			}
			open = want
		}
		block.html(&b)
	}
	closeTag(&b, open)
	return b.String()
}

func container(b Block) string {
	switch {
	case b.Continued && b.Kind == Item: // has no mark of its own, so it stands as a paragraph
	case b.Kind == Item && b.Number > 0:
		return "ol"
	case b.Kind == Item:
		return "ul"
	case b.Kind == Row:
		return "table"
	}
	return ""
}

func closeTag(b *strings.Builder, tag string) {
	if tag != "" {
		b.WriteString("</" + tag + ">")
	}
}

func (b Block) html(w *strings.Builder) {
	switch b.Kind {
	case Heading:
		tag := "h" + strconv.Itoa(min(max(b.Level, 1), 6))
		wrap(w, tag, b.Spans)
	case Item:
		tag := "li"
		if b.Continued {
			tag = "p"
		}
		wrap(w, tag, b.Spans)
	case Quote:
		w.WriteString("<blockquote>")
		wrap(w, "p", b.Spans)
		w.WriteString("</blockquote>")
	case Code:
		w.WriteString("<pre><code>" + html.EscapeString(spanText(b.Spans)) + "</code></pre>")
	case Row:
		w.WriteString("<tr>")
		for _, c := range b.Cells {
			tag := "td"
			if b.Header {
				tag = "th"
			}
			wrap(w, tag, c)
		}
		w.WriteString("</tr>")
	case Image:
		w.WriteString(`<img src="` + html.EscapeString(b.URL) + `" alt="` + html.EscapeString(b.Alt) + `" loading="lazy">`)
	default:
		wrap(w, "p", b.Spans)
	}
}

func wrap(w *strings.Builder, tag string, spans []Span) {
	w.WriteString("<" + tag + ">")
	for _, s := range spans {
		spanHTML(w, s)
	}
	w.WriteString("</" + tag + ">")
}

var styleTags = []struct {
	style Style
	tag   string
}{{Bold, "strong"}, {Italic, "em"}, {Strike, "s"}, {Mono, "code"}}

func spanHTML(w *strings.Builder, s Span) {
	linked := safeLink(s.Link)
	if linked {
		w.WriteString(`<a href="` + html.EscapeString(s.Link) + `" rel="noopener">`)
	}
	for _, t := range styleTags {
		if s.Style&t.style != 0 {
			w.WriteString("<" + t.tag + ">")
		}
	}
	w.WriteString(strings.ReplaceAll(html.EscapeString(s.Text), "\n", "<br>"))
	for i := len(styleTags) - 1; i >= 0; i-- {
		if s.Style&styleTags[i].style != 0 {
			w.WriteString("</" + styleTags[i].tag + ">")
		}
	}
	if linked {
		w.WriteString("</a>")
	}
}

func safeLink(link string) bool {
	l := strings.ToLower(link)
	for _, p := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return false
}
