package site_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/site"
)

// element is a start tag.
type element struct {
	tag  string
	attr map[string]string
}

func elements(t *testing.T, page string) []element {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []element
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			e := element{n.Data, map[string]string{}}
			for _, a := range n.Attr {
				e.attr[a.Key] = a.Val
			}
			out = append(out, e)
		}
	}
	return out
}

func TestEveryPageInEveryLanguageIsWellMade(t *testing.T) {
	p := openWithContent(t)
	p.save("pages", named(named(map[string]any{"slug": "imprint"}, "title", "Imprint"), "body", "<h1>Words</h1>"))
	members, err := cms.FindVisibleMembers(p.app)
	if err != nil || len(members) == 0 {
		t.Fatalf("%d members, %v", len(members), err)
	}
	news, err := cms.FindVisibleNews(p.app, clock, 1, 0)
	if err != nil || len(news) == 0 {
		t.Fatalf("%d news, %v", len(news), err)
	}
	paths := []string{"", "/members", "/members?country=CN", "/faq", "/news", "/events", "/follow", "/imprint", "/news/" + news[0].Slug()}
	for _, m := range members {
		paths = append(paths, "/members/"+m.Slug())
	}
	for _, lang := range languages {
		for _, path := range paths {
			a := p.want("/" + lang + path)
			checkPage(t, "/"+lang+path, lang, a)
		}
	}
}

func checkPage(t *testing.T, path, lang string, a answer) {
	t.Helper()
	fault := func(format string, args ...any) { t.Errorf("%s: "+format, append([]any{path}, args...)...) }
	hreflangs, feeds, counts, ids, labels := []string{}, []string{}, map[string]int{}, map[string]bool{}, map[string]bool{}
	all := elements(t, a.body)
	for _, e := range all {
		counts[e.tag]++
		if id := e.attr["id"]; id != "" {
			if ids[id] {
				fault("the id %s is there twice", id)
			}
			ids[id] = true
		}
		labels[e.attr["for"]] = true
		if e.tag == "html" && e.attr["lang"] != lang {
			fault("lang = %q", e.attr["lang"])
		}
		if e.tag == "link" && e.attr["rel"] == "alternate" && e.attr["type"] == "" {
			hreflangs = append(hreflangs, e.attr["hreflang"])
		} else if e.tag == "link" && e.attr["rel"] == "alternate" {
			feeds = append(feeds, e.attr["type"]+" "+e.attr["href"])
		}
		if _, ok := e.attr["style"]; ok {
			fault("a style attribute on %s, which the policy forbids", e.tag)
		}
		checkLoads(fault, e)
	}
	for _, e := range all {
		if ref, ok := strings.CutPrefix(e.attr["href"], "#"); ok && e.tag == "a" && !ids[ref] {
			fault("a link to #%s, which is not there", ref)
		}
		if e.tag == "input" && e.attr["type"] != "hidden" && !labels[e.attr["id"]] {
			fault("an input without a label")
		}
	}
	if want := []string{"de", "en", "zh", "x-default"}; !slices.Equal(hreflangs, want) {
		fault("hreflang = %v", hreflangs)
	}
	if want := []string{"application/atom+xml /" + lang + "/feed.xml", "application/feed+json /" + lang + "/feed.json"}; len(feeds) < 2 || !slices.Equal(feeds[:2], want) {
		fault("feeds = %v", feeds)
	}
	for tag, n := range map[string]int{"h1": 1, "main": 1, "header": 1, "footer": 1, "script": 0} {
		if counts[tag] != n {
			fault("%d of <%s>, want %d", counts[tag], tag, n)
		}
	}
	for _, part := range []string{`<link rel="canonical" href="` + public + "/" + lang, `<meta name="description" content="`, `<meta property="og:title" content="`} {
		if !strings.Contains(a.body, part) {
			fault("%s is missing", part)
		}
	}
	if strings.Contains(a.body, "ZgotmplZ") || strings.Contains(a.body, "<no value>") || strings.Contains(a.body, "<title></title>") {
		fault("a value the template refused, or an empty title")
	}
}

