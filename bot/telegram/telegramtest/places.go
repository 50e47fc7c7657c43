package telegramtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// need is what a request wants of a chat.
type need int

const (
	toRead need = iota
	toEdit
	toWrite
)

// find is a chat by its id or "@name", nil if there is none.
func (f *Fake) find(chat string) *chat {
	if name, ok := strings.CutPrefix(chat, "@"); ok {
		for _, c := range f.chats {
			if name != "" && strings.EqualFold(c.Username, name) {
				return c
			}
		}
		return nil
	}
	id, err := strconv.ParseInt(chat, 10, 64)
	if err != nil {
		return nil
	}
	return f.chats[id]
}

// chat is the chat that a parameter names, if the bot has there what it needs.
func (f *Fake) chat(param string, n need) (*chat, *apiError) {
	if param == "" {
		return nil, badRequest("chat_id is empty")
	}
	c := f.find(param)
	if c == nil {
		return nil, badRequest("chat not found")
	}
	if to := f.moved[c.ID]; to != 0 && n == toWrite {
		no := badRequest("group chat was upgraded to a supergroup chat")
		no.moved = to
		return nil, no
	}
	return c, c.denies(n)
}

func (c *chat) denies(n need) *apiError {
	forbidden := func(text string) *apiError { return &apiError{code: 403, text: "Forbidden: " + text} }
	write, edit := n == toWrite, n >= toEdit
	switch {
	case c.access == Kicked && (edit || c.large()):
		return forbidden("bot was kicked from the " + string(c.Type) + " chat")
	case c.access == Left && (edit || c.large() && c.Username == ""):
		return forbidden("bot is not a member of the " + string(c.Type) + " chat")
	case c.access == Blocked && edit:
		return forbidden("bot was blocked by the user")
	case c.access == Deactivated && edit:
		return forbidden("user is deactivated")
	case c.access == Deleted && write:
		return forbidden("the group chat was deleted")
	case c.access == ReadOnly && write && c.Type == Channel:
		return badRequest("need administrator rights in the channel chat")
	case c.access == ReadOnly && write:
		return badRequest("not enough rights to send text messages to the chat")
	}
	return nil
}

func (c *chat) large() bool { return c.Type == Supergroup || c.Type == Channel }

// topic is the topic that a request names, 0 for none.
func (c *chat) topic(p params) (int, *apiError) {
	n := p.number("message_thread_id")
	if n != 0 && !slices.Contains(c.Topics, n) {
		return 0, badRequest("message thread not found")
	}
	return n, nil
}

// replied is the message that a request answers, 0 for none. One that is not
// there is passed over where the request says so.
func (c *chat) replied(p params) (int, *apiError) {
	var reply struct {
		ID   int  `json:"message_id"`
		Lost bool `json:"allow_sending_without_reply"`
	}
	if raw := p.text("reply_parameters"); raw == "" {
		return 0, nil
	} else if json.Unmarshal([]byte(raw), &reply) != nil {
		return 0, badRequest("Can't parse reply parameters JSON object")
	}
	switch {
	case c.message(reply.ID) != nil:
		return reply.ID, nil
	case reply.Lost:
		return 0, nil
	}
	return 0, badRequest("message to be replied not found")
}

// target is the message that a request names; what is how the server calls it.
func (f *Fake) target(c *call, n need, what string) (*chat, *Message, *apiError) {
	in, no := f.chat(c.text("chat_id"), n)
	if no != nil {
		return nil, nil, no
	}
	m := in.message(c.number("message_id"))
	if m == nil {
		return nil, nil, badRequest("%s not found", what)
	}
	return in, m, nil
}
