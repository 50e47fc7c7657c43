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

// verb is what an attempt does.
type verb uint8

const (
	send verb = iota
	edit
	remove
	tombstone // an edit to the word that it was withdrawn
	resolve   // finds out whether an attempt that was cut off succeeded
)

// withdrawn stands for the hash of what replaces a message that cannot be deleted.
const withdrawn = "withdrawn"

// attempt is one request to a platform, written down before it is made.
type attempt struct {
	verb   verb
	d      *cms.Delivery // as it was claimed
	place  bot.Place     // where the request goes
	remote bot.Remote
	piece  bot.Piece
	hash   string // of the piece
	parts  int    // of the message
}

// claim decides what is to be done about a delivery and commits that it is being
// done. It returns nil where nothing is to be done, or not yet.
func (o *Outbox) claim(id string) (*attempt, error) {
	var a *attempt
	err := o.app.RunInTransaction(func(tx core.App) error {
		a = nil
		d, err := cms.FindDelivery(tx, id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if d.State != cms.Pending && d.State != cms.Unsure {
			return nil // it was held or withdrawn meanwhile
		}
		goOn, err := o.recheck(tx, d)
		if err != nil {
			return err
		}
		if !goOn {
			return cms.SaveDelivery(tx, d, o.now())
		}
		if a, err = o.decide(tx, d); err != nil {
			return fmt.Errorf("prepare a delivery: %w", err)
		}
		if a == nil || a.verb == resolve {
			return cms.SaveDelivery(tx, d, o.now())
		}
		if a.verb == send {
			if a.remote.Last, err = cms.LastMessage(tx, a.place.Platform, d.Chat); err != nil {
				return err
			}
		}
		a.begin(o.now())
		if err := cms.SaveDelivery(tx, d, o.now()); err != nil {
			return err
		}
		return o.count.next(tx)
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// begin marks the delivery as being worked at.
func (a *attempt) begin(now time.Time) {
	a.d.State, a.d.TriedAt = cms.Sending, cms.Moment(now)
	a.d.Attempts++
	if a.verb == send || a.verb == edit {
		a.d.TriedHash = a.hash
	}
	if a.verb == send {
		setRemote(a.d, bot.Remote{Kind: a.piece.Kind, Last: a.remote.Last})
	}
}

// decide says what brings a delivery from what stands to what is wanted. Where
// that is nothing it says so in d and returns nil.
func (o *Outbox) decide(tx core.App, d *cms.Delivery) (*attempt, error) {
	a := &attempt{d: d, remote: remoteOf(d)}
	var err error
	if a.place, err = o.placeNow(tx, d); err != nil {
		return nil, err
	}
	if moved := a.place.Chat != d.Chat; moved && !a.remote.Empty() {
		a.place.Chat = cmp.Or(a.remote.Chat, d.Chat) // where it was sent before the chat moved
	}
	if d.Wanted == cms.Gone && d.State == cms.Pending {
		return o.decideGone(a)
	}
	parts, err := cms.FindDeliveryParts(tx, d)
	if err != nil {
		return nil, err
	}
	if d.Part > 1 && d.State == cms.Pending {
		d.Lang = parts[0].Lang
	}
	err = o.fill(tx, a, parts)
	switch {
	case errors.Is(err, sql.ErrNoRows) && d.State == cms.Pending:
		settleGone(d, o.now()) // what it was about is no more
		return nil, nil
	case errors.Is(err, sql.ErrNoRows):
		a.verb, a.hash = resolve, ""
		a.piece, err = o.standIn(tx, d)
		return a, err
	case err != nil:
		return nil, err
	}
	if a.hash == "" && d.State == cms.Pending { // there is no such part any more
		d.Wanted, d.WantedHash = cms.Gone, ""
		return o.decideGone(a)
	}
	if !a.follows(parts) {
		return nil, nil
	}
	switch {
	case d.State == cms.Unsure:
		a.verb = resolve
	case a.remote.Empty():
		// What was withdrawn goes first, or readers might see the news twice.
		if early, err := cms.EarlierUnsettled(tx, d); err != nil || early {
			return nil, err
		}
		if d.Part == 1 {
			if err := o.addParts(tx, d, parts, a.parts); err != nil {
				return nil, err
			}
		}
		a.verb = send
	case a.hash == d.ShownHash:
		d.State, d.WantedHash, d.SettledAt = cms.Sent, a.hash, cms.Moment(o.now())
		return nil, nil
	default:
		a.verb = edit
	}
	return a, nil
}

func (o *Outbox) decideGone(a *attempt) (*attempt, error) {
	if a.remote.Empty() {
		settleGone(a.d, o.now())
		return nil, nil
	}
	if a.verb = remove; a.d.TriedHash != withdrawn {
		return a, nil
	}
	var err error
	a.verb, a.hash = tombstone, withdrawn
	a.piece, err = o.tombstone(a)
	return a, err
}

func settleGone(d *cms.Delivery, now time.Time) {
	d.State, d.Wanted, d.HeldFor, d.SettledAt = cms.Left, cms.Gone, "", cms.Moment(now)
}

// follows reports whether the part before stands, and leads a part into the
// thread that the first one opened.
func (a *attempt) follows(parts []*cms.Delivery) bool {
	if a.d.Part == 1 || len(parts) == 0 {
		return true
	}
	if first := remoteOf(parts[0]); first.Chat != "" {
		a.place.Chat, a.place.Thread = first.Chat, ""
	}
	if a.d.State == cms.Unsure || !a.remote.Empty() {
		return true
	}
	for _, p := range parts {
		if p.Part == a.d.Part-1 {
			return !remoteOf(p).Empty()
		}
	}
	return false
}

// placeNow is where a place is now: a chat may have moved.
func (o *Outbox) placeNow(tx core.App, d *cms.Delivery) (bot.Place, error) {
	place := placeOf(d)
	c, err := channelOf(tx, d)
	if errors.Is(err, sql.ErrNoRows) {
		return place, nil
	}
	if err != nil {
		return place, err
	}
	s, err := cms.FindChannelState(tx, c.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return place, nil
	}
	if err == nil && s.CurrentChat() != "" {
		place.Chat = s.CurrentChat()
	}
	return place, err
}
