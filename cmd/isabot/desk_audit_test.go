package main

import (
	"encoding/json"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/cmstest"
)

type book struct {
	Items []struct {
		ID, By, Action, Says, Note string
		About                      struct{ Collection, ID, Title string }
		Changes                    []struct {
			Field         string
			Before, After json.RawMessage
		}
		Restorable bool
	}
}

func TestTheBookTellsWhatItSaidBeforeAndPutsItBack(t *testing.T) {
	p, server, _ := served(t)
	boss, editor := newClerk(t, p, server.URL, "publisher", "zh"), newClerk(t, p, server.URL, "editor", "de")
	var made struct{ ID string }
	boss.ask("POST", "/api/collections/faqs/records", map[string]any{"category": "about", "question_de": "Wer?", "answer_de": "Alt", "published": true, "order": 3}, 200, &made)
	record, path := "/api/collections/faqs/records/"+made.ID, "/api/isa/desk/audit/faqs/"+made.ID
	boss.ask("PATCH", record, map[string]any{"answer_de": "Neu", "order": 4}, 200, nil)
	var b book
	boss.get(path, &b)
	if len(b.Items) != 2 || b.Items[0].Action != "update" || b.Items[0].Says != "修改" || b.Items[0].By != "publisherzh@example.org" || b.Items[0].About.Title != "Wer?" {
		t.Fatalf("%+v", b)
	}
	line := b.Items[0]
	if len(line.Changes) != 2 || line.Changes[0].Field != "answer_de" || string(line.Changes[0].Before) != `"Alt"` || string(line.Changes[1].After) != "4" || !line.Restorable || b.Items[1].Restorable {
		t.Errorf("%+v", line)
	}
	var no refusal
	editor.ask("POST", "/api/isa/desk/audit/"+line.ID+"/restore", nil, 400, &no)
	if no.Data["published"].Message != phrases.CMS.LiveForPublishers.De {
		t.Errorf("an editor: %+v", no)
	}
	var back struct {
		Restored []string
		LeftOut  []string `json:"left_out"`
	}
	boss.ask("POST", "/api/isa/desk/audit/"+line.ID+"/restore", map[string]any{"fields": []string{"answer_de"}}, 200, &back)
	r, err := p.app.FindRecordById("faqs", made.ID)
	if err != nil || r.GetString("answer_de") != "Alt" || r.GetInt("order") != 4 || len(back.Restored) != 1 {
		t.Errorf("%v, %+v", r.FieldsData(), back)
	}
	boss.ask("POST", "/api/isa/desk/audit/"+line.ID+"/restore", nil, 200, &back)
	if r, _ = p.app.FindRecordById("faqs", made.ID); r.GetInt("order") != 3 {
		t.Errorf("all of it: %v", r.FieldsData())
	}
	boss.ask("POST", "/api/isa/desk/audit/"+b.Items[1].ID+"/restore", nil, 400, &no)
	if no.Message != phrases.Desk.NothingBefore.Zh {
		t.Errorf("a creation: %+v", no)
	}
	boss.ask("DELETE", record, nil, 204, nil)
	boss.ask("POST", "/api/isa/desk/audit/"+line.ID+"/restore", nil, 400, &no)
	if no.Message != phrases.Desk.RecordGone.Zh {
		t.Errorf("of what is gone: %+v", no)
	}
	boss.get(path, &b)
	if b.Items[0].Action != "delete" || b.Items[0].About.Title != "Wer?" {
		t.Errorf("after the deletion: %+v", b.Items[0])
	}
	boss.ask("POST", "/api/isa/desk/audit/"+b.Items[0].ID+"/restore", nil, 200, &back)
	if r, err = p.app.FindRecordById("faqs", made.ID); err != nil || r.GetString("answer_de") != "Alt" || !r.GetBool("published") {
		t.Errorf("brought back: %v", err)
	}
}

