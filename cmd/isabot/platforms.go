package main

import (
	"fmt"
	"io"
	"log/slog"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/discord"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/cms"
)

// senders are how the chat platforms are reached, nil for one without a token.
// News and answers share them, and so the platforms' limits.
type senders struct {
	telegram *telegram.Sender
	discord  *discord.Sender
}

// platforms are the chat platforms that news goes to. What is planned for one
// without a token waits.
func (p *program) platforms() (map[string]announce.Platform, error) {
	t, d := announce.Platform{Renderer: telegram.Renderer{}}, announce.Platform{Renderer: discord.Renderer{}}
	if p.cfg.telegram.token != "" {
		sender, err := telegram.NewSender(telegram.Config{
			Token: p.cfg.telegram.token, APIURL: p.cfg.telegram.url, Now: p.now, Pace: p.pace, Log: slog.Default(), LogChat: p.logChat, Around: p.lastMessage,
		})
		if err != nil {
			return nil, fmt.Errorf("TELEGRAM_BOT_TOKEN, TELEGRAM_API_URL: %w", err)
		}
		sender.Pause(bot.Place{}, p.pace(), telegram.Forgets, true)
		t.Sender, p.senders.telegram = sender, sender
	}
	if p.cfg.discord.token != "" {
		sender, err := discord.NewSender(discord.Config{Token: p.cfg.discord.token, APIURL: p.cfg.discord.url, Now: p.pace, Log: slog.Default()})
		if err != nil {
			return nil, fmt.Errorf("DISCORD_BOT_TOKEN, DISCORD_API_URL: %w", err)
		}
		d.Sender, p.senders.discord = sender, sender
	}
	return map[string]announce.Platform{"telegram": t, "discord": d}, nil
}

// logChat is the Telegram chat in which it may be looked up what was sent, "" for none.
func (p *program) logChat() string {
	c, err := cms.FindPurposeChannel(p.app, "telegram", "log")
	if err != nil {
		return ""
	}
	return c.Target()
}

// lastMessage is the last message that was known of a chat before a send of
// which nobody knows what became.
func (p *program) lastMessage(place bot.Place, _ time.Time) (int, bool) {
	id, err := cms.LastBeforeUnsure(p.app, place.Platform, place.Chat)
	return id, err == nil && id > 0
}

// sayPlatforms says what happens on the platforms, and how the others are
// switched on.
func (p *program) sayPlatforms(out io.Writer) {
	for _, f := range []struct{ name, variable, token, hears string }{
		{"Telegram", "TELEGRAM_BOT_TOKEN", p.cfg.telegram.token, p.hearsOnTelegram()},
		{"Discord", "DISCORD_BOT_TOKEN", p.cfg.discord.token, p.hearsOnDiscord()},
	} {
		switch {
		case f.token == "":
			fmt.Fprintf(out, "  %-8s is off: set %s to switch it on\n", f.name, f.variable)
		case p.cfg.hold:
			fmt.Fprintf(out, "  %-8s is on: %s; no news is sent: ISABOT_SENDING is hold\n", f.name, f.hears)
		default:
			fmt.Fprintf(out, "  %-8s is on: %s, and news is sent to its channels\n", f.name, f.hears)
		}
	}
}

func (p *program) hearsOnTelegram() string {
	if p.cfg.telegram.webhookURL != "" {
		return "questions come by the webhook and are answered"
	}
	return "questions are answered"
}

func (p *program) hearsOnDiscord() string {
	switch d := p.cfg.discord; {
	case !d.noGateway:
		return "questions are answered"
	case d.publicKey != "":
		return "commands and buttons are answered, by HTTP alone"
	}
	return "nothing is answered: DISCORD_GATEWAY is off and DISCORD_PUBLIC_KEY not set"
}
