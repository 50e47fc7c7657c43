package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Kind is Discord's number for what sort of channel one is.
type Kind int

// The kinds of channels that there are here.
const (
	Text         Kind = 0
	DM           Kind = 1
	GroupDM      Kind = 3 // of persons, without the bot
	Announcement Kind = 5
	Thread       Kind = 11
	Forum        Kind = 15
)

// channel is a channel or thread.
type channel struct {
	id, name, parent, owner string
	person                  string // of a DM: whose it is
	foreign                 bool   // the bot is not in it; it is spoken there by interactions alone
	kind                    Kind
	flags                   int
	archived                bool
	archivedAt, active      time.Time
	keep                    time.Duration // without activity, until it is archived
	messages                []*Message
}

// Message is a message as it stands.
type Message struct {
	ID, Author, Content string
	Embeds              []Embed
	Attachments         []Attachment
	Rows                []Row
	Nonce               string
	Flags               int
	Sent, Edited        time.Time // Edited is zero if it never was
	Edits               int
	Pinned, Crossposted bool
	ReplyTo             string   // id of the message that it answers to
	For                 string   // the person who alone sees it; "" for all
	Stickers            []string // names
	ping                bool     // it calls the author of the message that it answers to
}

// Loading reports whether the message only says that the bot is thinking.
func (m Message) Loading() bool { return m.Flags&loading != 0 }

// Post is a thread as lists show it; in a forum, a post.
type Post struct {
	ID, Name         string
	Archived, Pinned bool
}

// Open makes a channel and returns its id.
func (f *Fake) Open(kind Kind, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := f.id()
	f.open(id, kind, name, "")
	return id
}

// OpenAs makes a channel with an id of the caller's: a snowflake.
func (f *Fake) OpenAs(id string, kind Kind, name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open(id, kind, name, "")
}

// OpenThread makes a thread in a channel and returns its id.
func (f *Fake) OpenThread(parent, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := f.id()
	f.open(id, Thread, name, parent)
	return id
}

func (f *Fake) open(id string, kind Kind, name, parent string) *channel {
	c := &channel{id: id, kind: kind, name: name, parent: parent, owner: f.bot, active: f.cfg.Now(), keep: 3 * 24 * time.Hour}
	f.channels[id] = c
	return c
}

// Close deletes a channel or thread, with the threads in it, as a moderator does.
func (f *Fake) Close(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.close(id)
}

func (f *Fake) close(id string) {
	delete(f.channels, id)
	for _, c := range f.channels {
		if c.parent == id {
			delete(f.channels, c.id)
		}
	}
}

// Archive puts a thread aside, as a moderator or the passing of time does.
func (f *Fake) Archive(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.channels[id]; c != nil {
		c.archived, c.archivedAt = true, f.cfg.Now()
	}
}

// Say lets somebody else write in a channel and returns the message's id.
func (f *Fake) Say(id, author, text string) string {
	return f.write(id, Message{Author: author, Content: text})
}

// Remove deletes a message, as a moderator does.
func (f *Fake) Remove(id, message string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.channels[id]; c != nil {
		c.remove(message)
	}
}

// Channel returns what all see in a channel or thread, the oldest first.
func (f *Fake) Channel(id string) []Message { return f.seen(id, "") }

// seen is what a person sees in a channel.
func (f *Fake) seen(id, person string) (out []Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.channels[id]; c != nil {
		out = make([]Message, 0, len(c.messages))
		for _, m := range c.messages {
			if m.For == "" || m.For == person {
				out = append(out, *m)
			}
		}
	}
	return out
}

// Posts returns the threads of a channel, the newest first.
func (f *Fake) Posts(id string) []Post {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Post
	for _, c := range f.threads(func(c *channel) bool { return c.parent == id }) {
		out = append(out, Post{ID: c.id, Name: c.name, Archived: c.archived, Pinned: c.flags&pinnedThread != 0})
	}
	return out
}

// threads returns those threads that keep says yes to, the newest first.
func (f *Fake) threads(keep func(*channel) bool) []*channel {
	var out []*channel
	for _, c := range f.channels {
		if c.kind == Thread {
			f.age(c)
			if keep(c) {
				out = append(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b *channel) int { return compareIDs(b.id, a.id) })
	return out
}

// age archives a thread in which nothing happened for long.
func (f *Fake) age(c *channel) {
	if end := c.active.Add(c.keep); c.kind == Thread && !c.archived && f.cfg.Now().After(end) {
		c.archived, c.archivedAt = true, end
	}
}

func (c *channel) message(id string) *Message {
	for _, m := range c.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func (c *channel) remove(id string) {
	c.messages = slices.DeleteFunc(c.messages, func(m *Message) bool { return m.ID == id })
}

// compareIDs puts snowflakes in order of time.
func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// Visible is what readers see of a message, as plain lines.
func (m Message) Visible() string {
	var lines []string
	add := func(format, s string) {
		if s != "" {
			lines = append(lines, fmt.Sprintf(format, s))
		}
	}
	add("%s", m.Content)
	for _, e := range m.Embeds {
		add("%s", e.Title)
		add("%s", e.Description)
		for _, field := range e.Fields {
			add("%s", field.Name+": "+field.Value)
		}
		if e.Image != nil {
			add("[%s]", e.Image.URL)
		}
		if e.Footer != nil {
			add("%s", e.Footer.Text)
		}
	}
	for _, a := range m.Attachments {
		if !a.InEmbed {
			add("[%s]", a.Filename)
		}
	}
	for _, r := range m.Rows {
		for _, b := range r.Components {
			if b.Emoji != nil {
				b.Label = b.Emoji.Name + b.Label
			}
			add("(%s)", strings.TrimSpace(b.Label+" "+b.URL))
			for _, o := range b.Options {
				add("(%s)", o.Label)
			}
		}
	}
	return strings.Join(lines, "\n")
}
