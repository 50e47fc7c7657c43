package main

import (
	"context"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
)

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
