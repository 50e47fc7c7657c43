package telegram

import (
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
)

// Telegram's limits: 30 requests a second for a token, one a second for a chat,
// and 20 a minute for a group or channel; edits count. The first three are in
// the bot FAQ ("My bot is hitting limits"), that they hold for channels and
// edits too is what other bots have seen. An album is one request here.
const (
	perSecond = 30
	perMinute = 20

	// Requests travel at different speeds, and must not meet in one of Telegram's
	// windows. A window of the token is counted from when a request was answered:
	// Telegram had counted it by then. Of one that is granted and not begun yet it
	// is counted from a little later than the grant. The windows of a chat are
	// kept a little longer than Telegram's: 20 in 62 s are 96.8 % of the bound.
	aSecond = 1070 * time.Millisecond
	exactly = 1005 * time.Millisecond
	aMinute = 62 * time.Second

	// All go evenly, a few at a time: thirty at once would arrive when the machine
	// and the network let them, and meet the next thirty in a window. Announcements
	// do so by themselves, so that there is soon room for an answer; while people
	// are asking they leave a fifth of the second free.
	few      = 6
	forFew   = exactly * few / perSecond
	leaving  = forFew * 5 / 4
	curious  = 5 * time.Second // how long one question keeps that fifth free
	keepIdle = 2 * time.Minute // nothing of a chat matters longer than a minute
	setBack  = time.Minute     // by so much no goroutine is late
)

// Forgets is how long Telegram counts a request of the token. What an earlier
// process has sent is not known: a new one pauses for so long at first.
const Forgets = aSecond

// Limiter says when Telegram may be asked for something. It never waits: it
// answers with the moment from which asking again makes sense. It is safe for
// concurrent use and remembers only chats of the last minutes.
//
// It reads no clock but the moments that it is given. One that is a minute or
// more before the last counts as no time passed: a clock that is set back stops
// nothing for longer than that.
type Limiter struct {
	mu   sync.Mutex
	last time.Time     // the moment that was given last
	now  time.Duration // how much time has passed since the first; all below is measured so

	all       window // of all requests
	evenly    ring   // of announcements
	answers   ring   // of answers
	asked     time.Duration
	paused    time.Duration // nothing at all before
	chats     map[string]*chat
	sweep     time.Duration // when idle chats are forgotten next
	flooded   string        // the chat that was told to wait last
	floodedAt time.Duration // when that was
}

// chat is what a chat was asked for in the last minute.
type chat struct {
	free   time.Duration // not before
	paused time.Duration
	minute ring // of a group or channel
}

// NewLimiter returns a limiter that has seen nothing yet.
func NewLimiter() *Limiter {
	return &Limiter{
		all: newWindow(perSecond), evenly: newRing(few), answers: newRing(few), chats: map[string]*chat{},
		asked: -curious, floodedAt: -time.Hour, sweep: keepIdle,
	}
}

// Take asks for the right to send or edit one message at a place now, with
// calls requests in all: more than one where something follows, as a pin. The
// zero time gives and spends the right; any other is the moment from which
// asking again makes sense.
func (l *Limiter) Take(place bot.Place, calls int, now time.Time) time.Time {
	return l.take(place, calls, now, toAnnounce)
}

// TakeAnswer is Take for the answer to a person. A fifth of the 30 requests a
// second is kept free for answers while some are asked for.
func (l *Limiter) TakeAnswer(place bot.Place, calls int, now time.Time) time.Time {
	return l.take(place, calls, now, toAnswer)
}

// TakeDelete is Take for deleting: that makes no message, so it counts for the
// token and not for the chat, but waits like all else when the chat is paused.
func (l *Limiter) TakeDelete(place bot.Place, calls int, now time.Time) time.Time {
	return l.take(place, calls, now, toDelete)
}

// Began notes that a request to a place, for which there was the right, is being
// made just now.
func (l *Limiter) Began(place bot.Place, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	l.all.began(place.Chat, l.now)
}

// Answered notes that a request to a place that had begun is over just now:
// Telegram counts its second from when the message is there, and an upload takes
// time.
func (l *Limiter) Answered(place bot.Place, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	l.all.answered(place.Chat, l.now)
	if c := l.chats[place.Chat]; c != nil {
		c.free = max(c.free, l.now+exactly)
	}
}

// Pause stops what goes to a place, or everything if all is set, for a while
// from now on. A pause is never shortened.
func (l *Limiter) Pause(place bot.Place, now time.Time, wait time.Duration, all bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	l.pause(place, wait, all)
}

// Flooded notes that Telegram told us to wait (429) at a place, and pauses it.
// Telegram does not say whether it means the chat or the token: it is the token
// if another chat was told the same within the last second, and then everything
// is paused and all is true.
func (l *Limiter) Flooded(place bot.Place, now time.Time, wait time.Duration) (all bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	all = l.flooded != place.Chat && l.now-l.floodedAt <= time.Second
	l.flooded, l.floodedAt = place.Chat, l.now
	l.pause(place, wait, all)
	return all
}

type purpose int

const (
	toAnnounce purpose = iota
	toAnswer
	toDelete
)

func (l *Limiter) take(place bot.Place, calls int, now time.Time, why purpose) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	if why == toAnswer {
		l.asked = l.now
	}
	calls = min(max(calls, 1), perSecond)
	c := l.chats[place.Chat]
	due := max(l.paused, l.all.due(calls, l.now))
	switch {
	case why == toAnswer:
		due = max(due, l.answers.due(calls, forFew))
	case l.now-l.asked < curious:
		due = max(due, l.evenly.due(calls, leaving))
	default:
		due = max(due, l.evenly.due(calls, forFew))
	}
	if c != nil {
		due = max(due, c.paused)
		if why != toDelete {
			due = max(due, c.free, c.minute.due(calls, aMinute))
		}
	}
	if due > l.now {
		return now.Add(due - l.now)
	}
	l.spend(place, calls, why)
	return time.Time{}
}

func (l *Limiter) spend(place bot.Place, calls int, why purpose) {
	l.all.grant(calls, place.Chat, l.now)
	if why == toAnswer {
		l.answers.add(calls, l.now)
	} else {
		l.evenly.add(calls, l.now)
	}
	if why == toDelete {
		return
	}
	c := l.chat(place)
	c.free = l.now + aSecond
	c.minute.add(calls, l.now)
}

func (l *Limiter) pause(place bot.Place, wait time.Duration, all bool) {
	until := l.now + wait
	if all {
		l.paused = max(l.paused, until)
		return
	}
	c := l.chat(place)
	c.paused = max(c.paused, until)
}

func (l *Limiter) chat(place bot.Place) *chat {
	c := l.chats[place.Chat]
	if c == nil {
		c = &chat{}
		if ofMany(place.Chat) {
			c.minute = newRing(perMinute)
		}
		l.chats[place.Chat] = c
	}
	return c
}

// advance moves the limiter's own time on, and forgets chats to which nothing
// happened for long. Moments that come a little out of order are of goroutines
// that overtook each other, not of a clock that was set back.
func (l *Limiter) advance(now time.Time) {
	switch passed := now.Sub(l.last); {
	case l.last.IsZero() || passed < -setBack:
		l.last = now
	case passed > 0:
		l.now += passed
		l.last = now
	}
	if l.now < l.sweep {
		return
	}
	l.sweep = l.now + keepIdle
	for name, c := range l.chats {
		if c.free+aMinute < l.now && c.paused < l.now {
			delete(l.chats, name)
		}
	}
}
