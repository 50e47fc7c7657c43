// Package announcetest is a chat platform in memory, for tests of what is
// announced where and what becomes of it.
package announcetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/richtext"
)

// Platform shows posts of at most Limit characters and remembers every call.
type Platform struct {
	Limit   int           // of characters in a message; 0 is none
	Repeats time.Duration // how long a nonce is heeded
	Blind   bool          // Find cannot tell
	MaxAge  time.Duration // after which a message cannot be deleted; 0 is never
	Now     func() time.Time

	// Fault is asked before each call; done says whether the call is carried out
	// all the same, and err is what the caller is told.
	Fault func(c Call) (done bool, err error)

	mu    sync.Mutex
	calls []Call
	shown map[bot.Place][]*Message
	gone  map[string]bool // nonces of messages that somebody deleted
	last  int
}

// Call is one request that was made.
type Call struct {
	Verb  string // send, edit, delete or find
	Place bot.Place
	ID    string
	Text  string
}

// Message is what stands at a place.
type Message struct {
	ID, Text, Nonce, Marker string
	At                      time.Time
	Edits                   int
}

var _ announce.Renderer = (*Platform)(nil)
var _ announce.Sender = (*Platform)(nil)

// Render makes a piece of each part, or one that is cut.
func (p *Platform) Render(post bot.Post, s bot.Shape) ([]bot.Piece, error) {
	doc := post.Body
	if post.Title != "" {
		doc = richtext.Doc{}.Add(richtext.Para(post.Title)).Join(doc)
	}
	limit := p.Limit
	if limit == 0 {
		limit = 1 << 20
	}
	count := func(d richtext.Doc) int { return len([]rune(d.Text())) }
	parts := []richtext.Doc{doc}
	if count(doc) > limit {
		if parts = doc.Split(limit, limit, count); !s.Split {
			parts = parts[:1]
		}
	}
	if n := len(s.Stands); n > 0 && len(parts) > n {
		parts = parts[:n]
	}
	pieces := make([]bot.Piece, len(parts))
	for i, d := range parts {
		link := post.Link
		if s.Marker != "" {
			link += "#" + s.Marker
		}
		pieces[i] = bot.Piece{Kind: bot.TextPiece, Method: "say", Plain: d.Text(), Fields: map[string]any{"text": d.Text(), "link": link}}
	}
	return pieces, nil
}

// RenderWithdrawn is a word in place of a message.
func (p *Platform) RenderWithdrawn(bot.Remote) bot.Piece {
	return bot.Piece{Kind: bot.TextPiece, Method: "say", Plain: "withdrawn", Fields: map[string]any{"text": "withdrawn", "link": ""}}
}

// Take always grants.
func (p *Platform) Take(bot.Place, int, time.Time) time.Time { return time.Time{} }

// TakeAnswer always grants.
func (p *Platform) TakeAnswer(bot.Place, int, time.Time) time.Time { return time.Time{} }

// Repeatable is as the test sets it.
func (p *Platform) Repeatable(bot.Place, bot.Piece) time.Duration { return p.Repeats }

// Send adds a message, unless its nonce is heeded and known.
func (p *Platform) Send(_ context.Context, place bot.Place, piece bot.Piece, nonce string) (bot.Remote, error) {
	var r bot.Remote
	err := p.call(Call{Verb: "send", Place: place, Text: piece.Plain}, func() error {
		if p.gone[nonce] && p.Repeats > 0 {
			return nil
		}
		for _, m := range p.shown[place] {
			if m.Nonce == nonce && p.Now().Sub(m.At) < p.Repeats {
				r = bot.Remote{Kind: piece.Kind, IDs: []string{m.ID}}
				return nil
			}
		}
		p.last++
		link, _ := piece.Fields["link"].(string)
		_, marker, _ := strings.Cut(link, "#")
		m := &Message{ID: fmt.Sprint(p.last), Text: piece.Plain, Nonce: nonce, Marker: marker, At: p.Now()}
		if p.shown == nil {
			p.shown = map[bot.Place][]*Message{}
		}
		p.shown[place] = append(p.shown[place], m)
		r = bot.Remote{Kind: piece.Kind, IDs: []string{m.ID}}
		return nil
	})
	return r, err
}

// Edit changes a message; one that is not there any more is no fault.
func (p *Platform) Edit(_ context.Context, place bot.Place, r bot.Remote, piece bot.Piece) (bot.Remote, error) {
	err := p.call(Call{Verb: "edit", Place: place, ID: r.IDs[0], Text: piece.Plain}, func() error {
		for _, m := range p.shown[place] {
			if m.ID == r.IDs[0] {
				m.Text, m.Edits = piece.Plain, m.Edits+1
				return nil
			}
		}
		r = bot.Remote{}
		return nil
	})
	return r, err
}

// Delete removes a message that is not too old.
func (p *Platform) Delete(_ context.Context, place bot.Place, r bot.Remote) error {
	return p.call(Call{Verb: "delete", Place: place, ID: r.IDs[0]}, func() error {
		all := p.shown[place]
		for i, m := range all {
			if m.ID == r.IDs[0] {
				if p.MaxAge > 0 && p.Now().Sub(m.At) > p.MaxAge {
					return bot.ErrRefused
				}
				p.shown[place] = append(all[:i:i], all[i+1:]...)
				return nil
			}
		}
		return nil
	})
}

// Find looks for the marker.
func (p *Platform) Find(_ context.Context, place bot.Place, _ bot.Piece, marker string, since time.Time) (bot.Remote, bool, error) {
	var r bot.Remote
	err := p.call(Call{Verb: "find", Place: place}, func() error {
		for _, m := range p.shown[place] {
			if m.Marker == marker && !m.At.Before(since) {
				r = bot.Remote{Kind: bot.TextPiece, IDs: []string{m.ID}}
			}
		}
		return nil
	})
	if p.Blind {
		return bot.Remote{}, false, err
	}
	return r, err == nil, err
}

// call notes a call and carries it out, unless a fault says otherwise. The fault
// is asked without the lock, so that a test may change records in it.
func (p *Platform) call(c Call, do func() error) error {
	done, fault := true, error(nil)
	if p.Fault != nil {
		done, fault = p.Fault(c)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, c)
	if done {
		if err := do(); err != nil {
			return err
		}
	}
	return fault
}

// Calls are the calls since the last time this was asked.
func (p *Platform) Calls() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for _, c := range p.calls {
		all = append(all, c.Verb+" "+c.Place.Chat)
	}
	p.calls = nil
	return all
}

// Shown are the texts that stand in a chat, in their order.
func (p *Platform) Shown(chat string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for place, messages := range p.shown {
		if place.Chat == chat {
			for _, m := range messages {
				all = append(all, m.Text)
			}
		}
	}
	return all
}

// Forget removes the messages of a chat as an administrator would, while their
// nonces are still heeded.
func (p *Platform) Forget(chat string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone = map[string]bool{}
	for place, messages := range p.shown {
		if place.Chat == chat {
			for _, m := range messages {
				p.gone[m.Nonce] = true
			}
			delete(p.shown, place)
		}
	}
}

// Remove takes a message away as an administrator of the chat would.
func (p *Platform) Remove(chat string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for place := range p.shown {
		if place.Chat == chat {
			delete(p.shown, place)
		}
	}
}
