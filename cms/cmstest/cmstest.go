// Package cmstest gives tests a real PocketBase with the schema, with or
// without the content that it starts with.
package cmstest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"isa-portal.de/isabot/cms"
	_ "isa-portal.de/isabot/pb_migrations" // what Migrate applies
)

// content are the collections that migrations fill, those that point to others first.
var content = []string{"places", "news", "members", "states", "contacts", "faqs", "events", "pages", "topics", "alliance"}

// Template is a migrated data folder. It is made once and copied by each test.
type Template struct{ Dir string }

// Migrate makes a template, which its caller removes. It panics where that
// cannot be done: it is meant for TestMain.
func Migrate(withContent bool) Template {
	parent, err := os.MkdirTemp("", "isabot-test")
	if err != nil {
		panic(err)
	}
	t := Template{Dir: filepath.Join(parent, "data")}
	if err := t.migrate(withContent); err != nil {
		panic(fmt.Errorf("migrating a data folder for tests: %w", err))
	}
	return t
}

func (t Template) migrate(withContent bool) error {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.Dir, DBConnect: cms.Connect})
	if err := app.Bootstrap(); err != nil {
		return err
	}
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	if !withContent {
		for _, c := range content {
			if _, err := app.DB().Delete(c, nil).Execute(); err != nil {
				return err
			}
		}
	}
	return app.ResetBootstrapState()
}

// Remove deletes the template.
func (t Template) Remove() { _ = os.RemoveAll(filepath.Dir(t.Dir)) }

// Open is an app on a copy of the template; it ends with the test.
func (t Template) Open(tb testing.TB) *tests.TestApp {
	tb.Helper()
	app, err := tests.NewTestAppWithConfig(core.BaseAppConfig{DataDir: t.Dir, DBConnect: cms.Connect})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(app.Cleanup)
	return app
}

// Record is a new record with these values, not yet saved.
func Record(tb testing.TB, app core.App, collection string, values map[string]any) *core.Record {
	tb.Helper()
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		tb.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(values)
	return r
}

// Save stores a new record with these values.
func Save(tb testing.TB, app core.App, collection string, values map[string]any) *core.Record {
	tb.Helper()
	r := Record(tb, app, collection, values)
	if err := app.Save(r); err != nil {
		tb.Fatalf("saving into %s: %v", collection, err)
	}
	return r
}

// Main runs the tests of a package on a template that it keeps in t.
func Main(m *testing.M, t *Template, withContent bool) {
	*t = Migrate(withContent)
	code := m.Run()
	t.Remove()
	os.Exit(code)
}
