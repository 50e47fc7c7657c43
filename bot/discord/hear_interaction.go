package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

// interaction is what is read of a command, of a press of a button, or of what
// is being typed. Discord's documentation calls all of these interactions.
type interaction struct {
	ID      string                     `json:"id"`
	App     string                     `json:"application_id"`
	Type    dg.InteractionType         `json:"type"`
	Token   string                     `json:"token"`
	Locale  string                     `json:"locale"`
	Channel string                     `json:"channel_id"`
	Server  string                     `json:"guild_id"`
	Context *dg.InteractionContextType `json:"context"`
	Owners  map[string]json.RawMessage `json:"authorizing_integration_owners"`
	User    *user                      `json:"user"`
	Member  *struct{ User user }       `json:"member"`
	Message *pressed                   `json:"message"`
	Data    struct {
		Name    string                    `json:"name"`
		Type    dg.ApplicationCommandType `json:"type"`
		Options []given                   `json:"options"`
		Target  string                    `json:"target_id"`
		Button  string                    `json:"custom_id"`
		Chosen  []string                  `json:"values"`
		Found   struct {
			Messages map[string]pointedAt `json:"messages"`
		} `json:"resolved"`
	} `json:"data"`
}

// given is what was typed into an option of a command.
type given struct {
	Name    string `json:"name"`
	Value   any    `json:"value"`
	Focused bool   `json:"focused"` // it is being typed
}

// pointedAt is a message that a command of its menu is about.
type pointedAt struct {
	Content string `json:"content"`
	Embeds  []struct {
		Title       string `json:"title"`
		Description string `json:"description"`
	} `json:"embeds"`
}

// pressed is the message whose button was pressed.
type pressed struct {
	ID    string          `json:"id"`
	Flags dg.MessageFlags `json:"flags"`
	Rows  []struct {
		Components []struct {
			Button  string `json:"custom_id"`
			Label   string `json:"label"`
			Options []struct {
				Label string `json:"label"`
				Value string `json:"value"`
			} `json:"options"`
		} `json:"components"`
	} `json:"components"`
}

// byGateway answers an interaction that the gateway tells of.
func (l *Listener) byGateway(data json.RawMessage) {
	var i interaction
	if err := json.Unmarshal(data, &i); err != nil {
		l.cfg.Log.Warn("A command or a button on Discord could not be read.")
		return
	}
	respond := l.callback(i)
	if !l.begin(func(ctx context.Context) {
		if l.first(ctx, i) {
			l.interact(ctx, i, respond)
		}
	}) {
		l.cfg.Log.Warn("A command or a button on Discord is not answered: there are too many at once, or the end has come.")
	}
}

// first reports whether an interaction was not heard before. What is being
// typed changes nothing, and may be heard twice.
func (l *Listener) first(ctx context.Context, i interaction) bool {
	if i.Type == dg.InteractionApplicationCommandAutocomplete {
		return true
	}
	first, err := l.inbox.Once(ctx, i.ID)
	if err != nil {
		l.cfg.Log.Error("Whether a command or a button on Discord is a new one could not be looked up; it is not answered.", "error", err)
	}
	return first && err == nil
}

// person is whose an interaction is, "" if it says nothing of that.
func (i *interaction) person() string {
	if i.Member != nil {
		return i.Member.User.ID
	}
	if i.User != nil {
		return i.User.ID
	}
	return ""
}

// inDM reports whether it is in the chat of a person and the bot. An
// interaction without a context is one where there is no server.
func (i *interaction) inDM() bool {
	return i.Server == "" && (i.Context == nil || *i.Context == dg.InteractionContextBotDM)
}

// absent reports whether the bot itself is not where it is used: a person has
// installed it for themselves. There it can say nothing but to them.
func (i *interaction) absent() bool {
	if i.inDM() {
		return false
	}
	_, there := i.Owners["0"] // "0" is an installation on a server
	return i.Server == "" || len(i.Owners) > 0 && !there
}

// say is what a person says by an interaction. alone says that the answer is to
// be shown to nobody else, where others read along.
func (l *Listener) say(i interaction) (m bot.Message, alone bool) {
	m = bot.Message{
		Place: bot.Place{Platform: platform, Chat: i.Channel}, Sender: i.person(),
		Text: i.text(), Locale: language(i.Locale), Direct: true, Press: i.Type == dg.InteractionMessageComponent,
	}
	if i.inDM() {
		if i.Channel != "" {
			l.s.learnDM(m.Sender, i.Channel)
		}
		m.Place, m.Private = dmPlace(m.Sender), true
		return m, false
	}
	alone = i.absent() || i.Data.Type == dg.MessageApplicationCommand || bot.Quiet(m.Text) ||
		i.Message != nil && i.Message.Flags&dg.MessageFlagsEphemeral != 0
	if alone {
		m.Private, m.Home = true, dmPlace(m.Sender)
	}
	return m, alone
}

// text is what an interaction says, as a person would write it.
func (i *interaction) text() string {
	switch {
	case i.Type == dg.InteractionMessageComponent:
		return i.pressedText()
	case i.Data.Type == dg.MessageApplicationCommand:
		return i.Data.Found.Messages[i.Data.Target].text()
	}
	said := ""
	if len(i.Data.Options) > 0 {
		said, _ = i.Data.Options[0].Value.(string)
	}
	if i.Data.Name == askCommand {
		return strings.TrimSpace(said)
	}
	return strings.TrimSpace("/" + i.Data.Name + " " + said)
}

// text is what the message says: where that is all in embeds, as in
// announcements, what they say. It is asked about, not obeyed: a command in it is
// another one's.
func (m pointedAt) text() string {
	said := spoken(m.Content, "")
	if said == "" && len(m.Embeds) > 0 {
		said = cmp.Or(spoken(m.Embeds[0].Title, ""), spoken(m.Embeds[0].Description, ""))
	}
	return strings.TrimLeft(said, "/／ ")
}

// pressedText is what the pressed button, or the chosen line of a menu, says.
func (i *interaction) pressedText() string {
	name := i.Data.Button
	if len(i.Data.Chosen) > 0 {
		name = i.Data.Chosen[0]
	}
	return saidBy(name, i.Message.label(name))
}

// label is what is written on the button, or on the line of a menu, of a name.
func (m *pressed) label(name string) string {
	if m == nil {
		return ""
	}
	for _, r := range m.Rows {
		for _, c := range r.Components {
			if c.Button == name {
				return c.Label
			}
			for _, o := range c.Options {
				if o.Value == name {
					return o.Label
				}
			}
		}
	}
	return ""
}

// language is the one of ours that a person's app speaks, "" for any other.
func language(locale string) string {
	tongue, _, _ := strings.Cut(strings.ToLower(locale), "-")
	switch tongue {
	case "de", "en", "zh":
		return tongue
	}
	return ""
}
