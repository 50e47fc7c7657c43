package converse

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// heard collects what is handled and tells when enough was.
type heard struct {
	mu   sync.Mutex
	ids  []string
	more chan struct{}
}

func newHeard() *heard { return &heard{more: make(chan struct{}, 100_000)} }

func (h *heard) handle(_ context.Context, u Update, _ bool) error {
	h.mu.Lock()
	h.ids = append(h.ids, u.ID)
	h.mu.Unlock()
	h.more <- struct{}{}
	return nil
}

func (h *heard) wait(n int) []string {
	for range n {
		<-h.more
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.ids)
}

func inbox(store Store, handle func(context.Context, Update, bool) error) *Inbox {
	return NewInbox(InboxConfig{Platform: "p", Store: store, Lane: laneOf, Handle: handle, Log: slog.New(slog.DiscardHandler)})
}

func TestAnUpdateIsOnTheDiskBeforeItIsTaken(t *testing.T) {
	d := newDisk()
	i := inbox(d, newHeard().handle)
	if err := i.Take(t.Context(), said("a", 1), said("b", 1)); err != nil {
		t.Fatal(err)
	}
	if got := d.unhandled(); !slices.Equal(got, []string{"a1", "b1"}) {
		t.Errorf("on the disk: %v", got)
	}
}

func TestWhatCannotBeKeptIsNotTaken(t *testing.T) {
	d := newDisk()
	d.fail = 1
	i, h := inbox(d, nil), newHeard()
	i.cfg.Handle = h.handle
	running(t, i)
	if err := i.Take(t.Context(), said("a", 1)); err == nil {
		t.Fatal("taken, although the disk is full")
	}
	if err := i.Take(t.Context(), said("a", 1)); err != nil {
		t.Fatal(err)
	}
	h.wait(1)
}

func TestAnUpdateThatComesTwiceIsHandledOnce(t *testing.T) {
	d, h := newDisk(), newHeard()
	i := inbox(d, h.handle)
	stop := running(t, i)
	for range 3 {
		if err := i.Take(t.Context(), said("a", 1), said("a", 2), said("a", 1)); err != nil {
			t.Fatal(err)
		}
	}
	h.wait(2)
	stop()
	if got := h.wait(0); !slices.Equal(got, []string{"a1", "a2"}) {
		t.Errorf("handled: %v", got)
	}
	if left := d.unhandled(); len(left) > 0 {
		t.Errorf("not settled: %v", left)
	}
}

