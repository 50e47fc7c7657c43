package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// update is one that waits to be fetched.
type update struct {
	id   int
	kind string
	body map[string]any
}

// Push gives the bot an update of a kind, as "message" or "callback_query",
// whatever is in it.
func (f *Fake) Push(kind string, body map[string]any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.enqueue(kind, body)
}

// Updates takes all updates that wait, as JSON.
func (f *Fake) Updates() []json.RawMessage {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := f.waiting(0, len(f.updates), nil)
	f.updates = nil
	return out
}

// push is an update that Telegram could send: it is as the schema has it.
func (f *Fake) push(kind string, body map[string]any) {
	if f.spec != nil {
		var plain any
		_ = json.Unmarshal(encode(map[string]any{"update_id": f.nextUpdate, kind: body}), &plain)
		if err := f.spec.fits(plain, "Update"); err != nil {
			f.complaints = append(f.complaints, fmt.Sprintf("the fake's own update: %s: %v", kind, err))
		}
	}
	f.enqueue(kind, body)
}

func (f *Fake) enqueue(kind string, body map[string]any) {
	f.updates = append(f.updates, update{f.nextUpdate, kind, body})
	f.nextUpdate++
	close(f.arrived)
	f.arrived = make(chan struct{})
	f.happened()
}

// updateKind is how the bot hears of a message.
func (f *Fake) updateKind(c *chat, edited bool) string {
	kind := "message"
	if c.Type == Channel {
		kind = "channel_post"
	}
	if edited {
		kind = "edited_" + kind
	}
	return kind
}

func (f *Fake) waiting(offset, limit int, allowed []string) []json.RawMessage {
	out := []json.RawMessage{}
	for _, u := range f.updates {
		if u.id < offset || len(out) >= limit || len(allowed) > 0 && !slices.Contains(allowed, u.kind) {
			continue
		}
		out = append(out, encode(map[string]any{"update_id": u.id, u.kind: u.body}))
	}
	return out
}
