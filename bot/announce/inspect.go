package announce

import (
	"context"
	"database/sql"
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Inspector is a Sender that can tell of what sort a place is.
type Inspector interface {
	// Forum reports whether each announcement is a post of its own there. The
	// error is a verdict.
	Forum(ctx context.Context, place bot.Place) (bool, error)
}

// inspect asks the platform of what sort a channel is, before the first message
// to it. It reports whether the delivery can go on; where the platform did not
// tell, the delivery is tried again later.
func (o *Outbox) inspect(ctx context.Context, id string) (bool, error) {
	d, err := cms.FindDelivery(o.app, id)
	if err != nil {
		return false, err
	}
	inspector, can := o.planner.Platforms[d.Platform].Sender.(Inspector)
	if !can || d.State != cms.Pending || d.Wanted == cms.Gone {
		return true, nil
	}
	c, err := channelOf(o.app, d)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	state, err := cms.FindChannelState(o.app, c.Id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if err == nil {
		if _, known := state.Traits(); known {
			return true, nil
		}
	}
	forum, verdict := inspector.Forum(ctx, placeOf(d))
	return verdict == nil, o.app.RunInTransaction(func(tx core.App) error {
		if verdict == nil {
			return cms.ChangeChannelTraits(tx, c.Id, func(t *cms.ChannelTraits) { t.Forum, t.Unasked = forum, false }, o.now())
		}
		d, err := cms.FindDelivery(tx, id)
		if err != nil || d.State != cms.Pending {
			return err
		}
		d.Attempts++ // as if it had been claimed; what costs no attempt takes it back
		if err := o.fail(tx, d, &attempt{verb: edit, d: d}, verdict); err != nil {
			return err
		}
		return cms.SaveDelivery(tx, d, o.now())
	})
}
