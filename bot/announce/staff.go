package announce

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// ErrNotWaiting says that a delivery does not wait for what staff want to decide:
// somebody was faster, or it has settled.
var ErrNotWaiting = errors.New("the delivery does not wait for a decision")

// Release lets one delivery go that is held for staff's yes. It releases no
// other, and not one that waits for its translation.
func Release(app core.App, id string, now time.Time) error {
	return decide(app, id, now, func(d *cms.Delivery) bool {
		if d.State != cms.Held || d.HeldFor == cms.ForLanguage {
			return false
		}
		d.State, d.HeldFor, d.NotBefore = cms.Pending, "", cms.Moment(now)
		return true
	})
}

// Drop decides that a delivery that is held shall not be sent at all.
func Drop(app core.App, id string, now time.Time) error {
	return decide(app, id, now, func(d *cms.Delivery) bool {
		if d.State != cms.Held && d.State != cms.Failed || begun(d) {
			return false
		}
		settleGone(d, now)
		return true
	})
}

// ItIsThere says that a message of which nobody knew was sent after all.
// messageID is how the platform names it; from then on it is corrected and
// withdrawn like any other.
func ItIsThere(app core.App, id, messageID string, now time.Time) error {
	return decide(app, id, now, func(d *cms.Delivery) bool {
		if !undecided(d) || messageID == "" {
			return false
		}
		r := remoteOf(d)
		if r.Kind == "" {
			r.Kind = bot.TextPiece
		}
		r.IDs = []string{messageID}
		d.HeldFor, d.Error, d.NotBefore = "", "", cms.Moment(time.Time{})
		stand(d, r, d.TriedHash, now)
		d.State = cms.Sent
		if d.Wanted == cms.Gone || d.WantedHash != d.ShownHash {
			d.State = cms.Pending
		}
		return true
	})
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

func decide(app core.App, id string, now time.Time, apply func(d *cms.Delivery) bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		d, err := cms.FindDelivery(tx, id)
		if err != nil {
			return err
		}
		if !apply(d) {
			return fmt.Errorf("%w: it is %s", ErrNotWaiting, d.State)
		}
		return cms.SaveDelivery(tx, d, now)
	})
}
