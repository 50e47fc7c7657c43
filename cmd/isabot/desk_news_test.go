package main

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// twoChannels are a German and a Chinese channel.
func twoChannels(t *testing.T, p *program) (de, zh *core.Record) {
	t.Helper()
	return cmstest.Save(t, p.app, "channels", map[string]any{"name": "TG", "platform": "telegram", "target": "-1001", "lang": "de", "enabled": true}),
		cmstest.Save(t, p.app, "channels", map[string]any{"name": "DC", "platform": "discord", "target": "42", "lang": "zh", "enabled": true})
}

// brought notes that all deliveries of a piece of news have arrived at a moment.
func brought(t *testing.T, p *program, news string, at time.Time) {
	t.Helper()
	rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range rows {
		if d.State != cms.Pending {
			continue
		}
		d.State, d.SentAt, d.RemoteIDs, d.ShownHash = cms.Sent, cms.Moment(at), `{"kind":"text","ids":["`+string(rune('1'+i))+`"]}`, d.WantedHash
		if err := cms.SaveDelivery(p.app, d, at); err != nil {
			t.Fatal(err)
		}
	}
}

type target struct {
	ID, Title, Status string
	GoesTo            []struct {
		Channel       struct{ Name string }
		Lang, Outcome string
		Edit          bool
	} `json:"goes_to"`
	Vanishes []struct {
		Channel struct{ Name string }
		How     string
	}
}

func TestNewsIsReleasedScheduledAndTakenBackAtTheDesk(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	path := "/api/isa/desk/news/" + news.Id
	var before target
	boss.get(path+"/targets", &before)
	if len(before.GoesTo) != 2 || before.GoesTo[0].Outcome != "hold" || before.GoesTo[1].Outcome != "send" || len(before.Vanishes) != 0 {
		t.Errorf("before: %+v", before)
	}

	var no refusal
	boss.ask("POST", path+"/schedule", map[string]any{"at": "2020-01-01T10:00"}, 400, &no)
	if no.Message != phrases.Desk.NotSaved.De || no.Data["at"].Message != phrases.Desk.NotToCome.De {
		t.Errorf("a schedule in the past: %+v", no)
	}
	var now struct {
		Status    string
		PublishAt time.Time `json:"publish_at"`
		Rev       int
	}
	hour := p.now().Add(48 * time.Hour).Truncate(time.Minute)
	boss.ask("POST", path+"/schedule", map[string]any{"at": hour.Format("2006-01-02T15:04"), "rev": 1}, 200, &now)
	if now.Status != "published" || !now.PublishAt.Equal(hour) || now.Rev != 2 {
		t.Errorf("scheduled: %+v, want %v", now, hour)
	}
	boss.ask("POST", path+"/publish", map[string]any{"rev": 1}, 400, &no)
	if no.Data["rev"].Code != "changed_meanwhile" {
		t.Errorf("with an old revision: %+v", no)
	}
	boss.ask("POST", path+"/publish", map[string]any{}, 200, &now)
	if d := p.now().Sub(now.PublishAt); d < 0 || d > time.Minute {
		t.Errorf("released now: %v", now.PublishAt)
	}
	boss.ask("POST", path+"/publish", map[string]any{}, 400, &no)
	if no.Message != phrases.Desk.IsOut.De {
		t.Errorf("released again: %+v", no)
	}
	brought(t, p, news.Id, p.now().Add(-49*time.Hour))
	var out target
	boss.get(path+"/targets", &out)
	hows := map[string]string{}
	for _, v := range out.Vanishes {
		hows[v.Channel.Name] = v.How
	}
	if len(hows) != 2 || hows["TG"] != "replace" || hows["DC"] != "drop" || len(out.GoesTo) != 1 || !out.GoesTo[0].Edit {
		t.Errorf("while it is out: %+v", out)
	}
	boss.ask("POST", path+"/retract", nil, 200, &now)
	if now.Status != "retracted" {
		t.Errorf("retracted: %+v", now)
	}
	boss.ask("POST", path+"/publish", nil, 400, &no)
	if !strings.HasPrefix(no.Data["status"].Message, "Von „zurückgezogen“") {
		t.Errorf("a step that there is not: %+v", no)
	}
	boss.ask("POST", "/api/isa/desk/news/nothing/publish", nil, 404, &no)
	if no.Message != phrases.Desk.NotThere.De {
		t.Errorf("what there is not: %+v", no)
	}
}