func TestOneChatIsAnsweredInOrderAndDoesNotKeepOthersWaiting(t *testing.T) {
	release, others := make(chan struct{}), newHeard()
	var order []string
	i := inbox(newDisk(), func(ctx context.Context, u Update, again bool) error {
		if string(u.Body) == "slow" {
			<-release
			order = append(order, u.ID)
		}
		return others.handle(ctx, u, again)
	})
	running(t, i)
	for n := range 10 {
		if err := i.Take(t.Context(), said("slow", n), said(fmt.Sprint("quick", n), 1)); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range others.wait(10) { // while the slow one still waits
		if strings.HasPrefix(id, "slow") {
			t.Errorf("%s was handled already", id)
		}
	}
	close(release)
	others.wait(10)
	if !slices.IsSorted(order) || len(order) != 10 {
		t.Errorf("the slow chat was answered in the order %v", order)
	}
}

func TestWhatAnEarlierProcessLeftIsHandledOnce(t *testing.T) {
	d := newDisk()
	started, end := make(chan struct{}), make(chan struct{})
	first := inbox(d, func(ctx context.Context, u Update, _ bool) error {
		if u.ID == "a1" {
			return nil
		}
		close(started)
		<-ctx.Done()
		<-end
		return ctx.Err()
	})
	stop := running(t, first)
	if err := first.Take(t.Context(), said("a", 1), said("a", 2), said("a", 3)); err != nil {
		t.Fatal(err)
	}
	<-started
	close(end)
	stop()
	if left := d.unhandled(); !slices.Equal(left, []string{"a2", "a3"}) {
		t.Fatalf("left: %v", left)
	}
	h, again := newHeard(), atomic.Int32{}
	second := inbox(d, func(ctx context.Context, u Update, a bool) error {
		if a {
			again.Add(1)
		}
		return h.handle(ctx, u, a)
	})
	stop = running(t, second)
	h.wait(2)
	if err := second.Take(t.Context(), said("a", 4)); err != nil {
		t.Fatal(err)
	}
	got := h.wait(1)
	stop()
	if !slices.Equal(got, []string{"a2", "a3", "a4"}) || again.Load() < 2 {
		t.Errorf("handled %v, %d of them as begun before", got, again.Load())
	}
	if left := d.unhandled(); len(left) > 0 {
		t.Errorf("not settled: %v", left)
	}
}

func TestAFloodFromOneChatIsCutAndFromManyWaitsOnTheDisk(t *testing.T) {
	d, h := newDisk(), newHeard()
	begin := make(chan struct{})
	i := inbox(d, func(ctx context.Context, u Update, again bool) error {
		<-begin
		return h.handle(ctx, u, again)
	})
	stop := running(t, i)
	const chats = 3 * maxHeld
	for n := range chats {
		if err := i.Take(t.Context(), said(fmt.Sprint("chat", n), 0)); err != nil {
			t.Fatal(err)
		}
	}
	i.lanes.mu.Lock()
	inMemory := len(i.lanes.held)
	i.lanes.mu.Unlock()
	if inMemory > maxHeld {
		t.Errorf("%d are in memory", inMemory)
	}
	close(begin)
	h.wait(chats)
	for n := range 10 * maxLane {
		if err := i.Take(t.Context(), said("one", n)); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	seen := map[string]int{}
	for _, id := range h.wait(0) {
		if seen[id]++; seen[id] > 1 {
			t.Errorf("%s was handled twice", id)
		}
	}
	if int64(len(seen))+i.Dropped()+int64(len(d.unhandled())) != chats+10*maxLane {
		t.Errorf("of %d updates %d were handled, %d dropped, %d are left", chats+10*maxLane, len(seen), i.Dropped(), len(d.unhandled()))
	}
}

func TestMoreThanALaneHoldsIsDroppedAndSettled(t *testing.T) {
	d, h := newDisk(), newHeard()
	begin := make(chan struct{})
	i := inbox(d, func(ctx context.Context, u Update, again bool) error {
		<-begin
		return h.handle(ctx, u, again)
	})
	stop := running(t, i)
	for n := range 3 * maxLane {
		if err := i.Take(t.Context(), said("one", n)); err != nil {
			t.Fatal(err)
		}
	}
	close(begin)
	h.wait(maxLane)
	stop()
	if i.Dropped() == 0 || len(d.unhandled()) > maxLane {
		t.Errorf("%d dropped, %d left", i.Dropped(), len(d.unhandled()))
	}
}

func TestAPanicPassesOneUpdateOver(t *testing.T) {
	d, h := newDisk(), newHeard()
	log, said2 := journal()
	i := NewInbox(InboxConfig{Platform: "p", Store: d, Lane: laneOf, Log: log, Workers: 1, Handle: func(ctx context.Context, u Update, again bool) error {
		switch u.ID {
		case "a1":
			panic("secret words")
		case "a2":
			return errors.New("not so bad")
		}
		return h.handle(ctx, u, again)
	}})
	stop := running(t, i)
	if err := i.Take(t.Context(), said("a", 1), said("a", 2), said("a", 3)); err != nil {
		t.Fatal(err)
	}
	h.wait(1)
	stop()
	if left := d.unhandled(); len(left) > 0 {
		t.Errorf("it would be handled again and again: %v", left)
	}
	if out := said2.String(); strings.Count(out, "passed over") != 2 || strings.Contains(out, "secret words") {
		t.Errorf("logged: %s", out)
	}
}

func TestWhatComesWhileTheDiskIsSlowIsWrittenTogether(t *testing.T) {
	d, h := newDisk(), newHeard()
	d.hold = make(chan struct{})
	i := inbox(d, h.handle)
	var all sync.WaitGroup
	take := func(n int) { all.Go(func() { _ = i.Take(context.Background(), said(fmt.Sprint(n), n)) }) }
	take(0)
	d.hold <- struct{}{} // the first is being written
	for n := 1; n <= 100; n++ {
		take(n)
	}
	go func() {
		for {
			d.hold <- struct{}{}
		}
	}()
	all.Wait()
	if got := len(d.unhandled()); got != 101 {
		t.Errorf("%d are on the disk", got)
	}
	if d.writes > 101 {
		t.Errorf("%d writes for 101 updates", d.writes)
	}
}

func TestOneUpdateThatCannotBeWrittenKeepsNoOtherBack(t *testing.T) {
	d := newDisk()
	p := &pen{platform: "p", store: d, log: slog.New(slog.DiscardHandler)}
	d.fail = 2 // both together, then the first alone
	a, b := &note{Batch: Batch{Keep: []Update{said("a", 1)}}, done: make(chan struct{})}, &note{Batch: Batch{Keep: []Update{said("b", 1)}}, done: make(chan struct{})}
	p.together([]*note{a, b})
	if a.err == nil || b.err != nil || !slices.Equal(d.unhandled(), []string{"b1"}) {
		t.Errorf("errors %v and %v, on the disk %v", a.err, b.err, d.unhandled())
	}
}

func TestOnceIsTrueOnce(t *testing.T) {
	i := inbox(newDisk(), newHeard().handle)
	for n, want := range []bool{true, false, false} {
		if first, err := i.Once(t.Context(), "x"); err != nil || first != want {
			t.Errorf("time %d: %v, %v", n+1, first, err)
		}
	}
}

func TestWhatIsWrittenAfterItsBringerHasGoneIsHandled(t *testing.T) {
	d, h := newDisk(), newHeard()
	i := inbox(d, h.handle)
	running(t, i)
	if err := i.Take(t.Context(), said("a", 0)); err != nil { // what waits on the disk was read
		t.Fatal(err)
	}
	h.wait(1)
	i.pen.rest(t.Context())
	d.hold = make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	taken := make(chan error)
	go func() { taken <- i.Take(ctx, said("a", 1)) }()
	cancel()
	if err := <-taken; err == nil {
		t.Fatal("taken before it was written")
	}
	close(d.hold) // the disk goes on, and the platform brings it again
	if err := i.Take(t.Context(), said("a", 1)); err != nil {
		t.Fatal(err)
	}
	if got := h.wait(1); !slices.Equal(got, []string{"a0", "a1"}) {
		t.Errorf("handled %v", got)
	}
}

func TestOnceIsTrueOnceAmongThoseThatAreWrittenTogether(t *testing.T) {
	d := newDisk()
	p := &pen{platform: "p", store: d, log: slog.New(slog.DiscardHandler)}
	var notes []*note
	for range 3 {
		notes = append(notes, &note{Batch: Batch{Keep: []Update{{ID: "x"}}}, done: make(chan struct{})})
	}
	p.together(notes)
	if !notes[0].fresh["x"] || notes[1].fresh["x"] || notes[2].fresh["x"] {
		t.Errorf("new were %v, %v and %v", notes[0].fresh, notes[1].fresh, notes[2].fresh)
	}
}
