package bot

import (
	"hash/maphash"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"isa-portal.de/isabot/bot/phrases"
)

// What one person may ask, and which buttons they may press, on a chat
// platform. The web limits by address, the terminal not at all.
const (
	perMinute   = 5
	perDay      = 50
	pressMinute = 40
	pressDay    = 1000

	// What a person may pass on to the office: each is a notice to its staff.
	inquiriesMinute = 3
	inquiriesDay    = 10

	manyAsk = 50_000 // persons whose bounds are remembered
)

// limits bounds what one person asks. Persons are known by a hash that holds
// only within this process, so that nothing of them is left to delete.
type limits struct {
	seed    maphash.Seed
	persons *shelf[uint64, allowance]
}

// allowance is what one person may still do.
type allowance struct{ ask, press, pass *bound }

// bound is at most so many a minute and a day.
type bound struct {
	minute, day *rate.Limiter

	mu    sync.Mutex
	again time.Time // when the person may go on, as they were told
}

func newLimits(now func() time.Time) *limits {
	return &limits{
		seed: maphash.MakeSeed(),
		persons: newShelf[uint64](now, day, manyAsk, func() *allowance {
			return &allowance{bounded(perMinute, perDay), bounded(pressMinute, pressDay), bounded(inquiriesMinute, inquiriesDay)}
		}),
	}
}

const day = 24 * time.Hour

func bounded(minutely, daily int) *bound {
	return &bound{
		minute: rate.NewLimiter(rate.Every(time.Minute/time.Duration(minutely)), minutely),
		day:    rate.NewLimiter(rate.Every(day/time.Duration(daily)), daily),
	}
}

// wait is how long the person has to wait before the next message, or the next
// press of a button; zero takes this one into account. told says that they know.
func (l *limits) wait(p Person, press bool, now time.Time) (wait time.Duration, told bool) {
	a := l.of(p)
	switch {
	case a == nil:
		return 0, false
	case press:
		return a.press.take(now)
	}
	return a.ask.take(now)
}

// passing is how long the person has to wait before another inquiry; zero takes
// this one into account.
func (l *limits) passing(p Person, now time.Time) time.Duration {
	a := l.of(p)
	if a == nil {
		return 0
	}
	wait, _ := a.pass.take(now)
	return wait
}

// of is what the person may still do, nil where nothing is bounded.
func (l *limits) of(p Person) *allowance {
	if p.Platform == "web" || p.Platform == "terminal" {
		return nil
	}
	return l.persons.get(maphash.String(l.seed, p.Key()))
}

// opaque is a key of a person that means nothing outside of this process.
func (l *limits) opaque(p Person) string {
	return strconv.FormatUint(maphash.String(l.seed, p.Key()), 36)
}

func (b *bound) take(now time.Time) (wait time.Duration, told bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if wait = b.again.Sub(now); wait > 0 {
		return wait, true
	}
	minute, day := b.minute.ReserveN(now, 1), b.day.ReserveN(now, 1)
	if wait = max(minute.DelayFrom(now), day.DelayFrom(now)); wait <= 0 {
		return 0, false
	}
	day.CancelAt(now)
	minute.CancelAt(now)
	b.again = now.Add(wait)
	return wait, false
}

// refused says once that the person has to wait; until then what they say is
// left unanswered, so that a flood costs nothing. ok is false if they need not.
// What is written while the guide asks is bounded like the buttons it stands for,
// and so is taking leave, which is no question.
func (t *turn) refused() (post Post, ok bool) {
	wait, told := t.limits.wait(t.m.Person(), t.m.Press || t.awake() != nil || leaves(t.m.Text), t.opts.Now())
	if wait <= 0 || told {
		return Post{}, told
	}
	if !t.m.Press {
		return t.tooMany(wait), true
	}
	post = t.say(Declined, phrases.SayTooFast, "wait", inWords(t.lang(), wait))
	post.Brief = true
	return post, true
}

func (t *turn) tooMany(wait time.Duration) Post {
	return t.say(Declined, phrases.SayTooMany, "wait", inWords(t.lang(), wait))
}

// inWords rounds a time up to what a person waits for, always a plural.
func inWords(lang string, d time.Duration) string {
	up := func(unit time.Duration) string { return strconv.Itoa(int((d + unit - 1) / unit)) }
	switch {
	case d <= 90*time.Second:
		return phrases.Seconds.In(lang, "n", strconv.Itoa(5*int((d+5*time.Second-1)/(5*time.Second))))
	case d <= 90*time.Minute:
		return phrases.Minutes.In(lang, "n", up(time.Minute))
	}
	return phrases.Hours.In(lang, "n", up(time.Hour))
}
