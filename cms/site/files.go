package site

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// file is one that is the same for everybody.
type file struct {
	kind, tag string
	body      []byte
}

func loadFiles() map[string]file {
	files := map[string]file{}
	for path, f := range map[string]struct{ name, kind string }{
		"/site.css":    {"site.css", "text/css; charset=utf-8"},
		"/favicon.svg": {"favicon.svg", "image/svg+xml"},
	} {
		body := mustRead("assets/" + f.name)
		files[path] = file{kind: f.kind, tag: digest(body), body: body}
	}
	files["/favicon.ico"] = files["/favicon.svg"] // browsers look at the type, not at the name
	return files
}

func mustRead(name string) []byte {
	b, err := embedded.ReadFile(name)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return b
}

func (s *server) file(w http.ResponseWriter, r *http.Request) {
	f := s.files[r.URL.Path]
	w.Header().Set("Content-Type", f.kind)
	cache := "public, max-age=3600"
	if r.URL.Query().Get("v") == f.tag {
		cache = "public, max-age=31536000, immutable"
	}
	writeCached(w, r, f.body, cache)
}

func (s *server) robots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	body := "User-agent: *\nDisallow: /_/\nDisallow: /api/\nAllow: /api/files/\n\nSitemap: " + s.base() + "/sitemap.xml\n"
	writeCached(w, r, []byte(body), "public, max-age=3600")
}

// sitemapURL is one page in one language, as sitemaps.org and Google write it.
type sitemapURL struct {
	Loc     string        `xml:"loc"`
	LastMod string        `xml:"lastmod,omitempty"`
	Links   []sitemapLink `xml:"xhtml:link"`
}

type sitemapLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// sitemap lists the pages that guests can see.
func (s *server) sitemap(w http.ResponseWriter, r *http.Request) {
	urls, err := s.sitemapURLs()
	if err != nil {
		s.fail(w, r, negotiate(r), err)
		return
	}
	doc := struct {
		XMLName xml.Name     `xml:"urlset"`
		NS      string       `xml:"xmlns,attr"`
		XHTML   string       `xml:"xmlns:xhtml,attr"`
		URLs    []sitemapURL `xml:"url"`
	}{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml", URLs: urls}
	body, err := xml.MarshalIndent(doc, "", " ")
	if err != nil {
		s.fail(w, r, negotiate(r), fmt.Errorf("write the sitemap: %w", err))
		return
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	writeCached(w, r, append([]byte(xml.Header), body...), "public, max-age=300")
}

func (s *server) sitemapURLs() ([]sitemapURL, error) {
	var urls []sitemapURL
	add := func(path, changed string, has []string) {
		urls = append(urls, s.sitemapPage(path, changed, has)...)
	}
	for _, path := range []string{"", "/members", "/faq", "/news", "/events", "/follow"} {
		add(path, "", nil)
	}
	pages, err := cms.FindPages(s.app)
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		if has := languagesOf(p.Body()); has == nil || len(has) > 0 {
			add("/"+p.Slug(), p.GetDateTime("updated").String(), has)
		}
	}
	members, err := cms.FindVisibleMembers(s.app)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		add("/members/"+m.Slug(), m.GetDateTime("updated").String(), nil)
	}
	news, err := cms.FindVisibleNews(s.app, s.cfg.Now(), 0, 0)
	if err != nil {
		return nil, err
	}
	for _, n := range news {
		add("/news/"+n.Slug(), n.GetDateTime("updated").String(), languagesOf(n.Title()))
	}
	return urls, nil
}

// sitemapPage is a page in each of the languages that it has; nil is all.
func (s *server) sitemapPage(path, changed string, has []string) []sitemapURL {
	p := page{Base: s.base(), Path: path, Has: has}
	var links []sitemapLink
	for _, a := range p.Alternates() {
		if a.Own {
			links = append(links, sitemapLink{"alternate", a.Lang, a.URL})
		}
	}
	links = append(links, sitemapLink{"alternate", "x-default", p.Default()})
	day, _, _ := strings.Cut(changed, " ")
	var urls []sitemapURL
	for _, l := range links[:len(links)-1] {
		urls = append(urls, sitemapURL{Loc: l.Href, LastMod: day, Links: links})
	}
	return urls
}

// languagesOf are the languages that have a text; nil where all have it, empty
// where none has.
func languagesOf(t cms.Texts) []string {
	has := []string{}
	for _, l := range phrases.Languages {
		if t.Has(l) {
			has = append(has, l)
		}
	}
	if len(has) == len(phrases.Languages) {
		return nil
	}
	return has
}
