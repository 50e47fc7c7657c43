package announce

import (
	"context"
	"errors"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

const (
	// firstLook is when a send that was cut off is looked into first, where it may
	// be repeated with its nonce.
	firstLook = 5 * time.Second

	// onItsWay is how long a request that was cut off may still be on its way.
	// Nothing is concluded earlier from a message that is not there.
	onItsWay = 20 * time.Second

	// leastWait is more than the dates of the database can tell apart: what waits
	// less would be due again at once.
	leastWait = 50 * time.Millisecond

	// clockError is by how much the machine's clock may have been wrong when a
	// message was sent, or have been set since.
	clockError = 26 * time.Hour
)

// looks are how long after the attempt it is looked into again; after the last
// one staff decide.
var looks = []time.Duration{onItsWay, 45 * time.Second, 2 * time.Minute, 5 * time.Minute}

// repeatFor is how much of the time for which a platform heeds a nonce is used.
const repeatFor = 3 // of 4

// finding is what became known about an attempt that was cut off.
type finding struct {
	known   bool
	deleted bool // it was sent, and somebody has deleted it since
	remote  bot.Remote
	err     error
}

// look finds out whether a send that was cut off succeeded: by repeating it,
// where the platform makes no second message of that, or by looking for it.
func (o *Outbox) look(ctx context.Context, a *attempt) finding {
	sender := o.planner.Platforms[a.d.Platform]
	ago := o.since(a.d)
	if a.hash != "" && a.hash == a.d.TriedHash && a.d.Wanted == cms.Shown && ago >= 0 && ago < sender.Repeatable(a.place, a.piece)*repeatFor/4 {
		r, err := sender.Send(ctx, a.place, a.piece, nonceOf(a.d))
		return finding{known: err == nil, deleted: err == nil && r.Empty(), remote: r, err: err}
	}
	if ago >= 0 && ago < onItsWay {
		return finding{err: &bot.WaitError{For: onItsWay - ago}}
	}
	r, known, err := sender.Find(ctx, a.place, a.piece, markerOf(a.d), a.d.TriedAt.Time().Add(-clockError))
	return finding{known: known && err == nil, remote: r, err: err}
}

// conclude writes a finding into the delivery.
func (o *Outbox) conclude(d *cms.Delivery, f finding) {
	switch {
	case f.deleted:
		deletedThere(d, o.now())
	case f.known && !f.remote.Empty():
		d.Attempts, d.Error, d.NotBefore = 0, "", cms.Moment(time.Time{})
		stand(d, f.remote, d.TriedHash, d.TriedAt.Time())
		d.State = cms.Sent
		if d.Wanted == cms.Gone || d.WantedHash != d.ShownHash {
			d.State = cms.Pending
		}
	case f.known || errors.Is(f.err, bot.ErrRefused):
		o.notThere(d)
	default:
		o.lookAgain(d, f.err)
	}
}

// deletedThere notes that a message was sent and that somebody at the place has
// deleted it. It is not sent again.
func deletedThere(d *cms.Delivery, now time.Time) {
	setRemote(d, bot.Remote{})
	d.State, d.Error, d.SettledAt, d.NotBefore = cms.Left, ErrorDeleted, cms.Moment(now), cms.Moment(time.Time{})
}

// notThere makes a delivery be sent that surely was not.
func (o *Outbox) notThere(d *cms.Delivery) {
	setRemote(d, bot.Remote{})
	d.Attempts, d.Error, d.NotBefore, d.State = 0, "", cms.Moment(time.Time{}), cms.Pending
	if d.Wanted == cms.Gone {
		settleGone(d, o.now())
	}
}

// lookAgain says when a delivery of which nothing became known is looked into
// next.
func (o *Outbox) lookAgain(d *cms.Delivery, err error) {
	in := func(wait time.Duration) { d.NotBefore = cms.Moment(o.now().Add(max(wait, leastWait))) }
	var wait *bot.WaitError
	var away *bot.UnreachableError
	switch {
	case errors.As(err, &wait):
		in(wait.For)
		return
	case errors.As(err, &away):
		in(o.pause(d.Platform))
		return
	}
	since := o.since(d)
	for _, after := range looks {
		if after > since {
			in(after - since)
			return
		}
	}
	d.NotBefore, d.Error = cms.Moment(time.Time{}), ErrorUndecided
}
