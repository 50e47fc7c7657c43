package telegram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
)

// platform is the name of all places on Telegram.
const platform = "telegram"

// understand makes of a message what was said, and reports whether it is for
// the bot at all. me is the bot itself.
//
// In a group that is what names the bot or answers it. A command to nobody, and
// a short remark, which may be the yes or no to a question of the bot, are handed
// on as well: whether they are for it, only the conversation knows.
func understand(me user, m *message, edited bool) (bot.Message, bool) {
	if m.Chat.ID == 0 || m.Automatic || m.ViaBot != nil || m.From.IsBot && m.As == nil || m.Chat.Type == "channel" {
		return bot.Message{}, false
	}
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.InCaption
	}
	if text == "" && (edited || !m.wordless()) {
		return bot.Message{}, false
	}
	out := bot.Message{Place: m.place(), ID: number(int64(m.ID)), Sender: m.sender(), Text: text, Locale: locale(m.From.Language), Edited: edited}
	if m.Chat.Type == private {
		out.Direct, out.Private = true, true
		return out, true
	}
	if command, whose := commandIn(text); command && whose != "" {
		out.Direct = strings.EqualFold(whose, me.Username)
		return out, out.Direct
	} else if command && !m.answers(me) {
		return out, true
	}
	rest, named := withoutName(me, text, entities)
	if out.Direct = named || m.answers(me); out.Direct {
		out.Text = rest
		// A sticker under an answer is a smile, a spoken answer is a question.
		return out, rest != "" || named || bool(m.Voice || m.VideoNote || m.Audio)
	}
	alone := m.ReplyTo == nil || bool(m.ReplyTo.NewTopic) // in a topic every message seems to answer its beginning
	return out, text != "" && !edited && alone && utf8.RuneCountInString(text) <= longestYes
}

// longestYes is how long a yes or no may be, in characters, that is said in a
// group without naming the bot.
const longestYes = 60

func (m *message) place() bot.Place {
	p := bot.Place{Platform: platform, Chat: number(m.Chat.ID)}
	if m.InTopic && m.Thread != 0 { // comments on a post have a thread, too, but that is no place
		p.Thread = number(int64(m.Thread))
	}
	return p
}

// sender is who wrote it: in the name of a channel, that. Who writes in the name
// of the group itself is not known; named like the chat, they would seem to be
// alone in it.
func (m *message) sender() string {
	switch {
	case m.As == nil:
		return number(m.From.ID)
	case m.As.ID == m.Chat.ID:
		return ""
	}
	return number(m.As.ID)
}

// answers reports whether the message answers one of the bot's. In a topic that
// the bot has opened, every message seems to answer that.
func (m *message) answers(me user) bool {
	return m.ReplyTo != nil && m.ReplyTo.From.ID == me.ID && !bool(m.ReplyTo.NewTopic)
}

// locale is the language of a person's app as the conversation knows it, "" if
// it was not told. Telegram says "de", "zh-hans", "pt-br".
func locale(code string) string {
	code, _, _ = strings.Cut(strings.ToLower(code), "-")
	if code == "" || code == "de" || code == "zh" {
		return code
	}
	return "en"
}

// commandIn reports whether a text begins with a command, and which bot that
// names: "/help@other" is another one's.
func commandIn(text string) (command bool, whose string) {
	first, _, _ := strings.Cut(strings.ReplaceAll(text, "\n", " "), " ")
	if !strings.HasPrefix(first, "/") && !strings.HasPrefix(first, "／") {
		return false, ""
	}
	_, whose, _ = strings.Cut(first, "@")
	return true, whose
}

// withoutName takes the bot's name out of a text, wherever it stands in it.
func withoutName(me user, text string, entities []entity) (rest string, named bool) {
	units := utf16.Encode([]rune(text))
	var cuts []entity
	for _, e := range entities {
		word := e.span(units)
		byName := e.Type == "mention" && me.Username != "" && strings.EqualFold(word, "@"+me.Username)
		if byName || e.Type == "text_mention" && word != "" && e.User != nil && e.User.ID == me.ID {
			cuts = append(cuts, e)
		}
	}
	if len(cuts) == 0 {
		return text, false
	}
	slices.SortFunc(cuts, func(a, b entity) int { return a.Offset - b.Offset })
	at := 0
	for _, e := range cuts {
		if e.Offset < at { // within the last
			continue
		}
		rest = joined(rest, string(utf16.Decode(units[at:e.Offset])))
		at = e.Offset + e.Length
	}
	return strings.TrimSpace(joined(rest, string(utf16.Decode(units[at:])))), true
}

// joined puts two texts together between which the bot's name stood, and leaves
// out what only parted it from them.
func joined(left, right string) string {
	parts := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，:：、", r) }
	if strings.TrimSpace(left) == "" {
		return strings.TrimLeftFunc(right, parts)
	}
	left, right = strings.TrimRightFunc(left, parts), strings.TrimLeftFunc(right, parts)
	if right == "" || strings.ContainsRune("?!.？！。;；", firstOf(right)) {
		return left + right
	}
	return left + " " + right
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
