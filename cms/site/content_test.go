package site_test

import (
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/site"
)

// piece is a published and due piece of news.
func piece(slug string, more map[string]any) map[string]any {
	values := named(named(map[string]any{"slug": slug, "status": "published", "publish_at": "2026-11-01 10:00:00.000Z", "source_lang": "de"},
		"title", "Title of "+slug), "body", "<p>Body of "+slug+"</p>")
	maps.Copy(values, more)
	return values
}

func TestNewsIsShownWhenPublishedAndDueOnly(t *testing.T) {
	p := open(t)
	p.save("news", piece("seen", nil))
	hidden := map[string]map[string]any{
		"draft":     {"status": "draft"},
		"review":    {"status": "review"},
		"retracted": {"status": "retracted"},
		"tomorrow":  {"publish_at": "2026-11-23 12:00:00.000Z"},
		"too-early": {"status": "retracted", "publish_at": "2036-11-23 12:00:00.000Z"}, // than that anybody saw it
	}
	for slug, more := range hidden {
		p.save("news", piece(slug, more))
	}
	for _, lang := range languages {
		p.want("/"+lang+"/news", "Title of seen "+lang)
		p.want("/"+lang, "Title of seen "+lang)
		p.want("/"+lang+"/news/seen", "Body of seen")
		for slug := range hidden {
			status := http.StatusNotFound
			if slug == "retracted" {
				status = http.StatusGone
			}
			for _, path := range []string{"/" + lang, "/" + lang + "/news", "/" + lang + "/feed.xml", "/" + lang + "/feed.json", "/sitemap.xml"} {
				p.never(path, "Title of "+slug, "/news/"+slug)
			}
			for _, path := range []string{"/" + lang + "/news/" + slug, "/" + lang + "/news/" + slug + "/wechat"} {
				if a := p.get(path); a.status != status || strings.Contains(a.body, "Title of") {
					t.Errorf("%s: status %d, want %d", path, a.status, status)
				}
			}
		}
	}
}

func TestNewsInOneLanguageSaysSoInTheOthers(t *testing.T) {
	p := open(t)
	p.save("news", map[string]any{"slug": "nur", "status": "published", "publish_at": "2026-11-01 10:00:00.000Z", "source_lang": "de",
		"title_de": "Nur so", "body_de": "<p>Text</p>", "summary_de": "Kurz"})
	p.want("/en/news/nur", phrases.SitePages.BackToNews.En, "This text is available in German only.",
		`<div class="prose" lang="de"><p>Text</p>`, `<span lang="de">Nur so</span>`, `<link rel="canonical" href="`+public+`/de/news/nur">`)
	p.want("/zh/news", "仅有德文", `<span lang="de">Nur so</span>`)
	p.never("/de/news/nur", "verfügbar")
	p.never("/en/news/nur", `hreflang="zh" href="`+public)
}

func TestNewsBodiesAreMadeSafe(t *testing.T) {
	p := open(t)
	p.save("news", piece("evil", map[string]any{
		"title_de": `<script>alert("t")</script>`, "summary_de": `<img src=x onerror=alert(1)>`, "link": "https://other.example/a",
		"body_de": `<h1>Top</h1><p onclick="x()">a<script>alert(1)</script> <a href="javascript:alert(1)">b</a> <a href="../de/faq">c</a></p>` +
			`<img src="https://evil.example/p.png" alt="Hafen"><img src="` + public + `/api/files/news/x/y.png" alt="Saal"><iframe src="https://evil.example"></iframe>` +
			`<ol><li>eins<ul><li>tief</li></ul></li><li>zwei</li></ol>`,
	}))
	a := p.want("/de/news/evil", `<a href="`+public+`/de/faq" rel="noopener">c</a>`, "&lt;script&gt;alert(", "<h2>Top</h2>", `<img src="/api/files/news/x/y.png" alt="Saal"`,
		`<a href="https://evil.example/p.png" rel="noopener">Hafen (Bild bei evil.example)</a>`, `<a href="https://other.example/a" rel="noopener">other.example</a>`,
		"<ol><li>eins<ul><li>tief</li></ul></li><li>zwei</li></ol>")
	for _, e := range elements(t, a.body) {
		if e.tag == "script" || e.tag == "iframe" || hasKey(e.attr, "onclick") || hasKey(e.attr, "onerror") || strings.HasPrefix(e.attr["href"], "javascript") {
			t.Errorf("unsafe <%s> %v", e.tag, e.attr)
		}
		checkLoads(t.Errorf, e)
	}
}

