package main

import (
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestTodaySaysWhatNeedsAPerson(t *testing.T) {
	p, server, _ := served(t)
	de, zh := twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "zh")
	office := cmstest.Save(t, p.app, "contacts", map[string]any{"name_de": "Büro", "name_zh": "办公室"})
	cmstest.Save(t, p.app, "inquiries", map[string]any{"number": "2026-0001", "question": "Wer?", "lang": "de", "platform": "web", "state": "open", "office": office.Id})
	cmstest.Save(t, p.app, "inquiries", map[string]any{"number": "2026-0002", "question": "Wo?", "state": "answered", "answer": "Hier."})
	cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_de": "Fällig?", "published": true, "review_by": p.now().Add(-time.Hour)})
	cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_de": "Noch nicht?", "published": true, "review_by": p.now().Add(time.Hour)})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Aus", "platform": "discord", "target": "43", "lang": "en"})
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "title_zh": "标题", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	news, _ = p.app.FindRecordById("news", news.Id)
	news.Set("title_de", "Anders") // the Chinese text is outdated now, and waits
	if err := p.app.Save(news); err != nil {
		t.Fatal(err)
	}
	rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news.Id)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v %v", rows, err)
	}
	for _, d := range rows {
		if d.Platform == "telegram" {
			d.State, d.Error = cms.Unsure, "it may have been sent"
			if err := cms.SaveDelivery(p.app, d, p.now()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cms.ChannelOff(p.app, zh.Id, "the bot was removed", p.now()); err != nil {
		t.Fatal(err)
	}
	boss.ask("POST", "/api/isa/desk/sending", map[string]any{"on": false}, 204, nil)

	var today struct {
		Sending struct {
			On      bool
			Why, By string
		}
		Inquiries struct {
			Open  int
			Items []struct {
				Number, Where string
				Office        struct{ Title string }
			}
		}
		Deliveries []struct {
			About          struct{ ID, Title string }
			Channel        *struct{ ID string }
			State, Says    string
			Count          int
			HeldFor, Error string
		}
		Translations struct {
			Missing, Outdated int
			Items             []struct{ ID, Lang, State string }
		}
		Due      []struct{ Title string }
		Channels []struct {
			Name, Trouble string
			Enabled       bool
			OffSince      *time.Time `json:"off_since"`
		}
		Review []any
	}
	boss.get("/api/isa/desk/today", &today)
	if s := today.Sending; s.On || s.Why != "staff" || s.By != "publisherzh@example.org" {
		t.Errorf("sending: %+v", s)
	}
	if q := today.Inquiries; q.Open != 1 || len(q.Items) != 1 || q.Items[0].Number != "2026-0001" || q.Items[0].Where != "网页聊天" || q.Items[0].Office.Title != "办公室" {
		t.Errorf("inquiries: %+v", q)
	}
	says := map[string]string{}
	for _, d := range today.Deliveries {
		if d.About.Title != "标题" || d.Channel == nil {
			t.Errorf("a message about nothing: %+v", d)
			continue
		}
		says[d.Channel.ID] = d.Says
	}
	if len(says) != 2 || says[de.Id] != phrases.DeskErrors["it may have been sent"].Zh || says[zh.Id] != phrases.DeskHeld["language"].Zh {
		t.Errorf("deliveries: %+v", today.Deliveries)
	}
	if tr := today.Translations; tr.Outdated != 1 || tr.Missing == 0 || len(tr.Items) == 0 || tr.Items[0].ID != news.Id || tr.Items[0].Lang != "zh" {
		t.Errorf("translations: %d missing, %d outdated, first %+v", tr.Missing, tr.Outdated, tr.Items[0])
	}
	if len(today.Due) != 1 || today.Due[0].Title != "Fällig?" {
		t.Errorf("due: %+v", today.Due)
	}
	if len(today.Channels) != 2 || today.Channels[0].Name != "Aus" || today.Channels[0].Enabled || today.Channels[1].OffSince == nil || today.Channels[1].Trouble == "" {
		t.Errorf("channels: %+v", today.Channels)
	}
}

func TestDirectSubscribersAreCountedAndNotNamed(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	for _, chat := range []string{"4711", "4712"} {
		if err := cms.SaveSubscriber(p.app, "telegram", chat, "de", nil, p.now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	var before struct {
		GoesTo int `json:"goes_to_n"`
	}
	boss.get("/api/isa/desk/news/"+news.Id+"/targets", &before)
	if before.GoesTo != 2 {
		t.Errorf("it would go to %d persons", before.GoesTo)
	}
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news.Id)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range rows {
		if d.State == cms.Pending {
			d.State = cms.Failed
			if err := cms.SaveDelivery(p.app, d, p.now()); err != nil {
				t.Fatal(err)
			}
		}
	}
	var today struct {
		Deliveries []struct {
			ID      string
			Channel *struct{ ID string }
			State   string
			Count   int
		}
	}
	boss.get("/api/isa/desk/today", &today)
	persons, one := 0, ""
	for _, d := range today.Deliveries {
		if d.Channel == nil {
			persons, one = persons+d.Count, d.ID
		}
	}
	if persons != 2 || len(today.Deliveries) != 3 {
		t.Errorf("%d persons: %+v", persons, today.Deliveries)
	}
	var list struct {
		Items []struct{ People map[string]int }
	}
	boss.get("/api/isa/desk/announcements?status=published", &list)
	if list.Items[0].People["failed"] != 2 {
		t.Errorf("%+v", list.Items[0])
	}
	boss.ask("POST", "/api/isa/desk/deliveries/"+one+"/drop", nil, 204, nil) // is decided for both of them, as both are told of in one line
	boss.get("/api/isa/desk/today", &today)
	for _, d := range today.Deliveries {
		if d.Channel == nil {
			t.Errorf("still waiting: %+v", d)
		}
	}
	if len(today.Deliveries) != 2 {
		t.Errorf("what goes to channels was decided, too: %+v", today.Deliveries)
	}
}

func TestWhatMayHaveReachedSubscribersCanBeGivenUpAndAChannelsCannot(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	for _, chat := range []string{"4711", "4712"} {
		if err := cms.SaveSubscriber(p.app, "telegram", chat, "de", nil, p.now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	rows, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, news.Id)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range rows {
		if d.State == cms.Pending {
			d.State, d.Error = cms.Unsure, "it may have been sent"
			if err := cms.SaveDelivery(p.app, d, p.now()); err != nil {
				t.Fatal(err)
			}
		}
	}
	var today struct {
		Deliveries []struct {
			ID, State, Says string
			Channel         *struct{ ID string }
			Count           int
		}
	}
	boss.get("/api/isa/desk/today", &today)
	for _, d := range today.Deliveries {
		switch {
		case d.State != "unsure":
		case d.Channel != nil:
			boss.ask("POST", "/api/isa/desk/deliveries/"+d.ID+"/drop", nil, 400, nil) // there staff can look
		default:
			if d.Count != 2 || d.Says != phrases.DeskWaiting.Unknown.En {
				t.Errorf("%+v", d)
			}
			boss.ask("POST", "/api/isa/desk/deliveries/"+d.ID+"/drop", nil, 204, nil)
		}
	}
	boss.get("/api/isa/desk/today", &today)
	unsure := 0
	for _, d := range today.Deliveries {
		if d.State == "unsure" {
			unsure++
			if d.Channel == nil {
				t.Errorf("still waiting: %+v", d)
			}
		}
	}
	if unsure != 1 {
		t.Errorf("%d messages to channels wait, not one: %+v", unsure, today.Deliveries)
	}
}

func TestMembersAreCheckedForWhatIsMissing(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "zh")
	cmstest.Save(t, p.app, "members", map[string]any{"slug": "neustadt", "kind": "city", "country": "DE", "name_de": "Neustadt"})
	var check struct {
		Members, Complete int
		Counts            map[string]int
		Items             []struct {
			Slug    string
			Missing []struct{ Field, Says string }
		}
	}
	editor.get("/api/isa/desk/members/check", &check)
	if check.Members < 40 || check.Complete+len(check.Items) != check.Members {
		t.Errorf("%d members, %d complete, %d not", check.Members, check.Complete, len(check.Items))
	}
	for _, m := range check.Items {
		if m.Slug != "neustadt" {
			continue
		}
		says := map[string]string{}
		for _, l := range m.Missing {
			says[l.Field] = l.Says
		}
		if len(says) != 10 || says["name_zh"] != "缺少名称（中文）" || says["location"] != "缺少地图位置" || says["name_de"] != "" {
			t.Errorf("%v", says)
		}
		return
	}
	t.Error("the new member is not in the list")
}
