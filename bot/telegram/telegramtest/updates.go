package telegramtest

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"time"
)

// update is one that waits to be fetched.
type update struct {
	id   int
	kind string
	body map[string]any
}

// Webhook is what setWebhook was told. The fake calls no webhook: a test takes
// the updates and does it.
type Webhook struct {
	URL     string
	Secret  string
	Allowed []string
}

// Webhook is the one that is set.
func (f *Fake) Webhook() Webhook {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.webhook
}

// Commands are what setMyCommands was told, as JSON, by scope and language with
// a blank between.
func (f *Fake) Commands() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := map[string]string{}
	for k, v := range f.commands {
		out[k] = v
	}
	return out
}

// Push gives the bot an update of a kind, as "message" or "callback_query".
func (f *Fake) Push(kind string, body map[string]any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.push(kind, body)
}

// Updates takes all updates that wait, as JSON.
func (f *Fake) Updates() []json.RawMessage {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := f.waiting(0, len(f.updates), nil)
	f.updates = nil
	return out
}

func (f *Fake) push(kind string, body map[string]any) {
	f.updates = append(f.updates, update{f.nextUpdate, kind, body})
	f.nextUpdate++
	close(f.arrived)
	f.arrived = make(chan struct{})
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

// getUpdates waits, in real time, until there is an update. It confirms those
// before the offset.
func (f *Fake) getUpdates(ctx context.Context, p params) outcome {
	var allowed []string
	_ = json.Unmarshal([]byte(p.text("allowed_updates")), &allowed)
	limit := p.number("limit")
	if limit <= 0 || limit > 100 {
		limit = 100
	}
	timer := time.NewTimer(time.Duration(min(p.number("timeout"), 50)) * time.Second)
	defer timer.Stop()
	over := false
	for {
		f.mu.Lock()
		if text := f.check("getUpdates", p); text != "" {
			f.complaints = append(f.complaints, "getUpdates: "+text)
			f.mu.Unlock()
			return badRequest("not as the vendor's schema has it: %s", text).outcome()
		}
		if f.webhook.URL != "" {
			f.mu.Unlock()
			no := apiError{code: 409, text: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
			return no.outcome()
		}
		offset := p.number("offset")
		f.updates = slices.DeleteFunc(f.updates, func(u update) bool { return u.id < offset })
		found, arrived := f.waiting(offset, limit, allowed), f.arrived
		f.mu.Unlock()
		if len(found) > 0 || over {
			return yes(found)
		}
		select {
		case <-arrived:
		case <-timer.C:
			over = true
		case <-ctx.Done():
			return outcome{drop: CutBefore}
		}
	}
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (f *Fake) setWebhook(c *call) (any, *apiError) {
	address := c.text("url")
	if c.method == "deleteWebhook" || address == "" {
		f.webhook = Webhook{}
		return true, nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return nil, badRequest("invalid webhook URL specified")
	case u.Scheme != "https":
		return nil, badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	case len(c.text("secret_token")) > 256:
		return nil, badRequest("secret token is too long")
	case !secretToken.MatchString(c.text("secret_token")):
		return nil, badRequest("secret token contains unallowed characters")
	}
	f.webhook = Webhook{URL: address, Secret: c.text("secret_token")}
	_ = json.Unmarshal([]byte(c.text("allowed_updates")), &f.webhook.Allowed)
	if c.yes("drop_pending_updates") {
		f.updates = nil
	}
	return true, nil
}

func (f *Fake) getWebhookInfo(*call) (any, *apiError) {
	return map[string]any{"url": f.webhook.URL, "has_custom_certificate": false, "pending_update_count": len(f.updates)}, nil
}
