package hooks_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce/announcetest"
	"isa-portal.de/isabot/cms"
)

func (r *newsroom) subscribe(chat, lang string, topics ...string) {
	r.t.Helper()
	err := r.RunInTransaction(func(tx core.App) error {
		return cms.SaveSubscriber(tx, "telegram", chat, lang, topics, r.now)
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// sent are the chats that a message stands in.
func (r *newsroom) sent(chats ...string) []string {
	var got []string
	for _, c := range chats {
		if len(r.platform.Shown(c)) > 0 {
			got = append(got, c)
		}
	}
	return got
}

func TestSubscribersGetWhatTheyAskedForOnce(t *testing.T) {
	r := openNewsroom(t)
	topic := r.record("topics", map[string]any{"slug": "t", "name_de": "T"})
	other := r.record("topics", map[string]any{"slug": "o", "name_de": "O"})
	r.save(topic)
	r.save(other)
	r.subscribe("all", "de")
	r.subscribe("none", "")
	r.subscribe("topic", "de", topic.Id)
	r.subscribe("other", "de", other.Id)
	r.subscribe("chinese", "zh")
	chats := []string{"all", "none", "topic", "other", "chinese", "late"}

	n := r.change(r.draft(map[string]any{"topics": []string{topic.Id}}), "status", "published")
	r.now = r.now.Add(time.Second)
	r.subscribe("late", "de")
	r.settle(time.Minute)
	if got, want := r.sent(chats...), []string{"all", "none", "topic"}; !slices.Equal(got, want) {
		t.Errorf("sent to %q, want %q", got, want)
	}
	r.change(n, "title_zh", "标题")
	r.change(n, "title_de", "Neu", "title_zh", "新")
	r.settle(time.Minute)
	if got := r.platform.Shown("all"); !slices.Equal(got, []string{"Neu\n\nText"}) {
		t.Errorf("all sees %q", got)
	}
	if got := r.platform.Shown("chinese"); !slices.Equal(got, []string{"新"}) {
		t.Errorf("chinese sees %q", got)
	}
	r.change(n, "status", "retracted")
	r.settle(time.Minute)
	if got := r.sent(chats...); got != nil {
		t.Errorf("after the withdrawal something stands at %q", got)
	}
}

func TestNewsForSomeChannelsIsNotForSubscribers(t *testing.T) {
	r := openNewsroom(t)
	a := r.channel("a", "de", nil)
	r.subscribe("s", "de")
	n := r.change(r.draft(map[string]any{"channels": []string{a.Id}}), "status", "published")
	r.settle(time.Minute)
	if got := r.sent("a", "s"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("sent to %q", got)
	}
	r.change(n, "channels", []string{})
	r.settle(time.Minute)
	if got := r.sent("a", "s"); !slices.Equal(got, []string{"a", "s"}) {
		t.Errorf("after it was opened to all: %q", got)
	}
	r.change(n, "channels", []string{a.Id})
	r.settle(time.Minute)
	if got := r.sent("a", "s"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("after it was narrowed again: %q", got)
	}
}

func TestASubscriberWhoBlockedTheBotIsDroppedOnceAndComesBack(t *testing.T) {
	r := openNewsroom(t)
	r.subscribe("s", "de")
	blocked := true
	r.platform.Fault = func(announcetest.Call) (bool, error) {
		if blocked {
			return false, &bot.PlaceError{Err: errors.New("bot was blocked by the user")}
		}
		return true, nil
	}
	r.change(r.draft(nil), "status", "published")
	r.settle(time.Hour)
	r.change(r.draft(map[string]any{"title_de": "Zweite"}), "status", "published")
	r.settle(time.Hour)
	if got := r.platform.Calls(); !slices.Equal(got, []string{"send s"}) {
		t.Errorf("calls %q", got)
	}
	blocked = false
	r.subscribe("s", "de")
	r.change(r.draft(map[string]any{"title_de": "Dritte"}), "status", "published")
	r.settle(time.Hour)
	if got := r.platform.Shown("s"); !slices.Equal(got, []string{"Dritte\n\nText"}) {
		t.Errorf("s sees %q", got)
	}
}

func TestAGroupOfSubscribersThatMovesIsFollowed(t *testing.T) {
	r := openNewsroom(t)
	r.subscribe("-1", "de")
	r.platform.Fault = failing(&bot.MovedError{Chat: "-100"})
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	r.change(n, "title_de", "Neu")
	r.settle(time.Minute)
	if got := r.platform.Shown("-100"); !slices.Equal(got, []string{"Neu\n\nText"}) {
		t.Errorf("the group sees %q", got)
	}
}

// The outbox at work reads a part of what is due at a time, and beside the work:
// nobody is left out, and nobody is written to twice.
func TestMoreThanIsReadAtATimeReachesAllOnce(t *testing.T) {
	r := openNewsroom(t)
	const many = cms.MostDue + 200
	subscribeMany(t, r, many)
	r.change(r.draft(nil), "status", "published")
	var sends atomic.Int64
	all := make(chan struct{})
	r.platform.Fault = func(c announcetest.Call) (bool, error) {
		switch n := sends.Add(1); {
		case n%100 == 0:
			r.outbox.Wake() // somebody changes something in the middle of it
		case n == many-1:
			close(all)
		}
		return true, nil
	}
	ctx, stop := context.WithCancel(t.Context())
	var outbox sync.WaitGroup
	outbox.Go(func() { r.outbox.Run(ctx) })
	<-all
	r.outbox.Wake()
	stop()
	outbox.Wait()
	r.settle(time.Minute)
	for i := range many {
		if got := r.platform.Shown(fmt.Sprint(i)); len(got) != 1 {
			t.Fatalf("subscriber %d sees %q", i, got)
		}
	}
	if sends.Load() != many {
		t.Errorf("%d sends for %d subscribers", sends.Load(), many)
	}
}

func subscribeMany(t testing.TB, r *newsroom, many int) {
	t.Helper()
	err := r.RunInTransaction(func(tx core.App) error {
		for i := range many {
			_, err := tx.DB().NewQuery(fmt.Sprintf("INSERT INTO subscribers (id, platform, chat, lang, since, topics) VALUES ('s%014d', 'telegram', '%d', 'de', '2020-01-01 00:00:00.000Z', '[]')", i, i)).Execute()
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkPublishTo10000Subscribers(b *testing.B) {
	r := openNewsroom(b)
	err := r.RunInTransaction(func(tx core.App) error {
		for i := range 10000 {
			_, err := tx.DB().NewQuery(fmt.Sprintf("INSERT INTO subscribers (id, platform, chat, lang, since, topics) VALUES ('s%014d', 'telegram', '%d', '%s', '2020-01-01 00:00:00.000Z', '[]')",
				i, i, []string{"de", "en", "zh"}[i%3])).Execute()
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		n := r.draft(map[string]any{"title_en": "Title", "title_zh": "标题"})
		n.Set("status", "published")
		b.StartTimer()
		if err := r.Save(n); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if got := len(r.deliveries(n)); got != 10000 {
			b.Fatalf("%d deliveries", got)
		}
		b.StartTimer()
	}
}

func BenchmarkFindDueAmong10000(b *testing.B) {
	r := openNewsroom(b)
	subscribeMany(b, r, 10000)
	r.t = b
	r.change(r.draft(nil), "status", "published")
	for b.Loop() {
		due, _, err := cms.FindDue(r.TestApp, r.now, []string{"telegram", "discord"})
		if err != nil || len(due) != cms.MostDue {
			b.Fatalf("%d due, %v", len(due), err)
		}
	}
}
