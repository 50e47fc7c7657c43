package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// logged notes questions as the dialog does.
func logged(t *testing.T, p *program, lines ...cms.Question) {
	t.Helper()
	for i := range lines {
		if lines[i].At.IsZero() {
			lines[i].At = p.now().Add(-time.Duration(i) * time.Millisecond)
		}
	}
	if err := p.app.RunInTransaction(func(tx core.App) error { return cms.AddQuestions(tx, lines) }); err != nil {
		t.Fatal(err)
	}
}

type askedGroups struct {
	Total, Unanswered int
	Groups            []struct {
		Count, Unanswered int
		Languages         map[string]int
		Examples          []struct{ ID, Text, Lang string }
		IDs               []string
		Sources           []struct{ Collection, ID, Title string }
		Now               string
		Near              []struct{ Collection, Title string }
	}
}

func TestQuestionsAreGroupedAcrossLanguagesAndWordings(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "en")
	faqs, err := cms.FindVisibleFAQs(p.app, p.now())
	if err != nil {
		t.Fatal(err)
	}
	open := slices.IndexFunc(faqs, func(f *cms.FAQ) bool { return f.Category() == cms.FAQOpen })
	fee := []string{"faqs/" + faqs[open].Id, "contacts/x"}
	logged(t, p,
		cms.Question{Text: "Was kostet das?", Lang: "de", Platform: "web", Outcome: "handover", Sources: fee},
		cms.Question{Text: "What does it cost?", Lang: "en", Platform: "telegram", Outcome: "handover", Sources: fee},
		cms.Question{Text: "会费多少？", Lang: "zh", Platform: "web", Outcome: "handover", Sources: []string{"contacts/y", fee[0]}},
		cms.Question{Text: "Gibt es ein Praktikum in Foshan?", Lang: "de", Platform: "web", Outcome: "handover", Sources: []string{"contacts/x"}},
		cms.Question{Text: "gibt es ein praktikum in foshan", Lang: "de", Platform: "web", Outcome: "handover", Sources: []string{"contacts/x"}},
		cms.Question{Text: "Gibt es denn ein Praktikum in Foshan??", Lang: "de", Platform: "discord", Outcome: "handover"},
		cms.Question{Text: "Rufen Sie mich an: […], gibt es ein Praktikum in Foshan?", Lang: "de", Platform: "web", Outcome: "handover"},
		cms.Question{Text: "Wie viele Mitarbeiter hat die Geschäftsstelle der Allianz?", Lang: "de", Platform: "web", Outcome: "handover"},
		cms.Question{Text: "Was ist die Hauptstadt von Peru?", Lang: "de", Platform: "web", Outcome: "declined"},
		cms.Question{Text: "Alt?", Lang: "de", Platform: "web", Outcome: "declined", At: p.now().AddDate(0, 0, -8)},
	)
	var week askedGroups
	editor.get("/api/isa/desk/questions?days=7", &week)
	if week.Total != 9 || week.Unanswered != 9 || len(week.Groups) < 3 {
		t.Fatalf("%+v", week)
	}
	var fees, stay int
	near := 0
	for i, g := range week.Groups {
		switch {
		case len(g.Sources) > 0:
			fees = i
		case strings.Contains(strings.ToLower(g.Examples[0].Text), "praktikum") && g.Count > 1:
			stay = i
		case strings.Contains(g.Examples[0].Text, "Mitarbeiter"):
			near = len(g.Near)
		}
	}
	if near == 0 {
		t.Error("nothing is near to a question about the office")
	}
	if g := week.Groups[fees]; g.Count != 3 || len(g.Languages) != 3 || g.Sources[0].ID != faqs[open].Id || len(g.Sources) != 1 {
		t.Errorf("fees: %+v", g)
	}
	g := week.Groups[stay]
	if g.Count < 3 || g.Now == "answered" || g.Now == "" || len(g.IDs) != g.Count {
		t.Errorf("internship: %+v", g)
	}

	var made struct{ ID string }
	ids := append(g.IDs, week.Groups[fees].IDs...)
	editor.ask("POST", "/api/isa/desk/questions/faq", map[string]any{"ids": ids, "category": "services"}, 200, &made)
	r, err := p.app.FindRecordById("faqs", made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if r.GetBool("published") || r.GetString("category") != "services" || r.GetString("question_zh") != "会费多少？" ||
		!strings.EqualFold(r.GetString("question_de"), "Gibt es ein Praktikum in Foshan?") && !strings.EqualFold(r.GetString("question_de"), "gibt es ein praktikum in foshan") {
		t.Errorf("the draft: %v", r.FieldsData())
	}
	if strings.Contains(r.GetString("phrasings_de"), "[…]") || !strings.Contains(r.GetString("phrasings_de"), "Was kostet das?") {
		t.Errorf("its phrasings: %q", r.GetString("phrasings_de"))
	}
	var no refusal
	editor.ask("POST", "/api/isa/desk/questions/faq", map[string]any{"ids": []string{"nothing"}}, 400, &no)
	if no.Message != phrases.Desk.QuestionsGone.En {
		t.Errorf("said %+v", no)
	}
	editor.ask("POST", "/api/isa/desk/questions/faq", map[string]any{"ids": ids, "category": "bogus"}, 400, nil)
}