func TestDeletingSeveralNamesTheChannels(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "zh")
	ids := make([]string, 2)
	for i, title := range []string{"A", "B"} {
		n := cmstest.Save(t, p.app, "news", map[string]any{"title_de": title, "status": "draft", "source_lang": "de"})
		ids[i] = n.Id
		boss.ask("POST", "/api/isa/desk/news/"+n.Id+"/publish", nil, 200, nil)
		brought(t, p, n.Id, p.now())
	}
	var all struct {
		News     []target
		Channels []struct{ Name string }
	}
	boss.get("/api/isa/desk/news/targets?ids="+strings.Join(ids, ","), &all)
	if len(all.News) != 2 || all.News[0].Title != "A" || len(all.Channels) != 2 || all.News[1].Vanishes[1].How != "delete" {
		t.Errorf("%+v", all)
	}
	boss.ask("GET", "/api/isa/desk/news/targets?ids=", nil, 400, nil)
	boss.ask("GET", "/api/isa/desk/news/targets?ids=nothing", nil, 404, nil)
}

func TestAnEditorCorrectsWhatIsLiveByWayOfAPublisher(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	editor, boss := newClerk(t, p, server.URL, "editor", "de"), newClerk(t, p, server.URL, "publisher", "zh")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Alt", "body_de": "<p>Text</p>", "status": "draft", "source_lang": "de"})
	path := "/api/isa/desk/news/" + news.Id
	var no refusal
	editor.ask("POST", path+"/correction", nil, 400, &no)
	if no.Message != phrases.Desk.NotLive.De {
		t.Errorf("of a draft: %+v", no)
	}
	boss.ask("POST", path+"/publish", nil, 200, nil)
	brought(t, p, news.Id, p.now())

	var made struct {
		ID     string
		Made   bool
		Merged bool
	}
	editor.ask("POST", path+"/correction", nil, 200, &made)
	draft := made.ID
	if editor.ask("POST", path+"/correction", nil, 200, &made); made.ID != draft || made.Made {
		t.Errorf("asked for again: %+v", made)
	}
	editor.ask("PATCH", "/api/collections/news/records/"+draft, map[string]any{"title_de": "Neu"}, 200, nil)
	var previews []struct {
		Pieces []struct{ Method, Plain string }
	}
	editor.ask("POST", "/api/isa/desk/preview", map[string]any{"id": draft, "title_de": "Neu"}, 200, &previews)
	if len(previews) != 2 || len(previews[1].Pieces) != 1 || !strings.Contains(previews[1].Pieces[0].Plain, "Neu") || !strings.Contains(previews[1].Pieces[0].Method, "edit") && previews[1].Pieces[0].Method != "sendMessage" {
		t.Errorf("the preview: %+v", previews)
	}
	var out target
	editor.get("/api/isa/desk/news/"+draft+"/targets", &out)
	if len(out.GoesTo) != 1 || out.GoesTo[0].Channel.Name != "TG" || !out.GoesTo[0].Edit {
		t.Errorf("goes to %+v", out)
	}
	editor.ask("POST", "/api/isa/desk/news/"+draft+"/ask", map[string]any{"note": "Bitte bis Freitag"}, 204, nil)
	var stored struct {
		Rev      int
		SavedBy  string `json:"saved_by"`
		Corrects struct{ ID string }
		Record   struct {
			Title  string `json:"title_de"`
			Status string
		}
	}
	boss.get("/api/isa/desk/news/"+draft, &stored)
	if stored.SavedBy != "editorde@example.org" || stored.Corrects.ID != news.Id || stored.Record.Title != "Neu" || stored.Record.Status != "review" {
		t.Errorf("stored: %+v", stored)
	}
	var today struct {
		Review []struct {
			ID, By, Note string
			Corrects     bool
		}
	}
	boss.get("/api/isa/desk/today", &today)
	if len(today.Review) != 1 || today.Review[0].By != "editorde@example.org" || today.Review[0].Note != "Bitte bis Freitag" || !today.Review[0].Corrects {
		t.Errorf("today: %+v", today)
	}
	boss.ask("POST", "/api/isa/desk/news/"+draft+"/publish", map[string]any{"rev": stored.Rev}, 200, &made)
	if made.ID != news.Id || !made.Merged {
		t.Errorf("released: %+v", made)
	}
	rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news.Id)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d messages, %v; want the two that there were", len(rows), err)
	}
	for _, d := range rows {
		if d.Platform == "telegram" && (d.State != cms.Pending || d.RemoteIDs == "" || d.WantedHash == d.ShownHash) {
			t.Errorf("it is not edited: %+v", d)
		}
	}
	editor.ask("GET", "/api/isa/desk/news/"+draft, nil, 404, nil)
}

