// Package converse leads the conversation on a chat platform, the same way on
// each: what the platform sends is kept before it is acknowledged and until it
// is answered (Inbox); messages of one chat are answered one after the other,
// those of different chats side by side; answers go out within the platform's
// limits, and a question that is edited has its answer edited (Talker).
package converse

import (
	"context"
	"time"

	"isa-portal.de/isabot/bot"
)

// Update is something that a platform sent, as it sent it.
type Update struct {
	ID   string // the platform's own
	Body []byte
}

// Store keeps updates until they are handled, each once by its platform and id,
// and for two days which messages answer which.
type Store interface {
	// Write carries a batch out, all of it or nothing, and returns which of the
	// updates to keep were not known before.
	Write(ctx context.Context, platform string, b Batch) (fresh map[string]bool, err error)
	// Waiting returns at most limit updates that are kept and not settled and
	// stand behind a position, the oldest first, and the position of the last.
	Waiting(ctx context.Context, platform string, after int64, limit int) (found []Update, last int64, err error)
	// Answers are the messages that answer a question; none if they are not known.
	Answers(ctx context.Context, platform, chat, question string) ([]bot.Remote, error)
}

// Batch is what is written down together.
type Batch struct {
	Keep    []Update // one without a Body counts as settled at once
	Settle  []string // ids of updates that are handled: what was in them is forgotten
	Replies []Reply
}

// Reply says which messages answer a question.
type Reply struct {
	Chat, Question string
	Answers        []bot.Remote
}

// Voice is how a platform is spoken to. Its errors are the verdicts of package
// bot; TakeAnswer spends the right to make calls requests to a place now, or
// says when asking again makes sense.
type Voice interface {
	Render(p bot.Post, s bot.Shape) ([]bot.Piece, error)
	TakeAnswer(place bot.Place, calls int, now time.Time) time.Time
	Send(ctx context.Context, place bot.Place, p bot.Piece, nonce string) (bot.Remote, error)
	Edit(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) (bot.Remote, error)
	Delete(ctx context.Context, place bot.Place, r bot.Remote) error
}