func TestNewsListHasPages(t *testing.T) {
	p := open(t)
	for i := range 21 {
		p.save("news", piece(fmt.Sprintf("n%02d", i), map[string]any{"publish_at": fmt.Sprintf("2026-10-%02d 10:00:00.000Z", i+1)}))
	}
	p.want("/de/news", "Seite 1 von 2", `rel="next" href="/de/news?page=2"`, "/de/news/n20")
	p.never("/de/news", "/de/news/n00")
	p.want("/de/news?page=2", "Seite 2 von 2", "/de/news/n00", `<link rel="canonical" href="`+public+`/de/news?page=2">`)
}

// twoCities stores two cities of one German state, a Chinese one, and what must
// not be taken for one of them. The first has a hostile name.
func (p portal) twoCities() {
	nw := p.save("states", named(map[string]any{"code": "NW", "country": "DE"}, "name", "West"))
	gd := p.save("states", named(map[string]any{"code": "GD", "country": "CN"}, "name", "South"))
	a := p.save("members", named(map[string]any{"slug": "a-town", "kind": "city", "country": "DE", "state": nw.Id, "published": true, "joined": "2018-04-23",
		"website": "https://www.a-town.example", "source": "https://www.press.example/1", "as_of": "2021-07",
		"location": map[string]any{"lat": 50.94, "lon": 6.96}}, "name", "<script>A</script>"))
	p.save("members", named(map[string]any{"slug": "b-town", "kind": "district", "country": "DE", "state": nw.Id, "published": true,
		"joined_note": "unbelegt / not documented / 未见记载", "location": map[string]any{"lat": 51.51, "lon": 7.46}}, "name", "B-Town"))
	p.save("members", named(map[string]any{"slug": "c-town", "kind": "city", "country": "CN", "state": gd.Id, "published": true}, "name", "C-Town"))
	p.save("members", named(map[string]any{"slug": "gone", "kind": "city", "country": "DE", "state": nw.Id, "published": true, "left": "2020"}, "name", "Gone"))
	p.save("members", named(map[string]any{"slug": "secret", "kind": "city", "country": "DE", "state": nw.Id, "published": false}, "name", "Secret"))
	p.save("places", named(map[string]any{"country": "DE", "member": a.Id, "relation": "part"}, "name", "Half"))
	p.save("places", named(map[string]any{"country": "DE", "member": a.Id, "relation": "inside"}, "name", "Quarter"))
	p.save("places", named(map[string]any{"country": "DE", "relation": "none"}, "name", "Elsewhere"))
}

func TestMembersAreListedAndNarrowed(t *testing.T) {
	p := open(t)
	p.twoCities()
	p.want("/de/members", "3 von 3", "&lt;script&gt;A&lt;/script&gt; de", "B-Town de", "C-Town de", "Ehemalige Mitglieder", "Gone de", "Kreis", "West de", `lang="zh">B-Town zh`)
	p.never("/de/members", "<script>", "Secret")
	for query, names := range map[string][]string{
		"country=DE": {"a-town", "b-town"}, "state=GD": {"c-town"}, "kind=district": {"b-town"}, "country=DE&state=NW&kind=city": {"a-town"},
		"country=CN&state=NW": {}, "kind=%3Cscript%3E": {}, "country=": {"a-town", "b-town", "c-town"},
	} {
		a := p.want("/en/members?" + query)
		for _, slug := range []string{"a-town", "b-town", "c-town"} {
			if got := strings.Contains(a.body, `<a href="/en/members/`+slug+`"`); got != slices.Contains(names, slug) {
				t.Errorf("%s: %s shown: %t", query, slug, got)
			}
		}
	}
	p.want("/de/members?country=DE", `href="/zh/members?country=DE" lang="zh"`, `<link rel="canonical" href="`+public+`/de/members">`)
}

