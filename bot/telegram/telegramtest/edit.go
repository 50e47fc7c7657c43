package telegramtest

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// deletable is how old a message may be that a bot deletes.
const deletable = 48 * time.Hour

func (f *Fake) editText(c *call) (any, *apiError) {
	next, no := c.message()
	if no != nil {
		return nil, no
	}
	in, m, no := f.target(c, toEdit, "message to edit")
	if no != nil {
		return nil, no
	}
	if m.Kind != "text" {
		return nil, badRequest("There is no text in the message to edit")
	}
	return f.edit(c, in, m, next)
}

func (f *Fake) editCaption(c *call) (any, *apiError) {
	text, entities, no := formatted(c.text("caption"), c.text("parse_mode"), c.text("caption_entities"), maxCaption)
	if no != nil {
		return nil, no
	}
	in, m, no := f.target(c, toEdit, "message to edit")
	if no != nil {
		return nil, no
	}
	if m.Kind != "photo" && m.Kind != "document" {
		return nil, badRequest("There is no caption in the message to edit")
	}
	next := m.copy()
	next.Text, next.Entities, next.Above, next.Buttons = text, entities, c.yes("show_caption_above_media"), nil
	if no := c.markup(&next); no != nil {
		return nil, no
	}
	return f.edit(c, in, m, next)
}

func (f *Fake) editMedia(c *call) (any, *apiError) {
	var item media
	if json.Unmarshal([]byte(c.text("media")), &item) != nil {
		return nil, badRequest("Can't parse InputMedia JSON object")
	}
	next, no := f.medium(c, item)
	if no == nil {
		no = c.markup(&next)
	}
	if no != nil {
		return nil, no
	}
	in, m, no := f.target(c, toEdit, "message to edit")
	switch {
	case no != nil:
		return nil, no
	case m.Kind == service:
		return nil, badRequest("There is no media in the message to edit")
	case m.Album != "" && m.Kind != next.Kind:
		return nil, badRequest("Can't change media type in the album")
	}
	return f.edit(c, in, m, next)
}

func (f *Fake) editMarkup(c *call) (any, *apiError) {
	in, m, no := f.target(c, toEdit, "message to edit")
	if no != nil {
		return nil, no
	}
	next := m.copy()
	next.Buttons = nil
	if no := c.markup(&next); no != nil {
		return nil, no
	}
	return f.edit(c, in, m, next)
}

// edit puts the content of next into a message of the bot's own.
func (f *Fake) edit(c *call, in *chat, m *Message, next Message) (any, *apiError) {
	if m.ByOther || m.Kind == service || m.Origin != nil {
		return nil, badRequest("Message can't be edited")
	}
	if same(*m, next) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Kind, m.Text, m.Entities, m.Buttons = next.Kind, next.Text, next.Entities, next.Buttons
	m.File, m.FileID, m.Above, m.Preview = next.File, next.FileID, next.Above, next.Preview
	m.Edited = c.now
	m.Edits++
	c.entry.did("edit", m)
	f.editForward(in, m)
	return f.messageJSON(in, m), nil
}

func same(a, b Message) bool {
	return a.Kind == b.Kind && a.Text == b.Text && slices.Equal(a.Entities, b.Entities) && a.FileID == b.FileID &&
		a.Above == b.Above && bytes.Equal(a.Buttons, b.Buttons) && bytes.Equal(a.Preview, b.Preview)
}

func (f *Fake) deleteMessage(c *call) (any, *apiError) {
	in, m, no := f.target(c, toWrite, "message to delete")
	if no == nil {
		no = in.keeps(m, c.now)
	}
	if no != nil {
		return nil, no
	}
	m.gone = true
	c.entry.did("delete", m)
	return true, nil
}

// deleteMessages passes over messages that are not there.
func (f *Fake) deleteMessages(c *call) (any, *apiError) {
	var ids []int
	if json.Unmarshal([]byte(c.text("message_ids")), &ids) != nil {
		return nil, badRequest("Can't parse message identifiers JSON object")
	}
	if len(ids) == 0 {
		return nil, badRequest("Message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, badRequest("Too many message identifiers specified")
	}
	in, no := f.chat(c.text("chat_id"), toWrite)
	if no != nil {
		return nil, no
	}
	for _, id := range ids {
		if m := in.message(id); m != nil {
			if no := in.keeps(m, c.now); no != nil {
				return nil, no
			}
		}
	}
	for _, id := range ids {
		if m := in.message(id); m != nil {
			m.gone = true
			c.entry.did("delete", m)
		}
	}
	return true, nil
}

// keeps is why a bot cannot delete a message.
func (c *chat) keeps(m *Message, now time.Time) *apiError {
	if now.Sub(m.At) < deletable {
		return nil
	}
	if c.Type == Channel {
		return badRequest("Message can't be deleted")
	}
	return badRequest("Message can't be deleted for everyone")
}

func (f *Fake) pin(c *call) (any, *apiError) {
	in, m, no := f.target(c, toWrite, "message to pin")
	if no != nil {
		return nil, no
	}
	if in.access == NoPin {
		return nil, badRequest("not enough rights to manage pinned messages in the chat")
	}
	m.Pinned = true
	c.entry.did("pin", m)
	if in.Type != Private { // there Telegram leaves a note, which has an id of its own
		f.put(in, Message{Kind: service})
	}
	return true, nil
}

func (f *Fake) unpin(c *call) (any, *apiError) {
	if c.text("message_id") == "" {
		return nil, badRequest("the fake unpins only messages that are named")
	}
	in, m, no := f.target(c, toWrite, "message to unpin")
	if no != nil {
		return nil, no
	}
	if in.access == NoPin {
		return nil, badRequest("not enough rights to manage pinned messages in the chat")
	}
	m.Pinned = false
	c.entry.did("unpin", m)
	return true, nil
}
