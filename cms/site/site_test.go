package site_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms/cmstest"
	"isa-portal.de/isabot/cms/site"
)

const public = "https://isa.example"

var clock = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// migrated is a database with the content that it starts with.
var migrated cmstest.Template

func TestMain(m *testing.M) { cmstest.Main(m, &migrated, true) }

// portal is the site over real HTTP, beside PocketBase's own routes.
type portal struct {
	*testing.T
	app    core.App
	url    string
	passed *atomic.Int64 // the nanoseconds by which the clock was moved on
}

// open starts a portal on a database without content.
func open(t *testing.T) portal {
	t.Helper()
	p := openWithContent(t)
	for _, c := range []string{"places", "news", "members", "states", "alliance", "contacts", "faqs", "events", "pages", "channels"} {
		if _, err := p.app.DB().NewQuery("DELETE FROM {{" + c + "}}").Execute(); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// openWithContent starts a portal on the records of the migrations.
func openWithContent(t *testing.T) portal {
	t.Helper()
	app := migrated.Open(t)
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	router.GET("/_/{path...}", func(e *core.RequestEvent) error { return e.String(http.StatusOK, "admin") })
	passed := &atomic.Int64{}
	handler := site.New(app, site.Config{
		PublicURL: func() string { return public + "/" },
		Now:       func() time.Time { return clock.Add(time.Duration(passed.Load())) },
		Log:       slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
	for _, path := range site.Paths() {
		router.Any(path, apis.WrapStdHandler(handler))
	}
	mux, err := router.BuildMux()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return portal{t, app, server.URL, passed}
}

// pass moves the clock on.
func (p portal) pass(d time.Duration) { p.passed.Add(int64(d)) }

// save stores a record with these values.
func (p portal) save(collection string, values map[string]any) *core.Record {
	p.Helper()
	return cmstest.Save(p, p.app, collection, values)
}

// named adds a text in the three languages to a record's values.
func named(values map[string]any, field, text string) map[string]any {
	for _, l := range languages {
		values[field+"_"+l] = text + " " + l
	}
	return values
}

var languages = []string{"de", "en", "zh"}

type answer struct {
	status int
	header http.Header
	body   string
}

// get asks for a page and follows no redirect.
func (p portal) get(path string, headers ...string) answer {
	p.Helper()
	req, err := http.NewRequestWithContext(p.Context(), http.MethodGet, p.url+path, nil)
	if err != nil {
		p.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		p.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		p.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(body)}
}

// want says that a page is there and contains these texts.
func (p portal) want(path string, texts ...string) answer {
	p.Helper()
	a := p.get(path)
	if a.status != http.StatusOK {
		p.Errorf("%s: status %d", path, a.status)
	}
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			p.Errorf("%s: %q is missing", path, s)
		}
	}
	return a
}

// never says that a page does not contain these texts.
func (p portal) never(path string, texts ...string) {
	p.Helper()
	a := p.get(path)
	for _, s := range texts {
		if strings.Contains(a.body, s) {
			p.Errorf("%s: %q is shown", path, s)
		}
	}
}

func BenchmarkMembersPage(b *testing.B) {
	app := migrated.Open(b)
	handler := site.New(app, site.Config{})
	for b.Loop() {
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/zh/members", nil))
		if rec.Code != http.StatusOK {
			b.Fatal(rec.Code)
		}
	}
}
