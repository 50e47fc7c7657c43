package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/bot/terminal/terminaltest"
)

// between is how long people take for what they say next. Five questions a
// minute are answered.
const between = 15 * time.Second

var thumbs = []string{"👍", "👎"}

// chat is one person's chat with the bot on a platform.
type chat interface {
	say(text string)
	edit(text string)
	press(label string) error
	// news is what the bot has said or changed since it was asked last.
	news() terminaltest.Reply
}

// lead leads a conversation in a chat, and returns what is answered.
func lead(c terminaltest.Conversation, in chat) (replies []terminaltest.Reply, err error) {
	var last terminaltest.Reply
	for _, turn := range c.Turns {
		n, noNumber := strconv.Atoi(turn.Say)
		switch {
		case turn.Edit:
			in.edit(turn.Say)
		case noNumber == nil && n >= 1 && n <= len(last.Offers):
			err = in.press(last.Offers[n-1])
		case slices.Contains(thumbs, turn.Say):
			err = in.press(turn.Say)
		default:
			in.say(turn.Say)
		}
		if err != nil {
			return replies, fmt.Errorf("> %s: %w", turn.Say, err)
		}
		passes(between)
		last = in.news()
		replies = append(replies, last)
		if last.Text == "" {
			return replies, fmt.Errorf("> %s: nothing is answered", turn.Say)
		}
	}
	return replies, nil
}

// telegramChat is a private chat on Telegram.
type telegramChat struct {
	fake   *telegramtest.Fake
	me     telegramtest.Person
	said   int             // the last message of the person
	known  map[int]string  // what the bot's messages showed
	toasts map[string]bool // presses whose word over the chat was read
}

var telegramLanguages = map[string]string{"de": "de", "en": "en", "zh": "zh-hans"}

func newTelegramChat(fake *telegramtest.Fake, id int64, lang string) *telegramChat {
	me := telegramtest.Person{ID: id, Name: "P", Lang: telegramLanguages[lang]}
	fake.Add(telegramtest.Chat{ID: id, Type: telegramtest.Private, Title: me.Name})
	return &telegramChat{fake: fake, me: me, known: map[int]string{}, toasts: map[string]bool{}}
}

func (c *telegramChat) say(text string) {
	if text == "" {
		c.said = c.fake.Say(c.me.ID, telegramtest.Said{From: c.me, Kind: "sticker"})
		return
	}
	c.said = c.fake.Write(c.me.ID, c.me, text)
}

func (c *telegramChat) edit(text string) { c.fake.Rewrite(c.me.ID, c.said, text) }

func (c *telegramChat) press(label string) error {
	for _, m := range slices.Backward(c.fake.Chat(c.me.ID)) {
		if slices.Contains(slices.Concat(m.Labels()...), label) {
			if !c.fake.Press(c.me.ID, m.ID, telegramtest.Press{By: c.me, Label: label}) {
				break
			}
			return nil
		}
	}
	return fmt.Errorf("there is no button %q", label)
}

func (c *telegramChat) news() (r terminaltest.Reply) {
	var texts []string
	for _, m := range c.fake.Chat(c.me.ID) {
		shows := fmt.Sprint(m.Edits, m.Text)
		if m.ByOther || c.known[m.ID] == shows {
			continue
		}
		c.known[m.ID] = shows
		texts = append(texts, m.Text)
		r.Offers = slices.DeleteFunc(slices.Concat(m.Labels()...), isThumb)
	}
	for _, p := range c.fake.Callbacks() {
		if p.By == c.me.ID && p.Text != "" && !c.toasts[p.ID] {
			c.toasts[p.ID] = true
			texts = append(texts, p.Text)
		}
	}
	r.Text, r.Sources = terminaltest.Parted(strings.Join(texts, "\n\n"))
	return r
}

func isThumb(label string) bool { return slices.Contains(thumbs, label) }

// discordChat is a direct chat on Discord.
type discordChat struct {
	fake  *discordtest.Fake
	me    *discordtest.Person
	said  string            // the last message of the person
	known map[string]string // what the bot's messages showed
}

var discordLanguages = map[string]string{"de": "de", "en": "en-US", "zh": "zh-CN"}

func newDiscordChat(fake *discordtest.Fake, lang string) *discordChat {
	return &discordChat{fake: fake, me: fake.Person("P", discordLanguages[lang]), known: map[string]string{}}
}