func TestWhatComesBackOfNewsIsADraft(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	boss.ask("PATCH", "/api/collections/news/records/"+news.Id, map[string]any{"title_de": "U", "status": "retracted"}, 200, nil)
	var b book
	path := "/api/isa/desk/audit/news/" + news.Id
	boss.get(path, &b)
	if b.Items[0].Action != "retract" {
		t.Fatalf("%+v", b.Items[0])
	}
	var back struct {
		Restored []string
		LeftOut  []string `json:"left_out"`
	}
	boss.ask("POST", "/api/isa/desk/audit/"+b.Items[0].ID+"/restore", nil, 200, &back)
	if len(back.Restored) != 1 || back.Restored[0] != "title_de" || len(back.LeftOut) != 1 || back.LeftOut[0] != "status" {
		t.Errorf("%+v", back)
	}
	var no refusal
	boss.ask("POST", "/api/isa/desk/audit/"+b.Items[0].ID+"/restore", map[string]any{"fields": []string{"status"}}, 400, &no)
	if no.Data["status"].Code != "bad_transition" {
		t.Errorf("%+v", no)
	}
	boss.ask("DELETE", "/api/collections/news/records/"+news.Id, nil, 204, nil)
	boss.get(path, &b)
	boss.ask("POST", "/api/isa/desk/audit/"+b.Items[0].ID+"/restore", nil, 200, &back)
	r, err := p.app.FindRecordById("news", news.Id)
	if err != nil || r.GetString("status") != "draft" || r.GetString("title_de") != "T" || r.GetString("slug") != news.GetString("slug") {
		t.Errorf("%v: %v", err, r)
	}
}

func TestTheBookIsOpenWhereTheRecordsAre(t *testing.T) {
	p, server, _ := served(t)
	admin := newClerk(t, p, server.URL, "admin", "en")
	newClerk(t, p, server.URL, "editor", "en")
	account, err := p.app.FindAuthRecordByEmail("_superusers", "editoren@example.org")
	if err != nil {
		t.Fatal(err)
	}
	admin.ask("PATCH", "/api/collections/_superusers/records/"+account.Id, map[string]any{"role": "publisher"}, 200, nil)
	admin.ask("PATCH", "/api/collections/_superusers/records/"+account.Id, map[string]any{"role": "editor", "password": "a-new-password-1", "passwordConfirm": "a-new-password-1"}, 200, nil)
	path := "/api/isa/desk/audit/_superusers/" + account.Id
	var b book
	admin.get(path, &b)
	if len(b.Items) != 3 || b.Items[0].Changes[0].Field != "role" || len(b.Items[0].Changes) != 1 || b.Items[0].Restorable {
		t.Errorf("%+v", b)
	}
	for _, l := range b.Items {
		for _, c := range l.Changes {
			if c.Field == "password" || c.Field == "tokenKey" {
				t.Errorf("the book tells %s", c.Field)
			}
		}
	}
	editor := newClerk(t, p, server.URL, "editor", "de")
	editor.ask("GET", path, nil, 404, nil)
	admin.ask("POST", "/api/isa/desk/audit/"+b.Items[0].ID+"/restore", nil, 400, nil)
	var last book
	admin.get("/api/isa/desk/audit", &last)
	if len(last.Items) == 0 {
		t.Error("nothing was done last")
	}
}

func TestOfADeletedInquiryTheBookKeepsWhoButNotWhat(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	q := cmstest.Save(t, p.app, "inquiries", map[string]any{"number": "2026-0007", "question": "Wer?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "open"})
	boss.ask("POST", "/api/isa/desk/inquiries/"+q.Id+"/answer", map[string]any{"answer": "Wir, Frau Meier."}, 204, nil)
	boss.ask("POST", "/api/isa/desk/inquiries/"+q.Id+"/answer", map[string]any{"answer": "Sie, Frau Meier.", "again": true}, 204, nil)
	boss.ask("DELETE", "/api/collections/inquiries/records/"+q.Id, nil, 204, nil)
	var b book
	boss.get("/api/isa/desk/audit/inquiries/"+q.Id, &b)
	if len(b.Items) != 3 || b.Items[2].Action != "answer" || b.Items[2].By != "publisheren@example.org" {
		t.Fatalf("%+v", b)
	}
	for _, l := range b.Items {
		if l.Restorable {
			t.Errorf("%s is said to be restorable, without the question", l.Action)
		}
		for _, c := range l.Changes {
			if c.Field == "answer" {
				t.Errorf("%s still tells %s, %s", l.Action, c.Before, c.After)
			}
		}
	}
}
