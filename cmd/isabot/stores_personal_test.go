package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// holding names the tables in any of whose columns a text stands, as the
// database holds them and not as records show them.
func holding(t *testing.T, app core.App, text string) []string {
	t.Helper()
	var tables []string
	if err := app.DB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'table'").Column(&tables); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, table := range tables {
		var columns []string
		if err := app.DB().NewQuery("SELECT name FROM pragma_table_info('" + table + "')").Column(&columns); err != nil {
			t.Fatal(err)
		}
		for i, c := range columns {
			columns[i] = "coalesce(cast(`" + c + "` AS text), '')"
		}
		var n int
		if err := app.DB().NewQuery("SELECT count(*) FROM `" + table + "` WHERE instr(" + strings.Join(columns, " || ' ' || ") + ", '" + text + "')").Row(&n); err != nil {
			t.Fatal(table, err)
		}
		if n > 0 {
			found = append(found, fmt.Sprint(table, " ", n))
		}
	}
	return found
}

// lives lets a person leave traces wherever a conversation can leave them.
func lives(t *testing.T, p *program, who bot.Person, group string) {
	t.Helper()
	ctx := t.Context()
	s := p.stores
	place := bot.Place{Platform: who.Platform, Chat: who.Chat}
	staff, err := p.app.FindAuthRecordByEmail(core.CollectionNameSuperusers, "a@example.org")
	if err != nil {
		staff = cmstest.Save(t, p.app, core.CollectionNameSuperusers, map[string]any{"email": "a@example.org", "password": "1234567890"})
	}
	if err := s.SaveSession(ctx, who.Key(), []byte(`{"lang":"de"}`), p.now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := s.Subscribe(ctx, place, bot.Subscription{Lang: "de"}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []bot.Inquiry{
		{Question: "Allein?", Lang: "de", Platform: who.Platform, Chat: who.Chat, Conversation: who.Chat, Person: who},
		{Question: "In der Gruppe?", Lang: "de", Platform: who.Platform, Chat: group, Thread: "7", Conversation: "7", Person: bot.Person{Platform: who.Platform, ID: who.ID}},
	} {
		number, err := s.OpenInquiry(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.app.FindFirstRecordByData("inquiries", "number", number)
		if err != nil || r.GetString("thread") != q.Thread {
			t.Fatal(r.GetString("thread"), err)
		}
		cms.SetActor(r, cms.ActorFrom(staff))
		r.Load(map[string]any{"state": "answered", "answer": "Ja, " + number})
		if err := p.app.Save(r); err != nil {
			t.Fatal(err)
		}
	}
	raw := fmt.Appendf(nil, `{"message":{"from":{"id":%s},"text":"Ich"}}`, who.ID)
	write(t, s, who.Platform, converse.Batch{
		Keep:    []converse.Update{{ID: who.Platform + "1", Body: raw}, {ID: who.Platform + "2", Body: raw}, {ID: who.Platform + "3", Body: []byte(`{"other":1}`)}},
		Settle:  []string{who.Platform + "1"},
		Replies: []converse.Reply{{Chat: who.Chat, Question: "1", Answers: []bot.Remote{{IDs: []string{"2"}}}}},
	})
	s.Log(bot.Asked{ID: bot.NewQuestionID(), Text: "Geschrieben?", Platform: who.Platform, Person: who.Key()})
	if err := s.log.flush(); err != nil {
		t.Fatal(err)
	}
	s.Log(bot.Asked{ID: bot.NewQuestionID(), Text: "Wartet?", Platform: who.Platform, Person: who.Key()})
}

func TestAfterForgettingNoTableHoldsThePerson(t *testing.T) {
	for _, who := range []bot.Person{
		{Platform: "telegram", ID: "7700112233", Chat: "7700112233"},
		{Platform: "discord", ID: "7700112233", Chat: "dm:7700112233"},
	} {
		for _, from := range []string{"their own chat", "a group"} {
			t.Run(who.Platform+" from "+from, func(t *testing.T) {
				p := wholeProgram(t)
				s, ctx := p.stores, t.Context()
				s.log.open, s.log.write = true, s.writeQuestions
				const group = "-100555"
				for _, c := range []map[string]any{
					{"name": "Team", "target": "staff", "purpose": "staff"}, {"name": "Alle", "target": "all"},
				} {
					c["platform"], c["lang"], c["enabled"] = who.Platform, "de", true
					cmstest.Save(t, p.app, "channels", c)
				}
				other := bot.Person{Platform: who.Platform, ID: "99887766", Chat: strings.ReplaceAll(who.Chat, who.ID, "99887766")}
				lives(t, p, who, group)
				lives(t, p, other, "-100666")
				news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Neu", "status": "draft"})
				news.Set("status", "published")
				if err := p.app.Save(news); err != nil {
					t.Fatal(err)
				}
				pseudonym, err := s.pseudonym(who.Key())
				if err != nil {
					t.Fatal(err)
				}
				for _, table := range []string{"inbox 1", "inquiries 1", "subscribers 1", "replies 1", "deliveries 2"} {
					if !slices.Contains(holding(t, p.app, who.ID), table) {
						t.Errorf("before: %v, not %s", holding(t, p.app, who.ID), table)
					}
				}
				if got := holding(t, p.app, pseudonym); len(got) != 3 {
					t.Errorf("before, the pseudonym stands in %v", got)
				}
				told(t, s, who)

				asked := who
				if from == "a group" {
					asked.Chat = ""
				}
				if err := s.Forget(ctx, asked); err != nil {
					t.Fatal(err)
				}
				// The answer to that wish is on its way.
				write(t, s, who.Platform, converse.Batch{Settle: []string{who.Platform + "2"}, Replies: []converse.Reply{{Chat: who.Chat, Question: "9"}, {Chat: other.Chat, Question: "1"}}})
				if err := s.log.flush(); err != nil {
					t.Fatal(err)
				}
				for _, text := range []string{who.ID, pseudonym, "Allein? 1", "Ja, 2026-0001"} {
					if left := holding(t, p.app, text); len(left) > 0 {
						t.Errorf("%q is left in %v", text, left)
					}
				}
				if got, err := s.Export(ctx, who); got != nil || err != nil {
					t.Errorf("%s, %v after forgetting", got, err)
				}
				wanted(t, p.app, group, "gone")
				wanted(t, p.app, "-100666", "shown")
				told(t, s, other)
				if n := count(t, p.app, "inquiries"); n != 2 {
					t.Errorf("%d inquiries are left, want the other's two", n)
				}
				if got := waiting(t, s, who.Platform, 10); !slices.Equal(got, []string{who.Platform + "3"}) {
					t.Errorf("%v wait", got)
				}
			})
		}
	}
}

// wanted checks what shall stand in a chat.
func wanted(t *testing.T, app core.App, chat, want string) {
	t.Helper()
	var all []string
	if err := app.DB().NewQuery("SELECT wanted FROM deliveries WHERE chat = '" + chat + "'").Column(&all); err != nil || !slices.Equal(all, []string{want}) {
		t.Errorf("wanted in %s: %v, %v", chat, all, err)
	}
}

// told checks that a person is shown what lives left of them.
func told(t *testing.T, s *stores, who bot.Person) {
	t.Helper()
	raw, err := s.Export(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string][]map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	for collection, rows := range map[string]int{"sessions": 1, "questions": 2, "inquiries": 2, "subscribers": 1, "replies": 1, "deliveries": 2} {
		if len(all[collection]) != rows {
			t.Errorf("%s is told %d of %s, want %d", who.Platform, len(all[collection]), collection, rows)
		}
	}
	if len(all) != 6 || strings.Contains(string(raw), `"person"`) {
		t.Errorf("told %s", raw)
	}
}

func TestWhatAChannelShowsIsNotForgottenWithAPerson(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	cmstest.Save(t, app, "channels", map[string]any{"name": "Probe", "platform": "telegram", "target": "4711", "lang": "de", "enabled": true})
	cmstest.Save(t, app, "deliveries", map[string]any{"kind": "news", "subject": "n", "platform": "telegram", "chat": "4711"})
	if err := s.Forget(t.Context(), bot.Person{Platform: "telegram", ID: "4711", Chat: "4711"}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, "deliveries"); n != 1 {
		t.Errorf("%d deliveries are left", n)
	}
}

func TestAGroupThatSpeaksForItselfIsNotForgotten(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	cmstest.Save(t, app, "subscribers", map[string]any{"platform": "telegram", "chat": "-100", "lang": "de"})
	cmstest.Save(t, app, "inbox", map[string]any{"platform": "telegram", "update_id": "1", "payload": `{"chat":{"id":-100}}`})
	if err := s.Forget(t.Context(), bot.Person{Platform: "telegram", ID: "-100"}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, "subscribers"); n != 1 || len(waiting(t, s, "telegram", 10)) != 1 {
		t.Errorf("%d subscribers, %v wait", n, waiting(t, s, "telegram", 10))
	}
}

// What a conversation leaves wherever a person talks, they are shown where they
// are alone, and it goes with a word said anywhere.
func TestAConversationIsForgottenWhereverItWasLed(t *testing.T) {
	const id = "7700112233"
	for platform, places := range map[string]map[string]bot.Message{
		"telegram": {
			"alone":   {Place: bot.Place{Chat: id}, Private: true},
			"a group": {Place: bot.Place{Chat: "-100555", Thread: "7"}},
		},
		"discord": {
			"alone":    {Place: bot.Place{Chat: "dm:" + id}, Private: true},
			"a server": {Place: bot.Place{Chat: "555"}},
			"unseen":   {Place: bot.Place{Chat: "555"}, Private: true, Home: bot.Place{Platform: "discord", Chat: "dm:" + id}},
		},
	} {
		for said, last := range places {
			t.Run(platform+", "+said, func(t *testing.T) {
				p := wholeProgram(t)
				p.stores.log.open, p.stores.log.write = true, p.stores.writeQuestions
				d := p.dialog()
				say := func(m bot.Message, text string, press bool) bot.Post {
					m.Place.Platform, m.Sender, m.Text, m.Direct, m.Press, m.Locale = platform, id, text, true, press, "de"
					post, err := d.Handle(t.Context(), m)
					if err != nil {
						t.Fatal(err)
					}
					return post
				}
				for _, m := range places {
					if post := say(m, "Was kostet die ISA-Mitgliedschaft für Quastenflosse im Jahr?", true); post.Outcome != bot.Handover {
						t.Fatalf("%+v", post)
					}
					say(m, "ja", true)
					say(m, "/language de", true)
					say(m, "/join CN region", true)
					say(m, "/join CN region 3 machines here send", true)
					say(m, "/subscribe all", true)
					say(m, "Ist Köln Mitglied?", true)
				}
				if err := p.stores.log.flush(); err != nil {
					t.Fatal(err)
				}
				pseudonym, err := p.stores.pseudonym(platform + ":" + id)
				if err != nil {
					t.Fatal(err)
				}
				if n := count(t, p.app, "inquiries"); n < 3 || len(holding(t, p.app, id)) < 2 || len(holding(t, p.app, pseudonym)) < 2 {
					t.Fatalf("%d inquiries, %v, %v", n, holding(t, p.app, id), holding(t, p.app, pseudonym))
				}
				shown := say(last, "/mydata", true)
				if has := strings.Contains(shown.Body.Text(), "Quastenflosse") || len(shown.Media) > 0; has != last.Private {
					t.Errorf("shown %v: %q", has, shown.Body.Text())
				}
				say(last, "/forgetme", true)
				if err := p.stores.log.flush(); err != nil {
					t.Fatal(err)
				}
				for _, text := range []string{id, pseudonym, "Quastenflosse"} {
					if left := holding(t, p.app, text); len(left) > 0 {
						t.Errorf("%q is left in %v", text, left)
					}
				}
				for name, m := range places {
					if post := say(m, "/join", true); m.Private && strings.Contains(post.Body.Text(), "China") && len(post.Choices) == 3 {
						t.Errorf("%s: the guide is remembered: %q", name, post.Body.Text())
					}
				}
			})
		}
	}
}

func TestForgettingChangesNothingIfItFails(t *testing.T) {
	p := wholeProgram(t)
	who := bot.Person{Platform: "telegram", ID: "7700112233", Chat: "7700112233"}
	p.stores.log.open, p.stores.log.write = true, p.stores.writeQuestions
	lives(t, p, who, "-100555")
	before := holding(t, p.app, who.ID)
	sqlOf(t, p.app, "CREATE TRIGGER full BEFORE UPDATE ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	if err := p.stores.Forget(t.Context(), who); err == nil {
		t.Error("no error")
	}
	if after := holding(t, p.app, who.ID); !slices.Equal(after, before) {
		t.Errorf("%v became %v", before, after)
	}
	wanted(t, p.app, "-100555", "shown")
}

func TestAChangeOfMembershipReachesTheRecords(t *testing.T) {
	p := wholeProgram(t)
	c := cmstest.Save(t, p.app, "channels", map[string]any{"name": "Alle", "platform": "telegram", "target": "@isa", "lang": "de", "enabled": true})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Team", "platform": "telegram", "target": "-1", "lang": "de", "enabled": true, "purpose": "staff"})
	m := announce.Membership{Platform: "telegram", Chat: "-100", Name: "@isa", Type: "channel", Old: "administrator", New: "kicked"}
	if err := p.memberChanged(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	s, err := cms.FindChannelState(p.app, c.Id)
	if err != nil || !s.Off() {
		t.Errorf("off %v, %v", s.Off(), err)
	}
	wanted(t, p.app, "-1", "shown")
	if len(p.speeches()) != 2 {
		t.Errorf("%d speeches", len(p.speeches()))
	}
}
