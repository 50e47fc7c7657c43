package discord

import (
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
)

// Discord's limits. 50 requests a second for a token are documented ("Global
// Rate Limit"). All others are told in the headers of the answers, for a bucket:
// some routes in one channel. Until the first answer 5 in 5 s are assumed, which
// is what others have seen for messages.
const (
	perSecond = 50

	// The window is kept a little longer than Discord's, so that requests which
	// travel at different speeds do not meet in one of its seconds.
	aSecond = 1050 * time.Millisecond

	// What is no answer to a person goes evenly, a few at a time, so that there
	// is soon room for an answer. While people are asking it leaves a fifth free.
	few     = 5
	forFew  = aSecond * few / perSecond
	leaving = forFew * 5 / 4

	unlearned     = 5
	unlearnedTime = 5 * time.Second

	curious  = 5 * time.Second // how long one question keeps a fifth free
	keepIdle = 2 * time.Minute // of a bucket that is full again
)

// Limiter says when Discord may be asked for something. It never waits: it
// answers with the moment from which asking again makes sense. It is safe for
// concurrent use and forgets buckets that are full again.
//
// It reads no clock but the moments that it is given. One that is long before
// the last counts as no time passed: a clock that is set back stops nothing.
type Limiter struct {
	mu   sync.Mutex
	last time.Time     // the moment that was given last
	now  time.Duration // how much time has passed since the first; all below is measured so

	all     window // of all requests
	evenly  window // of those that are no answers to people
	asked   time.Duration
	paused  time.Duration // nothing at all before
	granted map[bot.Place]grant
	names   map[string]string  // of a route: the bucket that Discord counts it in
	buckets map[string]*bucket // by the bucket's name and the channel
	sweep   time.Duration      // when idle buckets are forgotten next
}

// grant is a right that was given and not yet used.
type grant struct {
	calls int
	at    time.Duration
}

// window holds when the last requests were made, as many as are allowed in a time.
type window struct {
	most  int
	times []time.Duration
}

// due is when n more are allowed.
func (w *window) due(n int, in time.Duration) time.Duration {
	if over := len(w.times) + min(n, w.most) - w.most; over > 0 {
		return w.times[over-1] + in
	}
	return 0
}

func (w *window) add(n int, now time.Duration) {
	for range n {
		w.times = append(w.times, now)
	}
	if over := len(w.times) - w.most; over > 0 {
		w.times = w.times[over:]
	}
}

// NewLimiter returns a limiter that has seen nothing yet.
func NewLimiter() *Limiter {
	return &Limiter{
		all: window{most: perSecond}, evenly: window{most: few}, asked: -curious, sweep: keepIdle,
		granted: map[bot.Place]grant{}, names: map[string]string{}, buckets: map[string]*bucket{},
	}
}

// Take asks for the right to make calls requests for one message at a place
// now. The zero time gives and spends the right; any other is the moment from
// which asking again makes sense. What follows on a message, as a crosspost,
// need not be counted: it takes a right of its own, and may find none.
func (l *Limiter) Take(place bot.Place, calls int, now time.Time) time.Time {
	return l.take(place, calls, now, false)
}

// TakeAnswer is Take for the answer to a person. A fifth of the 50 requests a
// second is kept free for answers while some are asked for.
func (l *Limiter) TakeAnswer(place bot.Place, calls int, now time.Time) time.Time {
	return l.take(place, calls, now, true)
}

func (l *Limiter) take(place bot.Place, calls int, now time.Time, answer bool) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	if answer {
		l.asked = l.now
	}
	calls = max(calls, 1)
	due := max(l.freeAt(calls, answer), l.roomAt(channelOf(place), calls))
	if due > l.now {
		return now.Add(due - l.now)
	}
	l.spend(calls, answer)
	g := l.granted[place]
	l.granted[place] = grant{g.calls + calls, l.now}
	return time.Time{}
}

// freeAt is when the token as a whole has calls left.
func (l *Limiter) freeAt(calls int, answer bool) time.Duration {
	due := max(l.paused, l.all.due(calls, aSecond))
	switch {
	case answer:
		return due
	case l.now-l.asked < curious:
		return max(due, l.evenly.due(calls, leaving))
	}
	return max(due, l.evenly.due(calls, forFew))
}

func (l *Limiter) spend(calls int, answer bool) {
	l.all.add(calls, l.now)
	if !answer {
		l.evenly.add(calls, l.now)
	}
}

// roomAt is when a message may be made, changed and deleted in a channel: one
// who asks has not said which.
func (l *Limiter) roomAt(channel string, calls int) (due time.Duration) {
	for _, r := range messageRoutes {
		if b := l.buckets[l.key(r, channel)]; b != nil {
			due = max(due, b.roomAt(l.now, calls))
		}
	}
	return due
}

// begin is called before each request. It uses the right that was taken for the
// place, or takes one now. A positive time says that the request is not to be
// made earlier than that from now.
func (l *Limiter) begin(place bot.Place, r route, channel string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	b := l.bucket(r, channel)
	if r.apart() {
		if due := b.roomAt(l.now, 1); due > l.now {
			return due - l.now
		}
		b.use(l.now)
		return 0
	}
	due := max(l.paused, b.roomAt(l.now, 1))
	g, granted := l.granted[place]
	granted = granted && l.now-g.at < time.Minute
	if !granted {
		due = max(due, l.freeAt(1, true)) // it belongs to work that is begun
	}
	if due > l.now {
		return due - l.now
	}
	switch {
	case !granted:
		l.spend(1, true)
		delete(l.granted, place)
	case g.calls == 1:
		delete(l.granted, place)
	default:
		l.granted[place] = grant{g.calls - 1, g.at}
	}
	b.use(l.now)
	return 0
}

// flooded notes that Discord told us to wait (429): on a route in a channel, or
// for everything.
func (l *Limiter) flooded(r route, channel string, now time.Time, wait time.Duration, all bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	if all {
		l.paused = max(l.paused, l.now+wait)
		return
	}
	b := l.bucket(r, channel)
	b.left, b.reset = 0, l.now+wait
}

// pause stops everything for a while.
func (l *Limiter) pause(now time.Time, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	l.paused = max(l.paused, l.now+wait)
}

// advance moves the limiter's own time on, and forgets what does not matter any
// more. Moments that come a little out of order are of goroutines that overtook
// each other, not of a clock that was set back.
func (l *Limiter) advance(now time.Time) {
	switch passed := now.Sub(l.last); {
	case l.last.IsZero() || passed < -time.Second:
		l.last = now
	case passed > 0:
		l.now += passed
		l.last = now
	}
	if l.now < l.sweep {
		return
	}
	l.sweep = l.now + keepIdle
	for key, b := range l.buckets {
		if l.now-b.reset > keepIdle {
			delete(l.buckets, key)
		}
	}
	for place, g := range l.granted {
		if l.now-g.at > keepIdle {
			delete(l.granted, place)
		}
	}
}

// channelOf is the channel that a place is: a thread is one of its own.
func channelOf(place bot.Place) string {
	if place.Thread != "" {
		return place.Thread
	}
	return place.Chat
}
