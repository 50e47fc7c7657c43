package converse

import (
	"context"
	"log/slog"
	"time"

	"isa-portal.de/isabot/bot"
)

// TalkerConfig is what a Talker works with. All of it is needed but where it says so.
type TalkerConfig struct {
	Handler bot.Handler
	Voice   Voice
	Inbox   *Inbox // notes which message answers which
	// Typing shows that an answer is on its way; nil: nothing does.
	Typing func(ctx context.Context, place bot.Place)
	// Closed is told of a place that takes nothing: the person blocked the bot,
	// or the bot was removed. May be nil.
	Closed func(ctx context.Context, place bot.Place)
	Log    *slog.Logger
	Now    func() time.Time
	Pace   func() time.Time // a clock that never jumps, for the limits
}

// Talker answers messages on one platform.
type Talker struct{ cfg TalkerConfig }

// NewTalker returns a talker.
func NewTalker(cfg TalkerConfig) *Talker { return &Talker{cfg: cfg} }

// Hear answers a message in its place. An edited one has its answer edited, if
// that is known, and is otherwise answered like a new one. replyTo says that the
// answer shall point to the message, as is polite where several people talk.
// again is the Inbox's: what was answered already is not answered twice.
// Faults are logged, and become an apology in the person's language.
func (t *Talker) Hear(ctx context.Context, m bot.Message, replyTo, again bool) {}

// Press answers the press of a button of the message on: a post that goes on in
// place changes it, a brief one is handed to brief (nil: sent as a message),
// any other is a new message.
func (t *Talker) Press(ctx context.Context, m bot.Message, on bot.Remote, brief func(ctx context.Context, text string)) {
}

// Say sends a post to a place, waiting for its turn, and returns what stands.
func (t *Talker) Say(ctx context.Context, place bot.Place, post bot.Post, replyTo string) ([]bot.Remote, error) {
	return nil, nil
}
