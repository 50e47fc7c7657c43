package main

import (
	"html"
	"html/template"
	"net/url"
	"strings"
)

// markup is HTML in the making. Text comes into it escaped, and tags only from
// here and the files that render.
type markup struct{ b strings.Builder }

func (w *markup) text(s string) { w.b.WriteString(html.EscapeString(s)) }

func (w *markup) tag(s string) { w.b.WriteString(s) }

// link writes s as a link. Where the address is none that may be opened, it is
// told as text is.
func (w *markup) link(href string, s string) {
	w.tag(anchor(href))
	w.text(s)
	w.tag("</a>")
}

// anchor opens a link, in a window of its own.
func anchor(href string) string {
	return `<a href="` + html.EscapeString(href) + `" target="_blank" rel="noopener noreferrer">`
}

func (w *markup) html() template.HTML { return template.HTML(w.b.String()) }

// addresses lead links to public pages of isabot to the one that is running.
type addresses struct{ public, local string }

// open is the address that a link opens, "" for one that opens nothing.
func (a addresses) open(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto", "tel":
		return u.String()
	default:
		return ""
	}
	link = u.String()
	if rest, ours := strings.CutPrefix(link, a.public); ours && a.public != "" && (rest == "" || strings.HasPrefix(rest, "/")) {
		return a.local + rest
	}
	return link
}

// bareLink is how many bytes at the beginning of s are an address that people
// wrote without marking it: the dot or bracket behind it is not part of it.
func bareLink(s string) int {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return 0
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == '<' || r == '>' || r == '"' || r > 0x2000 })
	if end < 0 {
		end = len(s)
	}
	found := strings.TrimRight(s[:end], ".,:;!?'*_~|")
	if strings.HasSuffix(found, ")") && !strings.Contains(found, "(") {
		found = strings.TrimRight(found, ").,")
	}
	if strings.HasSuffix(found, "://") {
		return 0
	}
	return len(found)
}
