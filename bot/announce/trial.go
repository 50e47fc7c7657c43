package announce

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Why a trial cannot be sent.
var (
	ErrNoStaffChannel = errors.New("there is no switched-on channel for staff on that platform")
	ErrPlatformOff    = errors.New("the platform is off")
	ErrSendingOff     = errors.New("sending is switched off")
	ErrNotCurrent     = errors.New("the text in the language of the channel is not current, nothing would be sent")
)

// trialPatience is how long a trial waits for its turn.
const trialPatience = 20 * time.Second

// Trial sends to the staff channel of the same platform what a channel would be
// sent. It goes past the deliveries: nobody corrects or withdraws it.
func (o *Outbox) Trial(ctx context.Context, app core.App, stored, n *cms.News, c *cms.Channel) error {
	v, err := o.planner.PreviewIn(app, stored, n, c)
	if err != nil {
		return err
	}
	if v.Outcome != WillSend {
		return ErrNotCurrent
	}
	staff, err := cms.FindStaffChannel(app, c.Platform())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoStaffChannel, err)
	}
	sender := o.planner.Platforms[c.Platform()].Sender
	if sender == nil {
		return ErrPlatformOff
	}
	if on, err := o.on(); err != nil || !on {
		return errors.Join(ErrSendingOff, err)
	}
	ctx, cancel := context.WithTimeout(ctx, trialPatience)
	defer cancel()
	place := channelTarget(app, staff).place
	for i, piece := range v.Pieces {
		if err := o.turn(ctx, sender, place); err != nil {
			return err
		}
		nonce := short(fmt.Appendf(nil, "trial %s %d %s", n.Id, i, o.now()), 24)
		if _, err := sender.Send(ctx, place, piece, nonce); err != nil {
			return fmt.Errorf("send part %d of a trial: %w", i+1, err)
		}
	}
	return nil
}

// turn waits until a place may be spoken to.
func (o *Outbox) turn(ctx context.Context, sender Sender, place bot.Place) error {
	for {
		at := sender.Take(place, 1, o.pace())
		if at.IsZero() {
			return nil
		}
		timer := time.NewTimer(max(at.Sub(o.pace()), 0))
		select {
		case <-ctx.Done():
			timer.Stop()
			return fmt.Errorf("wait for a turn: %w", ctx.Err())
		case <-timer.C:
		}
	}
}
