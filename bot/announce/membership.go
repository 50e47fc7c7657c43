package announce

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Membership is a change of what the bot is in a chat, in the words of
// Telegram's Bot API ("ChatMemberUpdated").
type Membership struct {
	Platform string
	Chat     string          // its id
	Name     string          // its public name as "@name", "" for none
	Title    string          // "" for a private chat
	Type     string          // private, group, supergroup or channel
	Old, New string          // creator, administrator, member, restricted, left or kicked
	Rights   json.RawMessage // what the bot may do now, as the platform told; nil if it did not
}

// joinedChat is what is kept about a chat without a record until staff are told.
type joinedChat struct {
	Title string `json:"title"`
	Type  string `json:"type"`
}

// maxTitle is how much of a chat's title staff are told, in characters.
const maxTitle = 100

// MemberChanged keeps true what is known of the bot's place in a chat: a channel
// that it was removed from, or may not write to, is switched off until it is
// back; a person who blocked it is sent nothing. Staff are told of both sorts of
// changes in a channel, and of a chat that has no record yet, that once a day.
func (p *Planner) MemberChanged(tx core.App, m Membership) error {
	if m.Type == "private" {
		if m.out() {
			_, err := cms.BlockSubscriber(tx, m.Platform, m.Chat, p.Now())
			return err
		}
		return cms.SubscriberBack(tx, m.Platform, m.Chat, p.Now())
	}
	channels, err := cms.FindChannelsIn(tx, m.Platform, m.Chat, m.Name)
	if err != nil {
		return err
	}
	if len(channels) == 0 {
		return p.joined(tx, m)
	}
	for _, c := range channels {
		if err := p.memberOf(tx, c, m); err != nil {
			return err
		}
	}
	return nil
}

// memberOf follows a change in the chat of one channel.
func (p *Planner) memberOf(tx core.App, c *cms.Channel, m Membership) error {
	s, err := cms.FindChannelState(tx, c.Id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil && s.CurrentChat() != "" && s.CurrentChat() != m.Chat {
		return nil // the chat has moved on, what happens to the old one says nothing
	}
	wasOff := err == nil && s.Off()
	err = cms.ChangeChannelTraits(tx, c.Id, func(t *cms.ChannelTraits) {
		if t.Member, t.Rights = m.New, nil; json.Valid(m.Rights) {
			t.Rights = m.Rights
		}
	}, p.Now())
	if err != nil {
		return err
	}
	trouble, off := m.trouble()
	switch {
	case off:
		if err := cms.ChannelOff(tx, c.Id, inAll(trouble), p.Now()); err != nil || wasOff || !c.Enabled() {
			return err
		}
		return p.tellOff(tx, c)
	case wasOff:
		if err := Reopen(tx, c, p.Now()); err != nil || !c.Enabled() {
			return err
		}
		return p.tellOn(tx, c)
	}
	return nil
}

// joined tells staff of a chat that could become a channel of theirs.
func (p *Planner) joined(tx core.App, m Membership) error {
	promoted := m.New == "administrator" && m.Old != m.New
	if entered := out(m.Old) && !m.out(); !entered && !promoted { // else nothing that staff could use
		return nil
	}
	subject := strings.Join([]string{cms.AboutJoined, m.Platform, m.Chat, p.Now().Format("20060102")}, " ")
	told, err := p.tell(tx, subject, "")
	if err != nil || !told {
		return err
	}
	title := []rune(strings.Join(strings.Fields(bot.Mask(m.Title)), " "))
	return cms.SaveSystemState(tx, subject, joinedChat{Title: string(title[:min(len(title), maxTitle)]), Type: m.Type})
}

// out reports whether the bot is no member. Who is restricted may be none.
func (m Membership) out() bool {
	var is struct {
		Member *bool `json:"is_member"`
	}
	_ = json.Unmarshal(m.Rights, &is) // what cannot be read is not known
	return out(m.New) || m.New == "restricted" && is.Member != nil && !*is.Member
}

func out(status string) bool { return slices.Contains([]string{"", "left", "kicked"}, status) }

// trouble says why the bot can write nothing there, if it cannot: only
// administrators write in a channel, and only with the right to post; in a
// group the right may have been taken away.
func (m Membership) trouble() (phrases.Text, bool) {
	var may struct {
		Post *bool `json:"can_post_messages"`
		Send *bool `json:"can_send_messages"`
	}
	_ = json.Unmarshal(m.Rights, &may) // what cannot be read is not known
	no := func(right *bool) bool { return right != nil && !*right }
	switch {
	case m.out():
		return phrases.ChannelTroubles.Removed, true
	case m.Type == "channel" && (m.New == "member" || m.New == "restricted" || m.New == "administrator" && no(may.Post)),
		m.Type != "channel" && m.New == "restricted" && no(may.Send):
		return phrases.ChannelTroubles.Muted, true
	}
	return phrases.Text{}, false
}
