package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/cms"
)

// placeBack notes that a place takes messages again. A platform's listener calls it.
func (s *stores) placeBack(ctx context.Context, place bot.Place) {
	if err := s.Back(ctx, place); err != nil && ctx.Err() == nil {
		slog.Error("That a place takes messages again could not be noted.", slog.String("platform", place.Platform), slog.Any("error", err))
	}
}

// placeClosed notes that a place takes nothing any more: it is sent no news until
// it is back. A platform's listener calls it.
func (s *stores) placeClosed(ctx context.Context, place bot.Place) {
	err := s.subscribing(ctx, "take leave of a place", func(tx core.App) error {
		_, err := cms.BlockSubscriber(tx, place.Platform, place.Chat, s.now())
		return err
	})
	if err != nil && ctx.Err() == nil {
		slog.Error("That a place takes nothing could not be noted.", slog.String("platform", place.Platform), slog.Any("error", err))
	}
}

// memberChanged follows a change of what the bot is in a chat: what is known of
// our channels stays true, and staff are told. A platform's listener calls it.
func (p *program) memberChanged(ctx context.Context, m announce.Membership) error {
	err := ctx.Err()
	if err == nil {
		err = p.app.RunInTransaction(func(tx core.App) error { return p.planner.MemberChanged(tx, m) })
	}
	if err != nil {
		return fmt.Errorf("follow a change of the bot's membership: %w", err)
	}
	p.slot.Wake()
	return nil
}
