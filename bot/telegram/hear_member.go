package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
)

// Change is a change of what the bot is in a group or channel.
type Change struct {
	Chat     string // its id
	Type     string // group, supergroup or channel
	Title    string
	Username string          // without the "@", "" if it has none
	Old, New string          // creator, administrator, member, restricted, left or kicked
	Rights   json.RawMessage // what the bot may do now, as Telegram tells it: {"can_post_messages": true, …}
	By       string          // id of who changed it
	At       time.Time
}

// Inside reports whether the bot is in the chat now.
func (c Change) Inside() bool { return !slices.Contains(outside, c.New) }

var outside = []string{"left", "kicked"}

// member tells those concerned that the bot was added, removed, blocked, or
// given other rights, and introduces it where it is new. again says that it may
// have done so.
func (l *Listener) member(ctx context.Context, m *membership, again bool) error {
	old, _ := standing(m.Old)
	status, rights := standing(m.New)
	place := bot.Place{Platform: platform, Chat: number(m.Chat.ID)}
	if m.Chat.ID == 0 || status == "" {
		return nil
	}
	if m.Chat.Type == private {
		tell := l.cfg.Back
		if slices.Contains(outside, status) {
			tell = l.cfg.Closed
		}
		if tell != nil {
			tell(ctx, place)
		}
		return nil
	}
	c := Change{
		Chat: place.Chat, Type: m.Chat.Type, Title: m.Chat.Title, Username: m.Chat.Username, Old: old, New: status, Rights: rights,
		By: number(m.From.ID), At: time.Unix(m.Date, 0),
	}
	if l.cfg.Member != nil {
		l.cfg.Member(ctx, c)
	}
	if l.cfg.Introduce == nil || again || !slices.Contains(outside, old) || !c.Inside() || m.Chat.Type == "channel" {
		return nil
	}
	post := l.cfg.Introduce(locale(m.From.Language), "@"+l.me.Load().Username)
	_, err := l.talker.Say(ctx, place, post, "")
	var closed *bot.PlaceError
	if err != nil && ctx.Err() == nil && !errors.As(err, &closed) { // where it may not write it is quiet
		l.cfg.Log.Warn("The bot could not introduce itself to a group on Telegram.", "error", err)
	}
	return ctx.Err()
}

// standing is what a member is, and may do.
func standing(raw json.RawMessage) (status string, rights json.RawMessage) {
	var all map[string]json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return "", nil
	}
	_ = json.Unmarshal(all["status"], &status) // without one nothing is known
	may := map[string]bool{}
	for name, value := range all {
		var yes bool
		if strings.HasPrefix(name, "can_") && json.Unmarshal(value, &yes) == nil {
			may[name] = yes
		}
	}
	rights, _ = json.Marshal(may) // names and truths can always be written
	return status, rights
}
