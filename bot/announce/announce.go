// Package announce brings what staff publish to the channels, corrects it there
// and withdraws it. What shall stand where is planned in the transaction of the
// change (Planner); a worker makes the world so (Outbox), and a row in the
// database says of every message what is wanted, what stands, and what of it is
// not known.
package announce

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Renderer makes of a post the requests that a platform takes. The same post
// and shape give the same pieces, whether they are previewed or sent.
type Renderer interface {
	Render(p bot.Post, s bot.Shape) ([]bot.Piece, error)
	// RenderWithdrawn is what stands in place of a message that cannot be deleted.
	RenderWithdrawn(r bot.Remote) bot.Piece
}

// Sender talks to a platform. It never waits and never repeats: it answers with
// one of the verdicts of package bot.
type Sender interface {
	// Take asks for the right to make calls requests to a place now. The zero
	// time grants and spends it; any other says when asking again makes sense.
	Take(place bot.Place, calls int, now time.Time) time.Time
	// TakeAnswer is Take for the answer to a person.
	TakeAnswer(place bot.Place, calls int, now time.Time) time.Time

	// Send brings a new message. The nonce marks repetitions, where the platform
	// heeds it.
	Send(ctx context.Context, place bot.Place, p bot.Piece, nonce string) (bot.Remote, error)
	// Edit makes a message look like p. An empty Remote says that it is not there
	// any more, which is nobody's fault.
	Edit(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) (bot.Remote, error)
	// Delete removes a message; one that is gone already is success, and
	// bot.ErrRefused says that it can only be edited.
	Delete(ctx context.Context, place bot.Place, r bot.Remote) error
	// Find looks for a message that may have been sent since a moment. Where
	// known is false the platform cannot tell; else an empty Remote means that
	// it is not there.
	Find(ctx context.Context, place bot.Place, p bot.Piece, marker string, since time.Time) (found bot.Remote, known bool, err error)
	// Repeatable is how long a Send may be repeated with its nonce without
	// becoming a second message; 0 for never.
	Repeatable(place bot.Place, p bot.Piece) time.Duration
}

// Platform is how news gets to a platform.
type Platform struct {
	Renderer
	Sender // nil while the platform is off: what is planned for it waits
}

// hashOf is the hash of all of a piece that readers see.
func hashOf(p bot.Piece) (string, error) {
	files := make([][3]string, len(p.Files))
	for i, f := range p.Files {
		files[i] = [3]string{f.Name, f.Alt, f.Key}
	}
	raw, err := json.Marshal([]any{p.Kind, p.Method, p.Fields, files, p.Then})
	if err != nil {
		return "", fmt.Errorf("hash a piece: %w", err)
	}
	return short(raw, 20), nil
}

// markerOf is the mark behind the link of a message, by which it is found again.
func markerOf(d *cms.Delivery) string { return "n" + short([]byte("marker "+d.ID), 6) }

// nonceOf is the same for each repetition of one attempt, and for nothing else.
// Discord takes 25 characters.
func nonceOf(d *cms.Delivery) string {
	return short(fmt.Appendf(nil, "nonce %s %d %s", d.ID, d.Gen, d.TriedHash), 24)
}

func short(raw []byte, chars int) string {
	sum := sha256.Sum256(raw)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:chars])
}

// remoteOf is what is known to stand, or, with no ids, what sort of message is
// on its way.
func remoteOf(d *cms.Delivery) bot.Remote {
	var r bot.Remote
	if d.RemoteIDs != "" {
		_ = json.Unmarshal([]byte(d.RemoteIDs), &r) // we wrote it
	}
	return r
}

func setRemote(d *cms.Delivery, r bot.Remote) {
	if r.Empty() && r.Kind == "" {
		d.RemoteIDs = ""
		return
	}
	raw, _ := json.Marshal(r) // strings can always be written
	d.RemoteIDs = string(raw)
}

// begun reports whether a message stands, is on its way, or may stand.
func begun(d *cms.Delivery) bool {
	return d.State == cms.Sending || d.State == cms.Unsure || !remoteOf(d).Empty()
}