func TestMemberPageTellsWhatIsOnRecord(t *testing.T) {
	p := open(t)
	p.twoCities()
	p.want("/de/members/a-town", "&lt;script&gt;A&lt;/script&gt; de", `<span lang="en">&lt;script&gt;A`, "23. April 2018", "West de",
		`<a href="https://www.a-town.example" rel="noopener">a-town.example</a>`, `<a href="https://www.press.example/1" rel="noopener">press.example</a>`, "(Stand: Juli 2021)",
		phrases.SiteMembers.Parts.De, "Half de", phrases.SiteMembers.Inside.De, "Quarter de", "B-Town de</a></th>", "70 km", `class="hit"`, phrases.SiteMembers.NoProfile.De)
	p.never("/de/members/a-town", "<script>", "Elsewhere", "Secret", "Gone")
	p.want("/zh/members/b-town", "<dd> <span class=\"note\">未见记载</span></dd>", "县")
	p.never("/en/members/c-town", `class="hit"`)
	if a := p.get("/de/members/secret"); a.status != http.StatusNotFound {
		t.Errorf("an unpublished member answers %d", a.status)
	}
}

func TestFAQShowsAnswersAndWhatIsOpenButNothingOutside(t *testing.T) {
	p := open(t)
	add := func(category, name string, more map[string]any) string {
		values := named(named(map[string]any{"category": category, "published": true, "source": "https://www.press.example/x", "as_of": "2021"}, "question", name+"?"), "answer", name+" is so.\n\n- one\n- two")
		maps.Copy(values, more)
		return p.save("faqs", values).Id
	}
	id := add("about", "Alpha", nil)
	add("open", "Fees", nil)
	add("outside", "Weather", nil)
	add("about", "Unpublished", map[string]any{"published": false})
	add("about", "Expired", map[string]any{"valid_until": "2026-01-01 00:00:00.000Z"})
	a := p.want("/de/faq", "Alpha? de", `<div id="`+id+`" class="answer">`, "<ul><li>one</li><li>two", "press.example", "Stand: 2021",
		phrases.FAQCategories["open"].De, phrases.SitePages.OpenIntro.De, "Fees? de")
	if strings.Index(a.body, "Fees?") < strings.Index(a.body, "Alpha?") {
		t.Error("what is open stands before what is known")
	}
	p.never("/de/faq", "Weather", "Unpublished", "Expired")
	if got, want := site.Path("faqs", id, "de"), "/de/faq#"+id; got != want {
		t.Errorf("Path = %q, want %q", got, want)
	}
}

func TestHomeCountsTheRecordsAndSetsThePublishedFigureBeside(t *testing.T) {
	p := open(t)
	p.save("alliance", named(named(map[string]any{"short_name": "XYZ", "founded": "2016-04", "count_total": 48, "count_de": 21, "count_cn": 27,
		"source": "https://www.press.example/x", "as_of": "2021"}, "name", "Alliance <b>"), "purpose", "Purpose"))
	p.twoCities()
	p.save("contacts", named(named(map[string]any{"published": true, "country": "DE", "email": "a@b.example", "phone": "+49 30 12-3", "languages": []string{"de", "zh"}}, "name", "Office"), "role", "Role"))
	p.save("contacts", named(named(map[string]any{"published": false}, "name", "Hidden office"), "role", "Role"))
	p.want("/de", "Alliance &lt;b&gt; de", "<b>2</b> <span>Mitglieder in Deutschland", "<b>1</b> <span>Mitglieder in China", "22. November 2026",
		"48 Mitglieder, davon 21 deutsche und 27 chinesische", phrases.Site.PublishedDiffers.De, "(Stand: 2021)", "April 2016",
		"Office de", `href="mailto:a@b.example"`, `href="tel:&#43;4930123"`, "Deutsch, Chinesisch", `action="/chat?lang=de" method="post"`, `name="question"`)
	p.never("/de", "Hidden office", "Secret")
	p.want("/zh", "Alliance &lt;b&gt; zh", "2016年4月", "德文、中文")
}

