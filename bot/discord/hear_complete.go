package discord

import (
	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

const (
	maxOffers = 25  // words that complete what is typed (Discord's documentation, "Autocomplete")
	looked    = 100 // entries of all sorts among which those of one are looked for
)

// offer is a word that completes what is typed: Name is shown, Value is sent.
type offer struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// complete are the words that complete what is being typed into a command.
func (l *Listener) complete(i interaction) (c callback) {
	offers := []offer{}
	c = callback{dg.InteractionApplicationCommandAutocompleteResult, map[string]any{"choices": offers}}
	defer l.recovered("Completing what is typed on Discord failed.")
	collection, typed := completes(i.Data.Name), ""
	for _, o := range i.Data.Options {
		if o.Focused {
			typed, _ = o.Value.(string)
		}
	}
	if l.cfg.Directory == nil || collection == "" {
		return c
	}
	lang := language(i.Locale)
	if lang == "" {
		lang = "en"
	}
	for _, e := range l.cfg.Directory.Matches(typed, lang, looked) {
		if e.Collection == collection && len(offers) < maxOffers && e.Key != "" && units(e.Key) <= maxOption {
			offers = append(offers, offer{labelled(e.Name, maxOption), e.Key})
		}
	}
	c.Data = map[string]any{"choices": offers}
	return c
}

// completes is the collection that completes the argument of a command.
func completes(name string) string {
	for _, c := range bot.Commands() {
		if c.Name == name {
			return c.Completes
		}
	}
	return ""
}
