package bot

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"
)

// Options are what a Dialog needs beside its Answerer. All may be left out.
type Options struct {
	Now       func() time.Time         // nil: time.Now
	Log       *slog.Logger             // nil: nothing is logged
	Sessions  SessionStore             // nil: languages are forgotten with the process
	Persist   bool                     // save whole conversations, not only languages and the place in the guide
	Inquiries InquiryStore             // nil: nothing is passed on, and no offer made
	Questions QuestionLog              // nil: questions are not noted, and not rated
	Directory Directory                // nil: nothing can be looked through
	Subscribe Subscriptions            // nil: nobody is sent news directly
	Personal  PersonalData             // nil: nothing is stored about anybody
	Privacy   func(lang string) string // address of the privacy page; nil: none
	Follow    func(lang string) string // address of the page with the channels and feeds; nil: none
}

// Dialog leads the one conversation that is led on all platforms. It is safe
// for concurrent use: messages of one person in one place are answered one
// after the other, those of different persons side by side.
type Dialog struct {
	answerer Answerer
	opts     Options
	talk     *smallTalk
	guide    *guideWords
	limits   *limits
	sessions *shelf[sessionKey, session]
}

// NewDialog returns a Dialog that asks a about everything that is no small talk.
func NewDialog(a Answerer, opts Options) *Dialog {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	return &Dialog{
		answerer: a,
		opts:     opts,
		talk:     newSmallTalk(),
		guide:    newGuideWords(),
		limits:   newLimits(opts.Now),
		sessions: newShelf[sessionKey](opts.Now, sessionIdle, maxSessions, newSession),
	}
}

var _ Handler = (*Dialog)(nil)

// Handle answers a message. Faults of the program are logged and become an
// apology; the only error is that ctx ended before there was an answer. The
// post is empty, and nothing is to be sent, where people in a group talk to
// each other: the message is not Direct, no command of ours and no answer to an
// offer; and to whom asks more than is answered and was told so.
func (d *Dialog) Handle(ctx context.Context, m Message) (post Post, err error) {
	s := d.sessions.get(keyOf(m))
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return Post{}, fmt.Errorf("waiting for an earlier message of the same person: %w", ctx.Err())
	}
	defer func() { <-s.turn }()
	t := &turn{Dialog: d, ctx: ctx, m: m, s: s, hint: script(m.Text)}
	defer func() {
		if r := recover(); r != nil {
			post = t.sorry(PanicError(r))
		}
	}()
	d.load(ctx, s, m)
	before, again := s.state.kept(m), s.state.Again
	t.spoken = cmp.Or(t.chosen(), s.state.Habit)
	if post = t.reply(); s.state.Again != again {
		s.state.Alone = m.private()
	}
	if !t.forgotten {
		d.save(ctx, s, m, before)
	}
	return post, t.ended
}
