package site

import (
	"encoding/xml"
	"time"
)

// The elements of RFC 4287 that we write. The feed libraries at hand (gorilla/feeds,
// x/tools/blog/atom) know no xml:lang and no term of a category, and the first only
// one link of a feed: neither would be valid here.

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomLink struct {
	Rel   string `xml:"rel,attr"`
	Type  string `xml:"type,attr,omitempty"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
	Content    atomText       `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr,omitempty"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func writeAtom(f feed) ([]byte, error) {
	self := f.Base + f.Path + "/feed.xml"
	out := atomFeed{
		Lang: f.Lang, ID: self, Title: f.Title, Subtitle: f.About, Updated: stamp(f.Updated),
		Author: atomPerson{f.Author, f.Base + "/" + f.Lang},
		Links:  []atomLink{{Rel: "self", Type: "application/atom+xml", Href: self}, {Rel: "alternate", Type: "text/html", Href: f.Home()}},
	}
	for _, e := range f.Entries {
		a := atomEntry{
			ID: e.ID, Title: e.Title, Published: stamp(e.Published), Updated: stamp(e.Updated), Summary: e.Summary,
			Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: e.URL}},
			Content: atomText{"html", e.HTML},
		}
		for _, t := range e.Topics {
			a.Categories = append(a.Categories, atomCategory{t.Slug, t.Name})
		}
		for _, file := range e.Files {
			a.Links = append(a.Links, atomLink{Rel: "enclosure", Type: file.Type, Href: file.URL, Title: file.Title})
		}
		out.Entries = append(out.Entries, a)
	}
	body, err := xml.MarshalIndent(out, "", " ")
	return append([]byte(xml.Header), body...), err
}

// stamp is a moment as feeds write it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
