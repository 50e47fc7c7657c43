package telegramtest

import (
	"encoding/json"
	"net/url"
	"regexp"
)

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
	f.pushOut()
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
