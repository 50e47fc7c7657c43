package discordtest

import (
	"net/http"
	"time"
)

// createDM opens the channel with a person.
func (f *Fake) createDM(c *call) reply {
	var form struct {
		Recipient string `json:"recipient_id"`
	}
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	if f.people[form.Recipient] == nil {
		return fault(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	return answered(http.StatusOK, f.channelJSON(f.dm(form.Recipient)))
}

// typing shows for some seconds that the bot is writing.
func (f *Fake) typing(c *call) reply {
	f.typed[c.channel] = append(f.typed[c.channel], f.cfg.Now())
	return done()
}

// Typed says when the bot showed in a channel that it is writing.
func (f *Fake) Typed(channel string) []time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]time.Time(nil), f.typed[channel]...)
}

// application is what the bot is told of itself.
func (f *Fake) application(*call) reply {
	return answered(http.StatusOK, map[string]any{"id": f.App(), "name": "ISA", "icon": nil, "description": "", "type": nil, "verify_key": PublicKey(),
		"flags": 0, "flags_new": "0", "redirect_uris": []any{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil,
		"owner": f.userJSON(f.bot), "approximate_guild_count": 1, "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{}})
}
