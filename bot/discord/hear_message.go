package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
)

// event is something that happened, as the gateway tells it.
type event struct {
	kind string
	data json.RawMessage
}

// wrote is what is read of a message that somebody wrote.
type wrote struct {
	ID       string         `json:"id"`
	Type     dg.MessageType `json:"type"`
	Channel  string         `json:"channel_id"`
	Server   string         `json:"guild_id"`
	Content  string         `json:"content"`
	Webhook  string         `json:"webhook_id"`
	EditedAt string         `json:"edited_timestamp"`
	Author   user           `json:"author"`
	Mentions []user         `json:"mentions"`
	Answers  *struct {
		Author user `json:"author"`
	} `json:"referenced_message"`
}

// user is somebody on Discord.
type user struct {
	ID     string `json:"id"`
	Bot    bool   `json:"bot"`
	System bool   `json:"system"`
}

// hear takes what the gateway tells. Messages are on the disk when it returns
// without an error; else they have to be told once more.
func (l *Listener) hear(ctx context.Context, events []event) error {
	var updates []converse.Update
	for _, e := range events {
		if u, ok := l.event(e); ok {
			updates = append(updates, u)
		}
	}
	return l.inbox.Take(ctx, updates...)
}

// event is what is to be kept of one.
func (l *Listener) event(e event) (u converse.Update, ok bool) {
	defer l.recovered("Something that Discord told could not be read; it is passed over.")
	switch e.kind {
	case "INTERACTION_CREATE":
		l.byGateway(e.data)
		return u, false
	case "MESSAGE_CREATE", "MESSAGE_UPDATE":
	default:
		return u, false
	}
	var w wrote
	if err := json.Unmarshal(e.data, &w); err != nil {
		return u, false // not a whole message: one of those that only tell of a preview
	}
	m, ok := l.message(w, e.kind == "MESSAGE_UPDATE")
	if !ok {
		return u, false
	}
	body, err := json.Marshal(m)
	if err != nil {
		return u, false
	}
	u = converse.Update{ID: w.ID, Body: body}
	if m.Edited { // each change is another update, and what only adds a preview is none
		u.ID += "/" + w.EditedAt
	}
	return u, true
}

// message is what a person said to the bot; false for what is none of its
// business: what people say to each other, what bots and Discord itself say.
//
// Without the intent for all content Discord tells what is written only where
// the bot is mentioned, which a reply to it does unless its author says
// otherwise; then they do not mean to be answered.
func (l *Listener) message(w wrote, edited bool) (bot.Message, bool) {
	me := l.gateway.session.Me
	switch {
	case w.ID == "" || w.Channel == "" || w.Author.ID == "" || w.Author.ID == me,
		w.Author.Bot || w.Author.System || w.Webhook != "",
		w.Type != dg.MessageTypeDefault && w.Type != dg.MessageTypeReply,
		edited && w.EditedAt == "":
		return bot.Message{}, false
	}
	m := bot.Message{
		Place: bot.Place{Platform: platform, Chat: w.Channel}, ID: w.ID, Sender: w.Author.ID,
		Text: spoken(w.Content, me), Direct: true, Edited: edited,
	}
	if w.Server == "" {
		l.s.learnDM(w.Author.ID, w.Channel)
		m.Place, m.Private = dmPlace(w.Author.ID), true
		return m, true
	}
	named := slices.ContainsFunc(w.Mentions, func(u user) bool { return u.ID == me })
	reply := w.Answers != nil && w.Answers.Author.ID == me && w.Content != ""
	return m, me != "" && (named || reply)
}

// What stands for something else in a message, as Discord writes it.
var (
	callMark    = regexp.MustCompile(`<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>`)
	commandMark = regexp.MustCompile(`</([^:<>]+):\d+>`)
	manyBlanks  = regexp.MustCompile(`[ \t]{2,}`)
)

// spoken is a text without the mention of the bot and of others, and with
// commands as they are typed.
func spoken(text, me string) string {
	text = strings.TrimSpace(text)
	for _, mention := range []string{"<@" + me + ">", "<@!" + me + ">"} {
		if rest, found := strings.CutPrefix(text, mention); found && me != "" {
			text = strings.TrimLeft(rest, " ,:;!，：；！\t\n")
		}
	}
	text = callMark.ReplaceAllString(commandMark.ReplaceAllString(text, "/$1"), "")
	return strings.TrimSpace(manyBlanks.ReplaceAllString(text, " "))
}

// lane is whose an update is: the place in which it was said.
func lane(u converse.Update) string {
	var m struct{ Place bot.Place }
	_ = json.Unmarshal(u.Body, &m) // what cannot be read is nobody's
	return channelOf(m.Place)
}

// handle answers a message that was kept.
func (l *Listener) handle(ctx context.Context, u converse.Update, again bool) error {
	var m bot.Message
	if err := json.Unmarshal(u.Body, &m); err != nil {
		return fmt.Errorf("read what was kept of a message: %w", err)
	}
	if m.Private && l.cfg.Back != nil {
		l.cfg.Back(ctx, m.Place)
	}
	return l.talker.Hear(ctx, m, !m.Private, again)
}
