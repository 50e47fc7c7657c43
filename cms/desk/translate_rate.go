package desk

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// draftsPerMinute is how many drafts one account may ask for; each costs money.
const draftsPerMinute = 10

// draftRate counts drafts by account. Staff are few: none is forgotten.
type draftRate struct {
	mu  sync.Mutex
	per map[string]*rate.Limiter
}

// take takes the right to one more draft, or tells how long to wait for it.
func (r *draftRate) take(account string, now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.per[account]
	if l == nil {
		if r.per == nil {
			r.per = map[string]*rate.Limiter{}
		}
		l = rate.NewLimiter(rate.Every(time.Minute/draftsPerMinute), draftsPerMinute)
		r.per[account] = l
	}
	reserved := l.ReserveN(now, 1)
	wait := reserved.DelayFrom(now)
	if wait > 0 {
		reserved.CancelAt(now)
	}
	return wait
}