// checkLoads holds that a page loads nothing from a foreign host.
func checkLoads(fault func(string, ...any), e element) {
	for _, key := range []string{"src", "srcset", "data", "poster", "action"} {
		if v, ok := e.attr[key]; ok && (!strings.HasPrefix(v, "/") || strings.HasPrefix(v, "//")) {
			fault("<%s> loads %s", e.tag, v)
		}
	}
	if e.tag == "link" && slices.Contains([]string{"stylesheet", "icon", "preload", "manifest"}, e.attr["rel"]) && !strings.HasPrefix(e.attr["href"], "/") {
		fault("<link> loads %s", e.attr["href"])
	}
	if e.tag == "img" && !hasKey(e.attr, "alt") {
		fault("a picture without a description")
	}
}

func hasKey(m map[string]string, key string) bool { _, ok := m[key]; return ok }

func TestHeadersKeepStrangersOut(t *testing.T) {
	p := open(t)
	for _, path := range []string{"/de", "/zh/none", "/site.css", "/robots.txt", "/favicon.ico"} {
		h := p.get(path).header
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'self'; script-src 'none'") ||
			h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestRootRedirectsByAcceptLanguage(t *testing.T) {
	p := open(t)
	for header, want := range map[string]string{
		"":                               "/en",
		"de-AT,de;q=0.9,en;q=0.5":        "/de",
		"zh-CN,zh;q=0.9":                 "/zh",
		"zh-TW":                          "/zh",
		"en-US":                          "/en",
		"fr-FR,fr;q=0.9,de;q=0.4":        "/de",
		"fr":                             "/en",
		"not a language;q=x,,,;;\x7f de": "/en",
		strings.Repeat("de,", 3000):      "/en", // a list beyond all reason is passed over
	} {
		a := p.get("/", "Accept-Language", strings.ReplaceAll(header, "\x7f", ""))
		if a.status != http.StatusFound || a.header.Get("Location") != want || !slices.Contains(a.header.Values("Vary"), "Accept-Language") {
			t.Errorf("%q: %d to %q, Vary %v, want %q", header, a.status, a.header.Get("Location"), a.header.Values("Vary"), want)
		}
	}
}

func TestUnknownPagesSpeakTheVisitorsLanguage(t *testing.T) {
	p := open(t)
	for path, lang := range map[string]string{"/de/nichts": "de", "/zh/members/none": "zh", "/en/news/none": "en", "/zh/a/b/c": "zh", "/de/news?page=9": "de", "/de/news?page=x": "de", "/nothing": "zh", "/deutsch": "zh"} {
		a := p.get(path, "Accept-Language", "zh-CN")
		if a.status != http.StatusNotFound || !strings.Contains(a.body, `<html lang="`+lang+`"`) ||
			!strings.Contains(a.body, phrases.SitePages.NotFoundTitle.In(lang)) || !strings.Contains(a.body, "noindex") {
			t.Errorf("%s: %d, want a page in %s", path, a.status, lang)
		}
	}
	if a := p.get("/api/nothing"); a.status != http.StatusNotFound || a.header.Get("Content-Type") != "application/json" {
		t.Errorf("the API's unknown paths answer %d %s", a.status, a.header.Get("Content-Type"))
	}
	if a := p.get("/_/x"); a.body != "admin" {
		t.Errorf("the admin's path answers %q", a.body)
	}
	if a := p.get("/de/"); a.status != http.StatusMovedPermanently || a.header.Get("Location") != "/de" {
		t.Errorf("/de/ answers %d %s", a.status, a.header.Get("Location"))
	}
}

func TestAFaultIsAPageThatTellsNothing(t *testing.T) {
	p := open(t)
	if _, err := p.app.DB().NewQuery("DROP TABLE members").Execute(); err != nil {
		t.Fatal(err)
	}
	a := p.get("/zh/members")
	if a.status != http.StatusInternalServerError || !strings.Contains(a.body, phrases.SitePages.Fault.Zh) || strings.Contains(a.body, "members:") {
		t.Errorf("status %d: %s", a.status, a.body)
	}
}

func TestAPanicIsLoggedWithoutItsValue(t *testing.T) {
	var out bytes.Buffer
	handler := site.New(migrated.Open(t), site.Config{
		Now: func() time.Time { panic("secret matter") },
		Log: slog.New(slog.NewTextHandler(&out, nil)),
	})
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/zh/news", nil))
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), phrases.SitePages.Fault.Zh) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if log := out.String(); strings.Count(log, "level=ERROR") != 1 || strings.Contains(log, "secret") || !strings.Contains(log, "pages_test.go") {
		t.Errorf("logged: %s", log)
	}
}

