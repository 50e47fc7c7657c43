package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
)

func TestNobodyWritesTheProgramsOwnBooksOverTheAPI(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("zh")
	channel := b.save("channels", map[string]any{"name": "A", "platform": "telegram", "target": "@a", "lang": "de"})
	rows := map[string]map[string]any{
		"audit":         {"action": "update", "collection": "faqs"},
		"deliveries":    {"kind": "news", "subject": "s", "platform": "telegram", "chat": "c"},
		"inbox":         {"platform": "telegram", "update_id": "1"},
		"replies":       {"platform": "telegram", "chat": "c", "question": "1", "answer": "[]"},
		"sessions":      {"person": "p"},
		"questions":     {"text": "Wer?"},
		"translations":  {"collection": "faqs", "record": "r", "lang": "de"},
		"channel_state": {"channel": channel.Id},
		"vectors":       {"hash": "h", "model": "m", "vector": "AAAA"},
		"model_log":     {"task": "write"},
	}
	for collection, fields := range rows {
		row := b.save(collection, fields)
		path := "/api/collections/" + collection
		for _, c := range []struct{ method, path string }{
			{http.MethodPost, path + "/records"},
			{http.MethodPatch, path + "/records/" + row.Id},
			{http.MethodDelete, path + "/records/" + row.Id},
			{http.MethodDelete, path + "/truncate"},
			{http.MethodDelete, "/api/collections/" + row.Collection().Id + "/truncate"},
		} {
			code, out := b.call(false, c.method, c.path, fields)
			if code != http.StatusForbidden || out["message"] != phrases.CMS.ReadOnly.Zh {
				t.Errorf("%s %s: %d %v", c.method, c.path, code, out["message"])
			}
			if code, _ := b.call(true, c.method, c.path, fields); code < 400 {
				t.Errorf("a guest's %s %s: %d", c.method, c.path, code)
			}
		}
		if _, err := b.FindRecordById(collection, row.Id); err != nil {
			t.Errorf("%s: %v", collection, err)
		}
	}
	if code, out := b.call(false, http.MethodDelete, "/api/collections/topics/truncate", nil); code != http.StatusNoContent {
		t.Errorf("another collection cannot be emptied: %d %v", code, out)
	}
}

func TestGuestsSeeNothingThatIsStaffsEvenWhereTheSchemaForgetsToHideIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	unhide(b, "news")
	topic := b.save("topics", map[string]any{"slug": "t", "name_de": "T"})
	b.publish(map[string]any{"title_de": "Neu", "topics": []string{topic.Id}, "author": b.boss.Id, "silent": true, "publish_at": "2020-01-01 00:00:00Z"})
	for _, path := range []string{
		"/api/collections/news/records",
		"/api/collections/topics/records?expand=news_via_topics",
	} {
		_, guest := b.call(true, http.MethodGet, path, nil)
		_, staff := b.call(false, http.MethodGet, path, nil)
		shown := newsIn(guest)
		if shown == nil || shown["title_de"] != "Neu" {
			t.Fatalf("%s: %v", path, guest)
		}
		for _, field := range []string{"channels", "silent", "rev", "status", "author", "published_by"} {
			if v, ok := shown[field]; ok {
				t.Errorf("%s shows a guest %s = %v", path, field, v)
			}
			if _, ok := newsIn(staff)[field]; !ok {
				t.Errorf("%s hides %s from staff", path, field)
			}
		}
	}
}

// newsIn is the first piece of news in a list, or in what its first record expands to.
func newsIn(list map[string]any) map[string]any {
	items, _ := list["items"].([]any)
	if len(items) == 0 {
		return nil
	}
	first := items[0].(map[string]any)
	if expand, ok := first["expand"].(map[string]any); ok {
		first = expand["news_via_topics"].([]any)[0].(map[string]any)
	}
	return first
}

func unhide(b *bench, collection string) {
	b.t.Helper()
	c, err := b.FindCollectionByNameOrId(collection)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, f := range c.Fields {
		if f.GetName() != core.FieldNameId {
			f.SetHidden(false)
		}
	}
	if err := b.Save(c); err != nil {
		b.t.Fatal(err)
	}
}

func TestSubscribersHearNothingThatIsStaffs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	unhide(b, "news")
	c, err := b.FindCollectionByNameOrId("news")
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"id": "abcdefghijklmno", "title_de": "Neu", "status": "published", "silent": true})
	event := &core.RecordEnrichEvent{App: b.TestApp, RequestInfo: &core.RequestInfo{Context: core.RequestInfoContextRealtime}}
	event.Record = r
	if err := b.OnRecordEnrich().Trigger(event); err != nil {
		t.Fatal(err)
	}
	raw, err := r.MarshalJSON()
	if err != nil || strings.Contains(string(raw), "status") || !strings.Contains(string(raw), "Neu") {
		t.Errorf("told: %s, %v", raw, err)
	}
}