func TestAnUnansweredQuestionBecomesAnAnswer(t *testing.T) {
	p, server, _ := served(t)
	editor, boss := newClerk(t, p, server.URL, "editor", "de"), newClerk(t, p, server.URL, "publisher", "de")
	logged(t, p, cms.Question{Text: "Gibt es ein Maskottchen der Allianz namens Fridolin?", Lang: "de", Platform: "web", Outcome: "handover"})
	var week askedGroups
	editor.get("/api/isa/desk/questions", &week)
	var made struct{ ID string }
	editor.ask("POST", "/api/isa/desk/questions/faq", map[string]any{"ids": week.Groups[0].IDs}, 200, &made)
	path := "/api/collections/faqs/records/" + made.ID
	editor.ask("PATCH", path, map[string]any{"answer_de": "Ja, es heißt Fridolin."}, 200, nil)
	boss.ask("PATCH", path, map[string]any{"published": true}, 200, nil)
	if err := p.engine.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	editor.get("/api/isa/desk/questions", &week)
	if g := week.Groups[0]; g.Now != "answered" || len(g.Near) > 0 {
		t.Errorf("now it is %q, near %v", g.Now, g.Near)
	}
}

func TestInquiriesAreAnsweredClosedAndBecomeFAQ(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "zh")
	q := cmstest.Save(t, p.app, "inquiries", map[string]any{"number": "2026-0007", "question": "Schreiben Sie mir an a.b@example.org: Wer?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "open"})
	path := "/api/isa/desk/inquiries/" + q.Id
	var no refusal
	editor.ask("POST", path+"/answer", map[string]any{"answer": "  ", "lang": "de"}, 400, &no)
	if no.Data["answer"].Message != phrases.CMS.NoAnswer.Zh {
		t.Errorf("without an answer: %+v", no)
	}
	editor.ask("POST", path+"/answer", map[string]any{"answer": "Wir.", "lang": "fr"}, 400, nil)
	editor.ask("POST", path+"/answer", map[string]any{"answer": "Wir.", "lang": "de"}, 204, nil)
	if code, said := editor.call("POST", path+"/answer", map[string]any{"answer": "Ihr.", "lang": "de"}); code != 400 || !strings.Contains(said, phrases.Desk.IsAnswered.Zh) || !strings.Contains(said, `"code":"answered"`) {
		t.Errorf("answered twice: %d %s", code, said)
	}
	editor.ask("POST", path+"/answer", map[string]any{"answer": "Alle.", "lang": "de", "again": true}, 204, nil)
	var list struct {
		Open  int
		Items []map[string]any
	}
	editor.get("/api/isa/desk/inquiries?state=answered", &list)
	if list.Open != 0 || len(list.Items) != 1 || list.Items[0]["answer"] != "Alle." || list.Items[0]["answered_by"] != "editorzh@example.org" ||
		list.Items[0]["where"] != "Telegram" || list.Items[0]["asked_at"] == nil {
		t.Errorf("%+v", list)
	}
	if said := fmt.Sprint(list.Items); strings.Contains(said, "4711") {
		t.Errorf("the list tells the chat: %s", said)
	}
	var made struct {
		ID   string
		Made bool
	}
	editor.ask("POST", path+"/faq", map[string]any{"category": "contact"}, 200, &made)
	r, err := p.app.FindRecordById("faqs", made.ID)
	if err != nil || r.GetBool("published") || r.GetString("answer_de") != "Alle." || strings.Contains(r.GetString("question_de"), "example.org") || r.GetString("category") != "contact" {
		t.Errorf("%v: %v", err, r.FieldsData())
	}
	first := made.ID
	if editor.ask("POST", path+"/faq", nil, 200, &made); made.ID != first || made.Made {
		t.Errorf("made again: %+v", made)
	}
	editor.ask("POST", path+"/close", nil, 204, nil)
	editor.get("/api/isa/desk/inquiries?state=closed", &list)
	if len(list.Items) != 1 {
		t.Errorf("closed: %+v", list)
	}
	editor.ask("GET", "/api/isa/desk/inquiries?state=bogus", nil, 400, nil)
}

func TestClosingAnInquiryIsNoWayToSendItsAnswer(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "en")
	asked := map[string]any{"question": "Wer?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "open", "answer": "Halb ges"}
	q := cmstest.Save(t, p.app, "inquiries", asked)
	path := "/api/isa/desk/inquiries/" + q.Id + "/close"
	var no refusal
	editor.ask("POST", path, nil, 400, &no)
	if no.Data["state"].Message != phrases.CMS.AnswerUnsent.En {
		t.Errorf("with half an answer: %+v", no)
	}
	editor.ask("POST", path, map[string]any{"without_answer": true}, 204, nil)
	r, err := p.app.FindRecordById("inquiries", q.Id)
	if err != nil || r.GetString("state") != "closed" || r.GetString("answer") != "" || !r.GetDateTime("answered_at").IsZero() {
		t.Errorf("%v: %v", err, r.FieldsData())
	}
	if n, err := p.app.CountRecords("deliveries"); n != 0 || err != nil {
		t.Errorf("%d deliveries, %v", n, err)
	}
	sent := cmstest.Save(t, p.app, "inquiries", map[string]any{"question": "Was?", "lang": "de", "platform": "telegram", "chat": "4711", "state": "open"})
	editor.ask("POST", "/api/isa/desk/inquiries/"+sent.Id+"/answer", map[string]any{"answer": "Das.", "lang": "de"}, 204, nil)
	editor.ask("POST", "/api/isa/desk/inquiries/"+sent.Id+"/close", map[string]any{"without_answer": true}, 204, nil)
	if r, err = p.app.FindRecordById("inquiries", sent.Id); err != nil || r.GetString("answer") != "Das." || r.GetString("state") != "closed" {
		t.Errorf("what was sent stays: %v: %v", err, r.FieldsData())
	}
}

func TestNumbersAreCountedByTheOfficesDay(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "de")
	y, m, d := p.now().Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, p.now().Location())
	logged(t, p,
		cms.Question{Text: "a", Lang: "de", Platform: "web", Outcome: "answered", At: midnight},
		cms.Question{Text: "b", Lang: "zh", Platform: "telegram", Outcome: "handover", At: midnight.Add(-time.Minute)},
		cms.Question{Text: "c", Lang: "de", Platform: "web", Outcome: "answered", At: midnight.Add(-time.Minute)},
		cms.Question{Text: "d", Lang: "de", Platform: "web", Outcome: "answered", At: midnight.AddDate(0, 0, -7)},
	)
	if _, err := p.app.DB().NewQuery("UPDATE questions SET thumbs = 'down' WHERE text = 'b'").Execute(); err != nil {
		t.Fatal(err)
	}
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de", "publish_at": midnight.Add(-time.Hour)})
	for i, late := range []time.Duration{2 * time.Second, 4 * time.Second, 60 * time.Second} {
		d := &cms.Delivery{Kind: cms.DeliverNews, Subject: news.Id, Platform: "telegram", Chat: fmt.Sprint(i), Part: 1, Gen: 1, State: cms.Sent,
			Wanted: cms.Shown, PlannedAt: cms.Moment(midnight.Add(-2 * time.Hour)), SentAt: cms.Moment(midnight.Add(-time.Hour + late))}
		if err := cms.AddDelivery(p.app, d); err != nil {
			t.Fatal(err)
		}
	}
	var n struct {
		Days      int
		Questions struct {
			Total                          int
			Languages, Outcomes, Platforms map[string]int
			Thumbs                         map[string]int
			ByDay                          []struct {
				Day   string
				Total int
			} `json:"by_day"`
		}
		Deliveries struct {
			Sent   int
			States map[string]int
			ByDay  []struct{ Total int } `json:"by_day"`
			Delay  struct{ P50, P95 float64 }
		}
	}
	editor.get("/api/isa/desk/numbers?days=7", &n)
	q := n.Questions
	if q.Total != 3 || len(q.ByDay) != 7 || q.ByDay[6].Total != 1 || q.ByDay[5].Total != 2 || q.ByDay[0].Total != 0 || q.ByDay[6].Day != p.now().Format(time.DateOnly) {
		t.Errorf("%+v", q)
	}
	if q.Languages["de"] != 2 || q.Outcomes["handover"] != 1 || q.Platforms["telegram"] != 1 || q.Thumbs["down"] != 1 || q.Thumbs["up"] != 0 {
		t.Errorf("%+v", q)
	}
	s := n.Deliveries
	if s.Sent != 3 || s.States["sent"] != 3 || s.ByDay[5].Total != 3 || s.Delay.P50 < 3.9 || s.Delay.P50 > 4.1 || s.Delay.P95 < 59 || s.Delay.P95 > 61 {
		t.Errorf("%+v", s)
	}
	editor.get("/api/isa/desk/numbers?days=bogus", &n)
	if n.Days != 30 || len(n.Questions.ByDay) != 30 {
		t.Errorf("%d days", n.Days)
	}
}
