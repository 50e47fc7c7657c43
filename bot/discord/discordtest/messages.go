package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (f *Fake) createMessage(c *call) reply {
	var form messageForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	ch := f.channels[c.channel]
	switch p := f.people[ch.person]; {
	case ch.kind == Forum:
		return fault(http.StatusBadRequest, 50008, "Cannot send messages in a non-text channel")
	case ch.foreign:
		return fault(http.StatusForbidden, 50001, "Missing Access")
	case p != nil && p.deaf:
		return fault(http.StatusForbidden, 50007, "Cannot send messages to this user")
	}
	c.entry.Nonce = form.Nonce
	if err := c.ruleMessage(form, true); err != nil {
		return f.bad(c, err)
	}
	key := c.channel + " " + form.Nonce
	if old, known := f.nonces[key]; form.Nonce != "" && form.EnforceNonce && known && f.cfg.Now().Sub(old.at) < nonceWindow {
		if ch.message(old.msg.ID) == nil {
			return fault(http.StatusNotFound, 10008, "Unknown Message")
		}
		c.entry.shows(Repeated, old.msg)
		return answered(http.StatusOK, f.messageJSON(ch, old.msg))
	}
	if r := form.Reference; r != nil && ch.message(r.Message) == nil && (r.FailIfNotExists == nil || *r.FailIfNotExists) {
		return fault(http.StatusBadRequest, 50035, "Unknown message")
	}
	m := f.post(ch, c, form)
	f.messageEvent("MESSAGE_CREATE", ch, m)
	if form.Nonce != "" {
		f.nonces[key] = sentNonce{m.Sent, m}
	}
	ch.archived = false // Discord opens an archived thread by itself when something is sent
	c.entry.shows(Created, m)
	return answered(http.StatusOK, f.messageJSON(ch, m))
}

// post puts a new message of the bot's into a channel.
func (f *Fake) post(ch *channel, c *call, form messageForm) *Message {
	m := &Message{ID: f.id(), Author: f.bot, Sent: f.cfg.Now(), Nonce: form.Nonce}
	if form.Reference != nil && ch.message(form.Reference.Message) != nil {
		m.ReplyTo = form.Reference.Message
	}
	f.fill(m, c, form)
	ch.messages, ch.active = append(ch.messages, m), m.Sent
	return m
}

// fill writes a form into a message; what the form leaves out stays.
func (f *Fake) fill(m *Message, c *call, form messageForm) {
	if form.Content != nil {
		m.Content = *form.Content
	}
	if form.Components != nil {
		m.Rows = *form.Components
	}
	if form.Flags != nil {
		m.Flags = *form.Flags
	}
	if form.Attachments != nil {
		m.Attachments = slices.DeleteFunc(m.Attachments, func(a Attachment) bool {
			return !slices.ContainsFunc(*form.Attachments, func(kept Attachment) bool { return kept.ID == a.ID })
		})
		for _, a := range *form.Attachments {
			n, err := strconv.Atoi(a.ID)
			if up, fresh := c.files[n]; fresh && err == nil {
				a.ID, a.Size, a.Type, a.Content = f.id(), len(up.content), up.media, up.content
				m.Attachments = append(m.Attachments, a)
			}
		}
	}
	if form.Embeds == nil {
		return
	}
	m.Embeds = slices.Clone(*form.Embeds)
	for i, e := range m.Embeds {
		if e.Image == nil {
			continue
		}
		for j := range m.Attachments {
			if a := &m.Attachments[j]; e.Image.URL == "attachment://"+a.Filename {
				a.InEmbed = true
				m.Embeds[i].Image = &EmbedImage{URL: "https://cdn.discordapp.com/attachments/1/" + a.ID + "/" + a.Filename, Description: a.Description}
			}
		}
	}
}

func (e *Entry) shows(effect Effect, m *Message) {
	e.Effect, e.Message, e.Visible = effect, m.ID, m.Visible()
}

