package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

const patience = 20 * time.Second

// onTelegram is a person in a private chat on Telegram.
type onTelegram struct {
	fake     *telegramtest.Fake
	listener *telegram.Listener
	person   telegramtest.Person
	last     int // what was said last
}

func newOnTelegram(t *testing.T, w *theatre) *onTelegram {
	p := &onTelegram{fake: telegramtest.New(telegramtest.Config{Now: w.clock.now, Specs: specs()}), person: telegramtest.Person{ID: 1000}}
	sender, err := telegram.NewSender(telegram.Config{Token: telegramtest.Token, APIURL: "http://telegram.test", HTTP: p.fake, Now: w.clock.now, Pace: w.clock.now, Log: quietLog})
	if err != nil {
		t.Fatal(err)
	}
	p.listener, err = telegram.NewListener(telegram.ListenerConfig{
		Sender: sender, Handler: w.recorder, Store: w.stores, Log: quietLog, Introduce: bot.Introduction, Wait: w.clock.wait,
		Closed: w.stores.placeClosed, Back: w.stores.placeBack,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c, v := p.fake.Complaints(), p.fake.Violations(); len(c)+len(v) > 0 {
			t.Errorf("Telegram complains: %q %v", c, v)
		}
	})
	return p
}

func (p *onTelegram) enter(*testing.T) {
	p.person.ID++
	p.person.Name = "Anna"
	p.fake.Add(telegramtest.Chat{ID: p.person.ID, Type: telegramtest.Private, Title: "Anna"})
}

func (p *onTelegram) say(text string)  { p.last = p.fake.Write(p.person.ID, p.person, text) }
func (p *onTelegram) edit(text string) { p.fake.Rewrite(p.person.ID, p.last, text) }

func (p *onTelegram) changes() (n int) {
	for _, m := range p.fake.Chat(p.person.ID) {
		if !m.ByOther {
			n += 1 + m.Edits
		}
	}
	return n
}

func (p *onTelegram) press(t *testing.T, label string) {
	t.Helper()
	for _, m := range backwards(p.fake.Chat(p.person.ID)) {
		for _, row := range m.Labels() {
			for _, l := range row {
				if abridged(l, label) {
					p.fake.Press(p.person.ID, m.ID, telegramtest.Press{By: p.person, Label: l})
					return
				}
			}
		}
	}
	t.Fatalf("Telegram shows no button %q", label)
}

func (p *onTelegram) seen(t *testing.T, shown func(string) bool) (words string, labels []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	read := func() (out string) {
		var all []string
		for _, m := range p.fake.Chat(p.person.ID) {
			if !m.ByOther {
				all = append(all, m.Text)
			}
		}
		for _, c := range p.fake.Callbacks() {
			all = append(all, c.Text)
		}
		return strings.Join(all, "\n")
	}
	if !p.fake.Until(ctx, func() bool { return shown(read()) }) {
		t.Errorf("Telegram does not show all of it:\n%s", read())
	}
	for _, m := range backwards(p.fake.Chat(p.person.ID)) {
		for _, row := range m.Labels() {
			labels = append(labels, row...)
		}
		if len(labels) > 0 && m.Kind == "text" {
			break
		}
	}
	return p.answer(), labels
}

// answer is the last message of the bot's, or all parts of it.
func (p *onTelegram) answer() string {
	var parts []string
	for _, m := range backwards(p.fake.Chat(p.person.ID)) {
		if m.ByOther && len(parts) > 0 {
			break
		}
		if !m.ByOther {
			parts = append([]string{m.Text}, parts...)
		}
	}
	return strings.Join(parts, "\n")
}

func backwards[T any](all []T) []T {
	out := make([]T, len(all))
	for i, v := range all {
		out[len(all)-1-i] = v
	}
	return out
}

