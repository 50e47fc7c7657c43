package telegram

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
)

var begin = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func place(chat string) bot.Place { return bot.Place{Platform: "telegram", Chat: chat} }

// want is what a place is waiting for: the caller's heap, by next moment.
type turn struct {
	at    time.Time
	place bot.Place
	left  int
}

type turns []turn

func (t turns) Len() int           { return len(t) }
func (t turns) Less(i, j int) bool { return t[i].at.Before(t[j].at) }
func (t turns) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *turns) Push(x any)        { *t = append(*t, x.(turn)) }
func (t *turns) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

type request struct {
	at   time.Time
	chat string
}

// pace takes n requests for each place, as soon as the limiter allows, and
// returns when each was allowed.
func pace(l *Limiter, places []bot.Place, n int) []request {
	var h turns
	for _, p := range places {
		heap.Push(&h, turn{begin, p, n})
	}
	var out []request
	now := begin
	for h.Len() > 0 {
		t := heap.Pop(&h).(turn)
		if t.at.After(now) {
			now = t.at
		}
		if due := l.Take(t.place, 1, now); !due.IsZero() {
			t.at = due
			heap.Push(&h, t)
			continue
		}
		out = append(out, request{now, t.place.Chat})
		if t.left--; t.left > 0 {
			t.at = now
			heap.Push(&h, t)
		}
	}
	return out
}

// inTurn takes one request for each place, one place after the other.
func inTurn(l *Limiter, places []bot.Place) []request {
	var out []request
	now := begin
	for _, p := range places {
		for due := l.Take(p, 1, now); !due.IsZero(); due = l.Take(p, 1, now) {
			now = due
		}
		out = append(out, request{now, p.Chat})
	}
	return out
}

// delayed is when requests arrive that take up to 60 ms longer than others.
func delayed(sent []request, seed uint64) []request {
	r := rand.New(rand.NewPCG(seed, 1))
	out := slices.Clone(sent)
	for i := range out {
		out[i].at = out[i].at.Add(20*time.Millisecond + time.Duration(r.Int64N(int64(60*time.Millisecond))))
	}
	slices.SortFunc(out, func(a, b request) int { return a.at.Compare(b.at) })
	return out
}

// broken counts in how many ways requests break Telegram's limits: a check of
// its own, which knows nothing of the limiter.
func broken(arrived []request) int {
	faults := 0
	within := func(times []time.Time, n int, d time.Duration) {
		for i := n; i < len(times); i++ {
			if times[i].Sub(times[i-n]) < d {
				faults++
			}
		}
	}
	var all []time.Time
	chats := map[string][]time.Time{}
	for _, r := range arrived {
		all = append(all, r.at)
		chats[r.chat] = append(chats[r.chat], r.at)
	}
	within(all, 30, time.Second)
	for chat, times := range chats {
		within(times, 1, time.Second)
		if chat[0] == '-' || chat[0] == '@' {
			within(times, 20, time.Minute)
		}
	}
	return faults
}

func rate(sent []request) float64 {
	return float64(len(sent)-1) / sent[len(sent)-1].at.Sub(sent[0].at).Seconds()
}

func people(n int) []bot.Place {
	var out []bot.Place
	for i := range n {
		out = append(out, place(strconv.Itoa(1000+i)))
	}
	return out
}

func TestTheBoundIsNearlyReachedAndNeverBroken(t *testing.T) {
	tests := []struct {
		name   string
		places []bot.Place
		each   int
		bound  float64 // requests a second; 0 = another for each place
	}{
		{"10,000 people", people(10_000), 1, 30},
		{"one person", people(1), 100, 1},
		{"one channel", []bot.Place{place("-100")}, 200, 20.0 / 60},
		{"a channel by name", []bot.Place{place("@isa_news")}, 200, 20.0 / 60},
		{"people and channels", append(people(200), place("-100"), place("-200"), place("@c")), 20, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent := inTurn(NewLimiter(), tt.places)
			if tt.each > 1 {
				sent = pace(NewLimiter(), tt.places, tt.each)
			}
			if len(sent) != len(tt.places)*tt.each {
				t.Fatalf("%d were sent", len(sent))
			}
			if share := rate(sent) / tt.bound; share < 0.93 {
				t.Errorf("%.2f %% of the bound", 100*share)
			} else if tt.bound > 0 {
				t.Logf("%.2f %% of the bound", 100*share)
			}
			for seed := range uint64(20) {
				if n := broken(delayed(sent, seed)); n > 0 {
					t.Errorf("seed %d: %d windows broken", seed, n)
				}
			}
		})
	}
}

