package announce

import (
	"errors"
	"time"

	"isa-portal.de/isabot/cms"
)

type job struct {
	lane *lane
	due  cms.Due
}

// next takes the most urgent delivery that may be worked at now, or tells when
// there will be one.
func (o *Outbox) next() (*job, time.Time, error) {
	if err := errors.Join(o.payUp(), o.checkClock()); err != nil {
		return nil, time.Time{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	now := o.now()
	if on, err := o.on(); err != nil || !on {
		return nil, time.Time{}, err
	}
	if pace := o.pace(); o.stale || !o.later.IsZero() && !o.later.After(now) || pace.Sub(o.looked) >= lookAround {
		o.looked = pace
		due, later, err := cms.FindDue(o.app, now, o.planner.speaking())
		if err != nil {
			return nil, time.Time{}, err
		}
		o.queue.fill(due)
		o.stale, o.later = false, later
	}
	pace := o.pace()
	l, due, later := o.queue.pick(pace, func(l *lane) time.Time { return o.take(l, pace) })
	if l != nil {
		return &job{l, due}, time.Time{}, nil
	}
	if !later.IsZero() {
		later = now.Add(later.Sub(pace))
	}
	if later.IsZero() || !o.later.IsZero() && o.later.Before(later) {
		later = o.later
	}
	return nil, later, nil
}

// take asks the platform for the right to speak to a place.
func (o *Outbox) take(l *lane, now time.Time) time.Time {
	sender := o.planner.Platforms[l.place.Platform].Sender
	if p := o.pauses[l.place.Platform]; p != nil && p.until.After(now) {
		return p.until
	}
	if l.due[0].Look {
		return time.Time{} // the sender takes the right itself, if it asks the platform at all
	}
	if l.due[0].Rank == cms.RankAnswer {
		return sender.TakeAnswer(l.place, 1, now)
	}
	return sender.Take(l.place, 1, now)
}
