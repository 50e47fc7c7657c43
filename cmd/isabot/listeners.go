package main

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/discord"
	"isa-portal.de/isabot/bot/telegram"
)

// listener hears on a platform and answers there, until ctx ends. What the
// platform delivers over HTTP it takes as well.
type listener interface {
	http.Handler
	Run(ctx context.Context)
}

// listeners are those of the platforms that are on, by the path at which the
// platform delivers.
func (p *program) listeners(h bot.Handler) (map[string]listener, error) {
	all := map[string]listener{}
	if p.senders.telegram != nil {
		l, err := telegram.NewListener(p.onTelegram(h))
		if err != nil {
			return nil, err
		}
		all["/api/isa/telegram"] = l
	}
	if p.senders.discord != nil {
		l, err := discord.NewListener(p.onDiscord(h))
		if err != nil {
			return nil, err
		}
		all["/api/isa/discord"] = l
	}
	return all, nil
}

func (p *program) onTelegram(h bot.Handler) telegram.ListenerConfig {
	return telegram.ListenerConfig{
		Sender: p.senders.telegram, Handler: h, Store: p.stores, Log: slog.Default(),
		WebhookURL: p.cfg.telegram.webhookURL, WebhookSecret: p.cfg.telegram.webhookSecret,
		Profile: memo{p.app}, Introduce: bot.Introduction, Lookup: p.lookup, Member: p.memberOnTelegram,
		Closed: p.stores.placeClosed, Back: p.stores.placeBack,
	}
}

func (p *program) onDiscord(h bot.Handler) discord.ListenerConfig {
	return discord.ListenerConfig{
		Sender: p.senders.discord, Handler: h, Store: p.stores, Log: slog.Default(), Now: p.now,
		Gateway: !p.cfg.discord.noGateway, PublicKey: p.cfg.discord.publicKey, ApplicationID: p.cfg.discord.applicationID,
		Directory: p.engine, Memo: memo{p.app}, Closed: p.stores.placeClosed, Back: p.stores.placeBack,
	}
}

// memberOnTelegram follows a change of what the bot is in a group or channel.
func (p *program) memberOnTelegram(ctx context.Context, c telegram.Change) {
	m := announce.Membership{Platform: "telegram", Chat: c.Chat, Title: c.Title, Type: c.Type, Old: c.Old, New: c.New, Rights: c.Rights}
	if c.Username != "" {
		m.Name = "@" + c.Username
	}
	if err := p.memberChanged(ctx, m); err != nil && ctx.Err() == nil {
		slog.Error("A change of the bot's place in a Telegram chat could not be noted.", slog.Any("error", err))
	}
}

// maxAbout is how much of an entry is shown below its name in a list, in characters.
const maxAbout = 120

// lookup finds what somebody may mean who names the bot in any chat and goes on
// typing.
func (p *program) lookup(_ context.Context, text, lang string, limit int) []telegram.Found {
	var all []telegram.Found
	for _, e := range p.engine.Matches(text, lang, limit) {
		card, ok := p.engine.Card(e.Collection, e.Key, lang)
		if !ok {
			continue
		}
		about := strings.TrimSpace(strings.TrimPrefix(card.Body.Excerpt(maxAbout+len([]rune(e.Name))), e.Name))
		all = append(all, telegram.Found{
			Title: e.Name, About: about,
			Post: bot.Post{Body: card.Body, Lang: card.Lang, Outcome: card.Outcome, Sources: card.Sources},
		})
	}
	return all
}