// abridged reports whether a button's label is the one wanted, or its beginning.
func abridged(shown, label string) bool {
	return shown == label || strings.HasSuffix(shown, "…") && strings.HasPrefix(label, strings.TrimSuffix(shown, "…"))
}

// onDiscord is a person who writes to the bot alone on Discord.
type onDiscord struct {
	fake     *discordtest.Fake
	listener *discord.Listener
	person   *discordtest.Person
	last     string
	once     sync.Once
}

func newOnDiscord(t *testing.T, w *theatre) *onDiscord {
	cfg := discordtest.Config{Now: w.clock.now}
	if specs() != "" {
		var err error
		if cfg.Schema, err = discordtest.LoadSchema(specs()); err != nil {
			t.Fatal(err)
		}
	}
	p := &onDiscord{fake: discordtest.New(cfg)}
	sender, err := discord.NewSender(discord.Config{Token: "token", APIURL: "http://discord.test", HTTP: p.fake.Transport(), Now: w.clock.now, Log: quietLog})
	if err != nil {
		t.Fatal(err)
	}
	p.listener, err = discord.NewListener(discord.ListenerConfig{
		Sender: sender, Handler: w.recorder, Store: w.stores, Log: quietLog, Now: w.clock.now, Gateway: true, Directory: w.engine, Dial: p.fake.Dial,
		Closed: w.stores.placeClosed, Back: w.stores.placeBack,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if v := p.fake.Violations(); len(v) > 0 {
			t.Errorf("Discord complains: %q", v)
		}
	})
	return p
}

func (p *onDiscord) enter(t *testing.T) {
	p.once.Do(func() {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if !p.fake.Until(ctx, func() bool { return len(p.fake.Commands()) > 0 && p.fake.Listening() }) {
			t.Fatal("Discord is not heard")
		}
	})
	p.person = p.fake.Person("Anna", "")
}

func (p *onDiscord) say(text string)  { p.last = p.person.Write(p.person.DM(), text) }
func (p *onDiscord) edit(text string) { p.person.Edit(p.person.DM(), p.last, text) }

func (p *onDiscord) changes() (n int) {
	for _, m := range p.mine() {
		n += 1 + m.Edits
	}
	return n
}

func (p *onDiscord) press(t *testing.T, label string) {
	t.Helper()
	for _, m := range backwards(p.mine()) {
		for _, l := range labelsOf(m) {
			if abridged(l, label) {
				p.person.Press(p.person.DM(), m.ID, l)
				return
			}
		}
	}
	t.Fatalf("Discord shows no button %q", label)
}

// mine are the bot's messages to the person.
func (p *onDiscord) mine() (out []discordtest.Message) {
	for _, m := range p.person.Sees(p.person.DM()) {
		if m.Author != p.person.ID {
			out = append(out, m)
		}
	}
	return out
}

func labelsOf(m discordtest.Message) (out []string) {
	for _, row := range m.Rows {
		for _, b := range row.Components {
			switch {
			case b.Label != "":
				out = append(out, b.Label)
			case b.Emoji != nil:
				out = append(out, b.Emoji.Name)
			}
			for _, o := range b.Options {
				out = append(out, o.Label)
			}
		}
	}
	return out
}

func (p *onDiscord) seen(t *testing.T, shown func(string) bool) (words string, labels []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	read := func() string {
		var all []string
		for _, m := range p.mine() {
			all = append(all, m.Content)
		}
		return strings.Join(all, "\n")
	}
	if !p.fake.Until(ctx, func() bool { return shown(read()) }) {
		t.Errorf("Discord does not show all of it:\n%s", read())
	}
	var parts []string
	for _, m := range backwards(p.person.Sees(p.person.DM())) {
		if m.Author == p.person.ID && len(parts) > 0 {
			break
		}
		if m.Author != p.person.ID {
			parts = append([]string{m.Content}, parts...)
		}
		if len(labels) == 0 {
			labels = labelsOf(m)
		}
	}
	return strings.Join(parts, "\n"), labels
}
