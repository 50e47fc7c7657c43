package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

func TestThePageSpeaksTheVisitorsLanguage(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	for _, c := range []struct{ target, accept, want string }{
		{"/chat", "", "en"},
		{"/chat", "zh-CN,zh;q=0.9,en;q=0.8", "zh"},
		{"/chat", "en-US", "en"},
		{"/chat", "fr, it;q=0.5", "en"},
		{"/chat?lang=zh", "en", "zh"},
		{"/chat", "zh-TW,zh;q=0.9,en;q=0.5", "zh"},
		{"/chat", "zh-HK", "zh"},
		{"/chat", "fr,en;q=0.5", "en"},
		{"/chat?lang=xx", "en", "en"},
	} {
		w := call(h, "GET", c.target, "", "Accept-Language", c.accept)
		body := w.Body.String()
		if w.Code != 200 || !strings.Contains(body, `<html lang="`+c.want+`"`) || !strings.Contains(body, phrases.Web.Welcome.In(c.want)) {
			t.Errorf("%s with %q: %d, no page in %s", c.target, c.accept, w.Code, c.want)
		}
	}
}

func TestWithoutAScriptTheFormIsAnswered(t *testing.T) {
	e := &echo{}
	h := New(Config{Log: quiet()}, e, nil)
	w := call(h, "POST", "/chat?lang=en", url.Values{"question": {"Is <Köln> a member of it?"}}.Encode())
	body := w.Body.String()
	for _, want := range []string{
		"Is &lt;Köln&gt; a member of it?", `<article class="msg answer" lang="de">`, `href="https://example.org/f1" target="_blank" rel="noopener"`,
		"A source", "Stand <time datetime=\"2021-03\">3/2021</time>", `value="And &lt;what&gt; else?"`, `value="yes"`, `value="` + e.last(t).Sender + `"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if e.last(t).Lang != "" {
		t.Errorf("a whole sentence was asked with the language %q", e.last(t).Lang)
	}
	form := url.Values{"question": {"left over"}, "say": {"yes"}, "conversation": {e.last(t).Sender}}
	before := e.last(t).Sender
	call(h, "POST", "/chat?lang=en", form.Encode())
	if m := e.last(t); m.Text != "yes" || m.Sender != before || m.Lang != "en" {
		t.Errorf("a pressed choice was asked as %+v", m)
	}
}

func TestWithoutAScriptAFaultLosesNothingTyped(t *testing.T) {
	h := New(Config{Log: quiet()}, handlerFunc(func(context.Context, bot.Message) (bot.Post, error) { return bot.Post{}, errors.New("no") }), nil)
	w := call(h, "POST", "/chat?lang=zh", url.Values{"question": {"有哪些城市?"}}.Encode())
	if body := w.Body.String(); w.Code != 500 || !strings.Contains(body, ">有哪些城市?</textarea>") || !strings.Contains(body, phrases.WebFaults.Broken.Zh) {
		t.Errorf("status %d:\n%s", w.Code, body)
	}
}

func TestOnlyTheEmbeddedPageMayStandInAnotherSite(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	behind := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Frame-Options", "SAMEORIGIN") // as PocketBase does
		h.ServeHTTP(w, r)
	})
	for target, frames := range map[string]string{"/chat": "frame-ancestors 'self'", "/chat?embed=1": "frame-ancestors *"} {
		w := call(behind, "GET", target, "")
		if p := w.Header().Get("Content-Security-Policy"); !strings.HasSuffix(p, frames) || strings.Contains(p, "unsafe") || w.Header().Get("X-Frame-Options") != "" {
			t.Errorf("%s: policy %q, X-Frame-Options %q", target, p, w.Header().Get("X-Frame-Options"))
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", target, name, got)
			}
		}
		if len(w.Result().Cookies()) > 0 {
			t.Errorf("%s sets a cookie", target)
		}
	}
	if w := call(behind, "GET", "/chat.js", ""); w.Header().Get("Content-Security-Policy") == "" {
		t.Error("a file has no policy")
	}
}

// Every element is looked at: nothing is loaded from elsewhere, nothing is
// inline, each field has a label and each id is there once.
func TestThePagesMarkupHoldsItsRules(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	for _, lang := range phrases.Languages {
		for _, target := range []string{"/chat?lang=" + lang, "/chat?embed=1&lang=" + lang} {
			checkPage(t, target, call(h, "GET", target, ""))
			checkPage(t, "POST "+target, call(h, "POST", target, "question=Hello"))
		}
	}
}

func checkPage(t *testing.T, name string, w *httptest.ResponseRecorder) {
	t.Helper()
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	ids, labels, fields, headings := map[string]int{}, map[string]bool{}, []string{}, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		a := map[string]string{}
		for _, at := range n.Attr {
			a[at.Key] = at.Val
			if strings.HasPrefix(at.Key, "on") || at.Key == "style" {
				t.Errorf("%s: <%s> has an inline %s", name, n.Data, at.Key)
			}
		}
		ids[a["id"]]++
		switch n.Data {
		case "label":
			labels[a["for"]] = true
		case "textarea", "select":
			fields = append(fields, a["id"])
		case "h1":
			headings++
		case "style":
			t.Errorf("%s: inline style", name)
		}
		if src := a["src"] + map[bool]string{true: a["href"]}[n.Data == "link"]; src != "" && !local(src) {
			t.Errorf("%s: <%s> loads %s", name, n.Data, src)
		}
	}
	for id, n := range ids {
		if id != "" && n > 1 {
			t.Errorf("%s: id %s stands %d times", name, id, n)
		}
	}
	for _, f := range fields {
		if !labels[f] {
			t.Errorf("%s: field %q has no label", name, f)
		}
	}
	if headings != 1 {
		t.Errorf("%s: %d h1", name, headings)
	}
}

func TestFilesAreKeptLongUnderTheirVersion(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	page := call(h, "GET", "/chat", "").Body.String()
	for _, m := range regexp.MustCompile(`(?:src|href)="(/chat\.[a-z]+\?v=[0-9a-f]+)"`).FindAllStringSubmatch(page, -1) {
		w := call(h, "GET", m[1], "")
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", m[1], w.Code, w.Header())
		}
		if again := call(h, "GET", m[1], "", "If-None-Match", w.Header().Get("ETag")); again.Code != 304 {
			t.Errorf("%s again: %d", m[1], again.Code)
		}
	}
	if w := call(h, "GET", "/widget.js", ""); strings.Contains(w.Body.String(), `"WORDS"`) || !strings.Contains(w.Body.String(), phrases.Web.Open.Zh) {
		t.Error("the widget has no words")
	}
}

func TestLaterAnswersAreShownToTheirConversation(t *testing.T) {
	id := "ABCDEFGHIJKLMNOPQRSTUVWX27"
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	h := New(Config{Log: quiet(), PerMinute: 1}, &echo{}, laterFunc(func(_ context.Context, c string) ([]LaterAnswer, error) {
		if c != id {
			return nil, nil
		}
		return []LaterAnswer{{ID: "i1", Question: "Wann?", Answer: "Im <Mai>.", Lang: "de", By: "Büro Berlin", At: at}}, nil
	}))
	w := call(h, "GET", "/api/isa/conversations/"+id, "")
	got := decode[laterReply](t, w.Body)
	want := laterEntry{ID: "i1", Question: "Wann?", Answer: "Im <Mai>.", HTML: "<p>Im &lt;Mai&gt;.</p>", Lang: "de", By: "Büro Berlin", At: "2026-03-02T09:00:00Z"}
	if w.Code != 200 || len(got.Answers) != 1 || got.Answers[0] != want {
		t.Errorf("status %d, %+v", w.Code, got)
	}
	if w := call(h, "GET", "/api/isa/conversations/"+strings.Repeat("A", 26), ""); !strings.Contains(w.Body.String(), `"answers":[]`) {
		t.Errorf("another conversation: %s", w.Body)
	}
	if w := call(h, "GET", "/api/isa/conversations/x", ""); w.Code != 404 {
		t.Errorf("a foreign shape: %d", w.Code)
	}
	call(h, "GET", "/api/isa/conversations/"+id, "")
	if w := call(h, "GET", "/api/isa/conversations/"+id, ""); w.Code != 429 {
		t.Errorf("the fifth look in a minute: %d", w.Code)
	}
}

func TestHealthSaysWhatIsTheCase(t *testing.T) {
	if w := call(New(Config{Log: quiet()}, &echo{}, nil), "GET", "/api/isa/health", ""); w.Code != 200 {
		t.Errorf("well: %d", w.Code)
	}
	ill := Config{Log: quiet(), Healthy: func(context.Context) error { return errors.New("no database") }}
	if w := call(New(ill, &echo{}, nil), "GET", "/api/isa/health", ""); w.Code != 503 || strings.Contains(w.Body.String(), "database") {
		t.Errorf("ill: %d %s", w.Code, w.Body)
	}
}

func TestAnAnswerRanksBelowThePageAndLoadsNothing(t *testing.T) {
	doc := richtext.Doc{Blocks: []richtext.Block{
		{Kind: richtext.Heading, Level: 1, Spans: []richtext.Span{{Text: "A"}}},
		{Kind: richtext.Image, URL: "https://example.org/a.png", Alt: "A picture"},
		{Kind: richtext.Image, URL: "/api/files/a.png", Alt: "Ours"},
	}}
	want := `<h3>A</h3><p><a href="https://example.org/a.png" rel="noopener">A picture</a></p><img src="/api/files/a.png" alt="Ours" loading="lazy">`
	if got := shown(doc).HTML(); got != want {
		t.Errorf("got %s", got)
	}
	if doc.Blocks[0].Level != 1 {
		t.Error("the document itself was changed")
	}
}

func TestDaysAsEachLanguageWritesThem(t *testing.T) {
	for _, c := range []struct{ date, lang, want string }{
		{"2021", "de", "2021"}, {"2021-03", "de", "3/2021"}, {"2021-03-09", "de", "9.3.2021"},
		{"2021-03", "en", "2021-03"}, {"2021", "zh", "2021年"}, {"2021-10-30", "zh", "2021年10月30日"},
		{"spring", "zh", "spring"}, {"", "de", ""},
	} {
		if got := day(c.date, c.lang); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.date, c.lang, got, c.want)
		}
	}
}
