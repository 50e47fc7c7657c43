package discord

import (
	"context"
	"errors"
	"time"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

const (
	answerTime = 3 * time.Second // in which Discord wants the first answer
	mostTries  = 8               // of one request
	mostUnsure = 2               // of one of which nobody knows whether it was carried out
)

// callback gives the first answer to an interaction that the gateway told of.
func (l *Listener) callback(i interaction) func(ctx context.Context, c callback) error {
	began := time.Now()
	return func(ctx context.Context, c callback) error {
		// Also at the end of the program: a person is waiting.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime-time.Since(began))
		defer cancel()
		r := l.s.request(postCallback, bot.Place{Platform: platform}, i.ID)
		r.token, r.fields = i.Token, c
		err := l.insist(ctx, r)
		if refusedWith(err, dg.ErrCodeInteractionHasAlreadyBeenAcknowledged) {
			return nil // by an attempt whose answer was lost
		}
		return err
	}
}

// request is one by the interaction's token.
func (x *exchange) request(r route) request {
	out := x.l.s.request(r, bot.Place{Platform: platform}, x.i.App)
	out.token = x.i.Token
	return out
}

// insist makes a request, and again as long as that makes sense: the token is
// what gives the right, so that there is none other to wait for. What may have
// been said already is said once more, better twice than never.
func (l *Listener) insist(ctx context.Context, r request) error {
	unsure, pause := 0, 200*time.Millisecond
	for try := 1; ; try++ {
		err := l.s.do(ctx, r, nil)
		rest := pause
		later, away := &bot.WaitError{}, &bot.UnreachableError{}
		maybe := &bot.UnsureError{}
		switch {
		case errors.As(err, &later):
			rest = later.For
		case errors.As(err, &maybe):
			if unsure++; unsure > mostUnsure && r.route == postFollowup {
				return err
			}
		case errors.As(err, &away):
		case notYet(err) && r.route != postCallback:
		default:
			return err
		}
		if try == mostTries || waitFor(ctx, rest) != nil {
			return err
		}
		pause = min(2*pause, 10*time.Second)
	}
}

// notYet reports whether an error says that there is no first answer: where that
// was given by HTTP, it may still be on its way.
func notYet(err error) bool {
	return refusedWith(err, dg.ErrCodeUnknownWebhook, dg.ErrCodeUnknownMessage)
}

// tooLate reports whether an interaction cannot be answered any more.
func tooLate(err error) bool {
	return notYet(err) || errors.Is(err, context.DeadlineExceeded) ||
		refusedWith(err, dg.ErrCodeUnknownInteraction, dg.ErrCodeInvalidWebhookTokenProvided, dg.ErrCodeInteractionHasAlreadyBeenAcknowledged)
}

// turnedDown reports whether Discord does not take what was to be said, and would
// take something else.
func turnedDown(err error) bool { return errors.Is(err, bot.ErrRefused) && !tooLate(err) }
