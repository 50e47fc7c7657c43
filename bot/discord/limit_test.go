package discord

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

// sendAll sends n messages to each channel as fast as the limiter lets it, the
// channels in turn, and returns how long that took. each is called before each
// message.
func (b *bench) sendAll(t *testing.T, n int, channels []string) time.Duration {
	t.Helper()
	left, began := map[string]int{}, b.now
	for _, ch := range channels {
		left[ch] = n
	}
	for sent := 0; sent < n*len(channels); {
		soonest := time.Time{}
		for _, ch := range channels {
			if left[ch] == 0 {
				continue
			}
			if at := b.Take(at(ch), 1, b.now); !at.IsZero() {
				if soonest.IsZero() || at.Before(soonest) {
					soonest = at
				}
				continue
			}
			if _, err := b.Send(t.Context(), at(ch), textPiece("x"), fmt.Sprint("n", sent)); err != nil {
				t.Fatalf("message %d after %s: %v", sent, b.now.Sub(began), err)
			}
			left[ch]--
			sent++
			soonest = b.now
		}
		if !soonest.After(b.now) {
			continue
		}
		b.now = soonest
	}
	return b.now.Sub(began)
}

func (b *bench) open(n int) (out []string) {
	for range n {
		out = append(out, b.fake.Open(discordtest.Text, "news"))
	}
	return out
}

func TestAllChannelsTogetherKeepWithinTheTokensLimit(t *testing.T) {
	b := newBench(t)
	took := b.sendAll(t, 1, b.open(1000))
	if bound := 1000 * time.Second / 50; took > bound*100/93 {
		t.Errorf("1,000 channels took %s, which is less than 93 %% of what is allowed in %s", took, bound)
	}
}

func TestOneChannelKeepsWithinItsOwnLimit(t *testing.T) {
	for _, limit := range []discordtest.Limit{{N: 5, Per: 5 * time.Second}, {N: 2, Per: 7 * time.Second}, {N: 12, Per: 3 * time.Second}, {N: 1, Per: time.Second}} {
		b := newBenchWith(t, discordtest.Config{Limits: discordtest.Limits{Route: limit}})
		took := b.sendAll(t, 48, b.open(1))
		bound := time.Duration((48+limit.N-1)/limit.N-1) * limit.Per
		if took < bound || took > bound+limit.Per+unlearnedTime {
			t.Errorf("48 messages at %d in %s took %s; %s is the least", limit.N, limit.Per, took, bound)
		}
	}
}

func TestAnswersFindRoomWhileNewsIsSent(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l := NewLimiter()
	took := func(place bot.Place, take func(bot.Place, int, time.Time) time.Time) bool {
		if !take(place, 1, now).IsZero() {
			return false
		}
		if wait := l.begin(place, postMessage, place.Chat, now); wait != 0 {
			t.Fatalf("the right that was taken does not hold: %s", wait)
		}
		return true
	}
	var asked []time.Time // whose answers are waiting
	var longest time.Duration
	news, answers := 0, 0
	const ticks = 4000
	for tick := range ticks { // of 5 ms; eight people ask every second
		now = now.Add(5 * time.Millisecond)
		for took(at(fmt.Sprint(news)), l.Take) {
			news++
		}
		if tick%25 == 0 {
			asked = append(asked, now)
		}
		for len(asked) > 0 && took(at(fmt.Sprint("p", answers)), l.TakeAnswer) {
			if answers > 0 { // before the first question nobody leaves room
				longest = max(longest, now.Sub(asked[0]))
			}
			asked, answers = asked[1:], answers+1
		}
	}
	if longest > 0 || answers != ticks/25 {
		t.Errorf("%d answers, one waited %s", answers, longest)
	}
	if least := 40 * (ticks/200 - 1); news < least*9/10 {
		t.Errorf("%d news meanwhile, %d could be", news, least)
	}
}

