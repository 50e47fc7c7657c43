package announce

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

const (
	maxAttempts  = 8                // then a delivery is given to staff
	longestPause = 10 * time.Minute // between two attempts
)

// Words for staff in the field error; they are looked up by the desk.
const (
	ErrorDeleted   = "deleted at the place"    // somebody deleted the message there
	ErrorUndecided = "it may have been sent"   // and the platform cannot tell: staff look
	ErrorTombstone = "too old to be deleted"   // replaced by the word that it was withdrawn
	ErrorStopped   = "the program was stopped" // while the request was on its way
)

// settle writes down what became of an attempt. It reports whether the delivery
// needs more work that is not in the queue.
func (o *Outbox) settle(a *attempt, remote bot.Remote, verdict error) (more bool, err error) {
	err = o.app.RunInTransaction(func(tx core.App) error {
		d, err := cms.FindDelivery(tx, a.d.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if verdict == nil {
			o.succeed(d, a, remote)
		} else if err := o.fail(tx, d, a, verdict); err != nil {
			return err
		}
		if d.State == cms.Sent || d.State == cms.Left || d.State == cms.Failed {
			d.SettledAt = cms.Moment(o.now())
		}
		more = d.State != cms.Sent || a.parts > 1 // also what waited for this one to be gone
		return cms.SaveDelivery(tx, d, o.now())
	})
	if err != nil {
		return true, fmt.Errorf("write down what became of a delivery: %w", err)
	}
	if known := (*bot.UnsureError)(nil); !errors.As(verdict, &known) {
		o.over(a.d)
	}
	return more, nil
}

// succeed notes what stands now.
func (o *Outbox) succeed(d *cms.Delivery, a *attempt, remote bot.Remote) {
	d.Attempts, d.Error, d.NotBefore = 0, "", cms.Moment(time.Time{})
	switch a.verb {
	case send:
		if remote.Empty() {
			deletedThere(d, o.now())
			return
		}
		if remote.Chat == "" && a.place.Chat != d.Chat {
			remote.Chat = a.place.Chat
		}
		stand(d, remote, a.hash, o.now())
	case edit:
		d.ShownHash = a.hash
		if remote.Empty() {
			d.Error = ErrorDeleted
		} else {
			remote.Chat = cmp.Or(remote.Chat, a.remote.Chat)
			setRemote(d, remote)
		}
	case remove:
		d.RemoteIDs, d.ShownHash = "", ""
	case tombstone:
		d.ShownHash, d.Error = withdrawn, ErrorTombstone
	}
	switch {
	case a.verb == remove || a.verb == tombstone:
		d.State = cms.Left
	case d.Wanted == cms.Gone || d.WantedHash != a.d.WantedHash:
		d.State = cms.Pending // it was changed or withdrawn meanwhile
	default:
		d.State, d.WantedHash = cms.Sent, d.ShownHash
	}
}

// stand notes a message that is there.
func stand(d *cms.Delivery, r bot.Remote, hash string, now time.Time) {
	setRemote(d, r)
	d.ShownHash = hash
	if d.SentAt.IsZero() {
		d.SentAt = cms.Moment(now)
	}
}

// fail notes why an attempt brought nothing about, and when to try again.
func (o *Outbox) fail(tx core.App, d *cms.Delivery, a *attempt, verdict error) error {
	var unsure *bot.UnsureError
	if errors.As(verdict, &unsure) && a.verb == send {
		d.State, d.Error = cms.Unsure, unsure.Error()
		d.NotBefore = cms.Moment(o.now().Add(firstLook))
		return nil
	}
	if a.verb == send {
		setRemote(d, bot.Remote{}) // surely nothing stands
	}
	d.State, d.Error = cms.Pending, verdict.Error()
	free := func(wait time.Duration) { // what costs no attempt
		d.Attempts = max(d.Attempts-1, 0)
		d.NotBefore = cms.Moment(o.now().Add(max(wait, leastWait)))
	}
	var wait *bot.WaitError
	var away *bot.UnreachableError
	var moved *bot.MovedError
	var closed *bot.PlaceError
	switch {
	case errors.As(verdict, &wait):
		free(wait.For)
	case errors.As(verdict, &away):
		free(o.pause(d.Platform))
	case errors.As(verdict, &moved) && a.verb != send:
		d.State = cms.Failed // what stands in the old chat can be reached no more
	case errors.As(verdict, &moved):
		free(0)
		return o.moved(tx, d, moved.Chat)
	case errors.As(verdict, &closed):
		free(0)
		return o.closed(tx, d, closed)
	case errors.Is(verdict, bot.ErrRefused) && a.verb == remove:
		d.TriedHash, d.Attempts, d.NotBefore = withdrawn, 0, cms.Moment(time.Time{})
	case errors.Is(verdict, bot.ErrRefused) || d.Attempts >= maxAttempts:
		d.State = cms.Failed
	default:
		d.NotBefore = cms.Moment(o.now().Add(o.backoff(d.Attempts)))
	}
	if d.Wanted == cms.Gone && remoteOf(d).Empty() {
		settleGone(d, o.now())
	}
	return nil
}

// backoff grows fourfold with each attempt, a little different each time.
func (o *Outbox) backoff(attempts int) time.Duration {
	wait := time.Second
	for range min(attempts, 8) {
		wait *= 4
	}
	return time.Duration(float64(min(wait, longestPause)) * (0.75 + o.jitter()/2))
}

// closed switches off a place that takes nothing: a channel for staff to look
// at, a subscriber until it comes back. Staff are told, but not of a notice that
// they could not be told.
func (o *Outbox) closed(tx core.App, d *cms.Delivery, why error) error {
	c, err := channelOf(tx, d)
	if err == nil {
		o.log.Warn("A channel takes nothing and is switched off until staff see to it.", "platform", d.Platform, "channel", c.Id)
		if err := cms.ChannelOff(tx, c.Id, why.Error(), o.now()); err != nil || d.Kind == cms.DeliverNotice {
			return err
		}
		return o.planner.tellOff(tx, c)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := cms.SaveDelivery(tx, d, o.now()); err != nil { // so that it is dropped with the others
		return err
	}
	if _, err := cms.BlockSubscriber(tx, d.Platform, d.Chat, o.now()); err != nil {
		return err
	}
	settled, err := cms.FindDelivery(tx, d.ID)
	if err != nil {
		return err
	}
	*d = *settled
	if d.State == cms.Pending { // nobody's subscription, or a message that stands where we cannot reach it
		d.State = cms.Failed
	}
	return nil
}

// moved follows a group that goes on under another id.
func (o *Outbox) moved(tx core.App, d *cms.Delivery, chat string) error {
	c, err := channelOf(tx, d)
	if err == nil {
		return cms.ChannelMoved(tx, c.Id, chat, o.now())
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := cms.MoveSubscriber(tx, d.Platform, d.Chat, chat, o.now()); err != nil {
		return err
	}
	now, err := cms.FindDelivery(tx, d.ID)
	if err != nil {
		return err
	}
	if d.Chat = now.Chat; d.Chat != chat { // the group was subscribed under both ids
		settleGone(d, o.now())
	}
	return nil
}