func TestTheCheckOfWindowsFindsSomething(t *testing.T) {
	var burst []request
	for i := range 31 {
		burst = append(burst, request{begin.Add(time.Duration(i) * time.Millisecond), fmt.Sprint(i)})
	}
	for name, sent := range map[string][]request{
		"31 in a second":      burst,
		"two to one chat":     {{begin, "7"}, {begin.Add(999 * time.Millisecond), "7"}},
		"21 to a channel":     pace(NewLimiter(), []bot.Place{place("7")}, 25),
		"a place without any": {{begin, "7"}, {begin, "7"}},
	} {
		if name == "21 to a channel" {
			for i := range sent {
				sent[i].chat = "-7"
			}
		}
		if broken(sent) == 0 {
			t.Errorf("%s was not found", name)
		}
	}
}

// A broadcast runs, and people ask: each answer goes at once or nearly so, and
// the broadcast has the rest.
func TestAnswersGetThroughABroadcast(t *testing.T) {
	l := NewLimiter()
	r := rand.New(rand.NewPCG(7, 7))
	var sent []request
	answers, announced, longest := 0, 0, time.Duration(0)
	var asked []time.Time // answers that wait
	next, end := begin.Add(10*time.Second), begin.Add(70*time.Second)
	for now := begin; now.Before(end); now = now.Add(5 * time.Millisecond) {
		if !now.Before(next) { // six a second, as chance has it
			asked = append(asked, now)
			next = now.Add(time.Duration(r.ExpFloat64() * float64(time.Second) / 5.5))
		}
		if len(asked) > 0 {
			if p := place("a" + strconv.Itoa(answers)); l.TakeAnswer(p, 1, now).IsZero() {
				longest = max(longest, now.Sub(asked[0]))
				asked = asked[1:]
				answers++
				sent = append(sent, request{now, p.Chat})
			}
		}
		if p := place("b" + strconv.Itoa(announced)); l.Take(p, 1, now).IsZero() {
			announced++
			sent = append(sent, request{now, p.Chat})
		}
	}
	if answers < 200 || longest > time.Second {
		t.Errorf("%d answers, the longest wait was %s", answers, longest)
	}
	if announced < 10*27+60*20 {
		t.Errorf("only %d announcements", announced)
	}
	if n := broken(delayed(sent, 1)); n > 0 {
		t.Errorf("%d windows broken", n)
	}
	t.Logf("%d answers in 60 s, longest wait %s; %d announcements in 70 s", answers, longest, announced)
}

func TestAFifthIsKeptOnlyWhilePeopleAsk(t *testing.T) {
	perSecondFrom := func(l *Limiter, from time.Time) (n int) {
		for now := from; now.Before(from.Add(4 * time.Second)); now = now.Add(time.Millisecond) {
			if l.Take(place(strconv.Itoa(int(now.UnixMilli()))), 1, now).IsZero() {
				n++
			}
		}
		return n
	}
	l := NewLimiter()
	if n := perSecondFrom(l, begin); n < 4*28 {
		t.Errorf("%d in 4 s though nobody asks", n)
	}
	asked := begin.Add(10 * time.Second)
	l.TakeAnswer(place("7"), 1, asked)
	if n := perSecondFrom(l, asked); n > 4*24+6 || n < 4*22 {
		t.Errorf("%d in 4 s after a question", n)
	}
	if n := perSecondFrom(l, asked.Add(10*time.Second)); n < 4*28 {
		t.Errorf("%d in 4 s long after it", n)
	}
}

