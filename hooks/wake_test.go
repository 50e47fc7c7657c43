package hooks_test

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/hooks"
)

func faq(n int) map[string]any {
	return map[string]any{"category": "about", "question_de": "Frage " + strconv.Itoa(n), "answer_de": "Ja.", "published": true}
}

func TestTheEngineIsWokenOnceForEachCommittedChange(t *testing.T) {
	t.Parallel()
	b := setup(t)
	r := b.save("faqs", faq(1))
	b.change(r, map[string]any{"answer_de": "Nein."})
	if err := b.Delete(b.reload(r)); err != nil {
		t.Fatal(err)
	}
	if got := b.engine.n.Load(); got != 3 {
		t.Errorf("woken %d times for three changes", got)
	}
	b.save("inquiries", map[string]any{"question": "?", "state": "open"})
	if got := b.engine.n.Load(); got != 3 {
		t.Error("woken by a record that answers don't rest on")
	}
}

func TestTheEngineSleepsUntilATransactionIsCommitted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	err := b.RunInTransaction(func(tx core.App) error {
		if err := tx.Save(b.record("faqs", faq(1))); err != nil {
			return err
		}
		if got := b.engine.n.Load(); got != 0 {
			t.Errorf("woken %d times within the transaction", got)
		}
		return nil
	})
	if err != nil || b.engine.n.Load() != 1 {
		t.Errorf("woken %d times after the commit, %v", b.engine.n.Load(), err)
	}
}

func TestARolledBackBatchWakesNobody(t *testing.T) {
	t.Parallel()
	b := setup(t)
	broken := errors.New("broken")
	err := b.RunInTransaction(func(tx core.App) error {
		for n := range 5 {
			if err := tx.Save(b.record("faqs", faq(n))); err != nil {
				return err
			}
		}
		return broken
	})
	if !errors.Is(err, broken) || b.engine.n.Load() != 0 || len(b.corpus().Passages) != 0 {
		t.Errorf("woken %d times, %v", b.engine.n.Load(), err)
	}
}

// slot is an engine as simple as one can be: it reads while it is awake.
type slot struct{ bell chan struct{} }

func (s slot) Wake() {
	select {
	case s.bell <- struct{}{}:
	default:
	}
}

func TestAnImportOfAHundredRecordsReadsThemAFewTimesAtMost(t *testing.T) {
	t.Parallel()
	b := setup(t)
	engine := slot{make(chan struct{}, 1)}
	hooks.Register(b.TestApp, b.clock, engine)
	err := b.RunInTransaction(func(tx core.App) error {
		for n := range 100 {
			if err := tx.Save(b.record("faqs", faq(n))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	readings, last := 0, answer.Corpus{}
	for len(engine.bell) > 0 {
		<-engine.bell
		readings, last = readings+1, b.corpus()
	}
	if readings != 1 || len(last.Passages) != 100 {
		t.Errorf("%d readings, the last of %d records", readings, len(last.Passages))
	}
}

func TestTheSweepFindsWhatHooksCannotSee(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.save("faqs", faq(1))
	b.publish(map[string]any{"title_de": "Bald", "publish_at": noon.Add(3 * time.Second)})
	w := &wakes{}
	s := hooks.NewSweeper(b.TestApp, b.clock, w, slog.New(slog.DiscardHandler), 5*time.Second)
	for _, step := range []struct {
		name  string
		do    func()
		wakes int32
		wait  time.Duration
	}{
		{"the first look, with news due in three seconds", func() {}, 1, 3*time.Second + time.Millisecond},
		{"nothing happened", func() {}, 1, 3*time.Second + time.Millisecond},
		{"an edit in the SQL console", func() { b.sql("UPDATE faqs SET answer_de = 'No.'") }, 2, 3*time.Second + time.Millisecond},
		{"a second passed", func() { b.now = noon.Add(time.Second) }, 2, 2*time.Second + time.Millisecond},
		{"the news is due", func() { b.now = noon.Add(3*time.Second + time.Millisecond) }, 3, 5 * time.Second},
		{"a row deleted past the hooks", func() { b.sql("DELETE FROM faqs") }, 4, 5 * time.Second},
		{"a question logged", func() { b.sql("INSERT INTO sessions (id, person) VALUES ('s', 'p')") }, 4, 5 * time.Second},
	} {
		step.do()
		wait, err := s.Once()
		if err != nil || w.n.Load() != step.wakes || wait != step.wait {
			t.Errorf("%s: woken %d times, wait %v, %v; want %d, %v", step.name, w.n.Load(), wait, err, step.wakes, step.wait)
		}
	}
}

func (b *bench) sql(query string) {
	b.t.Helper()
	if _, err := b.NonconcurrentDB().NewQuery(query).Execute(); err != nil {
		b.t.Fatal(err)
	}
}

// waked tells each wake through a channel.
type waked chan struct{}

func (w waked) Wake() { w <- struct{}{} }

func TestTheSweeperSurvivesFailuresAndEndsWithItsContext(t *testing.T) {
	t.Parallel()
	b := setup(t)
	w := make(waked)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	s := hooks.NewSweeper(b.TestApp, b.clock, w, slog.New(slog.DiscardHandler), time.Millisecond)
	go func() { defer close(done); s.Run(ctx) }()
	<-w
	b.sql("ALTER TABLE faqs RENAME TO gone")
	b.sql("INSERT INTO states (id, code, country, name_de) VALUES ('x', 'XX', 'DE', 'X')")
	b.sql("ALTER TABLE gone RENAME TO faqs")
	<-w
	cancel()
	<-done
}

func TestASweepThatPanicsIsToldWithoutTheValue(t *testing.T) {
	t.Parallel()
	s := hooks.NewSweeper(setup(t).TestApp, func() time.Time { panic("secret matter") }, &wakes{}, slog.New(slog.DiscardHandler), time.Second)
	wait, err := s.Once()
	if wait != time.Second || err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "type string") {
		t.Errorf("wait %v, %v", wait, err)
	}
}

func BenchmarkSweep(bm *testing.B) {
	b := setup(bm)
	for n := range 500 {
		b.save("faqs", faq(n))
	}
	s := hooks.NewSweeper(b.TestApp, b.clock, &wakes{}, slog.New(slog.DiscardHandler), time.Second)
	for bm.Loop() {
		if _, err := s.Once(); err != nil {
			bm.Fatal(err)
		}
	}
}
