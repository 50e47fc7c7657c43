package site_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// atom is what RFC 4287 has of elements, as far as feeds of news use them.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      []string    `xml:"id"`
	Title   []string    `xml:"title"`
	Updated []string    `xml:"updated"`
	Author  []string    `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
	Other   []anyXML    `xml:",any"`
}

type atomEntry struct {
	ID         []string    `xml:"id"`
	Title      []string    `xml:"title"`
	Published  []string    `xml:"published"`
	Updated    []string    `xml:"updated"`
	Links      []atomLink  `xml:"link"`
	Summary    []string    `xml:"summary"`
	Content    []content   `xml:"content"`
	Categories []atomTopic `xml:"category"`
	Other      []anyXML    `xml:",any"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomTopic struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
	Text  string `xml:",chardata"`
}

type anyXML struct{ XMLName xml.Name }

// atom reads a feed and holds it against RFC 4287: what must be there is there
// once, addresses and ids are absolute, dates are RFC 3339.
func (p portal) atom(path string) atom {
	p.Helper()
	a := p.want(path)
	if kind := a.header.Get("Content-Type"); kind != "application/atom+xml; charset=utf-8" {
		p.Errorf("%s is %s", path, kind)
	}
	var f atom
	if err := xml.Unmarshal([]byte(a.body), &f); err != nil {
		p.Fatalf("%s: %v\n%s", path, err, a.body)
	}
	fault := func(format string, args ...any) { p.Errorf(path+": "+format, args...) }
	if len(f.ID) != 1 || len(f.Title) != 1 || len(f.Updated) != 1 || len(f.Author) != 1 || f.Title[0] == "" || f.Author[0] == "" || f.Lang != path[1:3] {
		fault("its head is not complete: %+v", f)
	}
	for _, o := range f.Other {
		if o.XMLName.Local != "subtitle" {
			fault("an unknown element %s", o.XMLName.Local)
		}
	}
	checkLinks(fault, f.Links, "self", "alternate")
	if self := public + path; f.Links[0].Href != self || f.Links[1].Href != public+"/"+f.Lang+"/news" {
		fault("links to %v", f.Links)
	}
	seen := map[string]bool{}
	for _, id := range f.ID {
		absolute(fault, id)
	}
	moment(fault, f.Updated[0])
	for _, e := range f.Entries {
		e.check(fault)
		if seen[e.ID[0]] {
			fault("the id %s stands twice", e.ID[0])
		}
		seen[e.ID[0]] = true
		if moment(fault, e.Updated[0]).After(moment(fault, f.Updated[0])) {
			fault("an entry is newer than the feed")
		}
	}
	return f
}

func (e atomEntry) check(fault func(string, ...any)) {
	if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Published) != 1 || len(e.Content) != 1 || len(e.Summary) > 1 || len(e.Other) > 0 {
		fault("an entry is not complete: %+v", e)
		return
	}
	absolute(fault, e.ID[0])
	if moment(fault, e.Updated[0]).Before(moment(fault, e.Published[0])) {
		fault("%s changed before it was published", e.Title[0])
	}
	checkLinks(fault, e.Links[:1], "alternate")
	checkLinks(fault, e.Links[1:], slices.Repeat([]string{"enclosure"}, len(e.Links)-1)...)
	for _, c := range e.Categories {
		if c.Term == "" || c.Text != "" {
			fault("a category without a term: %+v", c)
		}
	}
	if e.Content[0].Type != "html" {
		fault("the content is %s", e.Content[0].Type)
	}
}

func checkLinks(fault func(string, ...any), links []atomLink, rels ...string) {
	var got []string
	for _, l := range links {
		got = append(got, l.Rel)
		absolute(fault, l.Href)
		if l.Type == "" {
			fault("a link without a type: %+v", l)
		}
	}
	if !slices.Equal(got, rels) {
		fault("links %v, want %v", got, rels)
	}
}

func absolute(fault func(string, ...any), address string) {
	if u, err := url.Parse(address); err != nil || !u.IsAbs() {
		fault("%q is not absolute", address)
	}
}

func moment(fault func(string, ...any), s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		fault("%v", err)
	}
	return t
}