func TestEventsArePartedByTheClock(t *testing.T) {
	p := open(t)
	for slug, more := range map[string]map[string]any{
		"past": {"starts": "2019-04-01 00:00:00.000Z", "precision": "day"}, "soon": {"starts": "2026-12-01 07:00:00.000Z", "ends": "2026-12-01 09:30:00.000Z", "precision": "minute"},
		"year": {"starts": "2026-01-01 00:00:00.000Z", "precision": "year"}, "secret": {"starts": "2027-01-01 00:00:00.000Z", "precision": "day", "published": false},
	} {
		values := named(map[string]any{"slug": slug, "published": true, "time_zone": "Asia/Shanghai"}, "title", "Event "+slug)
		maps.Copy(values, more)
		p.save("events", values)
	}
	a := p.want("/de/events", "1. Dezember 2026, 15:00 – 17:30 (CST, UTC&#43;08:00)", "1. April 2019", "<dd>2026</dd>", `id="soon"`)
	order := []int{strings.Index(a.body, "Event year"), strings.Index(a.body, "Event soon"), strings.Index(a.body, "Bisherige"), strings.Index(a.body, "Event past")}
	if !slices.IsSorted(order) || order[0] < 0 {
		t.Errorf("order of the events: %v", order)
	}
	p.never("/de/events", "Event secret")
	p.want("/zh/events", "2026年12月1日, 15:00")
}

func TestFollowNamesListedChannelsOnly(t *testing.T) {
	p := open(t)
	channel := func(name string, more map[string]any) {
		values := map[string]any{"name": name, "platform": "telegram", "target": "@" + name, "lang": "de", "purpose": "announcements", "if_missing": "hold", "overflow": "link",
			"invite_url": "https://t.me/" + name, "listed": true, "enabled": true}
		maps.Copy(values, more)
		p.save("channels", values)
	}
	channel("public", nil)
	channel("unlisted", map[string]any{"listed": false})
	channel("off", map[string]any{"enabled": false})
	channel("staffroom", map[string]any{"purpose": "staff"})
	p.want("/zh/follow", `href="https://t.me/public"`, "Telegram")
	p.never("/zh/follow", "unlisted", "t.me/off", "staffroom")
}

func TestSitemapListsWhatIsPublishedWithItsLanguages(t *testing.T) {
	p := open(t)
	p.twoCities()
	p.save("news", piece("seen", nil))
	p.save("news", map[string]any{"slug": "nur", "status": "published", "publish_at": "2026-11-01 10:00:00.000Z", "source_lang": "de", "title_de": "Nur", "body_de": "<p>x</p>"})
	a := p.want("/sitemap.xml")
	var doc struct {
		URLs []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(a.body), &doc); err != nil {
		t.Fatal(err)
	}
	links := map[string]int{}
	for _, u := range doc.URLs {
		links[strings.TrimPrefix(u.Loc, public)] = len(u.Links)
		if a := p.get(strings.TrimPrefix(u.Loc, public)); a.status != http.StatusOK {
			t.Errorf("%s answers %d", u.Loc, a.status)
		}
	}
	for path, want := range map[string]int{"/de": 4, "/zh/members/a-town": 4, "/en/news/seen": 4, "/de/news/nur": 2, "/en/news/nur": 0, "/de/members/secret": 0, "/de/imprint": 0, "/zh/faq": 4} {
		if links[path] != want {
			t.Errorf("%s: %d alternates, want %d", path, links[path], want)
		}
	}
	p.want("/robots.txt", "Sitemap: "+public+"/sitemap.xml")
}

func TestPath(t *testing.T) {
	for _, c := range []struct{ collection, key, lang, want string }{
		{"members", "x", "de", "/de/members/x"}, {"news", "x", "zh", "/zh/news/x"}, {"events", "x", "en", "/en/events#x"}, {"pages", "imprint", "de", "/de/imprint"},
		{"contacts", "x", "de", "/de#contact"}, {"alliance", "x", "zh", "/zh"}, {"places", "x", "de", "/de/members"}, {"news", "", "de", "/de/news"}, {"members", "x", "fr", "/de/members/x"},
	} {
		if got := site.Path(c.collection, c.key, c.lang); got != c.want {
			t.Errorf("Path(%q, %q, %q) = %q, want %q", c.collection, c.key, c.lang, got, c.want)
		}
	}
}
