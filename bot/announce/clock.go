package announce

import (
	"log/slog"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// jump is from how much on a change of the machine's clock is one that somebody
// made, and not the clock's own correction.
const jump = 30 * time.Second

// tried is when attempts of this process were made, on the clock that never
// jumps. What a time allows to conclude must not hang on a clock that is set.
type tried map[string]time.Time

// began notes the moment of an attempt.
func (o *Outbox) began(d *cms.Delivery) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tried[d.ID] = o.pace()
}

// over forgets the moment of an attempt whose outcome is known.
func (o *Outbox) over(d *cms.Delivery) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.tried, d.ID)
}

// since is how long ago a delivery was tried. Of an attempt of an earlier process
// only the machine's clock tells.
func (o *Outbox) since(d *cms.Delivery) time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	if at, ok := o.tried[d.ID]; ok {
		return o.pace().Sub(at)
	}
	return o.now().Sub(d.TriedAt.Time())
}

// checkClock lets what waits for another attempt be tried soon, where somebody
// has set the clock by which it waits. The limits of the platforms have a clock
// of their own. What is scheduled follows the clock as it now is.
func (o *Outbox) checkClock() error {
	now := o.now()
	off := now.Sub(o.pace())
	o.mu.Lock()
	moved := off - o.off
	set := moved >= jump || moved <= -jump
	if set {
		o.off, o.stale = off, true
	}
	o.mu.Unlock()
	if !set {
		return nil
	}
	o.log.Warn("The machine's clock was set.", slog.Duration("by", moved))
	return o.app.RunInTransaction(func(tx core.App) error { return cms.RetrySoon(tx, now) })
}
