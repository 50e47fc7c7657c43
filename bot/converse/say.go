package converse

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"isa-portal.de/isabot/bot"
)

const (
	// patience is how long an answer may take until it is given up, the wait for
	// its turn included. Nobody expects one later.
	patience = 10 * time.Minute

	// repeats is how often an answer is sent again of which nobody knows whether
	// it arrived: better twice than never. Where the platform heeds the nonce it
	// never comes twice.
	repeats = 2

	longestPause = 30 * time.Second // between two attempts at a platform out of reach
)

// say sends a post and returns what stands of it, also with an error.
func (t *Talker) say(ctx context.Context, place bot.Place, post bot.Post, shape bot.Shape) (stands []bot.Remote, err error) {
	pieces, err := t.cfg.Voice.Render(post, shape)
	if err != nil {
		return nil, fmt.Errorf("render an answer: %w", err)
	}
	for _, p := range pieces {
		r, err := t.send(ctx, &place, p)
		if err != nil {
			return stands, err
		}
		if !r.Empty() {
			stands = append(stands, r)
		}
	}
	return stands, nil
}

// change makes messages that stand show a post. What is no longer there is sent
// anew; what is too much is deleted.
func (t *Talker) change(ctx context.Context, place bot.Place, post bot.Post, shape bot.Shape, stands []bot.Remote) ([]bot.Remote, error) {
	shape.Stands = stands
	pieces, err := t.cfg.Voice.Render(post, shape)
	if err != nil {
		return nil, fmt.Errorf("render an answer: %w", err)
	}
	var now []bot.Remote
	for n, p := range pieces[:min(len(pieces), len(stands))] {
		var r bot.Remote
		err := t.persist(ctx, &place, func() (err error) {
			r, err = t.cfg.Voice.Edit(context.WithoutCancel(ctx), place, stands[n], p)
			return err
		})
		gone := err == nil && r.Empty() || errors.Is(err, bot.ErrRefused)
		if gone && n == 0 {
			shape.Stands = nil
			return t.say(ctx, place, post, shape)
		}
		if err != nil {
			return now, err
		}
		now = append(now, r)
	}
	for _, r := range stands[min(len(pieces), len(stands)):] {
		if err := t.persist(ctx, &place, func() error { return t.cfg.Voice.Delete(context.WithoutCancel(ctx), place, r) }); err != nil {
			return now, err
		}
	}
	return now, nil
}

// send sends one piece. A place that has moved stays where it moved to.
func (t *Talker) send(ctx context.Context, place *bot.Place, p bot.Piece) (r bot.Remote, err error) {
	nonce := "a" + rand.Text()[:23] // Discord takes 25 characters
	err = t.persist(ctx, place, func() (err error) {
		r, err = t.cfg.Voice.Send(context.WithoutCancel(ctx), *place, p, nonce)
		return err
	})
	return r, err
}

// persist makes a request when it is its turn, and again as long as that makes
// sense.
func (t *Talker) persist(ctx context.Context, place *bot.Place, request func() error) error {
	end := t.cfg.Pace().Add(patience)
	unsure, pause := 0, time.Second
	for {
		if err := t.turn(ctx, *place, end); err != nil {
			return err
		}
		err := request()
		var later *bot.WaitError
		var away *bot.UnreachableError
		var maybe *bot.UnsureError
		var moved *bot.MovedError
		var closed *bot.PlaceError
		rest := pause
		switch {
		case errors.As(err, &later):
			rest = max(later.For, time.Second)
		case errors.As(err, &maybe) && unsure < repeats:
			unsure++
		case errors.As(err, &moved) && moved.Chat != place.Chat:
			place.Chat, rest = moved.Chat, 0
		case errors.As(err, &closed) && t.cfg.Closed != nil:
			t.cfg.Closed(ctx, *place)
			return err
		case !errors.As(err, &away):
			return err
		}
		if t.cfg.Pace().Add(rest).After(end) {
			return err
		}
		if e := t.cfg.Wait(ctx, rest); e != nil {
			return e
		}
		if later == nil {
			pause = min(2*pause, longestPause)
		}
	}
}

// errNoTurn says that a place was spoken to too much for an answer.
var errNoTurn = errors.New("the platform's limits left no turn in time")

// turn waits until the place may be spoken to.
func (t *Talker) turn(ctx context.Context, place bot.Place, end time.Time) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		now := t.cfg.Pace()
		at := t.cfg.Voice.TakeAnswer(place, 1, now)
		if at.IsZero() {
			return nil
		}
		if at.After(end) {
			return errNoTurn
		}
		if err := t.cfg.Wait(ctx, max(at.Sub(now), time.Millisecond)); err != nil {
			return err
		}
	}
}
