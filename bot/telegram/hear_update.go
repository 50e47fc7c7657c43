package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"

	"isa-portal.de/isabot/bot/converse"
)

// update is what is read of an update. It is less than the library reads: what
// Telegram adds to messages some day, and the library cannot read, must not
// leave a person without an answer.
type update struct {
	ID       int64       `json:"update_id"`
	Message  *message    `json:"message"`
	Edited   *message    `json:"edited_message"`
	Callback *callback   `json:"callback_query"`
	Inline   *query      `json:"inline_query"`
	Member   *membership `json:"my_chat_member"`
}

// heard are the kinds of updates that Telegram is asked for.
var heard = []string{"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}

type message struct {
	ID        int       `json:"message_id"`
	Thread    int       `json:"message_thread_id"`
	InTopic   bool      `json:"is_topic_message"`
	From      user      `json:"from"`
	As        *chatInfo `json:"sender_chat"`
	Chat      chatInfo  `json:"chat"`
	Automatic bool      `json:"is_automatic_forward"`
	ViaBot    *user     `json:"via_bot"`
	ReplyTo   *message  `json:"reply_to_message"`
	NewTopic  given     `json:"forum_topic_created"`
	AlbumID   string    `json:"media_group_id"`
	Text      string    `json:"text"`
	Entities  []entity  `json:"entities"`
	Caption   string    `json:"caption"`
	InCaption []entity  `json:"caption_entities"`
	Keyboard  *markup   `json:"reply_markup"`
	Voice     given     `json:"voice"`
	Audio     given     `json:"audio"`
	VideoNote given     `json:"video_note"`
	Photo     given     `json:"photo"`
	LivePhoto given     `json:"live_photo"`
	Video     given     `json:"video"`
	Document  given     `json:"document"`
	Animation given     `json:"animation"`
	Sticker   given     `json:"sticker"`
	Location  given     `json:"location"`
	Contact   given     `json:"contact"`
	Dice      given     `json:"dice"`
	Poll      given     `json:"poll"`
	Story     given     `json:"story"`
	Game      given     `json:"game"`
	PaidMedia given     `json:"paid_media"`
	Checklist given     `json:"checklist"`
	Rich      given     `json:"rich_message"`
}

// wordless reports whether something other than words was sent. What is neither
// words nor this is a note of Telegram's own: somebody came, the title changed.
func (m *message) wordless() bool {
	for _, g := range []given{
		m.Voice, m.Audio, m.VideoNote, m.Photo, m.LivePhoto, m.Video, m.Document, m.Animation, m.Sticker, m.Location, m.Contact,
		m.Dice, m.Poll, m.Story, m.Game, m.PaidMedia, m.Checklist, m.Rich,
	} {
		if g {
			return true
		}
	}
	return false
}

type user struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	Username string `json:"username"`
	Language string `json:"language_code"`
}

type chatInfo struct {
	ID       int64  `json:"id"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Username string `json:"username"`
}

const private = "private" // the type of a chat with one person

// entity is a part of a text, in UTF-16 units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   *user  `json:"user"`
}

type markup struct {
	Rows [][]struct {
		Text string `json:"text"`
	} `json:"inline_keyboard"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"` // of one that is too old only chat and id
	Data    string   `json:"data"`
}

type query struct {
	ID   string `json:"id"`
	From user   `json:"from"`
	Text string `json:"query"`
}

type membership struct {
	Chat chatInfo        `json:"chat"`
	From user            `json:"from"`
	Date int64           `json:"date"`
	Old  json.RawMessage `json:"old_chat_member"`
	New  json.RawMessage `json:"new_chat_member"`
}

// given is true if there is such a field, whatever it holds.
type given bool

// UnmarshalJSON reads nothing but that.
func (g *given) UnmarshalJSON(raw []byte) error {
	*g = string(raw) != "null"
	return nil
}

// readUpdate reads an update. The id is read even where the rest cannot be.
func readUpdate(raw []byte) (u update, err error) {
	if err = json.Unmarshal(raw, &u); err == nil {
		return u, nil
	}
	var head struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &head)
	var odd *json.UnmarshalTypeError
	if errors.As(err, &odd) { // its own words may quote a number
		err = fmt.Errorf("%s is no %s", odd.Field, odd.Type)
	}
	return update{ID: head.ID}, fmt.Errorf("read an update: %w", err)
}

// lane is the chat in which something happened, or for what happened in none the
// person: what has the same one is answered one after the other.
func (u update) lane() string {
	for _, m := range []*message{u.Message, u.Edited} {
		if m != nil {
			return number(m.Chat.ID)
		}
	}
	switch {
	case u.Callback != nil && u.Callback.Message != nil:
		return number(u.Callback.Message.Chat.ID)
	case u.Callback != nil:
		return number(u.Callback.From.ID)
	case u.Member != nil:
		return number(u.Member.Chat.ID)
	}
	return ""
}

func lane(u converse.Update) string {
	known, _ := readUpdate(u.Body)
	return known.lane()
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// span is a part of a text that is counted in UTF-16; "" if there is none.
func (e entity) span(units []uint16) string {
	if e.Offset < 0 || e.Length <= 0 || e.Offset > len(units) || e.Length > len(units)-e.Offset {
		return ""
	}
	return string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
}