func TestAPublisherIsAskedForWhatIsLive(t *testing.T) {
	p, server, _ := served(t)
	editor, boss := newClerk(t, p, server.URL, "editor", "de"), newClerk(t, p, server.URL, "publisher", "en")
	members, err := cms.FindVisibleMembers(p.app)
	if err != nil {
		t.Fatal(err)
	}
	path := "/members/" + members[0].Id + "/ask"
	var no refusal
	editor.ask("POST", "/api/isa/desk"+path, map[string]any{"note": " "}, 400, &no)
	if no.Data["note"].Message != phrases.Desk.NoNote.De {
		t.Errorf("without a note: %+v", no)
	}
	editor.ask("POST", "/api/isa/desk"+path, map[string]any{"note": strings.Repeat("x", 1001)}, 400, nil)
	editor.ask("POST", "/api/isa/desk"+path, map[string]any{"note": "Die Webseite ist neu"}, 204, nil)
	asked := func() int {
		var today struct {
			Asked []struct{ ID, Collection, Note string }
		}
		boss.get("/api/isa/desk/today", &today)
		return len(today.Asked)
	}
	if n := asked(); n != 1 {
		t.Errorf("%d requests", n)
	}
	boss.ask("PATCH", "/api/collections/members/records/"+members[0].Id, map[string]any{"joined_note": "neu"}, 200, nil)
	if n := asked(); n != 0 {
		t.Errorf("%d requests after it was seen to", n)
	}
}

func TestAnnouncementsAreListedAndLieInTheCalendar(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	for title, day := range map[string]string{"Mai": "2020-05-10", "Juni": "2020-06-10"} {
		n := cmstest.Save(t, p.app, "news", map[string]any{"title_de": title, "status": "draft", "source_lang": "de", "publish_at": day + " 10:00:00.000Z"})
		boss.ask("POST", "/api/isa/desk/news/"+n.Id+"/publish", nil, 200, nil)
		brought(t, p, n.Id, p.now())
	}
	type list struct {
		Total int
		Items []struct {
			Title, Status string
			Languages     map[string]string
			Channels      []struct{ Name, State, Says string }
			Counts        map[string]int
		}
	}
	var june, all, drafts list
	boss.get("/api/isa/desk/announcements?from=2020-06-01&to=2020-06-10", &june)
	if june.Total != 1 || june.Items[0].Title != "Juni" || june.Items[0].Languages["zh"] != "missing" || len(june.Items[0].Channels) != 2 {
		t.Fatalf("%+v", june)
	}
	says := map[string]string{}
	for _, c := range june.Items[0].Channels {
		says[c.Name] = c.State + ": " + c.Says
	}
	if says["TG"] != "sent: sent" || says["DC"] != "held: waits for its translation" || june.Items[0].Counts["held"] != 1 {
		t.Errorf("%v", says)
	}
	boss.get("/api/isa/desk/announcements", &all)
	boss.get("/api/isa/desk/announcements?status=draft", &drafts)
	if all.Total < 2 || drafts.Total != 0 {
		t.Errorf("%d in all, %d drafts", all.Total, drafts.Total)
	}
}

