package pb_migrations_test

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// opened is an app on dir, with all migrations applied.
func opened(t *testing.T, dir string) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.ResetBootstrapState() })
	if err := app.RunAllMigrations(); err != nil {
		t.Fatal(err)
	}
	return app
}

// contentMigration is the migration that loads the content.
func contentMigration(t *testing.T) *core.Migration {
	t.Helper()
	for _, m := range core.AppMigrations.Items() {
		if m.File == "1700000900_content.go" {
			return m
		}
	}
	t.Fatal("the migration is not registered")
	return nil
}

// snapshot is all records of the collections with content, as JSON by id.
func snapshot(t *testing.T, app core.App) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name := range content(t) {
		list, err := app.FindAllRecords(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			raw, err := json.Marshal(r.FieldsData())
			if err != nil {
				t.Fatal(err)
			}
			all[name+" "+r.Id] = string(raw)
		}
	}
	return all
}

func TestEveryRecordOfTheContentIsLoadedAndValid(t *testing.T) {
	app := newApp(t)
	for name, entries := range content(t) {
		list, err := app.FindAllRecords(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != len(entries) {
			t.Errorf("%s has %d records, the file %d", name, len(list), len(entries))
		}
		for _, r := range list {
			if err := app.Validate(r); err != nil {
				t.Errorf("%s %s: %v", name, r.Id, err)
			}
			if r.GetDateTime("created").IsZero() || r.GetDateTime("updated").IsZero() {
				t.Errorf("%s %s has no created or updated", name, r.Id)
			}
		}
	}
}

func TestMembersAddUpAsPublished(t *testing.T) {
	app := newApp(t)
	list, err := app.FindAllRecords("members")
	if err != nil {
		t.Fatal(err)
	}
	country, state := map[string]int{}, map[string]int{}
	for _, r := range list {
		if !r.GetBool("published") {
			if r.GetString("slug") != "yunfu" {
				t.Errorf("%s is not published", r.GetString("slug"))
			}
			continue
		}
		s, err := app.FindRecordById("states", r.GetString("state"))
		if err != nil {
			t.Fatal(err)
		}
		country[r.GetString("country")]++
		state[r.GetString("country")+"-"+s.GetString("code")]++
	}
	if want := map[string]int{"DE": 21, "CN": 26}; !maps.Equal(country, want) {
		t.Errorf("published members: %v, want %v", country, want)
	}
	want := map[string]int{"DE-NW": 8, "DE-HE": 3, "DE-RP": 3, "DE-NI": 2, "DE-BY": 2, "DE-SN": 1, "DE-HH": 1, "DE-BW": 1,
		"CN-GD": 8, "CN-ZJ": 3, "CN-HEN": 3, "CN-GX": 2, "CN-HEB": 1, "CN-SC": 1, "CN-GZ": 1, "CN-GS": 1, "CN-AH": 1,
		"CN-JX": 1, "CN-LN": 1, "CN-SD": 1, "CN-HN": 1, "CN-JS": 1}
	if !maps.Equal(state, want) {
		t.Errorf("published members by state:\n%v\nwant\n%v", state, want)
	}
	a, err := app.FindFirstRecordByData("alliance", "short_name", "ISA")
	if err != nil {
		t.Fatal(err)
	}
	if a.GetInt("count_total") != 48 || a.GetInt("count_de") != 21 || a.GetInt("count_cn") != 27 {
		t.Errorf("published figures: %d, %d, %d", a.GetInt("count_total"), a.GetInt("count_de"), a.GetInt("count_cn"))
	}
}

func TestContentHasTheSameIDsEverywhere(t *testing.T) {
	r, err := newApp(t).FindFirstRecordByData("members", "slug", "aachen")
	if err != nil {
		t.Fatal(err)
	}
	if r.Id != "sljlu5p6eiphumk" {
		t.Errorf("Aachen has the id %s", r.Id)
	}
}

func TestLoadingTheContentTwiceChangesNothing(t *testing.T) {
	app := newApp(t)
	before := snapshot(t, app)
	if err := contentMigration(t).Up(app); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(before, snapshot(t, app)) {
		t.Error("the records have changed")
	}
}

func TestWhatStaffEditSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	app := opened(t, dir)
	r, err := app.FindFirstRecordByData("members", "slug", "aachen")
	if err != nil {
		t.Fatal(err)
	}
	r.Set("profile_de", "Geändert.")
	if err := app.Save(r); err != nil {
		t.Fatal(err)
	}
	gone, err := app.FindFirstRecordByData("places", "name_de", "Worms")
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Delete(gone); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, app)
	if err := app.ResetBootstrapState(); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(before, snapshot(t, opened(t, dir))) {
		t.Error("the restart has changed records")
	}
}

func TestTakingTheContentBackLeavesTheRest(t *testing.T) {
	app := newApp(t)
	own := save(t, app, "members", map[string]any{"name_de": "Neustadt", "kind": "city", "country": "DE"})
	if err := contentMigration(t).Down(app); err != nil {
		t.Fatal(err)
	}
	left := snapshot(t, app)
	if _, ok := left["members "+own.Id]; !ok || len(left) != 1 {
		t.Errorf("%d records are left, want the one that staff made", len(left))
	}
}
