package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/desk"
)

// newPlanner plans announcements on the platforms.
func (p *program) newPlanner(platforms map[string]announce.Platform) *announce.Planner {
	return &announce.Planner{
		Composer: announce.Composer{
			Base: p.publicURL, Files: p.app.NewFilesystem,
			Page: func(slug, lang string) string { return p.pageURL("news", slug, lang) },
		},
		Platforms: platforms,
		Now:       p.now,
	}
}

// outboxSlot is where the outbox will be once the program serves: hooks are bound
// before, and other commands have none.
type outboxSlot struct {
	atomic.Pointer[announce.Outbox]
}

// Wake wakes the outbox, if there is one.
func (s *outboxSlot) Wake() {
	if o := s.Load(); o != nil {
		o.Wake()
	}
}

func (p *program) newOutbox() *announce.Outbox {
	return announce.New(announce.Config{
		App: p.app, Planner: p.planner, Speeches: p.speeches(), Now: p.now, Pace: p.pace, Log: slog.Default(), Jitter: rand.Float64,
		Folder: p.app.DataDir(), Hold: p.cfg.hold,
	})
}

// announcer lends the outbox to the staff's desk.
type announcer struct {
	*program
	outbox *announce.Outbox
}

var _ desk.Announcer = announcer{}

// Preview tells what each channel would be sent.
func (a announcer) Preview(stored, news *cms.News) ([]desk.Preview, error) {
	found, err := a.planner.Preview(a.app, stored, news)
	all := make([]desk.Preview, len(found))
	for i, f := range found {
		all[i] = desk.Preview(f)
	}
	return all, err
}

// Trial sends to the staff channel what a channel would be sent.
func (a announcer) Trial(ctx context.Context, stored, news *cms.News, channel *cms.Channel) error {
	return tried(a.outbox.Trial(ctx, a.app, stored, news, channel))
}

// TrialIn sends a line of text to a channel.
func (a announcer) TrialIn(ctx context.Context, channel *cms.Channel, text string, stay bool) error {
	return tried(a.outbox.TrialIn(ctx, a.app, channel, text, stay))
}

// tried says in words for staff why a trial did not get through.
func tried(err error) error {
	for reason, text := range map[error]phrases.Text{
		announce.ErrNoStaffChannel: phrases.Desk.NoStaffChannel, announce.ErrPlatformOff: phrases.Desk.PlatformOff,
		announce.ErrNotCurrent: phrases.Desk.NotCurrent, announce.ErrSendingOff: phrases.Desk.SendingOff,
	} {
		if errors.Is(err, reason) {
			return &desk.Refusal{Text: text}
		}
	}
	if err != nil {
		return &desk.Refusal{Text: phrases.Desk.NotTried, Pairs: []string{"error", err.Error()}}
	}
	return nil
}

// Release lets a delivery go that is held.
func (a announcer) Release(id string) error { return a.decided(announce.Release(a.app, id, a.now())) }

// Drop lets a delivery that is held never go.
func (a announcer) Drop(id string) error { return a.decided(announce.Drop(a.app, id, a.now())) }

// ItIsThere notes the message that a delivery brought after all.
func (a announcer) ItIsThere(id, messageID string) error {
	return a.decided(announce.ItIsThere(a.app, id, messageID, a.now()))
}

// SendAgain sends a delivery once more.
func (a announcer) SendAgain(id string) error {
	return a.decided(announce.SendAgain(a.app, id, a.now()))
}

// SendAlso sends news to one more channel.
func (a announcer) SendAlso(news *cms.News, channel *cms.Channel) error {
	return a.decided(a.app.RunInTransaction(func(tx core.App) error { return a.planner.SendAlso(tx, news, channel) }))
}

// Switch turns sending on or off.
func (a announcer) Switch(off bool, by string) error { return a.outbox.Switch(off, by) }

// Speaks reports whether a platform is switched on.
func (a announcer) Speaks(platform string) bool { return a.planner.Platforms[platform].Sender != nil }

// Replan follows a change of how the languages of news stand to each other.
func (a announcer) Replan(tx core.App, news *cms.News) error { return a.planner.Plan(tx, news, news) }

// Wake has what was planned carried out.
func (a announcer) Wake() { a.outbox.Wake() }

// reader lends the engine to the staff's desk.
type reader struct{ *program }

var _ desk.Reader = reader{}

// Read tells what would become of a question now, and which questions of the FAQ
// are nearest to it.
func (r reader) Read(ctx context.Context, text, lang string) (bot.Outcome, []string) {
	a, err := r.engine.Answer(ctx, bot.Question{Text: text, Lang: lang})
	if err != nil || a.Outcome != bot.Handover {
		return a.Outcome, nil
	}
	return a.Outcome, a.Suggestions
}

// decided wakes the outbox after a decision, and says in words for staff why one
// cannot be taken.
func (a announcer) decided(err error) error {
	a.outbox.Wake()
	if errors.Is(err, announce.ErrNotWaiting) || errors.Is(err, sql.ErrNoRows) {
		return &desk.Refusal{Text: phrases.Desk.NotWaiting}
	}
	if errors.Is(err, announce.ErrNoMessage) {
		return &desk.Refusal{Text: phrases.Desk.NoMessage}
	}
	return err
}
