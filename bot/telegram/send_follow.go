package telegram

import (
	"context"
	"log/slog"
	"slices"

	tg "github.com/go-telegram/bot"

	"isa-portal.de/isabot/bot"
)

// pins reports whether a message is pinned, and whether it shall be.
func pins(r bot.Remote, p bot.Piece) (is, shall bool) {
	return slices.Contains(r.Then, bot.PinAfter), slices.Contains(p.Then, bot.PinAfter)
}

// mayFollow asks for the right to the call that will follow. That makes no
// message, so like a deletion it counts for the token alone.
func (s *Sender) mayFollow(place bot.Place, r bot.Remote, p bot.Piece) error {
	if is, shall := pins(r, p); is == shall {
		return nil
	}
	now := s.pace()
	if at := s.TakeDelete(place, 1, now); !at.IsZero() {
		return &bot.WaitError{For: at.Sub(now)}
	}
	return nil
}

// follow makes the calls that follow on a message, and takes back those that
// shall not hold any more. It returns what holds.
func (s *Sender) follow(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) []bot.After {
	is, want := pins(r, p)
	if is == want {
		return r.Then
	}
	id, err := messageID(r)
	if err == nil {
		err = s.pin(ctx, place, chatOf(place, r), id, want)
	}
	if err != nil {
		s.log.LogAttrs(ctx, slog.LevelWarn, "A message on Telegram could not be pinned or unpinned. It stands all the same.",
			slog.Bool("pin", want), slog.String("error", err.Error()))
		return r.Then
	}
	if want {
		return append(slices.Clone(r.Then), bot.PinAfter)
	}
	return slices.DeleteFunc(slices.Clone(r.Then), func(a bot.After) bool { return a == bot.PinAfter })
}

func (s *Sender) pin(ctx context.Context, place bot.Place, chat string, id int, want bool) error {
	var w bot.Wire
	var err error
	if want {
		_, err = s.api.PinChatMessage(w.Watch(ctx), &tg.PinChatMessageParams{ChatID: chat, MessageID: id, DisableNotification: true})
	} else {
		_, err = s.api.UnpinChatMessage(w.Watch(ctx), &tg.UnpinChatMessageParams{ChatID: chat, MessageID: id})
	}
	if err == nil || !want && deniedAs(err, "message to unpin not found") {
		return nil
	}
	return again(s.verdict(ctx, place, &w, err))
}
