package announce

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// poisoned counts a failure to even prepare a delivery, so that it cannot keep
// the others from going out.
func (o *Outbox) poisoned(id string, cause error) error {
	err := o.app.RunInTransaction(func(tx core.App) error {
		d, err := cms.FindDelivery(tx, id)
		if err != nil || d.State != cms.Pending {
			return err
		}
		d.Attempts++
		d.Error = cause.Error()
		d.NotBefore = cms.Moment(o.now().Add(o.backoff(d.Attempts)))
		if d.Attempts >= maxAttempts {
			d.State, d.SettledAt = cms.Failed, cms.Moment(o.now())
		}
		return cms.SaveDelivery(tx, d, o.now())
	})
	return errors.Join(cause, err)
}

// pause keeps a platform that is out of reach alone for a while, longer each
// time, and returns for how long.
func (o *Outbox) pause(platform string) time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := o.pauses[platform]
	if p == nil {
		p = &platPause{}
		o.pauses[platform] = p
	}
	if !p.until.After(o.pace()) { // those that were on their way together count once
		p.last = min(max(2*p.last, time.Second), time.Minute)
		p.until = o.pace().Add(time.Duration(float64(p.last) * (0.75 + o.jitter()/2)))
	}
	return p.until.Sub(o.pace())
}

// heard ends the pause of a platform that answered.
func (o *Outbox) heard(platform string, verdict error) {
	var away *bot.UnreachableError
	var unsure *bot.UnsureError
	if errors.As(verdict, &away) || errors.As(verdict, &unsure) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.pauses, platform)
}
