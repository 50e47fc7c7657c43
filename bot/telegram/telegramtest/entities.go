package telegramtest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// What Telegram finds in a text by itself, as far as a bot has to do with it.
var (
	mention = regexp.MustCompile(`(?:^|[^\w@])(@[A-Za-z]\w{2,31})`)
	command = regexp.MustCompile(`(?:^|[^\w/>])(/\w{1,64}(?:@[A-Za-z]\w{2,31})?)`)
)

// entitiesOf are the mentions and commands in a text, in their order.
func (f *Fake) entitiesOf(text, calls string) (out []Entity) {
	add := func(kind string, from, to int) *Entity {
		out = append(out, Entity{Type: kind, Offset: units(text[:from]), Length: units(text[from:to])})
		return &out[len(out)-1]
	}
	commands := command.FindAllStringSubmatchIndex(text, -1)
	for _, at := range commands {
		add("bot_command", at[2], at[3])
	}
	for _, at := range mention.FindAllStringSubmatchIndex(text, -1) {
		inside := func(c []int) bool { return c[2] <= at[2] && at[3] <= c[3] }
		if !slices.ContainsFunc(commands, inside) {
			add("mention", at[2], at[3])
		}
	}
	if i := strings.Index(text, calls); calls != "" && i >= 0 {
		me := f.me()
		add("text_mention", i, i+len(calls)).User = &EntityUser{ID: me["id"].(int64), IsBot: true, Name: "isabot"}
	}
	slices.SortFunc(out, func(a, b Entity) int { return a.Offset - b.Offset })
	return out
}

// units is how long a text is in UTF-16.
func units(s string) int { return len(utf16.Encode([]rune(s))) }
