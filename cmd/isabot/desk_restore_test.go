package main

import (
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// deletion is the line of the book about the deletion of a record.
type deletion struct {
	ID, Action string
	Restorable bool
	Comes      string `json:"comes_back"`
}

func (c clerk) deletion(collection, id string) deletion {
	c.t.Helper()
	var b struct{ Items []deletion }
	c.get("/api/isa/desk/audit/"+collection+"/"+id, &b)
	if len(b.Items) == 0 || b.Items[0].Action != "delete" {
		c.t.Fatalf("no deletion of %s: %+v", id, b.Items)
	}
	return b.Items[0]
}

func TestACorrectionThatWasDeletedComesBackAsOne(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Alt", "title_en": "Old", "title_zh": "旧", "body_de": "<p>Text</p>", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	if err := cms.StampTranslation(p.app, "news", news.Id, "zh", "behind", cms.ByPerson, ""); err != nil {
		t.Fatal(err)
	}
	records := "/api/collections/news/records/"
	var made struct{ ID string }
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/correction", nil, 200, &made)
	boss.ask("PATCH", records+made.ID, map[string]any{"title_en": "New"}, 200, nil)
	boss.ask("DELETE", records+made.ID, nil, 204, nil)
	gone := boss.deletion("news", made.ID)
	if !gone.Restorable || gone.Comes != "correction" {
		t.Errorf("%+v", gone)
	}

	boss.ask("PATCH", records+news.Id, map[string]any{"body_de": "<p>Inzwischen</p>", "minor_change": true}, 200, nil)
	boss.ask("POST", "/api/isa/desk/audit/"+gone.ID+"/restore", nil, 200, nil)
	back, err := p.app.FindRecordById("news", made.ID)
	if err != nil || back.GetString("corrects") != news.Id || back.GetString("status") != "draft" || back.GetString("title_en") != "New" {
		t.Fatalf("%v: %v", err, back)
	}
	for lang, want := range map[string]cms.Currency{"zh": cms.Outdated, "en": cms.Current} {
		if got, err := cms.CurrencyOf(p.app, back, "de", lang); got != want || err != nil {
			t.Errorf("%s is %s, want %s; %v", lang, got, want, err)
		}
	}
	var out struct {
		ID     string
		Merged bool
	}
	if boss.ask("POST", "/api/isa/desk/news/"+made.ID+"/publish", nil, 200, &out); !out.Merged || out.ID != news.Id {
		t.Errorf("released it is a message of its own: %+v", out)
	}
	live, err := p.app.FindRecordById("news", news.Id)
	if err != nil || live.GetString("title_en") != "New" || live.GetString("body_de") != "<p>Inzwischen</p>" {
		t.Errorf("the original says %s, %s; %v", live.GetString("title_en"), live.GetString("body_de"), err)
	}
	if rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, made.ID); len(rows) != 0 || err != nil {
		t.Errorf("%d messages, %v", len(rows), err)
	}
}

func TestACorrectionDoesNotComeBackWhereThereIsNothingToCorrect(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	deleted := func(title string) (original, correction string) {
		news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": title, "body_de": "<p>T</p>", "status": "draft", "source_lang": "de"})
		boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
		var made struct{ ID string }
		boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/correction", nil, 200, &made)
		boss.ask("PATCH", "/api/collections/news/records/"+made.ID, map[string]any{"title_de": title + " neu"}, 200, nil)
		return news.Id, made.ID
	}
	remove := func(id string) { boss.ask("DELETE", "/api/collections/news/records/"+id, nil, 204, nil) }
	refused := func(name, id, want string) {
		t.Helper()
		var no refusal
		boss.ask("POST", "/api/isa/desk/audit/"+boss.deletion("news", id).ID+"/restore", nil, 400, &no)
		if no.Message != want {
			t.Errorf("%s: %+v", name, no)
		}
		if _, err := p.app.FindRecordById("news", id); err == nil {
			t.Errorf("%s: it is back", name)
		}
	}

	_, merged := deleted("A")
	boss.ask("POST", "/api/isa/desk/news/"+merged+"/publish", nil, 200, nil)
	if gone := boss.deletion("news", merged); gone.Restorable {
		t.Errorf("a released one: %+v", gone)
	}
	refused("a released one", merged, phrases.Desk.WasMerged.De)

	original, correction := deleted("B")
	remove(correction)
	boss.ask("POST", "/api/isa/desk/news/"+original+"/retract", nil, 200, nil)
	refused("of what was retracted", correction, phrases.CMS.OriginalGone.De)
	remove(original)
	refused("of what is gone", correction, phrases.CMS.OriginalGone.De)

	original, correction = deleted("C")
	remove(correction)
	boss.ask("POST", "/api/isa/desk/news/"+original+"/correction", nil, 200, nil)
	refused("beside another", correction, phrases.Desk.CorrectionOpen.De)
}

func TestTheBookSaysHowWhatWasDeletedComesBack(t *testing.T) {
	p, server, _ := served(t)
	boss, editor := newClerk(t, p, server.URL, "publisher", "de"), newClerk(t, p, server.URL, "editor", "en")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	boss.ask("DELETE", "/api/collections/news/records/"+news.Id, nil, 204, nil)
	event := cmstest.Save(t, p.app, "events", map[string]any{"title_de": "T", "published": true})
	boss.ask("DELETE", "/api/collections/events/records/"+event.Id, nil, 204, nil)
	for _, c := range []struct {
		who            clerk
		collection, id string
		want           string
	}{
		{boss, "news", news.Id, "draft"}, {boss, "events", event.Id, "record"}, {editor, "events", event.Id, "draft"},
	} {
		if got := c.who.deletion(c.collection, c.id); got.Comes != c.want {
			t.Errorf("%s: %+v, want %s", c.collection, got, c.want)
		}
	}
}

func TestNoStepIsTakenOnWhatAPersonHasNotSeen(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Alt", "body_de": "<p>x</p>", "source_lang": "de", "status": "draft"})
	path := "/api/isa/desk/news/" + news.Id
	overtaken := func(where string, body map[string]any) {
		t.Helper()
		var no refusal
		boss.ask("POST", where, body, 400, &no)
		if no.Data["rev"].Code != "changed_meanwhile" {
			t.Errorf("%s: %+v", where, no)
		}
	}
	boss.ask("PATCH", "/api/collections/news/records/"+news.Id, map[string]any{"title_de": "Neu"}, 200, nil) // without a revision a program is not checked
	overtaken(path+"/ask", map[string]any{"rev": 1})
	overtaken(path+"/publish", map[string]any{"rev": 1})
	var b struct {
		Items []struct {
			ID  string
			Rev int
		}
	}
	boss.get("/api/isa/desk/audit/news/"+news.Id, &b)
	if b.Items[0].Rev != 2 {
		t.Errorf("the book tells revision %d", b.Items[0].Rev)
	}
	overtaken("/api/isa/desk/audit/"+b.Items[0].ID+"/restore", map[string]any{"rev": 1})
	boss.ask("POST", path+"/ask", map[string]any{"rev": 2}, 204, nil)
	boss.ask("POST", path+"/publish", map[string]any{"rev": 3}, 200, nil)
	var seen struct{ Rev int }
	if boss.get(path+"/targets", &seen); seen.Rev != 4 {
		t.Errorf("what is asked before retracting tells revision %d", seen.Rev)
	}
	overtaken(path+"/retract", map[string]any{"rev": 3})
	boss.ask("POST", path+"/retract", map[string]any{"rev": seen.Rev}, 200, nil)
}
