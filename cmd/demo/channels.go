package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

// channel is a place that people read.
type channel struct {
	platform, name, lang string
	purpose              string // announcements, staff, or "" for a place that isabot was not told of

	chat telegramtest.Chat // on Telegram
	id   string            // on Discord
	kind discordtest.Kind
}

// key tells a channel from others in addresses and pages.
func (c channel) key() string {
	if c.id != "" {
		return c.platform + "-" + c.id
	}
	return c.platform + strconv.FormatInt(c.chat.ID, 10)
}

// target is the id under which isabot knows a channel.
func (c channel) target() string {
	if c.id != "" {
		return c.id
	}
	return strconv.FormatInt(c.chat.ID, 10)
}

// discussion is the group in which readers of the German channel talk.
const discussion = -1001000000011

func plannedChannels() []channel {
	telegram := func(id int64, of telegramtest.ChatType, name, lang, purpose string) channel {
		return channel{platform: "telegram", name: name, lang: lang, purpose: purpose, chat: telegramtest.Chat{ID: id, Type: of, Title: name}}
	}
	discord := func(kind discordtest.Kind, name, lang, purpose string) channel {
		return channel{platform: "discord", name: name, lang: lang, purpose: purpose, kind: kind}
	}
	german := telegram(-1001000000001, telegramtest.Channel, "ISA auf Deutsch", "de", "announcements")
	german.chat.Linked = discussion
	return []channel{
		german,
		telegram(-1001000000002, telegramtest.Channel, "ISA in English", "en", "announcements"),
		telegram(-1001000000003, telegramtest.Channel, "中德工业城市联盟", "zh", "announcements"),
		discord(discordtest.Announcement, "ankündigungen", "de", "announcements"),
		discord(discordtest.Text, "news-in-english", "en", "announcements"),
		discord(discordtest.Forum, "中文消息", "zh", "announcements"),
		telegram(discussion, telegramtest.Supergroup, "ISA im Gespräch", "de", ""),
		telegram(-1001000000021, telegramtest.Supergroup, "ISA Redaktion", "de", "staff"),
		discord(discordtest.Text, "redaktion", "de", "staff"),
	}
}

// openChannels makes the channels on both platforms, and tells isabot of them
// as staff do.
func openChannels(ctx context.Context, s *stage.Stage) ([]channel, error) {
	channels := plannedChannels()
	for i := range channels {
		c := &channels[i]
		if c.platform == "telegram" {
			s.Telegram.Add(c.chat)
		} else {
			c.id = s.Discord.Open(c.kind, c.name)
		}
		if c.purpose == "" {
			continue
		}
		_, err := s.Create(ctx, "channels", stage.Fields{
			"name": c.label(), "platform": c.platform, "target": c.target(), "lang": c.lang, "purpose": c.purpose,
			"crosspost": c.kind == discordtest.Announcement, "enabled": true,
		})
		if err != nil {
			return nil, fmt.Errorf("telling isabot of the channel %s: %w", c.label(), err)
		}
	}
	return channels, nil
}

// label is the name under which a channel is known to staff.
func (c channel) label() string {
	if c.platform == "telegram" {
		return "Telegram " + c.name
	}
	return "Discord #" + c.name
}

// sight is a message as readers see it, in plain lines.
type sight struct {
	id, text string
	marks    []string
}

// look is what a channel shows, the oldest first.
func (c channel) look(s *stage.Stage) []sight {
	var seen []sight
	if c.platform == "telegram" {
		for _, m := range s.Telegram.Chat(c.chat.ID) {
			seen = append(seen, telegramSight(m))
		}
		return seen
	}
	for _, p := range postsOf(c, s) {
		for _, m := range s.Discord.Channel(p.ID) {
			seen = append(seen, discordSight(p, m))
		}
	}
	return seen
}

// postsOf are the places in which the messages of a channel stand: the posts of
// a forum, the oldest first, or the channel itself.
func postsOf(c channel, s *stage.Stage) []discordtest.Post {
	if c.kind != discordtest.Forum {
		return []discordtest.Post{{ID: c.id}}
	}
	posts := s.Discord.Posts(c.id)
	slices.Reverse(posts)
	return posts
}

func telegramSight(m telegramtest.Message) sight {
	out := sight{id: strconv.Itoa(m.ID), text: m.Text}
	if m.File != "" {
		out.text = strings.TrimSpace("[" + m.Kind + " " + m.File + "]\n" + out.text)
	}
	for _, row := range telegramButtons(m) {
		for _, b := range row {
			out.text += "\n(" + b.Label + " " + b.Link + ")"
		}
	}
	out.mark(!m.Edited.IsZero(), "edited")
	out.mark(m.Pinned, "pinned")
	out.mark(m.Silent, "silent")
	out.mark(m.Automatic, "forwarded from the channel")
	return out
}

func discordSight(p discordtest.Post, m discordtest.Message) sight {
	out := sight{id: m.ID, text: m.Visible()}
	if p.Name != "" {
		out.text = p.Name + "\n" + out.text
	}
	out.mark(!m.Edited.IsZero(), "edited")
	out.mark(m.Pinned || p.Pinned, "pinned")
	out.mark(m.Flags&silentFlag != 0, "silent")
	out.mark(m.Crossposted, "handed on to following servers")
	return out
}

func (s *sight) mark(is bool, name string) {
	if is {
		s.marks = append(s.marks, name)
	}
}
