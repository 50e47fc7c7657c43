package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// askCommand is the command that asks a question; what people write without one
// is not read on servers.
const askCommand = "ask"

// slash is a command as Discord is told of it.
type slash struct {
	Name         string                          `json:"name"`
	Names        map[dg.Locale]string            `json:"name_localizations,omitempty"`
	Type         dg.ApplicationCommandType       `json:"type"`
	About        string                          `json:"description,omitempty"`
	Abouts       map[dg.Locale]string            `json:"description_localizations,omitempty"`
	Options      []slashOption                   `json:"options,omitempty"`
	Contexts     []dg.InteractionContextType     `json:"contexts"`
	Integrations []dg.ApplicationIntegrationType `json:"integration_types"`
}

// slashOption is the argument of a command.
type slashOption struct {
	Type         dg.ApplicationCommandOptionType `json:"type"`
	Name         string                          `json:"name"`
	Names        map[dg.Locale]string            `json:"name_localizations,omitempty"`
	About        string                          `json:"description"`
	Abouts       map[dg.Locale]string            `json:"description_localizations,omitempty"`
	Required     bool                            `json:"required,omitempty"`
	Autocomplete bool                            `json:"autocomplete,omitempty"`
	MaxLength    int                             `json:"max_length,omitempty"`
	Choices      []offer                         `json:"choices,omitempty"`
}

// slashes are all commands, and the one in the menu of messages. They are there
// on servers, in the chat with the bot, and, for those who have installed it for
// themselves, wherever they talk.
func slashes(commands []bot.Command) []slash {
	question := slashOption{Type: dg.ApplicationCommandOptionString, Required: true, MaxLength: bot.MaxQuestion}
	ask := slash{Type: dg.ChatApplicationCommand}.called(askCommand, phrases.DiscordAsk, phrases.DiscordAboutAsk)
	ask.Options = []slashOption{question.called(phrases.DiscordQuestion, phrases.DiscordAboutQuestion)}
	all := []slash{everywhere(ask)}
	for _, c := range commands {
		s := slash{Type: dg.ChatApplicationCommand}.called(c.Name, phrases.DiscordCommands[c.Name], c.About)
		if c.Argument != (phrases.Text{}) {
			s.Options = []slashOption{argument(c)}
		}
		all = append(all, everywhere(s))
	}
	menu := slash{Type: dg.MessageApplicationCommand, Name: phrases.DiscordAskISA.En, Names: localized(phrases.DiscordAskISA)}
	return append(all, everywhere(menu))
}

func everywhere(s slash) slash {
	s.Contexts = []dg.InteractionContextType{dg.InteractionContextGuild, dg.InteractionContextBotDM, dg.InteractionContextPrivateChannel}
	s.Integrations = []dg.ApplicationIntegrationType{dg.ApplicationIntegrationGuildInstall, dg.ApplicationIntegrationUserInstall}
	return s
}

// called is a command with its names and what is said about it. A name that no
// language has of its own is the same in all.
func (s slash) called(name string, names, about phrases.Text) slash {
	s.Name, s.About, s.Abouts = name, about.En, localized(about)
	if names != (phrases.Text{}) {
		s.Names = localized(names)
	}
	return s
}

func (o slashOption) called(names, about phrases.Text) slashOption {
	o.Name, o.Names, o.About, o.Abouts = names.En, localized(names), about.En, localized(about)
	return o
}

// argument is what a command takes; it may be left out.
func argument(c bot.Command) slashOption {
	names := phrases.DiscordArgument
	if own, found := phrases.DiscordArguments[c.Name]; found {
		names = own
	}
	o := slashOption{Type: dg.ApplicationCommandOptionString, MaxLength: bot.MaxQuestion}.called(names, c.Argument)
	o.Autocomplete = c.Completes != ""
	for _, word := range c.Takes {
		label := word
		if name, found := phrases.LanguageNames[word]; found {
			label = name
		}
		o.Choices, o.MaxLength = append(o.Choices, offer{label, word}), 0
	}
	return o
}

// localized is a text in the languages in which it is not English.
func localized(t phrases.Text) map[dg.Locale]string {
	return map[dg.Locale]string{dg.German: t.De, dg.ChineseCN: t.Zh}
}

// introduce tells Discord which commands there are, until it knows them or ctx
// ends.
func (l *Listener) introduce(ctx context.Context) {
	said := false
	for pause := firstPause; ; pause = min(2*pause, longest) {
		err := l.register(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		rest := pause
		if later, ok := errors.AsType[*bot.WaitError](err); ok {
			rest = later.For // the sender has said why, or it is nothing to speak of
		} else if !said {
			said = true
			l.cfg.Log.WarnContext(ctx, "Discord could not be told which commands the bot knows; it is tried again.", "error", err)
		}
		if errors.Is(err, bot.ErrRefused) {
			rest = longest
		}
		if waitFor(ctx, rest) != nil {
			return
		}
	}
}

// register tells Discord of the commands, if they are others than it was told last.
func (l *Listener) register(ctx context.Context) error {
	here := bot.Place{Platform: platform}
	app := l.cfg.ApplicationID
	if app == "" || l.key != nil {
		var is struct {
			ID  string `json:"id"`
			Key string `json:"verify_key"`
		}
		if err := l.s.do(ctx, l.s.request(application, here, ""), &is); err != nil {
			return again(fmt.Errorf("ask for the bot's application: %w", err))
		}
		if l.key != nil && !strings.EqualFold(is.Key, l.cfg.PublicKey) {
			l.cfg.Log.ErrorContext(ctx, "DISCORD_PUBLIC_KEY is not the key of the bot's application: nothing that Discord brings by HTTP is taken. Please copy the key from Discord's developer portal.")
		}
		if app == "" {
			app = is.ID
		}
	}
	list, err := json.Marshal(slashes(bot.Commands()))
	if err != nil {
		return fmt.Errorf("list the commands: %w", err)
	}
	sum := sha256.Sum256(list)
	key, hash := "discord.commands."+app, hex.EncodeToString(sum[:])
	if l.cfg.Memo != nil {
		known, err := l.cfg.Memo.Load(ctx, key)
		if err != nil {
			return fmt.Errorf("look up which commands Discord knows: %w", err)
		}
		if known == hash {
			return nil
		}
	}
	r := l.s.request(putCommands, here, app)
	r.fields = json.RawMessage(list)
	if err := l.s.do(ctx, r, nil); err != nil {
		return again(fmt.Errorf("tell Discord of the commands: %w", err))
	}
	if l.cfg.Memo != nil {
		if err := l.cfg.Memo.Save(ctx, key, hash); err != nil {
			return fmt.Errorf("keep which commands Discord knows: %w", err)
		}
	}
	return nil
}
