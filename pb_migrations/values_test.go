package pb_migrations_test

import (
	"maps"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// try reports whether a record with these values is taken.
func try(t *testing.T, app core.App, collection string, values map[string]any) error {
	t.Helper()
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(values)
	return app.Save(r)
}

func TestRoughDates(t *testing.T) {
	app := newApp(t)
	for value, good := range map[string]bool{
		"": true, "2021": true, "2021-07": true, "2021-12-31": true,
		"21": false, "2021-7": false, "2021-13": false, "2021-00": false, "2021-02-32": false,
		"2021-07-15T10:00:00Z": false, "15.07.2021": false, "x2021": false, "2021-": false,
	} {
		err := try(t, app, "alliance", map[string]any{"name_de": "A", "as_of": value})
		if (err == nil) != good {
			t.Errorf("as_of %q: %v", value, err)
		}
	}
}

func TestSlugs(t *testing.T) {
	app := newApp(t)
	for value, good := range map[string]bool{
		"a": true, "bad-homburg-2": true, "": true,
		"Bad": false, "a--b": false, "-a": false, "a-": false, "a b": false, "köln": false, "../x": false,
	} {
		err := try(t, app, "topics", map[string]any{"name_de": "A", "slug": value})
		if (err == nil) != good {
			t.Errorf("slug %q: %v", value, err)
		}
	}
}

func TestWhatIsThereOnce(t *testing.T) {
	app := newApp(t)
	channel := save(t, app, "channels", map[string]any{"name": "N", "platform": "telegram", "target": "t1", "lang": "de"})
	delivery := map[string]any{"kind": "news", "subject": "s", "platform": "telegram", "chat": "c", "part": "0", "gen": "0"}
	for name, c := range map[string]struct {
		collection string
		first      map[string]any
		other      map[string]any // what makes a second one possible
	}{
		"slug":         {"news", map[string]any{"slug": "once", "status": "draft"}, map[string]any{"slug": "twice"}},
		"empty slug":   {"news", map[string]any{"slug": "", "status": "draft", "title_de": "x"}, nil},
		"state":        {"states", map[string]any{"code": "XX", "country": "DE", "name_de": "X"}, map[string]any{"country": "CN"}},
		"page":         {"pages", map[string]any{"slug": "once"}, map[string]any{"slug": "twice"}},
		"channel":      {"channels", map[string]any{"name": "A", "platform": "discord", "target": "1", "lang": "de"}, map[string]any{"thread": "2"}},
		"delivery":     {"deliveries", delivery, map[string]any{"gen": "1"}},
		"translation":  {"translations", map[string]any{"collection": "news", "record": "r", "lang": "en"}, map[string]any{"lang": "zh"}},
		"subscriber":   {"subscribers", map[string]any{"platform": "telegram", "chat": "1"}, map[string]any{"chat": "2"}},
		"inquiry":      {"inquiries", map[string]any{"number": "1", "question": "q", "state": "open"}, map[string]any{"number": "2"}},
		"session":      {"sessions", map[string]any{"person": "p"}, map[string]any{"person": "q"}},
		"reply":        {"replies", map[string]any{"platform": "telegram", "chat": "1", "question": "1", "answer": "2"}, map[string]any{"question": "3"}},
		"update":       {"inbox", map[string]any{"platform": "telegram", "update_id": "1"}, map[string]any{"platform": "discord"}},
		"vector":       {"vectors", map[string]any{"hash": "1", "model": "m", "vector": "AAAA"}, map[string]any{"hash": "2"}},
		"value":        {"state", map[string]any{"key": "once"}, map[string]any{"key": "twice"}},
		"channelstate": {"channel_state", map[string]any{"channel": channel.Id}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if err := try(t, app, c.collection, c.first); err != nil {
				t.Fatalf("the first one: %v", err)
			}
			if err := try(t, app, c.collection, c.first); (err == nil) != (name == "empty slug") {
				t.Errorf("the same again: %v", err)
			}
			if c.other == nil {
				return
			}
			second := maps.Clone(c.first)
			maps.Copy(second, c.other)
			if err := try(t, app, c.collection, second); err != nil {
				t.Errorf("another one: %v", err)
			}
		})
	}
}

func TestRecordsOutliveWhatTheyPointTo(t *testing.T) {
	app := newApp(t)
	office := save(t, app, "contacts", map[string]any{"name_de": "Stelle"})
	channel := save(t, app, "channels", map[string]any{"name": "N", "platform": "telegram", "target": "t", "lang": "de"})
	inquiry := save(t, app, "inquiries", map[string]any{"question": "q", "state": "open", "office": office.Id})
	news := save(t, app, "news", map[string]any{"status": "draft", "channels": []string{channel.Id}})
	seen := save(t, app, "channel_state", map[string]any{"channel": channel.Id})
	for _, r := range []*core.Record{office, channel} {
		if err := app.Delete(r); err != nil {
			t.Fatal(err)
		}
	}
	inquiry, err := app.FindRecordById("inquiries", inquiry.Id)
	if err != nil || inquiry.GetString("office") != "" {
		t.Errorf("inquiry: %v, office %q", err, inquiry.GetString("office"))
	}
	if _, err := app.FindRecordById("news", news.Id); err != nil {
		t.Errorf("news went with its channel: %v", err)
	}
	if _, err := app.FindRecordById("channel_state", seen.Id); err == nil {
		t.Error("the state of a channel stayed without it")
	}
}
