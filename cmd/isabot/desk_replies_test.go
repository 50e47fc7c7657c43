package main

import (
	"fmt"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// stuck is a line of the page of today about a message that waits for a person.
type stuck struct {
	ID, Kind, Where, State, Says string
	About                        struct{ Collection, ID, Title string }
	Channel                      *struct{ Name string }
}

func (c clerk) stuck() (all []stuck) {
	c.t.Helper()
	var today struct{ Deliveries []stuck }
	c.get("/api/isa/desk/today", &today)
	return today.Deliveries
}

// become sets the state of all messages about something.
func become(t *testing.T, p *program, kind cms.DeliveryKind, subject string, state cms.DeliveryState) string {
	t.Helper()
	rows, err := cms.FindDeliveriesOf(p.app, kind, subject)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d messages of %s %s, %v", len(rows), kind, subject, err)
	}
	for _, d := range rows {
		d.State = state
		if err := cms.SaveDelivery(p.app, d, p.now()); err != nil {
			t.Fatal(err)
		}
	}
	return rows[0].ID
}

func stateOf(t *testing.T, p *program, id string) cms.DeliveryState {
	t.Helper()
	d, err := cms.FindDelivery(p.app, id)
	if err != nil {
		t.Fatal(err)
	}
	return d.State
}

func TestAnAnswerThatDidNotArriveIsSeenAndDecidedByWhoMayAnswer(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	editor, boss := newClerk(t, p, server.URL, "editor", "de"), newClerk(t, p, server.URL, "publisher", "zh")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	announced := become(t, p, cms.DeliverNews, news.Id, cms.Failed)
	ask := func(number, chat string) (id, delivery string) {
		q := cmstest.Save(t, p.app, "inquiries", map[string]any{"number": number, "question": "Wer?", "lang": "de", "platform": "telegram", "chat": chat, "state": "open"})
		editor.ask("POST", "/api/isa/desk/inquiries/"+q.Id+"/answer", map[string]any{"answer": "Wir.", "lang": "de"}, 204, nil)
		return q.Id, become(t, p, cms.DeliverReply, q.Id, cms.Failed)
	}
	first, failed := ask("2026-0007", "471100")
	_, unsure := ask("2026-0008", "471101")
	_, given := ask("2026-0009", "471102")
	for _, id := range []string{unsure, given} {
		d, err := cms.FindDelivery(p.app, id)
		if err != nil {
			t.Fatal(err)
		}
		d.State = cms.Unsure
		if err := cms.SaveDelivery(p.app, d, p.now()); err != nil {
			t.Fatal(err)
		}
	}

	found := map[string]stuck{}
	for _, s := range editor.stuck() {
		found[s.ID] = s
	}
	s := found[failed]
	if s.Kind != "reply" || s.About.Collection != "inquiries" || s.About.ID != first || s.About.Title != "Antwort auf die Anfrage 2026-0007" || s.Where != "Telegram" || s.State != "failed" || s.Channel != nil {
		t.Errorf("%+v", s)
	}
	if said := fmt.Sprint(editor.call("GET", "/api/isa/desk/today", nil)); strings.Contains(said, "4711") {
		t.Errorf("the page tells the chat: %s", said)
	}
	decide := func(c clerk, id, action string, want int) {
		t.Helper()
		c.ask("POST", "/api/isa/desk/deliveries/"+id+"/"+action, nil, want, nil)
	}
	decide(editor, announced, "drop", 403)
	decide(boss, announced, "drop", 204)
	decide(editor, failed, "again", 204)
	decide(editor, unsure, "again", 204)
	decide(editor, given, "drop", 204)
	decide(editor, given, "drop", 400)
	for id, want := range map[string]cms.DeliveryState{failed: cms.Pending, unsure: cms.Pending, given: cms.Left} {
		if got := stateOf(t, p, id); got != want {
			t.Errorf("%s: %s, want %s", found[id].About.Title, got, want)
		}
	}
	for _, s := range editor.stuck() {
		if s.Kind == "reply" {
			t.Errorf("it still waits: %+v", s)
		}
	}
}

func TestANoticeThatDidNotArriveSaysWhatItIsAbout(t *testing.T) {
	p, server, _ := served(t)
	staff := cmstest.Save(t, p.app, "channels", map[string]any{"name": "Büro", "platform": "discord", "target": "77", "lang": "de", "purpose": "staff", "enabled": true})
	de, _ := twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	q := cmstest.Save(t, p.app, "inquiries", map[string]any{"number": "2026-0007", "question": "Wer?", "lang": "de", "platform": "web", "state": "open"})
	want := map[string]string{}
	for subject, title := range map[string]string{
		"inquiry " + q.Id:               "Hinweis auf die Anfrage 2026-0007",
		"off " + de.Id + " 1700000000":  "Hinweis zum Kanal „TG“",
		"budget 2026-05-04 most":        "Hinweis auf den Verbrauch des Sprachmodells",
		"joined telegram -47 20260504":  "Hinweis auf einen neuen Chat des Bots",
		"on channelthatisgo 1700000000": phrases.Desk.Deleted.De,
	} {
		rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNotice, subject)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			err = cms.AddDelivery(p.app, &cms.Delivery{Kind: cms.DeliverNotice, Subject: subject, Platform: "discord", Chat: staff.GetString("target"), Part: 1, Gen: 1,
				Lang: "de", Wanted: cms.Shown, State: cms.Pending, PlannedAt: cms.Moment(p.now())})
			if err != nil {
				t.Fatal(err)
			}
		}
		want[become(t, p, cms.DeliverNotice, subject, cms.Unsure)] = title
	}
	found := boss.stuck()
	if len(found) != len(want) {
		t.Fatalf("%+v", found)
	}
	for _, s := range found {
		if s.About.Title != want[s.ID] || s.Channel == nil || s.Channel.Name != "Büro" || strings.Contains(s.About.ID, " ") {
			t.Errorf("%+v, want %s", s, want[s.ID])
		}
		boss.ask("POST", "/api/isa/desk/deliveries/"+s.ID+"/drop", nil, 204, nil)
	}
	if found = boss.stuck(); len(found) != 0 {
		t.Errorf("dropped, and still there: %+v", found)
	}
}
