package discord

import (
	"slices"
	"strconv"
	"strings"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// Discord's limits of what can be pressed (its documentation, "Components").
const (
	maxRows     = 5
	maxInRow    = 5
	maxOptions  = 25
	maxOption   = 100 // of an option's label
	maxCustomID = 100
	maxHint     = 150 // of what a menu says before something was chosen
)

// The marks behind the number with which the name of a button begins: that what
// it says stands in the name, or that its label is what it says.
const (
	saidHere  = "/"
	saidLabel = "~"
)

// next are the rows of what a person may do on an answer: its choices, the
// questions that can be asked next, and the two thumbs. As long as there is room
// they are buttons, which need one touch; else the choices become menus, and if
// that does not suffice the questions too. What still has no room is left out:
// who has so much to offer offers it in pages.
func next(p bot.Post) []dg.ActionsRow {
	var ask []bot.Choice
	for _, q := range p.Suggestions {
		ask = append(ask, bot.Choice{Label: q, Say: q})
	}
	var thumbs []dg.ActionsRow
	if p.Rate != "" {
		thumbs = []dg.ActionsRow{{Components: []dg.MessageComponent{
			thumb("👍", bot.RateUp(p.Rate)), thumb("👎", bot.RateDown(p.Rate)),
		}}}
	}
	room := maxRows - len(thumbs)
	n := len(p.Choices)
	first, then := buttonRows(p.Choices, 0), buttonRows(ask, n)
	if len(first)+len(then) > room {
		first = menuRows(p.Choices, 0, phrases.Discord.Choose.In(p.Lang))
	}
	if len(first)+len(then) > room {
		then = menuRows(ask, n, phrases.Discord.AskNext.In(p.Lang))
	}
	rows := slices.Concat(first, then)
	return append(rows[:min(len(rows), room)], thumbs...)
}

func thumb(emoji, says string) dg.Button {
	return dg.Button{Style: dg.SecondaryButton, Emoji: &dg.ComponentEmoji{Name: emoji}, CustomID: saidHere + says}
}

// buttonRows are choices as buttons; from counts those that came before.
func buttonRows(choices []bot.Choice, from int) (rows []dg.ActionsRow) {
	for i, c := range choices {
		if i%maxInRow == 0 {
			rows = append(rows, dg.ActionsRow{})
		}
		row := &rows[len(rows)-1]
		row.Components = append(row.Components, dg.Button{
			Style: dg.SecondaryButton, Label: labelled(c.Label, maxLabel), CustomID: says(from+i, c),
		})
	}
	return rows
}

// menuRows are choices as menus.
func menuRows(choices []bot.Choice, from int, hint string) (rows []dg.ActionsRow) {
	for group := range slices.Chunk(choices, maxOptions) {
		menu := dg.SelectMenu{
			MenuType: dg.StringSelectMenu, CustomID: "menu" + strconv.Itoa(from+len(rows)), Placeholder: shortened(hint, maxHint, units),
		}
		for i, c := range group {
			menu.Options = append(menu.Options, dg.SelectMenuOption{
				Label: labelled(c.Label, maxOption), Value: says(from+len(rows)*maxOptions+i, c),
			})
		}
		rows = append(rows, dg.ActionsRow{Components: []dg.MessageComponent{menu}})
	}
	return rows
}

// labelled is a text as a button may bear it: in one line, and not empty.
func labelled(s string, limit int) string {
	s = shortened(strings.Join(strings.Fields(clean(s)), " "), limit, units)
	if s == "" {
		return "…"
	}
	return s
}

// says is the name of the nth button of a message, which is sent back when it is
// pressed. It holds what is said, so that it still works after a restart; where
// that has no room the label says it. The number tells apart what says the same.
func says(n int, c bot.Choice) string {
	number := strconv.Itoa(n)
	if name := number + saidHere + c.Say; units(name) <= maxCustomID {
		return name
	}
	return number + saidLabel
}

// saidBy is what the button with a name says; label is what is written on it.
func saidBy(name, label string) string {
	if rest := strings.TrimLeft(name, "0123456789"); strings.HasPrefix(rest, saidHere) {
		return rest[len(saidHere):]
	}
	return strings.TrimSuffix(label, "…")
}
