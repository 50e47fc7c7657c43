package announce

import (
	"context"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// TrialIn sends a line of text to a channel, without a sound. Unless it shall
// stay it is removed again at once. It goes past the deliveries.
func (o *Outbox) TrialIn(ctx context.Context, app core.App, c *cms.Channel, text string, stay bool) error {
	platform := o.planner.Platforms[c.Platform()]
	if platform.Sender == nil {
		return ErrPlatformOff
	}
	if on, err := o.on(); err != nil {
		return err
	} else if !on {
		return ErrSendingOff
	}
	t := channelTarget(app, c)
	post := bot.Post{Body: richtext.Doc{}.Add(richtext.Para(text)), Lang: t.lang}
	if t.shape.Forum {
		post.Title = text // a post of a forum has to have one
	}
	pieces, err := platform.Render(post, bot.Shape{Silent: true, Forum: t.shape.Forum})
	if err != nil {
		return fmt.Errorf("render a trial for %s: %w", c.Platform(), err)
	}
	ctx, cancel := context.WithTimeout(ctx, trialPatience)
	defer cancel()
	for i, piece := range pieces {
		if err := o.turn(ctx, platform.Sender, t.place); err != nil {
			return err
		}
		nonce := short(fmt.Appendf(nil, "trial in %s %d %s", c.Id, i, o.now()), 24)
		stands, err := platform.Send(ctx, t.place, piece, nonce)
		if err != nil {
			return fmt.Errorf("send a trial to a channel: %w", err)
		}
		if stay {
			continue
		}
		if err := o.turn(ctx, platform.Sender, t.place); err != nil {
			return err
		}
		if err := platform.Delete(ctx, t.place, stands); err != nil {
			return fmt.Errorf("remove a trial from a channel: %w", err)
		}
	}
	return nil
}
