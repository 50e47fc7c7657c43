package telegramtest

// forward makes a forward, or with copyMessage a copy, of a message.
func (f *Fake) forward(c *call) (any, *apiError) {
	from, no := f.chat(c.text("from_chat_id"), toRead)
	if no != nil {
		return nil, no
	}
	m := from.message(c.number("message_id"))
	what := map[string]string{"forwardMessage": "forward", "copyMessage": "copy"}[c.method]
	switch {
	case m == nil:
		return nil, badRequest("message to %s not found", what)
	case what == "forward" && (m.Kind == service || m.Protected):
		return nil, badRequest("the message can't be forwarded")
	case m.Kind == service || m.Protected:
		return nil, badRequest("the message can't be copied")
	}
	to, no := f.chat(c.text("chat_id"), toWrite)
	if no != nil {
		return nil, no
	}
	out := m.copy()
	out.Topic, out.Pinned, out.Automatic, out.ByOther, out.Edits, out.Album = 0, false, false, false, 0, ""
	out.From, out.As, out.ReplyTo, out.Thread, out.extra = nil, 0, 0, 0, nil
	out.Silent = c.yes("disable_notification")
	if what == "forward" && out.Origin == nil {
		out.Origin = &Origin{Chat: from.ID, ID: m.ID, At: m.At}
	}
	sent := f.put(to, out)
	c.entry.did("send", sent)
	if what == "copy" {
		return map[string]any{"message_id": sent.ID}, nil
	}
	return f.messageJSON(to, sent), nil
}

// forwardAutomatically is what Telegram does with the posts of a channel that
// has a discussion group. The bot is told of it.
func (f *Fake) forwardAutomatically(c *chat, m *Message) {
	group := f.chats[c.Linked]
	if group == nil {
		return
	}
	out := m.copy()
	out.Origin = &Origin{Chat: c.ID, ID: m.ID, At: m.At}
	out.Automatic, out.ReplyTo = true, 0
	sent := f.put(group, out)
	if group.access == Member || group.access == NoPin {
		f.push("message", f.messageJSON(group, sent))
	}
}

// editForward edits the automatic forward after its post.
func (f *Fake) editForward(c *chat, m *Message) {
	group := f.chats[c.Linked]
	if group == nil {
		return
	}
	for _, copied := range group.messages {
		if copied.Automatic && copied.Origin.ID == m.ID && copied.Origin.Chat == c.ID && !copied.gone {
			copied.Kind, copied.Text, copied.Entities, copied.Buttons = m.Kind, m.Text, m.Entities, m.Buttons
			copied.File, copied.FileID, copied.Above, copied.Preview = m.File, m.FileID, m.Above, m.Preview
			copied.Edited = m.Edited
			if group.access == Member || group.access == NoPin {
				f.push("edited_message", f.messageJSON(group, copied))
			}
		}
	}
}
