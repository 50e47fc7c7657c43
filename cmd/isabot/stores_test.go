package main

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms/cmstest"
)

var storeNoon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// migrated is a database with schema and content, copied by each test.
var migrated cmstest.Template

func TestMain(m *testing.M) { cmstest.Main(m, &migrated, true) }

func newStoresApp(t *testing.T) core.App {
	t.Helper()
	return migrated.Open(t)
}

func testStores(t *testing.T) (*stores, core.App) {
	t.Helper()
	app := newStoresApp(t)
	return newStores(app, func() time.Time { return storeNoon }, "a secret of enough characters"), app
}

func count(t *testing.T, app core.App, collection string) int64 {
	t.Helper()
	n, err := app.CountRecords(collection)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestASessionIsFoundAgainUnderAPseudonymUntilItExpires(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := context.Background()
	if got, err := s.LoadSession(ctx, "telegram:4711"); got != nil || err != nil {
		t.Fatalf("%s, %v before anything was saved", got, err)
	}
	for _, state := range []string{`{"lang":"de"}`, `{"lang":"zh","topic":{"names":["科隆"]}}`} {
		if err := s.SaveSession(ctx, "telegram:4711", []byte(state), storeNoon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.LoadSession(ctx, "telegram:4711"); string(got) != state || err != nil {
			t.Errorf("saved %s, loaded %s, %v", state, got, err)
		}
	}
	rows, err := app.FindAllRecords("sessions")
	if err != nil || len(rows) != 1 || strings.Contains(rows[0].GetString("person"), "4711") {
		t.Errorf("rows %v, %v", rows, err)
	}
	s.now = func() time.Time { return storeNoon.Add(time.Hour) }
	if got, err := s.LoadSession(ctx, "telegram:4711"); got != nil || err != nil {
		t.Errorf("%s, %v after it expired", got, err)
	}
}

func TestAMadeSecretIsKeptAndAGivenOneIsUsed(t *testing.T) {
	t.Parallel()
	app := newStoresApp(t)
	now := func() time.Time { return storeNoon }
	of := func(secret string) string {
		t.Helper()
		p, err := newStores(app, now, secret).pseudonym("web:x")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	made := of("")
	if of("") != made {
		t.Error("after a restart the same person is another")
	}
	if of("a secret of enough characters") == made {
		t.Error("the given secret is not used")
	}
}

func TestQuestionsAreWrittenInBatchesAndAtTheEnd(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	s.Log(bot.Asked{Text: "before the start"})
	s.start()
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			s.Log(bot.Asked{Text: "Frage " + strconv.Itoa(n), Lang: "de", Platform: "web", Person: "web:4711", Outcome: bot.Answered, Sources: []string{"faqs/a"}, Latency: time.Millisecond})
		})
	}
	all.Wait()
	s.stop(time.Minute)
	s.Log(bot.Asked{Text: "after the end"})
	s.stop(time.Minute)
	rows, err := app.FindAllRecords("questions")
	if err != nil || len(rows) != 50 || s.log.lost() != 0 {
		t.Fatalf("%d written, %d lost, %v", len(rows), s.log.lost(), err)
	}
	r := rows[0]
	if strings.Contains(r.GetString("person"), "4711") || r.GetString("outcome") != "answered" || !r.GetDateTime("created").Time().Equal(storeNoon) {
		t.Errorf("row %v", r.FieldsData())
	}
}

func TestAFullQueueDropsAndCounts(t *testing.T) {
	t.Parallel()
	q := &queue[asked]{open: true, most: maxQueued}
	for range maxQueued + 3 {
		q.put(asked{})
	}
	if len(q.waiting) != maxQueued || q.lost() != 3 {
		t.Errorf("%d wait, %d lost", len(q.waiting), q.lost())
	}
	q.write = func([]asked) error { panic("disk") }
	if err := q.flush(); err == nil || q.lost() != maxBatch+3 {
		t.Errorf("a batch that fails: %v, %d lost", err, q.lost())
	}
}

func TestOldQuestionsArePurgedAtTheStart(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	if err := s.writeQuestions([]asked{{Asked: bot.Asked{Text: "alt"}, at: storeNoon.Add(-keepQuestions - time.Second)}, {Asked: bot.Asked{Text: "neu"}, at: storeNoon}}); err != nil {
		t.Fatal(err)
	}
	s.start()
	s.stop(time.Minute)
	if n := count(t, app, "questions"); n != 1 {
		t.Errorf("%d left", n)
	}
}

