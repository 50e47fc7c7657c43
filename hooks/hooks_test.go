package hooks_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"isa-portal.de/isabot/cms/cmstest"
	"isa-portal.de/isabot/hooks"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// wakes counts how often the engine is woken.
type wakes struct{ n atomic.Int32 }

func (w *wakes) Wake() { w.n.Add(1) }

// template is a database without the content that it starts with.
var template cmstest.Template

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		saveUntilKilled(dir)
		return
	}
	cmstest.Main(m, &template, false)
}

// bench is an app with the hooks bound, a clock and a counted engine.
type bench struct {
	*tests.TestApp
	t      testing.TB
	now    time.Time
	engine *wakes
	server http.Handler
	token  string
	boss   *core.Record
}

func setup(t testing.TB) *bench {
	t.Helper()
	app := template.Open(t)
	b := &bench{TestApp: app, t: t, now: noon, engine: &wakes{}}
	hooks.Register(app, b.clock, b.engine)
	return b
}

func (b *bench) clock() time.Time { return b.now }

func (b *bench) record(collection string, fields map[string]any) *core.Record {
	b.t.Helper()
	return cmstest.Record(b.t, b, collection, fields)
}

func (b *bench) save(collection string, fields map[string]any) *core.Record {
	b.t.Helper()
	return cmstest.Save(b.t, b, collection, fields)
}

// publish saves news and publishes it by a second save.
func (b *bench) publish(fields map[string]any) *core.Record {
	b.t.Helper()
	r := b.save("news", fields)
	return b.change(r, map[string]any{"status": "published"})
}

func (b *bench) change(r *core.Record, fields map[string]any) *core.Record {
	b.t.Helper()
	r = b.reload(r)
	r.Load(fields)
	if err := b.Save(r); err != nil {
		b.t.Fatal(err)
	}
	return r
}

func (b *bench) reload(r *core.Record) *core.Record {
	b.t.Helper()
	fresh, err := b.FindRecordById(r.Collection(), r.Id)
	if err != nil {
		b.t.Fatal(err)
	}
	return fresh
}

// serve starts the HTTP side with one member of staff.
func (b *bench) serve(lang string) {
	b.t.Helper()
	b.boss = b.record(core.CollectionNameSuperusers, map[string]any{"email": "staff@example.org", "lang": lang})
	b.boss.SetPassword("1234567890")
	if err := b.Save(b.boss); err != nil {
		b.t.Fatal(err)
	}
	var err error
	if b.token, err = b.boss.NewAuthToken(); err != nil {
		b.t.Fatal(err)
	}
	router, err := apis.NewRouter(b.TestApp)
	if err != nil {
		b.t.Fatal(err)
	}
	event := &core.ServeEvent{App: b.TestApp, Router: router}
	err = b.OnServe().Trigger(event, func(e *core.ServeEvent) error {
		b.server, err = e.Router.BuildMux()
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// take makes the member of staff one of that role.
func (b *bench) take(role string) {
	b.t.Helper()
	b.boss.Set("role", role)
	if err := b.Save(b.boss); err != nil {
		b.t.Fatal(err)
	}
}

// call sends a request as staff, or as a guest.
func (b *bench) call(guest bool, method, path string, body any) (int, map[string]any) {
	b.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	req := httptest.NewRequest(method, path, bytes.NewReader(raw))
	req.Header.Set("Content-Type", "application/json")
	if !guest {
		req.Header.Set("Authorization", b.token)
	}
	w := httptest.NewRecorder()
	b.server.ServeHTTP(w, req)
	var out map[string]any
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			b.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
		}
	}
	return w.Code, out
}

// raw sends a request as staff and returns the answer as it is.
func (b *bench) raw(method, path string, body any) (int, string) {
	b.t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	req := httptest.NewRequest(method, path, bytes.NewReader(sent))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", b.token)
	w := httptest.NewRecorder()
	b.server.ServeHTTP(w, req)
	return w.Code, w.Body.String()
}

// fieldMessage is what an answer of the API says about a field.
func fieldMessage(answer map[string]any, field string) string {
	data, _ := answer["data"].(map[string]any)
	at, _ := data[field].(map[string]any)
	s, _ := at["message"].(string)
	return s
}
