package telegram

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// Memo remembers short texts by name over restarts.
type Memo interface {
	// Load returns what was saved under a name, "" if nothing was.
	Load(ctx context.Context, key string) (string, error)
	// Save replaces it.
	Save(ctx context.Context, key, value string) error
}

// profileLanguages are those in which the profile is told, as Telegram names
// them. "" is for everybody else, in English: people whose app is in neither
// German nor Chinese read that best, the English among them.
var profileLanguages = []string{"", "de", "zh"}

// setting is one thing of the profile.
type setting struct {
	key  string
	said any // what it is set to
	set  func(ctx context.Context) (bool, error)
}

// settings are all of them. The name is the staff's choice, made with @BotFather.
func (l *Listener) settings() (all []setting) {
	api := l.sender.api
	for _, code := range profileLanguages {
		lang := cmp.Or(code, "en")
		everything, some := commandsIn(lang)
		about, short := phrases.BotDescription.In(lang), phrases.BotShort.In(lang)
		all = append(all,
			setting{"commands private " + code, everything, func(ctx context.Context) (bool, error) {
				return api.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: everything, Scope: &models.BotCommandScopeAllPrivateChats{}, LanguageCode: code})
			}},
			setting{"commands groups " + code, some, func(ctx context.Context) (bool, error) {
				return api.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: some, Scope: &models.BotCommandScopeAllGroupChats{}, LanguageCode: code})
			}},
			setting{"description " + code, about, func(ctx context.Context) (bool, error) {
				return api.SetMyDescription(ctx, &tg.SetMyDescriptionParams{Description: about, LanguageCode: code})
			}},
			setting{"short description " + code, short, func(ctx context.Context) (bool, error) {
				return api.SetMyShortDescription(ctx, &tg.SetMyShortDescriptionParams{ShortDescription: short, LanguageCode: code})
			}})
	}
	return all
}

// commandsIn are the commands in a language: all, and those for groups. What is
// for one person alone is asked for in private.
func commandsIn(lang string) (all, some []models.BotCommand) {
	for _, c := range bot.Commands() {
		listed := models.BotCommand{Command: c.Name, Description: c.About.In(lang)}
		all = append(all, listed)
		if !c.Quiet && c.Name != "start" {
			some = append(some, listed)
		}
	}
	return all, some
}

// keepProfile sets what has changed since it was set last, one after the other:
// Telegram lets that be done seldom.
func (l *Listener) keepProfile(ctx context.Context) {
	if l.cfg.Profile == nil {
		return
	}
	for _, s := range l.settings() {
		key, sum := "telegram "+s.key, l.sumOf(s)
		known, err := l.cfg.Profile.Load(ctx, key)
		if err == nil && known == sum {
			continue
		}
		if err == nil && l.sets(ctx, s) {
			err = l.cfg.Profile.Save(ctx, key, sum)
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			l.cfg.Log.Warn("What the bot's profile on Telegram was set to is not remembered.", "error", err)
		}
	}
}

// sumOf stands for a setting of this bot.
func (l *Listener) sumOf(s setting) string {
	raw, _ := json.Marshal([]any{l.me.Load().ID, s.said}) // texts can always be written
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16])
}

// sets carries a setting out, when Telegram lets it. It returns false if
// Telegram refuses it for good, or ctx ended.
func (l *Listener) sets(ctx context.Context, s setting) bool {
	for rest := firstRest; ; rest = min(2*rest, longestRest) {
		_, err := s.set(ctx)
		if err == nil {
			_ = l.cfg.Wait(ctx, firstRest) // before the next
			return true
		}
		var d *denied
		switch {
		case errors.As(err, &d) && d.code == http.StatusTooManyRequests:
			rest = d.retryAfter
		case errors.As(err, &d) && d.code < http.StatusInternalServerError:
			l.cfg.Log.Warn("A part of the bot's profile on Telegram could not be set.", slog.String("part", s.key), slog.String("error", d.Error()))
			return false
		}
		if l.cfg.Wait(ctx, rest) != nil {
			return false
		}
	}
}
