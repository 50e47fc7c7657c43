package announce

import (
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
	if a != nil && a.verb != resolve {
		err = o.count.keep()
	}
	return a, err
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
	if d.Wanted == cms.Gone && d.State == cms.Pending {
		return o.decideGone(a), nil
	}
	parts, err := cms.FindDeliveryParts(tx, d)
	if err != nil {
		return nil, err
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
		settleGone(d, o.now())
		return nil, nil
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
		a.verb = send
	case a.hash == d.ShownHash:
		d.State, d.WantedHash, d.SettledAt = cms.Sent, a.hash, cms.Moment(o.now())
		return nil, nil
	default:
		a.verb = edit
	}
	return a, nil
}

func (o *Outbox) decideGone(a *attempt) *attempt {
	switch {
	case a.remote.Empty():
		settleGone(a.d, o.now())
		return nil
	case a.d.TriedHash == withdrawn:
		a.verb, a.hash = tombstone, withdrawn
		a.piece = o.planner.Platforms[a.d.Platform].RenderWithdrawn(a.remote)
	default:
		a.verb = remove
	}
	return a
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
	c, err := cms.FindChannelAt(tx, d.Platform, d.Chat, d.Thread, "announcements")
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

// fill gives an attempt its piece. The hash is that of the piece without its
// marker, which differs at each place.
func (o *Outbox) fill(tx core.App, a *attempt, parts []*cms.Delivery) error {
	live := parts[:0:0]
	for _, p := range parts {
		if p.Wanted == cms.Shown {
			live = append(live, p)
		}
	}
	_, stands := standingOf(live)
	for _, marker := range []string{"", markerOf(a.d)} {
		pieces, err := o.pieces(tx, a.d, stands, marker)
		if err != nil {
			return err
		}
		if a.d.Part > len(pieces) {
			return nil
		}
		a.piece = pieces[a.d.Part-1]
		if marker == "" {
			if a.hash, err = hashOf(a.piece); err != nil {
				return err
			}
		}
	}
	return nil
}

// standIn is a piece by whose marker and sort a message can be looked for whose
// news was deleted.
func (o *Outbox) standIn(tx core.App, d *cms.Delivery) (bot.Piece, error) {
	t, err := targetOf(tx, d)
	if err != nil {
		return bot.Piece{}, err
	}
	t.shape.Marker = markerOf(d)
	post := bot.Post{Title: "–", Lang: d.Lang, Link: o.planner.Composer.Page("–", d.Lang)}
	pieces, err := o.planner.Platforms[d.Platform].Render(post, t.shape)
	if err != nil || len(pieces) == 0 {
		return bot.Piece{}, err
	}
	pieces[0].Kind, pieces[0].Plain = remoteOf(d).Kind, ""
	return pieces[0], nil
}

// pieces renders what the message of a delivery shall be.
func (o *Outbox) pieces(tx core.App, d *cms.Delivery, stands []bot.Remote, marker string) ([]bot.Piece, error) {
	if d.Kind != cms.DeliverNews {
		return o.speech(tx, d, stands)
	}
	n, err := cms.FindNews(tx, d.Subject)
	if err != nil {
		return nil, err
	}
	t, err := targetOf(tx, d)
	if err != nil {
		return nil, err
	}
	t.shape.Marker = marker
	return o.planner.render(n, d.Lang, t, stands)
}

// speech renders what is not news.
func (o *Outbox) speech(tx core.App, d *cms.Delivery, stands []bot.Remote) ([]bot.Piece, error) {
	compose := o.speeches[d.Kind]
	if compose == nil {
		return nil, fmt.Errorf("nobody composes a %s", d.Kind)
	}
	post, err := compose(tx, d)
	if err != nil {
		return nil, err
	}
	return o.planner.Platforms[d.Platform].Render(post, bot.Shape{Split: true, Stands: stands})
}

// targetOf is the channel or subscriber that a delivery goes to.
func targetOf(tx core.App, d *cms.Delivery) (target, error) {
	c, err := cms.FindChannelAt(tx, d.Platform, d.Chat, d.Thread, "announcements")
	if err == nil {
		return channelTarget(tx, c), nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return target{}, err
	}
	t := subscriberTarget(d.Platform, d.Chat, d.Lang)
	t.place.Thread = d.Thread
	if s, err := cms.FindSubscriber(tx, d.Platform, d.Chat); err == nil {
		t = subscriberTarget(d.Platform, d.Chat, s.Lang())
	}
	return t, nil
}