func TestEmptyDatabaseShowsHonestPages(t *testing.T) {
	p := open(t)
	p.want("/de", phrases.Site.NoNews.De)
	p.want("/de/members", phrases.SiteMembers.None.De)
	p.want("/en/faq", phrases.SitePages.FAQNone.En)
	p.want("/zh/news", phrases.Site.NoNews.Zh)
	p.want("/de/events", phrases.SitePages.NoEvents.De)
	p.want("/zh/follow", phrases.SitePages.NoChannels.Zh)
}

func TestLegalPagesNotSetUpSaySo(t *testing.T) {
	p := open(t)
	if got := site.Missing(p.app); !slices.Equal(got, []string{"imprint", "privacy"}) {
		t.Errorf("Missing = %v", got)
	}
	for _, lang := range languages {
		for slug, status := range map[string]int{"imprint": http.StatusNotFound, "privacy": http.StatusOK} {
			a := p.get("/" + lang + "/" + slug)
			if a.status != status || !strings.Contains(a.body, phrases.SitePages.NotSetUpText.In(lang)) || a.header.Get("X-Robots-Tag") != "noindex" {
				t.Errorf("%s %s: %d", lang, slug, a.status)
			}
		}
		p.want("/"+lang+"/privacy", strings.SplitN(phrases.SayPrivacy.In(lang), "\n", 2)[0], "<li>")
	}
	p.save("pages", map[string]any{"slug": "privacy", "title_de": "Datenschutzerklärung", "body_de": "<h1>Wer</h1><p>Wir.</p>"})
	p.save("pages", map[string]any{"slug": "imprint", "title_de": "Impressum"})
	if got := site.Missing(p.app); !slices.Equal(got, []string{"imprint"}) {
		t.Errorf("Missing = %v", got)
	}
	p.want("/de/privacy", "<h1>Datenschutzerklärung</h1>", "<h2>Wer</h2>")
	p.want("/zh/privacy", "本文仅有德文版本", `<div class="prose" lang="de">`, `<link rel="canonical" href="`+public+`/de/privacy">`)
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	p := open(t)
	for _, path := range []string{"/de", "/site.css", "/sitemap.xml"} {
		first := p.get(path)
		again := p.get(path, "If-None-Match", first.header.Get("ETag"))
		if first.header.Get("ETag") == "" || again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("%s: tag %q, then %d", path, first.header.Get("ETag"), again.status)
		}
	}
}

func TestOnlyReadingIsAnswered(t *testing.T) {
	p := open(t)
	res, err := http.Post(p.url+"/de", "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST answers %d", res.StatusCode)
	}
	res, err = http.Post(p.url+"/api/nothing", "application/json", nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusNotFound || res.Header.Get("Content-Type") != "application/json" {
		t.Errorf("a POST to a part of the API that is not there: %d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	res, err = http.Head(p.url + "/de")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("HEAD answers %d", res.StatusCode)
	}
}
