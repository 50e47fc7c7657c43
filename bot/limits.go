package bot

import (
	"hash/maphash"
	"strconv"
	"time"

	"golang.org/x/time/rate"

	"isa-portal.de/isabot/bot/phrases"
)

// What one person may ask on a chat platform. The web limits by address, the
// terminal not at all.
const (
	perMinute = 5
	perDay    = 50
	manyAsk   = 50_000 // persons whose bounds are remembered
)

// limits bounds what one person asks. Persons are known by a hash that holds
// only within this process, so that nothing of them is left to delete.
type limits struct {
	seed    maphash.Seed
	persons *shelf[uint64, allowance]
}

type allowance struct{ minute, day *rate.Limiter }

func newLimits(now func() time.Time) *limits {
	const day = 24 * time.Hour
	return &limits{
		seed: maphash.MakeSeed(),
		persons: newShelf[uint64](now, day, manyAsk, func() *allowance {
			return &allowance{
				minute: rate.NewLimiter(rate.Every(time.Minute/perMinute), perMinute),
				day:    rate.NewLimiter(rate.Every(day/perDay), perDay),
			}
		}),
	}
}

// wait is how long the person has to wait before the next question; zero
// takes the question into account.
func (l *limits) wait(p Person, now time.Time) time.Duration {
	if p.Platform == "web" || p.Platform == "terminal" {
		return 0
	}
	a := l.persons.get(maphash.String(l.seed, p.Key()))
	minute, day := a.minute.ReserveN(now, 1), a.day.ReserveN(now, 1)
	wait := max(minute.DelayFrom(now), day.DelayFrom(now))
	if wait > 0 {
		day.CancelAt(now)
		minute.CancelAt(now)
	}
	return wait
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