func TestInquiriesGetNumbersOfTheirOwn(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	before := count(t, app, "inquiries")
	var mu sync.Mutex
	numbers := map[string]bool{}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			number, err := s.OpenInquiry(context.Background(), bot.Inquiry{Question: "Was kostet es?", Lang: "de", Platform: "web", Chat: "c", Conversation: "c", Office: "nobodyknowsthis"})
			mu.Lock()
			defer mu.Unlock()
			if err != nil || numbers[number] {
				t.Errorf("number %q, %v", number, err)
			}
			numbers[number] = true
		})
	}
	all.Wait()
	if n := count(t, app, "inquiries") - before; n != 8 || !numbers["2026-0008"] {
		t.Errorf("%d stored as %v", n, numbers)
	}
}

func TestALaterAnswerNamesTheOfficeThatGaveIt(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := context.Background()
	berlin := cmstest.Save(t, app, "contacts", map[string]any{"name_de": "Büro Berlin", "name_zh": "柏林办公室", "published": true})
	quiet := cmstest.Save(t, app, "contacts", map[string]any{"name_de": "Intern"})
	boss := cmstest.Save(t, app, core.CollectionNameSuperusers, map[string]any{"email": "a@example.org", "password": "1234567890", "office": berlin.Id})
	if got, err := s.Later(ctx, "c"); len(got) != 0 || err != nil {
		t.Fatalf("%v, %v before anything was asked", got, err)
	}
	for _, q := range []map[string]any{
		{"question": "Wann?", "state": "answered", "answer": "Im Mai.", "answered_by": boss.Id, "answered_at": storeNoon, "answer_lang": "zh", "office": quiet.Id},
		{"question": "Wo?", "state": "answered", "answer": "Dort.", "office": quiet.Id, "answered_at": storeNoon.Add(time.Hour)},
		{"question": "Wer?", "state": "open"},
		{"question": "Warum?", "state": "closed", "answer": "Darum.", "answered_at": storeNoon.Add(2 * time.Hour)},
		{"question": "Wozu?", "state": "closed", "answer": "Nie gegeben."},
		{"question": "Weshalb?", "state": "closed", "answer": " \n", "answered_at": storeNoon.Add(3 * time.Hour)}, // taken back
		{"question": "Wohin?", "state": "open", "answer": "Zurückgenommen.", "answered_at": storeNoon},
	} {
		q["platform"], q["conversation"], q["lang"] = "web", "c", "de"
		cmstest.Save(t, app, "inquiries", q)
	}
	got, err := s.Later(ctx, "c")
	if err != nil || len(got) != 3 {
		t.Fatalf("%v, %v", got, err)
	}
	if a := got[2]; a.Answer != "Darum." {
		t.Errorf("one that was closed after its answer: %+v", a)
	}
	if a := got[0]; a.Answer != "Im Mai." || a.By != "柏林办公室" || a.Lang != "zh" || !a.At.Equal(storeNoon) {
		t.Errorf("first %+v", a)
	}
	if a := got[1]; a.By != "" || a.Lang != "de" {
		t.Errorf("second %+v", a)
	}
	if other, err := s.Later(ctx, "d"); len(other) != 0 || err != nil {
		t.Errorf("another conversation sees %v, %v", other, err)
	}
}