// jsonFeed is what we read of JSON Feed 1.1.
type jsonFeed struct {
	Version, Title, Language string
	Feed                     string     `json:"feed_url"`
	Home                     string     `json:"home_page_url"`
	Items                    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID, URL, Title, Image, Summary, Language string
	HTML                                     string `json:"content_html"`
	External                                 string `json:"external_url"`
	Published                                string `json:"date_published"`
	Modified                                 string `json:"date_modified"`
	Tags                                     []string
	Attachments                              []struct {
		URL  string
		Type string `json:"mime_type"`
	}
}

// json reads a feed, which must hold what JSON Feed 1.1 asks for.
func (p portal) json(path string) jsonFeed {
	p.Helper()
	a := p.want(path, `"items": [`)
	if kind := a.header.Get("Content-Type"); kind != "application/feed+json; charset=utf-8" {
		p.Errorf("%s is %s", path, kind)
	}
	var f jsonFeed
	if err := json.Unmarshal([]byte(a.body), &f); err != nil {
		p.Fatalf("%s: %v", path, err)
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.Title == "" || f.Language != path[1:3] || f.Feed != public+path || f.Home != public+"/"+f.Language+"/news" {
		p.Errorf("%s: %+v", path, f)
	}
	for _, i := range f.Items {
		if i.ID == "" || i.HTML == "" {
			p.Errorf("%s: an item without id or content: %+v", path, i)
		}
		for _, address := range []string{i.URL, i.ID} {
			absolute(p.Errorf, address)
		}
		moment(p.Errorf, i.Published)
		moment(p.Errorf, i.Modified)
	}
	return f
}

func titles(f atom) (out []string) {
	for _, e := range f.Entries {
		out = append(out, e.Title[0])
	}
	return out
}

func jsonTitles(f jsonFeed) (out []string) {
	for _, i := range f.Items {
		out = append(out, i.Title)
	}
	return out
}

func TestFeedsOfTheRealContentAreValid(t *testing.T) {
	p := openWithContent(t)
	topics, err := p.app.FindAllRecords("topics")
	if err != nil || len(topics) == 0 {
		t.Fatalf("%d topics, %v", len(topics), err)
	}
	for _, lang := range languages {
		if f := p.atom("/" + lang + "/feed.xml"); len(f.Entries) == 0 || !slices.Equal(titles(f), jsonTitles(p.json("/"+lang+"/feed.json"))) {
			t.Errorf("%s: %d entries, or others in the two formats", lang, len(f.Entries))
		}
		for _, topic := range topics {
			base := "/" + lang + "/topics/" + topic.GetString("slug")
			if f, j := p.atom(base+"/feed.xml"), p.json(base+"/feed.json"); !slices.Equal(titles(f), jsonTitles(j)) || !strings.Contains(f.Title[0], topic.GetString("name_"+lang)) {
				t.Errorf("%s: %q of %d entries", base, f.Title[0], len(f.Entries))
			}
		}
	}
}

func TestAFeedHoldsItsLanguageAloneLatestFirst(t *testing.T) {
	p := open(t)
	p.save("news", piece("older", map[string]any{"publish_at": "2026-10-01 10:00:00.000Z"}))
	only := p.save("news", map[string]any{"slug": "nur", "status": "published", "publish_at": "2026-11-02 10:00:00.000Z", "source_lang": "de",
		"title_de": "Nur so", "title_en": " ", "body_de": "<p>Text</p>"})
	p.save("news", piece("pinned", map[string]any{"publish_at": "2026-09-01 10:00:00.000Z", "pinned": true}))
	want := func(lang string, want ...string) {
		t.Helper()
		if got := titles(p.atom("/" + lang + "/feed.xml")); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := jsonTitles(p.json("/" + lang + "/feed.json")); !slices.Equal(got, want) {
			t.Errorf("%s in JSON: %q, want %q", lang, got, want)
		}
	}
	want("de", "Nur so", "Title of older de", "Title of pinned de")
	want("en", "Title of older en", "Title of pinned en")
	want("zh", "Title of older zh", "Title of pinned zh")
	only.Set("title_zh", "只有中文标题")
	if err := p.app.Save(only); err != nil {
		t.Fatal(err)
	}
	want("zh", "只有中文标题", "Title of older zh", "Title of pinned zh")
	de, zh := p.atom("/de/feed.xml").Entries, p.atom("/zh/feed.xml").Entries
	if de[0].ID[0] == zh[0].ID[0] {
		t.Error("a piece has the same id in two languages")
	}
	if got := zh[0].Content[0].Text; got != "<p>本文仅有德文版本。</p>" {
		t.Errorf("the Chinese entry says %q", got)
	}
	p.save("news", map[string]any{"slug": "bare", "status": "published", "publish_at": "2026-11-03 10:00:00.000Z", "title_en": "Bare & short"})
	if got := p.json("/en/feed.json").Items[0].HTML; got != "<p>Bare &amp; short</p>" {
		t.Errorf("an entry of a headline alone says %q", got)
	}
}

func TestFeedsOfTopicsHoldWhatIsSortedUnderThem(t *testing.T) {
	p := open(t)
	fairs := p.save("topics", named(map[string]any{"slug": "fairs"}, "name", "Fairs")).Id
	trade := p.save("topics", named(map[string]any{"slug": "trade-2"}, "name", "Trade")).Id
	p.save("topics", named(map[string]any{"slug": "nothing"}, "name", "Nothing"))
	p.save("news", piece("both", map[string]any{"topics": []string{trade, fairs}}))
	p.save("news", piece("one", map[string]any{"topics": []string{trade}, "publish_at": "2026-10-01 10:00:00.000Z"}))
	p.save("news", piece("none", nil))
	p.save("news", piece("draft", map[string]any{"topics": []string{trade}, "status": "draft"}))
	for slug, want := range map[string][]string{"fairs": {"Title of both zh"}, "trade-2": {"Title of both zh", "Title of one zh"}, "nothing": nil} {
		base := "/zh/topics/" + slug
		if got := titles(p.atom(base + "/feed.xml")); !slices.Equal(got, want) {
			t.Errorf("%s: %q", slug, got)
		}
		if got := jsonTitles(p.json(base + "/feed.json")); !slices.Equal(got, want) {
			t.Errorf("%s in JSON: %q", slug, got)
		}
	}
	e := p.atom("/zh/feed.xml").Entries
	i := slices.IndexFunc(e, func(e atomEntry) bool { return e.Title[0] == "Title of both zh" })
	if got := e[i].Categories; !slices.Equal(got, []atomTopic{{Term: "trade-2", Label: "Trade zh"}, {Term: "fairs", Label: "Fairs zh"}}) {
		t.Errorf("categories %+v", got)
	}
	if got := p.atom("/zh/topics/fairs/feed.xml").Entries[0].ID; got[0] != e[i].ID[0] {
		t.Error("the same entry has another id in the feed of its topic")
	}
	for _, path := range []string{"/de/topics/unknown/feed.xml", "/de/topics/unknown/feed.json", "/de/topics/fairs", "/fr/feed.xml"} {
		if a := p.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	p.want("/de/follow", `href="/de/topics/trade-2/feed.xml"`, `href="/de/topics/fairs/feed.json"`, `href="/de/feed.xml"`, `href="/de/events.ics"`, "Fairs de")
	p.want("/de/news/both", `<link rel="alternate" type="application/atom+xml" title="`, `href="/de/topics/fairs/feed.xml"`, `<meta property="article:tag" content="Trade de">`)
}

func TestACorrectedEntryKeepsItsIdAndIsNewer(t *testing.T) {
	p := open(t)
	n := p.save("news", piece("x", nil))
	if _, err := p.app.DB().NewQuery("UPDATE news SET updated = '2026-11-03 08:00:00.000Z'").Execute(); err != nil {
		t.Fatal(err)
	}
	before := p.atom("/de/feed.xml")
	if got := before.Entries[0]; got.Published[0] != "2026-11-01T10:00:00Z" || got.Updated[0] != "2026-11-03T08:00:00Z" {
		t.Errorf("published %s, updated %s", got.Published, got.Updated)
	}
	n.Set("title_de", "Corrected")
	if err := p.app.Save(n); err != nil {
		t.Fatal(err)
	}
	after := p.atom("/de/feed.xml")
	if b, a := before.Entries[0], after.Entries[0]; b.ID[0] != a.ID[0] || a.Title[0] != "Corrected" || a.Published[0] != b.Published[0] || a.Updated[0] <= b.Updated[0] {
		t.Errorf("before %+v, after %+v", b, a)
	}
	if after.Updated[0] <= before.Updated[0] {
		t.Error("the feed is not newer")
	}
}

func TestFeedsAreSentAgainOnlyIfTheyChanged(t *testing.T) {
	p := open(t)
	p.save("events", named(map[string]any{"slug": "e", "published": true, "starts": "2026-12-01 07:00:00.000Z", "precision": "minute"}, "title", "E"))
	n := p.save("news", piece("x", nil))
	p.save("news", piece("y", nil))
	for _, path := range []string{"/de/feed.xml", "/de/feed.json", "/de/events.ics"} {
		first := p.get(path)
		if first.header.Get("Last-Modified") != "" {
			t.Errorf("%s tells its date within the second in which it may still change", path)
		}
		p.pass(90 * time.Minute)
		again := p.get(path, "If-None-Match", first.header.Get("ETag"))
		since := again.header.Get("Last-Modified")
		if again.status != http.StatusNotModified || again.body != "" || since == "" {
			t.Errorf("%s by its tag: %d, %v", path, again.status, again.header)
		}
		if a := p.get(path, "If-Modified-Since", since); a.status != http.StatusNotModified || a.header.Get("ETag") == "" || a.header.Get("Cache-Control") == "" {
			t.Errorf("%s by its date: %d, %v", path, a.status, a.header)
		}
		if a := p.get(path, "If-Modified-Since", clock.Add(-time.Hour).Format(http.TimeFormat)); a.status != http.StatusOK {
			t.Errorf("%s since an hour before: %d", path, a.status)
		}
		if a := p.get(path, "If-None-Match", `"other"`, "If-Modified-Since", since); a.status != http.StatusOK {
			t.Errorf("%s by another tag: %d", path, a.status)
		}
	}
	since := p.get("/de/feed.xml").header.Get("Last-Modified")
	n.Set("status", "retracted")
	if err := p.app.Save(n); err != nil {
		t.Fatal(err)
	}
	p.pass(time.Second)
	if a := p.get("/de/feed.xml", "If-Modified-Since", since); a.status != http.StatusOK || strings.Contains(a.body, "Title of x") {
		t.Errorf("after the retraction: %d", a.status)
	}
}

func TestFeedContentIsSafeAndItsAddressesAreAbsolute(t *testing.T) {
	p := open(t)
	n := cover(p, "evil", map[string]any{"link": "https://other.example/a", "summary_de": "Kurz <b>& knapp</b>", "title_de": "A < B & \x01C",
		"body_de": `<h1>Top</h1><p onclick="x()">a<script>alert(1)</script> <a href="javascript:alert(1)">b</a> <a href="/de/members">c</a></p>` +
			`<img src="https://evil.example/p.png" alt="Hafen"><img src="/api/files/news/x/y.png" alt="Saal"><iframe src="https://evil.example"></iframe>` +
			`<ol><li>eins<ul><li>tief</li></ul></li></ol>]]>`}, "2026-11-01 10:00:00.000Z")
	e, item := p.atom("/de/feed.xml").Entries[0], p.json("/de/feed.json").Items[0]
	if e.Content[0].Text != item.HTML {
		t.Error("the two formats differ in their content")
	}
	if e.Title[0] != "A < B & \ufffdC" || item.Title != "A < B & \x01C" || e.Summary[0] != "Kurz <b>& knapp</b>" || item.External != "https://other.example/a" {
		t.Errorf("title %q and %q, summary %q, elsewhere %q", e.Title[0], item.Title, e.Summary[0], item.External)
	}
	picture := public + "/api/files/news/" + n.Id + "/" + n.GetString("cover") + "?thumb=1200x0"
	if item.Image != picture {
		t.Errorf("picture %s, want %s", item.Image, picture)
	}
	for _, part := range []string{`<img src="` + picture + `" alt="Blick">`, "Kurz &lt;b&gt;", "<h2>Top</h2>", `<a href="` + public + `/de/members" rel="noopener">c</a>`, `<img src="` + public + `/api/files/news/x/y.png" alt="Saal"`,
		"Hafen (Bild bei evil.example)", "<ol><li>eins<ul><li>tief</li></ul></li></ol>", `Mehr dazu: <a href="https://other.example/a" rel="noopener">other.example</a>`, "]]&gt;"} {
		if !strings.Contains(strings.ReplaceAll(item.HTML, ` loading="lazy"`, ""), part) {
			t.Errorf("%q is missing in %s", part, item.HTML)
		}
	}
	for _, e := range elements(t, item.HTML) {
		if e.tag == "script" || e.tag == "iframe" || hasKey(e.attr, "onclick") {
			t.Errorf("unsafe <%s> %v", e.tag, e.attr)
		}
		for _, key := range []string{"src", "href"} {
			if v, ok := e.attr[key]; ok {
				absolute(t.Errorf, v)
			}
		}
	}
	if enclosure := e.Links[1]; enclosure.Type != "image/png" || len(item.Attachments) != 1 || item.Attachments[0].URL != enclosure.Href {
		t.Errorf("attachments %+v and %+v", e.Links, item.Attachments)
	}
}

// cover stores a piece of news with a picture and an attachment.
func cover(p portal, slug string, more map[string]any, at string) *core.Record {
	p.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		p.Fatal(err)
	}
	file := func(name string) *filesystem.File {
		f, err := filesystem.NewFileFromBytes(b.Bytes(), name)
		if err != nil {
			p.Fatal(err)
		}
		return f
	}
	values := piece(slug, map[string]any{"cover": file("blick.png"), "attachments": []*filesystem.File{file("plan.png")}, "publish_at": at})
	for _, l := range languages {
		values["cover_alt_"+l] = "Blick"
	}
	for k, v := range more {
		values[k] = v
	}
	return p.save("news", values)
}

// The rule of the record decides who is shown its files, by the real clock.
func TestCoversAreForGuestsOnlyWhileTheNewsIs(t *testing.T) {
	p := open(t)
	past, future := time.Now().Add(-time.Hour).UTC().Format(time.DateTime), time.Now().Add(time.Hour).UTC().Format(time.DateTime)
	for name, c := range map[string]struct {
		status, at string
		want       int
	}{
		"published": {"published", past, http.StatusOK}, "draft": {"draft", past, http.StatusNotFound}, "review": {"review", past, http.StatusNotFound},
		"retracted": {"retracted", past, http.StatusNotFound}, "not yet due": {"published", future, http.StatusNotFound},
	} {
		n := cover(p, strings.ReplaceAll(name, " ", "-"), map[string]any{"status": c.status}, c.at)
		for _, query := range []string{"", "?thumb=1200x0", "?token=x"} {
			path := "/api/files/news/" + n.Id + "/" + n.GetString("cover")
			if a := p.get(path + query); a.status != c.want {
				t.Errorf("the cover of news that is %s (%q): %d, want %d", name, query, a.status, c.want)
			}
		}
	}
}

func TestNewsTellsOtherSitesHowToShowIt(t *testing.T) {
	p := open(t)
	n := cover(p, "seen", named(map[string]any{}, "summary", `Short "words"`), "2026-11-01 10:00:00.000Z")
	for lang, locale := range map[string]string{"de": "de_DE", "en": "en_GB", "zh": "zh_CN"} {
		got := map[string][]string{}
		for _, e := range elements(t, p.want("/"+lang+"/news/seen").body) {
			if key := e.attr["property"] + e.attr["name"]; e.tag == "meta" {
				got[key] = append(got[key], e.attr["content"])
			}
		}
		picture := "/api/files/news/" + n.Id + "/" + n.GetString("cover") + "?thumb=1200x0"
		for key, want := range map[string]string{
			"og:title": "Title of seen " + lang, "og:description": `Short "words" ` + lang, "og:type": "article", "og:url": public + "/" + lang + "/news/seen",
			"og:locale": locale, "og:image": public + picture, "og:image:alt": "Blick", "twitter:card": "summary_large_image", "article:published_time": "2026-11-01T10:00:00Z",
		} {
			if !slices.Equal(got[key], []string{want}) {
				t.Errorf("%s: %s = %q, want %q", lang, key, got[key], want)
			}
		}
		if len(got["og:locale:alternate"]) != 2 || slices.Contains(got["og:locale:alternate"], locale) {
			t.Errorf("%s: other locales %q", lang, got["og:locale:alternate"])
		}
		if a := p.get(picture); a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("Content-Type"), "image/") {
			t.Errorf("the picture answers %d %s", a.status, a.header.Get("Content-Type"))
		}
	}
	p.want("/de/news", `<meta name="twitter:card" content="summary">`, `<meta property="og:type" content="website">`)
	p.never("/de/news", "og:image", "article:published_time")
}