// However long requests are on their way, and however late they are begun,
// no window of Telegram's is broken; and where they are quick, more fit.
func TestAWindowOfTheTokenIsCountedFromTheAnswers(t *testing.T) {
	for _, tt := range []struct {
		name        string
		late, takes time.Duration // until a request is begun, and until it is answered, at most
		least       float64       // of the bound
	}{
		{"at once", 0, time.Millisecond, 0.98},
		{"near", 5 * time.Millisecond, 20 * time.Millisecond, 0.93},
		{"a busy machine", 150 * time.Millisecond, 400 * time.Millisecond, 0.6},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, r := NewLimiter(), rand.New(rand.NewPCG(5, 5))
			upTo := func(d time.Duration) time.Duration { return time.Duration(r.Int64N(int64(d + 1))) }
			var sent, arrived []request
			var later turns // what is begun or answered, in its time
			what := map[turn]func(time.Time){}
			at := func(now time.Time, do func(time.Time)) {
				e := turn{now, place(strconv.Itoa(len(what))), 0}
				what[e] = do
				heap.Push(&later, e)
			}
			for now := begin; now.Before(begin.Add(20 * time.Second)); now = now.Add(time.Millisecond) {
				for len(later) > 0 && !later[0].at.After(now) {
					e := heap.Pop(&later).(turn)
					what[e](e.at)
				}
				p := place(strconv.Itoa(len(sent)))
				if !l.Take(p, 1, now).IsZero() {
					continue
				}
				sent = append(sent, request{now, p.Chat})
				at(now.Add(upTo(tt.late)), func(now time.Time) {
					l.Began(p, now)
					there := upTo(tt.takes)
					arrived = append(arrived, request{now.Add(there), p.Chat})
					at(now.Add(there+upTo(tt.takes-there)), func(now time.Time) { l.Answered(p, now) })
				})
			}
			slices.SortFunc(arrived, func(a, b request) int { return a.at.Compare(b.at) })
			if n := broken(arrived); n > 0 {
				t.Errorf("%d windows broken", n)
			}
			if share := rate(sent) / perSecond; share < tt.least {
				t.Errorf("%.1f %% of the bound", 100*share)
			} else {
				t.Logf("%.1f %% of the bound", 100*share)
			}
		})
	}
}

func TestTakeTellsWhenToAskAgain(t *testing.T) {
	l := NewLimiter()
	p := place("-100")
	if at := l.Take(p, 1, begin); !at.IsZero() {
		t.Fatalf("the first has to wait until %s", at)
	}
	at := l.Take(p, 1, begin)
	if at.IsZero() || at.Sub(begin) < time.Second || at.Sub(begin) > 1100*time.Millisecond {
		t.Fatalf("the second may go after %s", at.Sub(begin))
	}
	if again := l.Take(p, 1, at.Add(-time.Millisecond)); !again.Equal(at) {
		t.Errorf("a little early it is told %s", again)
	}
	if again := l.Take(p, 1, at); !again.IsZero() {
		t.Errorf("in time it is told %s", again)
	}
	if at := l.Take(place("-200"), 1, begin.Add(2*time.Second)); !at.IsZero() {
		t.Error("another chat has to wait")
	}
}

func TestWhatIsRefusedCostsNothing(t *testing.T) {
	l := NewLimiter()
	l.Take(place("7"), 1, begin)
	for range 1000 {
		l.Take(place("7"), 1, begin)
	}
	if at := l.Take(place("8"), 1, begin); !at.IsZero() {
		t.Errorf("another chat has to wait for %s", at.Sub(begin))
	}
}

func TestSeveralCallsAreAllCounted(t *testing.T) {
	l := NewLimiter()
	got := 0
	for i := range 100 {
		if l.Take(place(strconv.Itoa(i)), 2, begin.Add(time.Duration(i)*10*time.Millisecond)).IsZero() {
			got++
		}
	}
	if got > 15 || got < 13 {
		t.Errorf("%d times two requests in a second", got)
	}
	if at := NewLimiter().Take(place("7"), 1000, begin); !at.IsZero() {
		t.Error("more than all never goes")
	}
}

func TestDeletingCountsForTheTokenAlone(t *testing.T) {
	l := NewLimiter()
	l.Take(place("-100"), 1, begin)
	for i := range 5 {
		if at := l.TakeDelete(place("-100"), 1, begin); !at.IsZero() {
			t.Fatalf("deletion %d waits for the chat", i)
		}
	}
	if at := l.TakeDelete(place("-100"), 1, begin); at.IsZero() {
		t.Error("deletions do not count for the token")
	}
	later := begin.Add(5 * time.Second)
	l.Pause(place("-100"), later, time.Minute, false)
	if at := l.TakeDelete(place("-100"), 1, later); at.Sub(later) != time.Minute {
		t.Errorf("in a pause it may delete at %s", at)
	}
}

