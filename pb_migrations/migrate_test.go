package pb_migrations_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	_ "isa-portal.de/isabot/pb_migrations"
)

// template is a folder with all migrations applied, made once.
var template = sync.OnceValues(func() (string, error) {
	empty, err := os.MkdirTemp("", "isabot")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(empty)
	app, err := tests.NewTestApp(empty)
	if err != nil {
		return "", err
	}
	return app.DataDir(), app.ResetBootstrapState()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := template(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// newApp is an app with all migrations applied.
func newApp(t *testing.T) *tests.TestApp {
	t.Helper()
	dir, err := template()
	if err != nil {
		t.Fatal(err)
	}
	app, err := tests.NewTestApp(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	return app
}

// serve answers for the app over real HTTP and returns the address.
func serve(t *testing.T, app core.App) string {
	t.Helper()
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	mux, err := router.BuildMux()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// save stores a record with these values.
func save(t *testing.T, app core.App, collection string, values map[string]any) *core.Record {
	t.Helper()
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(values)
	if err := app.Save(r); err != nil {
		t.Fatalf("save %s: %v", collection, err)
	}
	return r
}

// ours are the collections that the migrations made.
func ours(t *testing.T, app core.App) []*core.Collection {
	t.Helper()
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(c *core.Collection) bool { return c.System })
}

// schemaOnly are the migrations of this package without the content.
func schemaOnly() core.MigrationsList {
	var list core.MigrationsList
	for _, m := range core.AppMigrations.Items() {
		if m.File < "1700000900" {
			list.Add(m)
		}
	}
	return list
}

// BenchmarkFirstRun measures what a first start needs to make the schema, beside
// what PocketBase needs for its own.
func BenchmarkFirstRun(b *testing.B) {
	var own, theirs time.Duration
	for b.Loop() {
		app := core.NewBaseApp(core.BaseAppConfig{DataDir: b.TempDir()})
		start := time.Now()
		if err := app.Bootstrap(); err != nil { // with PocketBase's own migrations
			b.Fatal(err)
		}
		middle := time.Now()
		if _, err := core.NewMigrationsRunner(app, schemaOnly()).Up(); err != nil {
			b.Fatal(err)
		}
		own, theirs = own+time.Since(middle), theirs+middle.Sub(start)
		if err := app.ResetBootstrapState(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(own.Milliseconds())/float64(b.N), "ours-ms/op")
	b.ReportMetric(float64(theirs.Milliseconds())/float64(b.N), "theirs-ms/op")
}

func TestDownAndUpAgainGivesTheSameSchema(t *testing.T) {
	app := newApp(t)
	before := describe(t, app, fieldsOf)
	runner := core.NewMigrationsRunner(app, core.AppMigrations)
	n := len(core.AppMigrations.Items())
	if down, err := runner.Down(n); err != nil || len(down) != n {
		t.Fatalf("down: %d of %d reverted, %v", len(down), n, err)
	}
	if left := ours(t, app); len(left) > 0 {
		t.Errorf("down left %s", left[0].Name)
	}
	if app.Settings().RateLimits.Enabled || !app.Settings().Logs.LogIP {
		t.Error("down left our settings")
	}
	staff, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	if staff.Fields.GetByName("role") != nil {
		t.Error("down left the role of staff")
	}
	if up, err := runner.Up(); err != nil || len(up) != n {
		t.Fatalf("up again: %d of %d applied, %v", len(up), n, err)
	}
	if after := describe(t, app, fieldsOf); after != before {
		t.Errorf("the schema is another one after down and up:\n%s", firstDifference(before, after))
	}
}

func TestSettingsAfterTheFirstRun(t *testing.T) {
	app := newApp(t)
	if err := app.ReloadSettings(); err != nil {
		t.Fatal(err)
	}
	s := app.Settings()
	if s.Logs.LogIP || s.Logs.LogAuthId || s.Logs.MinLevel <= 0 {
		t.Errorf("logs = %+v, want no addresses, no accounts, no successes", s.Logs)
	}
	if s.Meta.AppName != "isabot" {
		t.Errorf("app name = %q", s.Meta.AppName)
	}
	if !s.RateLimits.Enabled {
		t.Error("rate limits are off")
	}
	for _, r := range s.RateLimits.Rules {
		if !strings.HasPrefix(r.Label, "*:") || strings.HasSuffix(r.Label, ":create") {
			t.Errorf("the limit %q is not about signing in", r.Label)
		}
	}
}

func TestExampleCollectionIsGone(t *testing.T) {
	app := newApp(t)
	if _, err := app.FindCollectionByNameOrId("users"); err == nil {
		t.Error("the collection users is there")
	}
	for _, c := range ours(t, app) {
		if c.IsAuth() {
			t.Errorf("one can sign up to %s", c.Name)
		}
	}
}

// golden compares text with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s differs; if that is meant, run go test -update and read the difference:\n%s", path, firstDifference(string(want), text))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		a, b := "(end)", "(end)"
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			return "want " + a + "\ngot  " + b
		}
	}
	return "no difference"
}
