package announce

import (
	"errors"
	"log/slog"
	"maps"
	"slices"
	"time"

	"isa-portal.de/isabot/bot"
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
	pace := o.pace()
	for platform := range o.more {
		if o.queue.size(platform) < cms.MostDue/2 {
			o.more, o.stale = nil, true
		}
	}
	if o.stale || !o.later.IsZero() && !o.later.After(now) || pace.Sub(o.looked) >= lookAround {
		if err := o.refresh(now, pace); err != nil {
			return nil, time.Time{}, err
		}
	}
	l, due, later := o.queue.pick(pace, func(l *lane) time.Time { return o.take(l, pace) })
	if l != nil {
		o.working[due.ID] = true
		o.taken = append(o.taken, due.ID)
		return &job{l, due}, time.Time{}, nil
	}
	if !later.IsZero() {
		later = now.Add(later.Sub(pace))
	}
	if o.reading { // what is due by now is being read, and the reader wakes us
		return nil, later, nil
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

// refresh reads what is due; the lock is held. While there is something to do, the
// reading goes on beside the work: of ten thousand messages it takes longer than
// the platform's limits leave between two of them.
func (o *Outbox) refresh(now, pace time.Time) error {
	if o.reading {
		return nil
	}
	o.looked, o.stale, o.taken = pace, false, slices.Collect(maps.Keys(o.working))
	if o.beside == nil || o.queue.empty() {
		due, later, err := cms.FindDue(o.app, now, o.planner.speaking())
		o.found(due, later, err)
		return err
	}
	o.reading = true
	o.beside(func() {
		due, later, err := o.findDue(now)
		o.mu.Lock()
		defer o.mu.Unlock()
		o.reading = false
		if o.found(due, later, err); err != nil {
			o.log.Error("Looking for what is to be sent failed.", slog.Any("error", err))
			return // to be looked at again after a while, and not at once and for ever
		}
		o.nudge()
	})
	return nil
}

func (o *Outbox) findDue(now time.Time) (due []cms.Due, later time.Time, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = bot.PanicError(v)
		}
	}()
	return cms.FindDue(o.app, now, o.planner.speaking())
}

// found puts what was read into the queue, but for what was being worked at when
// the reading began, or has been taken from the queue since.
func (o *Outbox) found(due []cms.Due, later time.Time, err error) {
	if err != nil {
		o.stale = true
		return
	}
	o.more = cut(due)
	due = slices.DeleteFunc(due, func(d cms.Due) bool { return slices.Contains(o.taken, d.ID) })
	o.queue.fill(due)
	o.later = later
}

// cut are the platforms of which more may be due than was read.
func cut(due []cms.Due) map[string]bool {
	read := map[string]int{}
	for _, d := range due {
		read[d.Platform]++
	}
	more := map[string]bool{}
	for platform, n := range read {
		if n == cms.MostDue {
			more[platform] = true
		}
	}
	return more
}
