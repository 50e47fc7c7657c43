package announce

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// ErrNotWaiting says that a delivery does not wait for what staff want to decide:
// somebody was faster, or it has settled.
var ErrNotWaiting = errors.New("the delivery does not wait for a decision")

// Release lets one message go that is held for staff's yes, all its parts. It
// releases no other, and not one that waits for its translation.
func Release(app core.App, id string, now time.Time) error {
	return decideAll(app, id, now, func(d *cms.Delivery) bool {
		if d.State != cms.Held || d.HeldFor == cms.ForLanguage {
			return false
		}
		d.State, d.HeldFor, d.NotBefore = cms.Pending, "", cms.Moment(now)
		return true
	})
}

// Drop decides that a message that is held shall not be sent at all, or gives up
// the withdrawal of one that the platform will not remove. What went to a person, or
// a notice, of which nobody knows may be given up, too: staff cannot look there.
func Drop(app core.App, id string, now time.Time) error {
	d, err := cms.FindDelivery(app, id)
	if err != nil {
		return err
	}
	_, err = channelOf(app, d)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	unseen := d.Kind != cms.DeliverNews || err != nil
	return decideAll(app, id, now, func(d *cms.Delivery) bool {
		withdrawn := d.State == cms.Failed && d.Wanted == cms.Gone // staff have removed it by hand
		if unseen && undecided(d) {
			settleGone(d, now)
			return true
		}
		if d.State != cms.Held && d.State != cms.Failed || begun(d) && !withdrawn {
			return false
		}
		settleGone(d, now)
		return true
	})
}

// ErrNoMessage says that something is not how the platform names a message.
var ErrNoMessage = errors.New("the platform has no message of that name")

// messageNames are how platforms name messages: Telegram counts them in each chat,
// Discord's ids are snowflakes (API reference, "Snowflakes").
var messageNames = map[string]*regexp.Regexp{
	"telegram": regexp.MustCompile(`^[1-9][0-9]{0,9}$`),
	"discord":  regexp.MustCompile(`^[1-9][0-9]{16,19}$`),
}

// ItIsThere says that a message of which nobody knew was sent after all.
// messageID is how the platform names it, ErrNoMessage says that it can't be; from
// then on the message is corrected and withdrawn like any other.
func ItIsThere(app core.App, id, messageID string, now time.Time) error {
	found, err := cms.FindDelivery(app, id)
	if err != nil {
		return err
	}
	if name, known := messageNames[found.Platform]; known && !name.MatchString(messageID) {
		return ErrNoMessage
	}
	chat, err := postOf(app, id, messageID)
	if err != nil {
		return err
	}
	return decide(app, id, now, func(d *cms.Delivery) bool {
		if !undecided(d) || messageID == "" || d.ID != id {
			return false
		}
		r := remoteOf(d)
		if r.Kind == "" {
			r.Kind = bot.TextPiece
		}
		r.IDs = []string{messageID}
		r.Chat = chat
		d.HeldFor, d.Error, d.NotBefore = "", "", cms.Moment(time.Time{})
		stand(d, r, d.TriedHash, now)
		d.State = cms.Sent
		if d.Wanted == cms.Gone || d.WantedHash != d.ShownHash {
			d.State = cms.Pending
		}
		return true
	})
}

// postOf is the post of a forum in which a message stands, "" outside of forums:
// the first message of a post has the post's own id.
func postOf(app core.App, id, messageID string) (string, error) {
	d, err := cms.FindDelivery(app, id)
	if err != nil {
		return "", err
	}
	t, err := targetOf(app, d)
	if err != nil || !t.shape.Forum {
		return "", err
	}
	if d.Part == 1 {
		return messageID, nil
	}
	parts, err := cms.FindDeliveryParts(app, d)
	if err != nil {
		return "", err
	}
	return remoteOf(parts[0]).Chat, nil
}

// SendAgain says that a message of which nobody knew was not sent, or shall be
// sent once more; it also tries one again that had failed.
func SendAgain(app core.App, id string, now time.Time) error {
	return decide(app, id, now, func(d *cms.Delivery) bool {
		if !undecided(d) && d.State != cms.Failed {
			return false
		}
		if d.State != cms.Failed {
			setRemote(d, bot.Remote{})
		}
		d.State, d.HeldFor, d.Attempts, d.Error, d.NotBefore = cms.Pending, "", 0, "", cms.Moment(now)
		if d.Wanted == cms.Gone && remoteOf(d).Empty() {
			settleGone(d, now)
		}
		return true
	})
}

// undecided reports whether nobody but staff can know what became of a delivery.
func undecided(d *cms.Delivery) bool {
	return d.State == cms.Unsure || d.State == cms.Held && d.HeldFor == cms.ForRestore
}

// decide applies a decision to a delivery, and where it goes to a person to
// those of the same message to others that wait for the same one.
func decide(app core.App, id string, now time.Time, apply func(d *cms.Delivery) bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		d, err := cms.FindDelivery(tx, id)
		if err != nil {
			return err
		}
		alike, err := cms.FindDeliveriesAlike(tx, d)
		if err != nil {
			return err
		}
		if !apply(d) {
			return fmt.Errorf("%w: it is %s", ErrNotWaiting, d.State)
		}
		if err := cms.SaveDelivery(tx, d, now); err != nil {
			return err
		}
		for _, other := range alike {
			if other.ID == id || !apply(other) {
				continue
			}
			if err := cms.SaveDelivery(tx, other, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// decideAll applies a decision to the delivery and to the other parts of its
// message that it fits.
func decideAll(app core.App, id string, now time.Time, apply func(d *cms.Delivery) bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		if err := decide(tx, id, now, apply); err != nil {
			return err
		}
		d, err := cms.FindDelivery(tx, id)
		if err != nil {
			return err
		}
		parts, err := cms.FindDeliveryParts(tx, d)
		if err != nil {
			return err
		}
		for _, p := range parts {
			if p.ID == id || !apply(p) {
				continue
			}
			if err := cms.SaveDelivery(tx, p, now); err != nil {
				return err
			}
		}
		return nil
	})
}
