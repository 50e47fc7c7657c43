package main

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
)

func write(t testing.TB, s *stores, platform string, b converse.Batch) map[string]bool {
	t.Helper()
	fresh, err := s.Write(context.Background(), platform, b)
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

// waiting are the ids of all updates that wait, read in steps of limit.
func waiting(t testing.TB, s *stores, platform string, limit int) []string {
	t.Helper()
	var ids []string
	for after := int64(0); ; {
		found, last, err := s.Waiting(context.Background(), platform, after, limit)
		if err != nil || len(found) > limit {
			t.Fatal(len(found), err)
		}
		if len(found) == 0 {
			return ids
		}
		if last <= after {
			t.Fatalf("position %d after %d", last, after)
		}
		for _, u := range found {
			ids = append(ids, u.ID)
		}
		after = last
	}
}

func sqlOf(t testing.TB, app core.App, query string) {
	t.Helper()
	if _, err := app.NonconcurrentDB().NewQuery(query).Execute(); err != nil {
		t.Fatal(err)
	}
}

func TestAnUpdateIsKeptOnceAndWaitsUntilItIsSettled(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	body := func(text string) []byte { return []byte(`{"text":"` + text + `"}`) }
	fresh := write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "9", Body: body("a")}, {ID: "10", Body: body("b")}, {ID: "9", Body: body("again")}}})
	if !reflect.DeepEqual(fresh, map[string]bool{"9": true, "10": true}) {
		t.Errorf("fresh %v", fresh)
	}
	fresh = write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "10", Body: body("other")}, {ID: "11", Body: body("c")}, {ID: "press"}}})
	if fresh["10"] || !fresh["11"] || !fresh["press"] {
		t.Errorf("fresh %v", fresh)
	}
	if fresh := write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "press"}}}); fresh["press"] {
		t.Error("an update without a body is new twice")
	}
	if fresh := write(t, s, "discord", converse.Batch{Keep: []converse.Update{{ID: "9", Body: body("elsewhere")}}}); !fresh["9"] {
		t.Error("ids of one platform are known on another")
	}
	for _, limit := range []int{1, 2, 100} {
		if got := waiting(t, s, "telegram", limit); !slices.Equal(got, []string{"9", "10", "11"}) {
			t.Errorf("in steps of %d: %v wait", limit, got)
		}
	}
	found, _, err := s.Waiting(t.Context(), "telegram", 0, 1)
	if err != nil || string(found[0].Body) != `{"text":"a"}` {
		t.Errorf("%s, %v", found[0].Body, err)
	}

	write(t, s, "telegram", converse.Batch{Settle: []string{"9", "11", "nobody knows this"}})
	if got := waiting(t, s, "telegram", 10); !slices.Equal(got, []string{"10"}) {
		t.Errorf("%v wait", got)
	}
	row, err := app.FindFirstRecordByData("inbox", "update_id", "11")
	if err != nil || row.GetString("payload") != "null" && row.GetString("payload") != "" || !row.GetDateTime("handled_at").Time().Equal(storeNoon) {
		t.Errorf("a settled update: %v, %v", row.FieldsData(), err)
	}
	s.now = func() time.Time { return storeNoon.Add(time.Hour) }
	write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "12", Body: body("d")}}, Settle: []string{"9", "12"}})
	if fresh := write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "12", Body: body("d")}}}); fresh["12"] {
		t.Error("a settled update is new")
	}
	if row, err := app.FindFirstRecordByData("inbox", "update_id", "9"); err != nil || !row.GetDateTime("handled_at").Time().Equal(storeNoon) {
		t.Errorf("settled twice: %v, %v", row.FieldsData(), err)
	}
	if got := waiting(t, s, "discord", 10); !slices.Equal(got, []string{"9"}) {
		t.Errorf("%v wait on the other platform", got)
	}
}

func TestABatchIsWrittenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "1", Body: []byte("{}")}}})
	sqlOf(t, app, "CREATE TRIGGER full BEFORE INSERT ON replies BEGIN SELECT RAISE(ABORT, 'disk full'); END")
	batch := converse.Batch{
		Keep: []converse.Update{{ID: "2", Body: []byte("{}")}}, Settle: []string{"1"},
		Replies: []converse.Reply{{Chat: "c", Question: "q", Answers: []bot.Remote{{Kind: bot.TextPiece, IDs: []string{"7"}}}}},
	}
	if _, err := s.Write(t.Context(), "telegram", batch); err == nil {
		t.Fatal("no error")
	}
	if got := waiting(t, s, "telegram", 10); !slices.Equal(got, []string{"1"}) || count(t, app, "inbox") != 1 {
		t.Errorf("%v wait of %d", got, count(t, app, "inbox"))
	}
	sqlOf(t, app, "DROP TRIGGER full")
	write(t, s, "telegram", batch)
	if got := waiting(t, s, "telegram", 10); !slices.Equal(got, []string{"2"}) {
		t.Errorf("%v wait", got)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Write(ended, "telegram", batch); err == nil {
		t.Error("it is written though nobody waits")
	}
}

func TestALargeUpdateIsKeptAsItCame(t *testing.T) {
	t.Parallel()
	s, _ := testStores(t)
	body := []byte(`{"text":"` + strings.Repeat("界\\u0000 ", 1<<17) + `"}`)
	write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "1", Body: body}}})
	found, _, err := s.Waiting(t.Context(), "telegram", 0, 10)
	if err != nil || len(found) != 1 || !bytes.Equal(found[0].Body, body) {
		t.Errorf("%d found, %v", len(found), err)
	}
}

