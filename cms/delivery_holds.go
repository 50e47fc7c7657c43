package cms

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// bare is the condition that nothing of a message is known to stand.
const bare = "coalesce(json_array_length(remote_ids, '$.ids'), 0) = 0"

// RecoverDeliveries takes up what was on its way when the program was stopped:
// an edit or a withdrawal is made again, a new message may have been sent.
func RecoverDeliveries(tx core.App, why string, now time.Time) error {
	at := stamp(now)
	return sweep(tx, "recover deliveries",
		change{dbx.Params{"state": Pending, "not_before": "", "updated": at}, "state = 'sending' AND NOT " + bare},
		change{dbx.Params{"state": Unsure, "not_before": at, "error": why, "updated": at}, "state = 'sending' AND " + bare})
}

// HoldOverdue holds announcements that should have gone out before a moment and
// of which nothing was sent, those at the given places or else all.
func HoldOverdue(tx core.App, before, now time.Time, where ...dbx.Expression) error {
	_, err := tx.NonconcurrentDB().Update("deliveries",
		dbx.Params{"state": Held, "held_for": ForOverdue, "updated": stamp(now)},
		dbx.And(append(where, dbx.NewExp("kind = 'news' AND state = 'pending' AND wanted = 'shown' AND planned_at < {:before} AND not_before < {:before} AND "+bare,
			dbx.Params{"before": stamp(before)}))...)).Execute()
	if err != nil {
		return fmt.Errorf("hold overdue deliveries: %w", err)
	}
	return nil
}

// MovePlanned lets what a channel was not sent yet go to its other address.
// place names the kind as well: several channels may stand at one place.
func MovePlanned(tx core.App, place dbx.HashExp, chat, thread string) error {
	// A subscriber at that address would have been sent the same.
	_, err := tx.NonconcurrentDB().NewQuery("DELETE FROM deliveries WHERE kind = {:kind} AND platform = {:platform} AND chat = {:to} AND thread = {:in} AND " + bare +
		" AND state IN ('pending', 'held', 'failed') AND EXISTS (SELECT 1 FROM deliveries o WHERE o.kind = deliveries.kind AND o.subject = deliveries.subject" +
		" AND o.platform = deliveries.platform AND o.chat = {:chat} AND o.thread = {:thread} AND o.part = deliveries.part AND o.gen = deliveries.gen)").
		Bind(dbx.Params{"kind": place["kind"], "platform": place["platform"], "chat": place["chat"], "thread": place["thread"], "to": chat, "in": thread}).Execute()
	if err != nil {
		return fmt.Errorf("move planned deliveries: %w", err)
	}
	_, err = tx.NonconcurrentDB().Update("deliveries", dbx.Params{"chat": chat, "thread": thread},
		dbx.And(place, dbx.NewExp("state IN ('pending', 'held', 'failed') AND "+bare))).Execute()
	if err != nil {
		return fmt.Errorf("move planned deliveries: %w", err)
	}
	return nil
}

// DropPlanned drops what would still be sent of all that meets the condition.
// What stands is left.
func DropPlanned(tx core.App, where dbx.Expression, now time.Time) error {
	_, err := tx.NonconcurrentDB().Update("deliveries",
		dbx.Params{"state": Left, "wanted": Gone, "held_for": "", "settled_at": stamp(now), "updated": stamp(now)},
		dbx.And(where, dbx.NewExp("state IN ('pending', 'held', 'failed') AND "+bare))).Execute()
	if err != nil {
		return fmt.Errorf("drop planned deliveries: %w", err)
	}
	return nil
}

// CountStanding counts the announcements that stand at a place and are wanted
// there.
func CountStanding(app core.App, place dbx.HashExp) (int, error) {
	var n int
	err := app.DB().Select("count(*)").From("deliveries").
		Where(dbx.And(place, dbx.NewExp("kind = 'news' AND wanted = 'shown' AND (NOT ("+bare+") OR state IN ('sending', 'unsure'))"))).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count what stands at a place: %w", err)
	}
	return n, nil
}

// HoldRestored holds all that a database that was put back to an earlier state
// has not sent: it may have been sent since.
func HoldRestored(tx core.App, now time.Time) error {
	return sweep(tx, "hold the deliveries of a restored database", change{
		dbx.Params{"state": Held, "held_for": ForRestore, "updated": stamp(now)},
		"state IN ('pending', 'sending', 'unsure') AND wanted = 'shown' AND " + bare})
}

// RetrySoon lets what waits for another attempt or look be tried at now. What was
// never tried keeps its hour.
func RetrySoon(tx core.App, now time.Time) error {
	at := stamp(now)
	return sweep(tx, "retry deliveries soon", change{
		dbx.Params{"not_before": at, "updated": at},
		"state IN ('pending', 'unsure') AND tried_at != '' AND not_before > '" + at + "'"})
}

type change struct {
	set   dbx.Params
	where string
}

func sweep(tx core.App, what string, changes ...change) error {
	for _, c := range changes {
		if _, err := tx.NonconcurrentDB().Update("deliveries", c.set, dbx.NewExp(c.where)).Execute(); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}