func TestAPersonSeesAndDeletesAllThatIsStoredAboutThem(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := context.Background()
	me := bot.Person{Platform: "telegram", ID: "4711", Chat: "4711"}
	other := bot.Person{Platform: "telegram", ID: "815", Chat: "815"}
	if got, err := s.Export(ctx, me); got != nil || err != nil {
		t.Fatalf("%s, %v about a stranger", got, err)
	}
	s.log.open, s.log.write = true, s.writeQuestions
	for i, p := range []bot.Person{me, other} {
		if err := s.SaveSession(ctx, p.Key(), []byte(`{"lang":"de"}`), storeNoon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.OpenInquiry(ctx, bot.Inquiry{Question: "Wer?", Lang: "de", Platform: p.Platform, Chat: p.Chat}); err != nil {
			t.Fatal(err)
		}
		cmstest.Save(t, app, "subscribers", map[string]any{"platform": p.Platform, "chat": p.Chat, "lang": "de"})
		cmstest.Save(t, app, "replies", map[string]any{"platform": p.Platform, "chat": p.Chat, "question": "1", "answer": "2"})
		cmstest.Save(t, app, "deliveries", map[string]any{"kind": "reply", "subject": "x", "platform": p.Platform, "chat": p.Chat})
		cmstest.Save(t, app, "inbox", map[string]any{"platform": p.Platform, "update_id": strconv.Itoa(i), "payload": map[string]any{"chat": p.Chat}, "handled_at": storeNoon})
		s.Log(bot.Asked{Text: "geschrieben", Platform: p.Platform, Person: p.Key()})
	}
	raw, err := s.Export(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	var told map[string][]map[string]any
	if err := json.Unmarshal(raw, &told); err != nil || len(told) != 7 || told["questions"][0]["text"] != "geschrieben" {
		t.Errorf("told %s, %v", raw, err)
	}
	if _, named := told["questions"][0]["person"]; named || strings.Contains(string(raw), "815") {
		t.Errorf("told %s", raw)
	}
	s.Log(bot.Asked{Text: "wartet", Platform: me.Platform, Person: me.Key()})
	s.Log(bot.Asked{Text: "wartet", Platform: other.Platform, Person: other.Key()})
	if err := s.Forget(ctx, me); err != nil {
		t.Fatal(err)
	}
	if err := s.log.flush(); err != nil {
		t.Fatal(err)
	}
	if left := rowsWith(t, app, "4711"); len(left) > 0 {
		t.Errorf("left in %v", left)
	}
	if got, err := s.Export(ctx, me); got != nil || err != nil {
		t.Errorf("%s, %v after forgetting", got, err)
	}
	if n := count(t, app, "questions"); n != 2 {
		t.Errorf("%d questions of the other are left, want 2", n)
	}
}

// rowsWith names the tables that hold a text anywhere.
func rowsWith(t *testing.T, app core.App, text string) []string {
	t.Helper()
	collections, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, c := range collections {
		rows, err := app.FindAllRecords(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			raw, err := json.Marshal(r.FieldsData())
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(raw), `"`+text+`"`) {
				found = append(found, c.Name)
			}
		}
	}
	return found
}

func TestNothingIsForgottenHalfway(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := context.Background()
	me := bot.Person{Platform: "telegram", ID: "4711", Chat: "4711"}
	if err := s.SaveSession(ctx, me.Key(), []byte(`{}`), storeNoon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := app.NonconcurrentDB().NewQuery("ALTER TABLE subscribers RENAME TO away").Execute(); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(ctx, me); err == nil {
		t.Error("no error")
	}
	if n := count(t, app, "sessions"); n != 1 {
		t.Errorf("%d sessions left", n)
	}
}

func TestInquiriesFromAGroupBelongToWhoOpenedThem(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	ctx := context.Background()
	me, other := bot.Person{Platform: "telegram", ID: "4711"}, bot.Person{Platform: "telegram", ID: "815"}
	for _, p := range []bot.Person{me, me, other} {
		if _, err := s.OpenInquiry(ctx, bot.Inquiry{Question: "Was kostet es?", Lang: "de", Platform: "telegram", Chat: "-100", Person: p}); err != nil {
			t.Fatal(err)
		}
	}
	alone := bot.Person{Platform: "telegram", ID: "4711", Chat: "4711"} // the same person in a direct chat
	raw, err := s.Export(ctx, alone)
	var told map[string][]map[string]any
	if err != nil || json.Unmarshal(raw, &told) != nil || len(told) != 1 || len(told["inquiries"]) != 2 {
		t.Errorf("told %s, %v", raw, err)
	}
	notes := count(t, app, "state")
	if err := s.Forget(ctx, me); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, "inquiries"); n != 1 {
		t.Errorf("%d inquiries are left, want the other's", n)
	}
	if n := count(t, app, "state"); n != notes-1 {
		t.Errorf("%d notes are left of %d", n, notes)
	}
	if got, err := s.Export(ctx, alone); got != nil || err != nil {
		t.Errorf("%s, %v after forgetting", got, err)
	}
	if err := s.Forget(ctx, alone); err != nil || count(t, app, "inquiries") != 1 {
		t.Errorf("forgetting again: %v", err)
	}
}

func TestAShortIdIsNotFoundWithinTheIdsOfOthers(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	me := bot.Person{Platform: "telegram", ID: "4711", Chat: "4711"}
	for id, payload := range map[string]string{
		"1": `{"message":{"chat":{"id":94711},"text":"fremd"}}`,
		"2": `{"message":{"chat":{"id":47110},"text":"fremd"}}`,
		"3": `{"message":{"chat":{"id":-4711},"text":"fremd"}}`,
		"4": `{"message":{"chat":{"id":4711},"text":"eigen"}}`,
		"5": `{"message":{"chat":{"id":"4711"},"text":"eigen"}}`,
		"6": `{"message":{"from":{"id": 4711, "name":"x"},"text":"eigen"}}`,
	} {
		cmstest.Save(t, app, "inbox", map[string]any{"platform": "telegram", "update_id": id, "payload": payload, "handled_at": storeNoon})
	}
	told, err := s.Export(context.Background(), me)
	if err != nil || strings.Contains(string(told), "fremd") || strings.Count(string(told), "eigen") != 3 {
		t.Errorf("told %s, %v", told, err)
	}
	if err := s.Forget(context.Background(), me); err != nil {
		t.Fatal(err)
	}
	if n := count(t, app, "inbox"); n != 6 {
		t.Errorf("of 6 updates %d are known", n)
	}
	left, err := app.FindAllRecords("inbox", dbx.NewExp("payload IS NOT NULL"))
	if err != nil || len(left) != 3 {
		t.Errorf("%d updates of others are left, want 3, %v", len(left), err)
	}
}
