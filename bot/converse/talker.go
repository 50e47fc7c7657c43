package converse

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
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
	Pace   func() time.Time // a clock that never jumps, for the limits
	// Wait waits for a time or until ctx ends, and returns ctx's error; nil: by
	// the machine's clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Talker answers messages on one platform. It is safe for concurrent use.
type Talker struct {
	cfg TalkerConfig
}

// NewTalker returns a talker.
func NewTalker(cfg TalkerConfig) *Talker {
	if cfg.Wait == nil {
		cfg.Wait = wait
	}
	return &Talker{cfg: cfg}
}

// Hear answers a message in its place. An edited one has its answer edited, if
// that is known, and is otherwise answered like a new one. replyTo says that the
// answer shall point to the message, as is polite where several people talk.
// again is the Inbox's: what was answered already is not answered twice.
// Faults are logged, and become an apology in the person's language; the only
// error is that ctx ended before there was an answer.
func (t *Talker) Hear(ctx context.Context, m bot.Message, replyTo, again bool) (err error) {
	shape := bot.Shape{Split: true}
	if replyTo {
		shape.ReplyTo = m.ID
	}
	defer t.apologise(ctx, m, shape)
	var stands []bot.Remote
	if again || m.Edited {
		if stands, err = t.cfg.Inbox.answers(ctx, m.Place.Chat, m.ID); err != nil && ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			t.cfg.Log.Error("Looking up an earlier answer failed.", "platform", m.Place.Platform, "error", err)
			return nil // nothing rather than everything twice
		}
	}
	if len(stands) > 0 && !m.Edited {
		return nil
	}
	defer t.typing(ctx, m.Place)()
	post, err := t.cfg.Handler.Handle(ctx, m)
	if err != nil || post.Body.Empty() {
		return ctx.Err()
	}
	if len(stands) > 0 {
		stands, err = t.change(ctx, m.Place, post, shape, stands)
	} else {
		stands, err = t.say(ctx, m.Place, post, shape)
	}
	if cut := err != nil && ctx.Err() != nil; len(stands) > 0 && m.ID != "" && !cut { // the next process gives all of it
		t.cfg.Inbox.note(Reply{Chat: m.Place.Chat, Question: m.ID, Answers: stands})
	}
	return t.over(ctx, m.Place, err)
}

// Press answers the press of a button of the message on: a post that goes on in
// place changes it, a brief one is handed to brief (nil: sent as a message),
// any other is a new message. Its error is as Hear's.
func (t *Talker) Press(ctx context.Context, m bot.Message, on bot.Remote, brief func(ctx context.Context, text string)) error {
	shape := bot.Shape{Split: true}
	defer t.apologise(ctx, m, shape)
	defer t.typing(ctx, m.Place)()
	post, err := t.cfg.Handler.Handle(ctx, m)
	switch {
	case err != nil || post.Body.Empty():
		return ctx.Err()
	case post.Brief && brief != nil:
		brief(ctx, post.Body.Text())
		return nil
	case post.InPlace && !on.Empty():
		_, err = t.change(ctx, m.Place, post, shape, []bot.Remote{on})
	default:
		_, err = t.say(ctx, m.Place, post, shape)
	}
	return t.over(ctx, m.Place, err)
}

// Say sends a post to a place, waiting for its turn, and returns what stands.
// The error is a verdict of package bot or ctx's.
func (t *Talker) Say(ctx context.Context, place bot.Place, post bot.Post, replyTo string) ([]bot.Remote, error) {
	return t.say(ctx, place, post, bot.Shape{Split: true, ReplyTo: replyTo})
}

// over logs what kept an answer from being given, and returns ctx's end.
func (t *Talker) over(ctx context.Context, place bot.Place, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	t.cfg.Log.Warn("An answer could not be sent.", "platform", place.Platform, "error", err)
	return nil
}

// apologise makes of a panic a word of regret; it is deferred.
func (t *Talker) apologise(ctx context.Context, m bot.Message, shape bot.Shape) {
	r := recover()
	if r == nil {
		return
	}
	t.cfg.Log.Error("Answering failed.", "platform", m.Place.Platform, "error", bot.PanicError(r))
	defer func() {
		if r := recover(); r != nil {
			t.cfg.Log.Error("Nor could it be apologised for.", "platform", m.Place.Platform, "error", bot.PanicError(r))
		}
	}()
	lang := cmp.Or(m.Lang, m.Locale)
	post := bot.Post{Lang: lang, Body: richtext.FromText(phrases.SaySorry.In(lang)), Outcome: bot.Handover}
	_, err := t.say(ctx, m.Place, post, shape)
	_ = t.over(ctx, m.Place, err)
}

const (
	typingAfter = 400 * time.Millisecond // quicker answers need no sign
	typingAgain = 4 * time.Second        // platforms show it for five seconds or more
)

// typing shows that an answer is on its way, once it takes longer, until the
// function that it returns is called.
func (t *Talker) typing(ctx context.Context, place bot.Place) (stop func()) {
	if t.cfg.Typing == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				t.cfg.Log.Error("Showing that an answer is on its way failed.", "platform", place.Platform, "error", bot.PanicError(r))
			}
		}()
		for next := typingAfter; t.cfg.Wait(ctx, next) == nil; next = typingAgain {
			t.cfg.Typing(ctx, place)
		}
	}()
	return cancel
}

// wait waits by the machine's clock.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