func TestPauses(t *testing.T) {
	l := NewLimiter()
	l.Pause(place("7"), begin, 30*time.Second, false)
	l.Pause(place("7"), begin, 5*time.Second, false)
	if at := l.Take(place("7"), 1, begin); at.Sub(begin) != 30*time.Second {
		t.Errorf("after a longer and a shorter pause: %s", at.Sub(begin))
	}
	if at := l.Take(place("8"), 1, begin); !at.IsZero() {
		t.Error("another chat is paused")
	}
	l.Pause(place("9"), begin, 10*time.Second, true)
	if at := l.TakeAnswer(place("8"), 1, begin.Add(time.Second)); at.Sub(begin) != 10*time.Second {
		t.Errorf("with everything paused: %s", at.Sub(begin))
	}
	if at := l.Take(place("8"), 1, begin.Add(10*time.Second)); !at.IsZero() {
		t.Error("the pause does not end")
	}
}

func TestFloodsOfTwoChatsPauseEverything(t *testing.T) {
	tests := []struct {
		name   string
		second string
		after  time.Duration
		all    bool
	}{
		{"the same chat", "7", 100 * time.Millisecond, false},
		{"another chat, soon", "8", time.Second, true},
		{"another chat, later", "8", 1100 * time.Millisecond, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := NewLimiter()
			if l.Flooded(place("7"), begin, 5*time.Second) {
				t.Fatal("one chat paused everything")
			}
			now := begin.Add(tt.after)
			if all := l.Flooded(place(tt.second), now, 5*time.Second); all != tt.all {
				t.Errorf("everything is paused: %v", all)
			}
			if at := l.Take(place("9"), 1, now); at.IsZero() == tt.all {
				t.Errorf("a third chat: %s", at)
			}
			if at := l.Take(place(tt.second), 1, now); at.Sub(now) != 5*time.Second {
				t.Errorf("the second chat: %s", at.Sub(now))
			}
		})
	}
}

func TestAClockThatIsSetBackStopsNothing(t *testing.T) {
	l := NewLimiter()
	l.Take(place("7"), 1, begin)
	back := begin.Add(-time.Hour)
	if at := l.Take(place("7"), 1, back); at.Sub(back) > 1100*time.Millisecond {
		t.Errorf("it has to wait for %s", at.Sub(back))
	}
	if at := l.Take(place("7"), 1, back.Add(1100*time.Millisecond)); !at.IsZero() {
		t.Errorf("it still has to wait, until %s", at)
	}
	// Moments in a little disorder are no time passed.
	l = NewLimiter()
	for i := range 100 {
		l.Take(place("x"), 1, begin)
		l.Take(place(strconv.Itoa(i)), 1, begin.Add(-time.Millisecond))
	}
	if at := l.Take(place("x"), 1, begin.Add(time.Second)); at.IsZero() {
		t.Error("disorder made time pass")
	}
}

func TestIdleChatsAreForgotten(t *testing.T) {
	l := NewLimiter()
	now := begin
	for i := range 100_000 {
		p := place(strconv.Itoa(-i - 1))
		for at := l.Take(p, 1, now); !at.IsZero(); at = l.Take(p, 1, now) {
			now = at
		}
		if n := len(l.chats); n > 8000 {
			t.Fatalf("%d chats are remembered", n)
		}
	}
	l.Pause(place("paused"), now, time.Hour, false)
	now = now.Add(10 * time.Minute)
	l.Take(place("7"), 1, now)
	if n := len(l.chats); n != 2 {
		t.Errorf("%d chats are remembered after a quiet while", n)
	}
	if at := l.Take(place("paused"), 1, now); at.IsZero() {
		t.Error("a pause was forgotten")
	}
}

func TestTheLimiterIsSafeForAll(t *testing.T) {
	l := NewLimiter()
	var clock, taken atomic.Int64
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 4000 {
				now := begin.Add(time.Duration(clock.Add(1)) * 125 * time.Microsecond)
				p := place(strconv.Itoa(g*10000 + i))
				take := l.Take
				if i%5 == 0 {
					take = l.TakeAnswer
				}
				if take(p, 1, now).IsZero() {
					taken.Add(1)
				}
				l.Pause(place(strconv.Itoa(-i)), now, time.Second, false)
			}
		})
	}
	wg.Wait()
	if n := taken.Load(); n > 30*4 || n < 28*3 {
		t.Errorf("%d in 4 s", n)
	}
}