func TestConfirmingATranslationLetsItGo(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	editor, boss := newClerk(t, p, server.URL, "editor", "de"), newClerk(t, p, server.URL, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "title_zh": "标题", "status": "draft", "source_lang": "de"})
	news.Set("title_de", "Anders")
	if err := p.app.Save(news); err != nil {
		t.Fatal(err)
	}
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	var state struct {
		Source    string
		Languages map[string]struct {
			State, Origin string
			Since         *time.Time `json:"outdated_since"`
		}
	}
	path := "/api/isa/desk/translations/news/" + news.Id
	editor.get(path, &state)
	if zh := state.Languages["zh"]; state.Source != "de" || zh.State != "outdated" || zh.Since == nil || state.Languages["en"].State != "missing" {
		t.Errorf("%+v", state)
	}
	held := func() cms.DeliveryState {
		rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news.Id)
		if err != nil || len(rows) != 2 {
			t.Fatalf("%v %v", rows, err)
		}
		return rows[0].State
	}
	if held() != cms.Held {
		t.Errorf("before: %s", held())
	}
	editor.ask("POST", path+"/zh/confirm", nil, 403, nil)
	boss.ask("POST", path+"/en/confirm", nil, 400, nil)
	boss.ask("POST", path+"/fr/confirm", nil, 404, nil)
	var now struct {
		State    string
		Reviewed string `json:"reviewed_by"`
	}
	boss.ask("POST", path+"/zh/confirm", nil, 200, &now)
	if now.State != "current" || now.Reviewed != "publisherde@example.org" || held() != cms.Pending {
		t.Errorf("after: %+v, %s", now, held())
	}
}

func TestTheLanguagesOfOtherTextsAreFollowedToo(t *testing.T) {
	p, server, _ := served(t)
	boss, editor := newClerk(t, p, server.URL, "publisher", "de"), newClerk(t, p, server.URL, "editor", "de")
	faq := cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_de": "Wer?", "answer_de": "Wir.", "question_en": "Who?", "answer_en": "We.", "published": true})
	record := "/api/collections/faqs/records/" + faq.Id
	state := func(id string) string {
		var of struct {
			Languages map[string]struct{ State string }
		}
		editor.get("/api/isa/desk/translations/faqs/"+id, &of)
		return of.Languages["en"].State + " " + of.Languages["zh"].State
	}
	for _, step := range []struct {
		change map[string]any
		want   string
	}{
		{map[string]any{"answer_de": "Wir!", "minor_change": true}, "current missing"},
		{map[string]any{"answer_de": "Ihr."}, "outdated missing"},
		{map[string]any{"answer_en": "You.", "question_zh": "谁？"}, "current current"},
		{map[string]any{"question_de": "Wer denn?"}, "outdated outdated"},
	} {
		boss.ask("PATCH", record, step.change, 200, nil)
		if got := state(faq.Id); got != step.want {
			t.Errorf("after %v: %s, want %s", step.change, got, step.want)
		}
	}
	var made struct{ ID string }
	editor.ask("POST", "/api/isa/desk/faqs/"+faq.Id+"/correction", nil, 200, &made)
	if got := state(made.ID); got != "outdated outdated" {
		t.Errorf("a correction: %s", got)
	}
	editor.ask("POST", "/api/isa/desk/translations/faqs/"+made.ID+"/en/confirm", nil, 200, nil)
	editor.ask("GET", "/api/isa/desk/translations/channels/x", nil, 404, nil)
	if got := state(made.ID) + ", " + state(faq.Id); got != "current outdated, outdated outdated" {
		t.Errorf("after a confirmation of the correction: %s", got)
	}
}

func TestAStepDoesNotWriteOverWhatIsSavedWhileItIsTaken(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	n := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Alt", "body_de": "<p>x</p>", "source_lang": "de", "status": "draft"})
	once := false
	p.app.OnRecordUpdate("news").BindFunc(func(e *core.RecordEvent) error {
		if !once { // another save, between the step's reading and its writing
			once = true
			other, err := e.App.FindRecordById("news", n.Id)
			if err != nil {
				return err
			}
			other.Set("title_de", "Neu")
			if err := e.App.Save(other); err != nil {
				return err
			}
		}
		return e.Next()
	})
	code, out := boss.call("POST", "/api/isa/desk/news/"+n.Id+"/publish", nil)
	r, err := p.app.FindRecordById("news", n.Id)
	if err != nil || code != 400 || r.GetString("title_de") != "Neu" {
		t.Errorf("%d %s: it says %q (%v)", code, out, r.GetString("title_de"), err)
	}
}
