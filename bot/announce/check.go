package announce

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Fault is what must be put right before a piece of news is published.
type Fault struct {
	Field string
	Code  string
	Text  phrases.Text
	Pairs []string // for the placeholders of Text
}

// Check finds what must not be published as it is. known reports whether a path
// of our own host leads somewhere.
func Check(n *cms.News, known func(path string) bool) []Fault {
	var faults []Fault
	source := n.SourceLang()
	if !n.Title().Has(source) {
		faults = append(faults, Fault{"title_" + source, "no_title", phrases.CMS.NoTitle, nil})
	}
	if n.Cover() != "" && !n.CoverAlt().Has(source) {
		faults = append(faults, Fault{"cover_alt_" + source, "no_alt", phrases.NewsFaults.NoCoverAlt, nil})
	}
	for _, lang := range phrases.Languages {
		if lang != source && !n.Title().Has(lang) && (n.Summary().Has(lang) || n.Body().Has(lang)) {
			faults = append(faults, Fault{"title_" + lang, "no_title", phrases.NewsFaults.NoTitleHere, nil})
		}
		if f := checkBody(n.Body().Get(lang), known); f != nil {
			f.Field = "body_" + lang
			faults = append(faults, *f)
		}
	}
	return faults
}

// checkBody returns the first fault of an editor's text.
func checkBody(body string, known func(string) bool) *Fault {
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			attrs := map[string]string{}
			for _, a := range t.Attr {
				attrs[a.Key] = strings.TrimSpace(a.Val)
			}
			if f := checkTag(t.Data, attrs, known); f != nil {
				return f
			}
		}
	}
}

func checkTag(tag string, attrs map[string]string, known func(string) bool) *Fault {
	address := shorten(attrs["href"])
	switch {
	case tag == "img" && !reachable(attrs["src"], known):
		return &Fault{"", "no_address", phrases.NewsFaults.PictureAddress, nil}
	case tag == "img" && attrs["alt"] == "":
		return &Fault{"", "no_alt", phrases.NewsFaults.PictureAlt, nil}
	case tag == "a" && attrs["href"] != "" && !reachable(attrs["href"], known) && !personal(attrs["href"]):
		return &Fault{"", "dead_link", phrases.NewsFaults.DeadLink, []string{"link", address}}
	}
	return nil
}

// reachable reports whether an address leads somewhere for readers of a channel:
// a full web address, or a path of our own host that exists.
func reachable(address string, known func(string) bool) bool {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return false
	case u.Scheme == "http" || u.Scheme == "https":
		return u.Host != ""
	case u.Scheme != "" || u.Host != "":
		return false
	case strings.HasPrefix(u.Path, "/"):
		return known(u.Path)
	case strings.HasPrefix(u.Path, "../"): // as the editor writes paths of our host
		for strings.HasPrefix(u.Path, "../") {
			u.Path = strings.TrimPrefix(u.Path, "../")
		}
		return known("/" + u.Path)
	}
	return false
}

func personal(address string) bool {
	return strings.HasPrefix(address, "mailto:") || strings.HasPrefix(address, "tel:")
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