// own finds the message that a request names, if the bot may change it.
func (f *Fake) own(c *call) (*channel, *Message, reply) {
	ch := f.channels[c.channel]
	f.age(ch)
	m := ch.message(c.message)
	switch {
	case m == nil:
		return ch, nil, fault(http.StatusNotFound, 10008, "Unknown Message")
	case ch.archived:
		return ch, nil, fault(http.StatusBadRequest, 50083, "Thread is archived")
	case m.Author != f.bot:
		return ch, nil, fault(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	return ch, m, reply{}
}

func (f *Fake) editMessage(c *call) reply {
	var form messageForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	if err := c.ruleMessage(form, false); err != nil {
		return f.bad(c, err)
	}
	ch, m, no := f.own(c)
	if m == nil {
		return no
	}
	f.fill(m, c, form)
	m.Edited, m.Edits, ch.active = f.cfg.Now(), m.Edits+1, f.cfg.Now()
	c.entry.shows(Edited, m)
	f.messageEvent("MESSAGE_UPDATE", ch, m)
	return answered(http.StatusOK, f.messageJSON(ch, m))
}

func (f *Fake) deleteMessage(c *call) reply {
	ch, m, no := f.own(c)
	if m == nil {
		return no
	}
	ch.remove(m.ID)
	c.entry.Effect = Deleted
	return done()
}

func (f *Fake) getMessage(c *call) reply {
	ch := f.channels[c.channel]
	m := ch.message(c.message)
	if m == nil {
		return fault(http.StatusNotFound, 10008, "Unknown Message")
	}
	return answered(http.StatusOK, f.messageJSON(ch, m))
}

// listMessages answers with the newest first. after= counts from the oldest
// that came after, as Discord does.
func (f *Fake) listMessages(c *call) reply {
	ch, q := f.channels[c.channel], c.r.URL.Query()
	limit := 50
	if s := q.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 100 {
			return f.bad(c, fmt.Errorf("limit=%q", s))
		}
		limit = n
	}
	var found []*Message
	for _, m := range ch.messages {
		if (q.Get("after") == "" || compareIDs(m.ID, q.Get("after")) > 0) && (q.Get("before") == "" || compareIDs(m.ID, q.Get("before")) < 0) {
			found = append(found, m)
		}
	}
	if q.Get("after") != "" {
		found = found[:min(limit, len(found))]
	} else {
		found = found[max(0, len(found)-limit):]
	}
	out := []any{}
	for _, m := range slices.Backward(found) {
		out = append(out, f.messageJSON(ch, m))
	}
	return answered(http.StatusOK, out)
}

func (f *Fake) crosspost(c *call) reply {
	ch, m, no := f.own(c)
	switch {
	case m == nil:
		return no
	case ch.kind != Announcement:
		return fault(http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	case m.Crossposted:
		return fault(http.StatusBadRequest, 40033, "This message has already been crossposted")
	}
	m.Crossposted, m.Flags = true, m.Flags|1
	c.entry.shows(Crossposted, m)
	return answered(http.StatusOK, f.messageJSON(ch, m))
}

func (f *Fake) pin(c *call) reply { return f.setPinned(c, true) }

func (f *Fake) unpin(c *call) reply { return f.setPinned(c, false) }

func (f *Fake) setPinned(c *call, pinned bool) reply {
	ch := f.channels[c.channel]
	m := ch.message(c.message)
	if m == nil {
		return fault(http.StatusNotFound, 10008, "Unknown Message")
	}
	m.Pinned = pinned
	c.entry.shows(Pinned, m)
	return done()
}

// messageJSON is a message as Discord answers it.
func (f *Fake) messageJSON(ch *channel, m *Message) map[string]any {
	attachments, embeds, rows := []any{}, []Embed{}, numbered(m.Rows)
	for _, e := range m.Embeds {
		e.Type = "rich"
		embeds = append(embeds, e)
	}
	for _, a := range m.Attachments {
		if a.InEmbed {
			continue
		}
		url := "https://cdn.discordapp.com/attachments/" + ch.id + "/" + a.ID + "/" + a.Filename
		attachments = append(attachments, map[string]any{"id": a.ID, "filename": a.Filename, "size": a.Size,
			"url": url, "proxy_url": url, "content_type": a.Type, "description": a.Description})
	}
	var edited any
	if !m.Edited.IsZero() {
		edited = m.Edited.UTC().Format(time.RFC3339Nano)
	}
	out := map[string]any{
		"id": m.ID, "channel_id": ch.id, "type": 0, "content": m.Content, "author": f.userJSON(m.Author),
		"timestamp": m.Sent.UTC().Format(time.RFC3339Nano), "edited_timestamp": edited,
		"attachments": attachments, "embeds": embeds, "components": rows, "flags": m.Flags, "pinned": m.Pinned,
		"tts": false, "mention_everyone": strings.Contains(m.Content, "@everyone"), "mentions": []any{}, "mention_roles": []any{},
	}
	f.addRelations(ch, m, out)
	if m.Nonce != "" {
		out["nonce"] = m.Nonce
	}
	return out
}

// numbered are rows as Discord tells them: each thing in them has a number.
func numbered(rows []Row) []Row {
	out, n := []Row{}, 0
	number := func() int { n++; return n }
	for _, r := range rows {
		r.ID, r.Components = number(), slices.Clone(r.Components)
		for i := range r.Components {
			b := &r.Components[i]
			b.ID = number()
			if one := 1; b.Type == 3 && b.MinValues == nil && b.MaxValues == nil {
				b.MinValues, b.MaxValues = &one, &one
			}
		}
		out = append(out, r)
	}
	return out
}

// addRelations adds whom a message calls, what it answers to and its stickers.
func (f *Fake) addRelations(ch *channel, m *Message, out map[string]any) {
	var mentions []any
	for _, id := range f.mentioned(ch, m) {
		mentions = append(mentions, f.userJSON(id))
	}
	if mentions != nil {
		out["mentions"] = mentions
	}
	for i, name := range m.Stickers {
		list, _ := out["sticker_items"].([]any)
		out["sticker_items"] = append(list, map[string]any{"id": strconv.Itoa(i + 1), "name": name, "format_type": 1})
	}
	if m.ReplyTo != "" {
		out["type"], out["referenced_message"] = 19, nil
		out["message_reference"] = map[string]any{"type": 0, "channel_id": ch.id, "message_id": m.ReplyTo}
		if to := ch.message(m.ReplyTo); to != nil && to.ReplyTo == "" {
			out["referenced_message"] = f.messageJSON(ch, to)
		} else if to != nil {
			short := *to
			short.ReplyTo = ""
			out["referenced_message"] = f.messageJSON(ch, &short)
		}
	}
}
