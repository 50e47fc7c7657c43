package telegramtest

import (
	"encoding/json"
	"strconv"
)

// methods are what the fake can do; getUpdates, which waits, is apart.
var methods = map[string]handler{
	"sendMessage":            (*Fake).sendMessage,
	"sendPhoto":              (*Fake).sendMedium,
	"sendDocument":           (*Fake).sendMedium,
	"sendMediaGroup":         (*Fake).sendAlbum,
	"editMessageText":        (*Fake).editText,
	"editMessageCaption":     (*Fake).editCaption,
	"editMessageMedia":       (*Fake).editMedia,
	"editMessageReplyMarkup": (*Fake).editMarkup,
	"deleteMessage":          (*Fake).deleteMessage,
	"deleteMessages":         (*Fake).deleteMessages,
	"pinChatMessage":         (*Fake).pin,
	"unpinChatMessage":       (*Fake).unpin,
	"forwardMessage":         (*Fake).forward,
	"copyMessage":            (*Fake).forward,
	"getChat":                (*Fake).getChat,
	"getMe":                  (*Fake).getMe,
	"setWebhook":             (*Fake).setWebhook,
	"deleteWebhook":          (*Fake).setWebhook,
	"getWebhookInfo":         (*Fake).getWebhookInfo,
	"setMyCommands":          (*Fake).setMyCommands,
	"deleteMyCommands":       (*Fake).setMyCommands,
	"setMyName":              (*Fake).setAbout,
	"setMyDescription":       (*Fake).setAbout,
	"setMyShortDescription":  (*Fake).setAbout,
	"answerCallbackQuery":    (*Fake).answerCallback,
	"answerInlineQuery":      (*Fake).answerInline,
	"sendChatAction":         (*Fake).chatAction,
}

func (f *Fake) sendMessage(c *call) (any, *apiError) {
	m, no := c.message()
	if no != nil {
		return nil, no
	}
	return f.send(c, m)
}

func (f *Fake) sendMedium(c *call) (any, *apiError) {
	kind := map[string]string{"sendPhoto": "photo", "sendDocument": "document"}[c.method]
	m, no := f.medium(c, media{
		Type: kind, Media: c.text(kind), Caption: c.text("caption"), ParseMode: c.text("parse_mode"),
		CaptionEntities: json.RawMessage(c.text("caption_entities")), Above: c.yes("show_caption_above_media"),
	})
	if no == nil {
		no = c.markup(&m)
	}
	if no != nil {
		return nil, no
	}
	return f.send(c, m)
}

func (f *Fake) send(c *call, m Message) (any, *apiError) {
	in, no := f.chat(c.text("chat_id"), toWrite)
	if no != nil {
		return nil, no
	}
	if m.Topic, no = in.topic(c.params); no != nil {
		return nil, no
	}
	if m.ReplyTo, no = in.replied(c.params); no != nil {
		return nil, no
	}
	m.Silent, m.Protected = c.yes("disable_notification"), c.yes("protect_content")
	sent := f.put(in, m)
	c.entry.did("send", sent)
	return f.messageJSON(in, sent), nil
}

// did notes what a request made of a message.
func (e *Entry) did(effect string, m *Message) {
	if len(e.Messages) == 0 {
		e.Text, e.Links = m.Text, linksOf(m)
	}
	e.Effect, e.Messages = effect, append(e.Messages, m.ID)
}

func (f *Fake) sendAlbum(c *call) (any, *apiError) {
	var items []media
	if json.Unmarshal([]byte(c.text("media")), &items) != nil {
		return nil, badRequest("Expected an Array of InputMedia")
	}
	// Too few is the schema's rule; the server is said to let one item pass.
	if len(items) < 2 || len(items) > 10 {
		return nil, badRequest("Too many messages to send as an album")
	}
	if c.text("reply_markup") != "" {
		return nil, badRequest("an album takes no reply_markup") // ours: the server ignores it
	}
	in, no := f.chat(c.text("chat_id"), toWrite)
	if no != nil {
		return nil, no
	}
	topic, no := in.topic(c.params)
	if no != nil {
		return nil, no
	}
	reply, no := in.replied(c.params)
	if no != nil {
		return nil, no
	}
	var made []Message
	for _, item := range items {
		if item.Type != items[0].Type {
			return nil, badRequest("Document can't be mixed with other media types")
		}
		m, no := f.medium(c, item)
		if no != nil {
			return nil, no
		}
		m.Topic, m.ReplyTo, m.Silent, m.Protected = topic, reply, c.yes("disable_notification"), c.yes("protect_content")
		made = append(made, m)
	}
	album := strconv.Itoa(int(in.ID)) + "/" + strconv.Itoa(in.nextID)
	var out []any
	for _, m := range made {
		m.Album = album
		sent := f.put(in, m)
		c.entry.did("send", sent)
		out = append(out, f.messageJSON(in, sent))
	}
	return out, nil
}

func (f *Fake) getChat(c *call) (any, *apiError) {
	in, no := f.chat(c.text("chat_id"), toRead)
	if no != nil {
		return nil, no
	}
	out := in.json()
	out["accent_color_id"], out["max_reaction_count"] = 0, 11
	out["accepted_gift_types"] = map[string]any{
		"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false, "gifts_from_channels": false,
	}
	if in.Linked != 0 {
		out["linked_chat_id"] = in.Linked
	}
	for _, m := range in.messages {
		if m.Pinned && !m.gone {
			out["pinned_message"] = f.messageJSON(in, m)
		}
	}
	return out, nil
}

func (f *Fake) getMe(*call) (any, *apiError) {
	me := f.me()
	me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"] = true, false, true
	return me, nil
}

// chatAction shows that the bot is writing. Nothing of it stays.
func (f *Fake) chatAction(c *call) (any, *apiError) {
	in, no := f.chat(c.text("chat_id"), toWrite)
	if no == nil {
		_, no = in.topic(c.params)
	}
	if no != nil {
		return nil, no
	}
	return true, nil
}
