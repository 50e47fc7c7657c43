package discordtest

import "encoding/json"

// interactionJSON is an interaction as Discord sends it (its documentation,
// "Interaction Object").
func (f *Fake) interactionJSON(i *Interaction) map[string]any {
	ch := i.channel
	out := map[string]any{
		"id": i.ID, "application_id": f.App(), "type": i.kind, "token": i.Token, "version": 1,
		"channel_id": ch.id, "channel": f.channelJSON(ch), "locale": i.person.Locale, "app_permissions": "2248473465835073",
		"entitlements": []any{}, "attachment_size_limit": maxFile, "authorizing_integration_owners": map[string]any{},
	}
	if i.kind != kindPing {
		var data map[string]any
		if json.Unmarshal(i.body, &data) == nil && data["data"] == nil {
			out["data"] = data
		} else {
			out["data"] = data["data"] // it is delivered once more
		}
	}
	user := f.userJSON(i.person.ID)
	switch {
	case ch.kind == DM:
		out["context"], out["user"] = 1, user
		out["authorizing_integration_owners"] = map[string]any{"0": "0"}
	case ch.kind == GroupDM:
		out["context"], out["user"] = 2, user
		out["authorizing_integration_owners"] = map[string]any{"1": i.person.ID}
	default:
		out["context"], out["guild_id"], out["guild_locale"] = 0, f.guild, "en-US"
		out["guild"] = map[string]any{"id": f.guild, "locale": "en-US", "features": []any{}}
		out["member"] = map[string]any{"user": user, "roles": []any{}, "joined_at": "2026-01-01T00:00:00Z", "deaf": false,
			"mute": false, "flags": 0, "pending": false, "permissions": "2248473465835073", "nick": nil, "avatar": nil}
		out["authorizing_integration_owners"] = map[string]any{"0": f.guild}
		if ch.foreign {
			out["authorizing_integration_owners"] = map[string]any{"1": i.person.ID}
		}
	}
	if i.on != nil {
		out["message"] = f.messageJSON(ch, i.on)
	}
	return out
}

// OpenForeign makes a channel in which the bot is not: only persons who have
// installed it for themselves bring it there, by interactions.
func (f *Fake) OpenForeign(kind Kind, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.open(f.id(), kind, name, "")
	c.foreign = true
	return c.id
}

// App is the id of the bot's application.
func (f *Fake) App() string { return f.app }
