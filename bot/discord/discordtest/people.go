package discordtest

import (
	"regexp"
	"slices"
)

// Person is somebody who uses Discord. An interaction carries the language of
// their app; messages carry none.
type Person struct {
	ID, Name, Locale string
	Bot              bool // another bot
	fake             *Fake
	deaf             bool // takes no messages from the bot
}

// Person is a new person.
func (f *Fake) Person(name, locale string) *Person {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := &Person{ID: f.id(), Name: name, Locale: locale, fake: f}
	f.people[p.ID] = p
	return p
}

// DM is the channel in which the person and the bot write to each other.
func (p *Person) DM() string {
	p.fake.mu.Lock()
	defer p.fake.mu.Unlock()
	return p.fake.dm(p.ID).id
}

func (f *Fake) dm(person string) *channel {
	for _, c := range f.channels {
		if c.kind == DM && c.person == person {
			return c
		}
	}
	c := f.open(f.id(), DM, "", "")
	c.person = person
	return c
}

// Refuse says whether the person takes no messages from the bot.
func (p *Person) Refuse(is bool) { p.fake.set(&p.deaf, is) }

// Write writes in a channel and returns the message's id. Who is named as <@id>
// is mentioned.
func (p *Person) Write(channel, text string) string {
	return p.fake.write(channel, Message{Author: p.ID, Content: text})
}

// Reply answers to a message; ping says whether its author is called.
func (p *Person) Reply(channel, to, text string, ping bool) string {
	return p.fake.write(channel, Message{Author: p.ID, Content: text, ReplyTo: to, ping: ping})
}

// Show sends files or stickers, without a word.
func (p *Person) Show(channel string, files, stickers []string) string {
	m := Message{Author: p.ID, Stickers: stickers}
	for _, name := range files {
		m.Attachments = append(m.Attachments, Attachment{ID: "1", Filename: name, Type: "audio/ogg", Size: 10})
	}
	return p.fake.write(channel, m)
}

// Edit changes what the person wrote.
func (p *Person) Edit(channel, id, text string) {
	p.fake.mu.Lock()
	defer p.fake.mu.Unlock()
	ch := p.fake.channels[channel]
	if m := ch.message(id); m != nil && m.Author == p.ID {
		m.Content, m.Edited, m.Edits = text, p.fake.cfg.Now(), m.Edits+1
		p.fake.messageEvent("MESSAGE_UPDATE", ch, m)
	}
}

// Sees is what the person sees in a channel, the oldest first.
func (p *Person) Sees(channel string) []Message { return p.fake.seen(channel, p.ID) }

// Unfurl adds to a message the preview of a page that it links to, as Discord
// does a little later; it counts as a change, and is none of the author's.
func (f *Fake) Unfurl(channel, id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	ch := f.channels[channel]
	if m := ch.message(id); m != nil {
		m.Embeds = append(m.Embeds, Embed{Title: "A page"})
		f.messageEvent("MESSAGE_UPDATE", ch, m)
	}
}

// write puts a message of somebody's into a channel.
func (f *Fake) write(channel string, m Message) string {
	f.mu.Lock()
	ch := f.channels[channel]
	m.ID, m.Sent = f.id(), f.cfg.Now()
	ch.messages, ch.active = append(ch.messages, &m), m.Sent
	f.messageEvent("MESSAGE_CREATE", ch, &m)
	f.mu.Unlock()
	f.touch()
	return m.ID
}

var mention = regexp.MustCompile(`<@!?(\d+)>`)

// mentioned are those whom a message calls.
func (f *Fake) mentioned(ch *channel, m *Message) []string {
	var out []string
	for _, found := range mention.FindAllStringSubmatch(m.Content, -1) {
		out = append(out, found[1])
	}
	if to := ch.message(m.ReplyTo); m.ping && to != nil {
		out = append(out, to.Author)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// userJSON is somebody as Discord tells of them.
func (f *Fake) userJSON(id string) map[string]any {
	name, isBot := "user"+id, id == f.bot
	if p := f.people[id]; p != nil {
		name, isBot = p.Name, p.Bot
	}
	return map[string]any{"id": id, "username": name, "discriminator": "0", "global_name": nil, "avatar": nil,
		"primary_guild": nil, "bot": isBot, "public_flags": 0, "flags": 0}
}