// say writes a text, or uses the command that it is, by any of the names under
// which Discord shows it.
func (c *discordChat) say(text string) {
	name, arg, _ := strings.Cut(text, " ")
	for _, cmd := range c.fake.Commands() {
		names := append([]string{cmd.Name}, slices.Collect(maps.Values(cmd.NameLocalizations))...)
		takes, needs := len(cmd.Options) > 0, len(cmd.Options) > 0 && cmd.Options[0].Required
		if cmd.Type == 1 && strings.HasPrefix(name, "/") && slices.Contains(names, name[1:]) && (arg == "" && !needs || arg != "" && takes) {
			c.me.Use(c.me.DM(), cmd.Name, arg)
			return
		}
	}
	if text == "" {
		c.said = c.me.Show(c.me.DM(), nil, []string{"wave"})
		return
	}
	c.said = c.me.Write(c.me.DM(), text)
}

func (c *discordChat) edit(text string) { c.me.Edit(c.me.DM(), c.said, text) }

func (c *discordChat) press(label string) error {
	for _, m := range slices.Backward(c.me.Sees(c.me.DM())) {
		if slices.Contains(labelsOn(m), label) {
			c.me.Press(c.me.DM(), m.ID, label)
			return nil
		}
	}
	return fmt.Errorf("there is no button %q", label)
}

func (c *discordChat) news() (r terminaltest.Reply) {
	var texts []string
	for _, m := range c.me.Sees(c.me.DM()) {
		shows := fmt.Sprint(m.Edits, m.Content)
		if m.Author != c.fake.Bot() || c.known[m.ID] == shows {
			continue
		}
		c.known[m.ID] = shows
		text, sources := discordText(m.Content)
		texts, r.Sources = append(texts, text), append(r.Sources, sources...)
		r.Offers = slices.DeleteFunc(labelsOn(m), isThumb)
	}
	r.Text = strings.Join(texts, "\n\n")
	return r
}

// labelsOn are the labels of the buttons and menus of a message, in their order.
func labelsOn(m discordtest.Message) (labels []string) {
	for _, row := range m.Rows {
		for _, b := range row.Components {
			switch {
			case b.Emoji != nil:
				labels = append(labels, b.Emoji.Name)
			case b.Label != "":
				labels = append(labels, b.Label)
			}
			for _, o := range b.Options {
				labels = append(labels, o.Label)
			}
		}
	}
	return labels
}

// The marks of Discord's markdown, as far as the bot writes them.
var (
	discordLink  = regexp.MustCompile(`\[((?:\\.|[^\]\\])*)\]\(<?([^)>]*)>?\)`)
	discordStart = regexp.MustCompile(`(?m)^(?:#{1,3}|-#|>) `)
	discordStyle = regexp.MustCompile("\\*\\*|__|~~|\\|\\||```|[*_`]")
	discordMark  = regexp.MustCompile(`\\([\\*_~|<>\[\]()#+\-.@/` + "`])")
)

// discordText is a message as it is read, without the small print that links to
// sources, and that.
func discordText(content string) (text string, sources []string) {
	var lines []string
	for line := range strings.SplitSeq(content, "\n") {
		small := strings.HasPrefix(line, "-# ")
		plain := unmarked(line)
		if small && !isGround(plain) {
			sources = append(sources, plain)
			continue
		}
		lines = append(lines, plain)
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), sources
}

// unmarked is a line without markup. What is escaped is put aside first.
func unmarked(line string) string {
	line = discordLink.ReplaceAllString(discordStart.ReplaceAllString(line, ""), "$1")
	var kept []string
	line = discordMark.ReplaceAllStringFunc(line, func(s string) string {
		kept = append(kept, s[1:])
		return "\x00"
	})
	line = discordStyle.ReplaceAllString(line, "")
	for _, k := range kept {
		line = strings.Replace(line, "\x00", k, 1)
	}
	return line
}

// isGround reports whether a line tells how old an answer is and what it rests on.
func isGround(line string) bool {
	return slices.ContainsFunc([]phrases.Text{phrases.GroundLine, phrases.DateOnly}, func(t phrases.Text) bool {
		return slices.ContainsFunc(phrases.Languages, func(lang string) bool {
			start, _, _ := strings.Cut(t.In(lang), "{")
			return strings.HasPrefix(line, start)
		})
	})
}
