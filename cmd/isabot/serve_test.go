package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"isa-portal.de/isabot/cms/cmstest"
)

// served is the whole program behind a real HTTP server, and what it said at
// the start.
func served(t testing.TB) (*program, *httptest.Server, string) {
	t.Helper()
	return servedIn(t, nil)
}

// servedIn is the same in an environment.
func servedIn(t testing.TB, env map[string]string) (*program, *httptest.Server, string) {
	t.Helper()
	p := wholeProgramIn(t, env)
	server, said := serving(t, p)
	return p, server, said
}

// serving serves a program, and returns what it says to who started it.
func serving(t testing.TB, p *program) (*httptest.Server, string) {
	t.Helper()
	var said bytes.Buffer
	p.app.RootCmd.SetOut(&said)
	router, err := apis.NewRouter(p.app)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	e := &core.ServeEvent{App: p.app, Router: router, Server: server.Config}
	e.Server.Addr = server.Listener.Addr().String()
	err = p.app.OnServe().Trigger(e, func(e *core.ServeEvent) error {
		server.Config.Handler, err = e.Router.BuildMux()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	server.Start()
	t.Cleanup(func() {
		server.Close()
		end := &core.TerminateEvent{App: p.app}
		if err := p.app.OnTerminate().Trigger(end); err != nil {
			t.Error(err)
		}
	})
	return server, said.String()
}

func TestServeSaysWhereEverythingIs(t *testing.T) {
	_, server, said := served(t)
	for _, want := range []string{
		server.URL + "/chat", server.URL + "/de", server.URL + "/_/", "superuser create",
		"TELEGRAM_BOT_TOKEN", "DISCORD_BOT_TOKEN", "imprint", "privacy",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in:\n%s", want, said)
		}
	}
}

func TestEveryDoorIsOpen(t *testing.T) {
	_, server, _ := served(t)
	for path, want := range map[string]int{
		"/chat": 200, "/widget.js": 200, "/de": 200, "/zh/members": 200, "/en/faq": 200, "/zh/feed.xml": 200, "/de/topics/events/feed.json": 200, "/en/events.ics": 200, "/sitemap.xml": 200, "/robots.txt": 200,
		"/favicon.svg": 200, "/api/isa/health": 200, "/metrics": 200, "/api/health": 200, "/api/collections/members/records": 200,
		"/nowhere": 404, "/api/isa/nowhere": 404, "/api/collections/audit/records": 403,
	} {
		res, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, res.StatusCode, want)
		}
	}
}

func TestFilesAreNotKeptByOthersForLong(t *testing.T) {
	p, server, _ := served(t)
	file, err := filesystem.NewFileFromBytes([]byte("%PDF-1.4 "), "plan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "X", "status": "draft", "source_lang": "de", "publish_at": "2026-01-31 10:00:00.000Z", "attachments": file})
	for _, step := range []struct {
		status string
		want   int
	}{{"draft", 404}, {"published", 200}, {"retracted", 404}} {
		news.Set("status", step.status)
		if err := p.app.Save(news); err != nil {
			t.Fatal(err)
		}
		res, err := http.Get(server.URL + "/api/files/news/" + news.Id + "/" + news.GetStringSlice("attachments")[0])
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != step.want || res.Header.Get("Cache-Control") != "private, max-age=300" {
			t.Errorf("the file of a %s: %d, %q", step.status, res.StatusCode, res.Header.Get("Cache-Control"))
		}
	}
}

func TestAQuestionOverHTTPIsAnsweredFromTheRecords(t *testing.T) {
	_, server, _ := served(t)
	for question, want := range map[string]string{"Ist Freiburg Mitglied?": "Schwarzwald", "is Freiburg a member?": "Black Forest", "弗莱堡是成员吗": "黑森林"} {
		body, err := json.Marshal(map[string]string{"question": question})
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.Post(server.URL+"/api/isa/ask", "text/plain", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Answer  string
			Sources []struct{ URL, AsOf string }
		}
		err = json.NewDecoder(res.Body).Decode(&got)
		res.Body.Close()
		if err != nil || !strings.Contains(got.Answer, want) || !strings.Contains(got.Answer, "2021") || len(got.Sources) == 0 {
			t.Errorf("%s: %v %+v", question, err, got)
		}
	}
}

func TestTheChatMayBeFramedAndTheAdminNot(t *testing.T) {
	_, server, _ := served(t)
	for path, framed := range map[string]bool{"/chat?embed=1": true, "/chat": false, "/api/health": false} {
		res, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		policy := res.Header.Get("Content-Security-Policy")
		free := res.Header.Get("X-Frame-Options") == "" && !strings.Contains(policy, "frame-ancestors 'self'") && !strings.Contains(policy, "frame-ancestors 'none'")
		if free != framed {
			t.Errorf("%s: may be framed = %v (%s)", path, free, policy)
		}
	}
}

func TestMetricsAreForThisMachineOnly(t *testing.T) {
	p := wholeProgram(t)
	page := newMetrics(p.bench(false), func() int64 { return 0 }, nil).page()
	for _, tt := range []struct {
		remote, header, value string
		want                  int
	}{
		{"127.0.0.1:5", "", "", 200}, {"[::1]:5", "", "", 200}, {"192.0.2.7:5", "", "", 404}, {"", "", "", 404},
		{"127.0.0.1:5", "X-Forwarded-For", "192.0.2.7", 404}, {"127.0.0.1:5", "x-forwarded-for", "", 404},
		{"127.0.0.1:5", "Forwarded", "for=192.0.2.7", 404}, {"127.0.0.1:5", "X-Real-IP", "192.0.2.7", 404}, {"127.0.0.1:5", "Via", "1.1 proxy", 404},
	} {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.RemoteAddr = tt.remote
		if tt.header != "" {
			r.Header.Set(tt.header, tt.value)
		}
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("from %q with %s %q: %d, want %d", tt.remote, tt.header, tt.value, w.Code, tt.want)
		}
	}
}
