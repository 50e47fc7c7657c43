package telegramtest

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
)

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func (f *Fake) me() map[string]any {
	id, _, _ := strings.Cut(f.cfg.Token, ":")
	n, _ := strconv.ParseInt(id, 10, 64)
	return map[string]any{"id": n, "is_bot": true, "first_name": "isabot", "username": "isa_test_bot"}
}

func (c *chat) json() map[string]any {
	out := map[string]any{"id": c.ID, "type": string(c.Type)}
	switch {
	case c.Title == "":
	case c.Type == Private:
		out["first_name"] = c.Title
	default:
		out["title"] = c.Title
	}
	if c.Username != "" {
		out["username"] = c.Username
	}
	if len(c.Topics) > 0 {
		out["is_forum"] = true
	}
	return out
}

// messageJSON is a message in the words of the Bot API, with the one that it
// answers, but not what that one answers.
func (f *Fake) messageJSON(c *chat, m *Message) map[string]any {
	out := f.bareJSON(c, m)
	if to := c.message(m.ReplyTo); to != nil {
		out["reply_to_message"] = f.bareJSON(c, to)
	}
	maps.Copy(out, m.extra)
	return out
}

func (f *Fake) bareJSON(c *chat, m *Message) map[string]any {
	out := map[string]any{"message_id": m.ID, "date": m.At.Unix(), "chat": c.json()}
	f.sender(out, c, m)
	m.content(out)
	if m.Album != "" {
		out["media_group_id"] = m.Album
	}
	if len(m.Buttons) > 0 {
		out["reply_markup"] = m.Buttons
	}
	if !m.Edited.IsZero() {
		out["edit_date"] = m.Edited.Unix()
	}
	switch {
	case m.Topic != 0:
		out["message_thread_id"], out["is_topic_message"] = m.Topic, true
	case m.Thread != 0:
		out["message_thread_id"] = m.Thread
	}
	return out
}

func (f *Fake) sender(out map[string]any, c *chat, m *Message) {
	switch {
	case c.Type == Channel:
		out["sender_chat"] = c.json()
	case m.As != 0:
		out["from"] = channelBot.json()
		if m.As == c.ID {
			out["from"] = anonymousAdmin.json()
		}
		if as := f.chats[m.As]; as != nil {
			out["sender_chat"] = as.json()
		}
	case m.From != nil:
		out["from"] = m.From.json()
	case m.Automatic:
		out["from"] = map[string]any{"id": 777000, "is_bot": false, "first_name": "Telegram"}
	case m.ByOther:
		out["from"] = map[string]any{"id": 1001, "is_bot": false, "first_name": "Somebody"}
	default:
		out["from"] = f.me()
	}
	if m.Origin == nil {
		return
	}
	from := f.chats[m.Origin.Chat]
	if from == nil || from.Type != Channel {
		out["forward_origin"] = map[string]any{"type": "user", "date": m.Origin.At.Unix(), "sender_user": f.me()}
		return
	}
	out["forward_origin"] = map[string]any{
		"type": "channel", "date": m.Origin.At.Unix(), "chat": from.json(), "message_id": m.Origin.ID,
	}
	if m.Automatic {
		out["sender_chat"], out["is_automatic_forward"] = from.json(), true
	}
}