func TestWhichMessagesAnswerAQuestionIsKnown(t *testing.T) {
	t.Parallel()
	s, _ := testStores(t)
	note := func(platform, chat string, answers ...bot.Remote) {
		t.Helper()
		write(t, s, platform, converse.Batch{Replies: []converse.Reply{{Chat: chat, Question: "1", Answers: answers}}})
	}
	first := bot.Remote{Kind: bot.TextPiece, IDs: []string{"7"}}
	second := bot.Remote{Kind: bot.AlbumPiece, IDs: []string{"8", "9"}, Chat: "-100", Last: "6"}
	note("telegram", "c", first)
	note("telegram", "c", first, second)
	note("discord", "c", second)
	for _, c := range []struct {
		platform, chat, question string
		want                     []bot.Remote
	}{
		{"telegram", "c", "1", []bot.Remote{first, second}}, {"discord", "c", "1", []bot.Remote{second}},
		{"telegram", "d", "1", nil}, {"telegram", "c", "2", nil},
	} {
		if got, err := s.Answers(t.Context(), c.platform, c.chat, c.question); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %s %s: %+v, %v", c.platform, c.chat, c.question, got, err)
		}
	}
}

func TestWhatPlatformsSentIsForgottenAfterTwoDays(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	batch := func(id string) {
		t.Helper()
		write(t, s, "telegram", converse.Batch{
			Keep: []converse.Update{{ID: id, Body: []byte(`{"text":"privat"}`)}, {ID: id + " settled"}}, Replies: []converse.Reply{{Chat: "c", Question: id}},
		})
	}
	if _, err := s.OpenInquiry(t.Context(), bot.Inquiry{Question: "Wer?", Lang: "de", Platform: "telegram", Chat: "c"}); err != nil {
		t.Fatal(err)
	}
	batch("old")
	s.now = func() time.Time { return storeNoon.Add(time.Hour) }
	batch("new")
	s.now = func() time.Time { return storeNoon.Add(keepUpdates + time.Second) }
	s.purge()
	if got := waiting(t, s, "telegram", 10); !slices.Equal(got, []string{"new"}) || count(t, app, "inbox") != 2 || count(t, app, "replies") != 1 {
		t.Errorf("%v wait of %d, %d replies", got, count(t, app, "inbox"), count(t, app, "replies"))
	}

	_, last, err := s.Waiting(t.Context(), "telegram", 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	s.now = func() time.Time { return storeNoon.Add(1000 * time.Hour) }
	s.purge()
	if got := waiting(t, s, "telegram", 10); len(got) != 0 || count(t, app, "replies") != 0 || count(t, app, "inquiries") != 1 {
		t.Errorf("%v wait, %d replies, %d inquiries", got, count(t, app, "replies"), count(t, app, "inquiries"))
	}
	if rows, err := app.FindAllRecords("inbox"); err != nil || len(rows) > 1 || strings.Contains(fmt.Sprint(rows[0].FieldsData()), "privat") {
		t.Errorf("%d updates are left, %v", len(rows), err)
	}
	write(t, s, "telegram", converse.Batch{Keep: []converse.Update{{ID: "later", Body: []byte("{}")}}})
	if found, _, err := s.Waiting(t.Context(), "telegram", last, 10); err != nil || len(found) != 1 {
		t.Errorf("behind the position of what is deleted %d are found, %v", len(found), err)
	}
}

func TestThousandsOfUpdatesWaitWithoutHoldingUp(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	const batches, size = 20, 500
	for b := range batches {
		write(t, s, "telegram", updates(b, size, 300))
	}
	if got := len(waiting(t, s, "telegram", 512)); got != batches*size {
		t.Errorf("%d wait", got)
	}
	var plan []struct {
		Detail string `db:"detail"`
	}
	err := app.DB().NewQuery("EXPLAIN QUERY PLAN SELECT rowid AS at, update_id FROM inbox WHERE platform = 'telegram' AND handled_at = '' AND rowid > 5 ORDER BY rowid LIMIT 10").All(&plan)
	if err != nil || len(plan) != 1 || !strings.Contains(plan[0].Detail, "idx_inbox_waiting") {
		t.Errorf("read by %v, %v", plan, err)
	}
}

// updates is a batch of updates to keep, of about so many bytes each.
func updates(batch, size, bytes int) converse.Batch {
	var b converse.Batch
	pad := strings.Repeat("x", bytes)
	for i := range size {
		id := fmt.Sprint(batch*size + i)
		b.Keep = append(b.Keep, converse.Update{ID: id, Body: fmt.Appendf(nil, `{"update_id":%s,"message":{"chat":{"id":%s},"text":"%s"}}`, id, id, pad)})
	}
	return b
}

// BenchmarkWrite measures a batch as a flood brings it: updates to keep, as many
// of the batch before to settle, and their answers.
func BenchmarkWrite(b *testing.B) {
	for _, size := range []int{1, 100, 500} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			s := newStores(migrated.Open(b), time.Now, "a secret of enough characters")
			b.ReportAllocs()
			var before []converse.Update
			for n := 0; b.Loop(); n++ {
				b.StopTimer()
				batch := updates(n, size, 700)
				for _, u := range before {
					batch.Settle = append(batch.Settle, u.ID)
					batch.Replies = append(batch.Replies, converse.Reply{Chat: u.ID, Question: "1", Answers: []bot.Remote{{Kind: bot.TextPiece, IDs: []string{"2"}}}})
				}
				before = batch.Keep
				b.StartTimer()
				write(b, s, "telegram", batch)
			}
			b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds(), "updates/s")
		})
	}
}