func TestAFullLimitOfOneRouteStopsMessagesOnlyIfItIsOne(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	full := http.Header{"X-Ratelimit-Limit": {"5"}, "X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset-After": {"60"}, "X-Ratelimit-Bucket": {"b"}}
	for r, stops := range map[route]bool{postMessage: true, patchMessage: true, deleteMessage: true, crosspost: false, listMessages: false, patchChannel: false} {
		l := NewLimiter()
		if l.begin(at("1"), r, "1", now) != 0 {
			t.Fatal("the first request has to wait")
		}
		l.learn(r, "1", now, full)
		if due := l.Take(at("1"), 1, now); (due.IsZero()) == stops {
			t.Errorf("%s %s: %s", r.method, r.path, due.Sub(now))
		}
		if wait := l.begin(at("1"), r, "1", now); wait != time.Minute+slack {
			t.Errorf("%s %s: the next waits %s", r.method, r.path, wait)
		}
		if !l.Take(at("2"), 1, now).IsZero() {
			t.Errorf("%s %s: another channel waits too", r.method, r.path)
		}
	}
}

func TestRoutesThatShareALimit(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	told := func(left string) http.Header {
		return http.Header{"X-Ratelimit-Limit": {"5"}, "X-Ratelimit-Remaining": {left}, "X-Ratelimit-Reset-After": {"60"}, "X-Ratelimit-Bucket": {"same"}}
	}
	l := NewLimiter()
	l.learn(postMessage, "1", now, told("3"))
	l.learn(patchMessage, "1", now, told("0"))
	if wait := l.begin(at("1"), postMessage, "1", now); wait == 0 {
		t.Error("the other route does not know")
	}
	if wait := l.begin(at("2"), postMessage, "2", now); wait != 0 {
		t.Error("another channel has to wait")
	}
}

func TestAnswersOutOfOrderGiveNothingBack(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l := NewLimiter()
	for range 3 {
		l.begin(at("1"), postMessage, "1", now)
	}
	for _, left := range []string{"2", "4", "3"} {
		l.learn(postMessage, "1", now, http.Header{"X-Ratelimit-Limit": {"5"}, "X-Ratelimit-Remaining": {left}, "X-Ratelimit-Reset-After": {"5"}})
	}
	if left := l.bucket(postMessage, "1").left; left != 2 {
		t.Errorf("%d are left", left)
	}
}

func TestAClockThatIsSetBackStopsNothing(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	l := NewLimiter()
	for range 50 {
		l.Take(at("1"), 1, now)
	}
	l.flooded(postMessage, "1", now, 10*time.Second, false)
	back := now.Add(-time.Hour)
	if due := l.Take(at("2"), 1, back); due.Sub(back) > 2*time.Second {
		t.Errorf("everything waits %s", due.Sub(back))
	}
	if due := l.Take(at("1"), 1, back.Add(11*time.Second)); !due.IsZero() {
		t.Errorf("the channel waits until %s", due)
	}
}

func TestTheLimiterForgets(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	l := NewLimiter()
	for i := range 5000 {
		now = now.Add(50 * time.Millisecond)
		chat := fmt.Sprint(i)
		l.Take(at(chat), 1, now)
		l.begin(at(chat), postMessage, chat, now)
		l.Take(bot.Place{Chat: "x" + chat}, 1, now) // a right that nobody uses
	}
	l.Take(at("1"), 1, now.Add(time.Hour))
	if len(l.buckets) > 1 || len(l.granted) > 1 {
		t.Errorf("it remembers %d channels and %d rights", len(l.buckets), len(l.granted))
	}
}

func TestManySendersAtOnce(t *testing.T) {
	b := newBench(t)
	var all sync.WaitGroup
	for i, ch := range b.open(40) {
		all.Go(func() {
			if due := b.TakeAnswer(at(ch), 1, b.now); !due.IsZero() {
				t.Errorf("channel %d has to wait", i)
			}
			if _, err := b.Send(t.Context(), at(ch), filePiece("x", 100), fmt.Sprint(i)); err != nil {
				t.Errorf("channel %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if n := len(b.fake.Log()); n != 40 {
		t.Errorf("%d requests", n)
	}
}
