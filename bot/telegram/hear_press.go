package telegram

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	tg "github.com/go-telegram/bot"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

const (
	// promptly is how long a pressed button waits for what is to be said over
	// it: until it is answered it looks busy, and after some 15 s it has failed.
	promptly = time.Second

	maxToast = 200 // characters ("answerCallbackQuery")
)

// press answers the press of a button. Its error is that ctx ended before.
func (l *Listener) press(ctx context.Context, c *callback) error {
	a := &acknowledgement{Listener: l, query: c.ID}
	m := c.Message
	if m == nil || m.Chat.ID == 0 { // of a message that was sent from inline mode
		a.say(ctx, "")
		return nil
	}
	said := bot.Message{
		Place: m.place(), Sender: number(c.From.ID), Text: saidBy(c.Data, m.labels()), Locale: locale(c.From.Language),
		Direct: true, Press: true, Private: m.Chat.Type == private,
	}
	if strings.TrimSpace(said.Text) == "" {
		a.say(ctx, phrases.ButtonTooOld.In(cmp.Or(said.Locale, "en")))
		return nil
	}
	late, cancel := context.WithCancel(ctx)
	defer cancel()
	go l.guarded(late, func(late context.Context) {
		if l.cfg.Wait(late, promptly) == nil {
			a.say(ctx, "")
		}
	})
	err := l.talker.Press(ctx, said, m.remote(), func(ctx context.Context, text string) {
		if utf8.RuneCountInString(text) > maxToast || !a.say(ctx, text) {
			_, _ = l.talker.Say(ctx, said.Place, bot.Post{Lang: said.Locale, Body: richtext.FromText(text)}, "")
		}
	})
	a.say(ctx, "")
	return err
}

// labels are those of the buttons of a message.
func (m *message) labels() (out []string) {
	if m.Keyboard == nil {
		return nil
	}
	for _, row := range m.Keyboard.Rows {
		for _, b := range row {
			out = append(out, b.Text)
		}
	}
	return out
}

// remote is a message of the bot's own as it stands. Of one that is too old it
// is not told whether it has a picture; what has buttons mostly has none.
func (m *message) remote() bot.Remote {
	r := bot.Remote{Kind: bot.TextPiece, IDs: []string{number(int64(m.ID))}}
	switch {
	case m.AlbumID != "":
		r.Kind = bot.AlbumPiece
	case bool(m.Photo):
		r.Kind = bot.PhotoPiece
	case bool(m.Document):
		r.Kind = bot.DocumentPiece
	}
	return r
}

// acknowledgement ends the business of a pressed button, once.
type acknowledgement struct {
	*Listener
	query string
	mu    sync.Mutex
	done  bool
}

// say acknowledges with a word over the chat, "" for none. It reports whether
// the word is shown.
func (a *acknowledgement) say(ctx context.Context, text string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.done {
		return false
	}
	a.done = true
	_, err := a.sender.api.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: a.query, Text: text})
	if err != nil && ctx.Err() == nil && !deniedAs(err, "query is too old") {
		a.cfg.Log.Warn("The press of a button on Telegram could not be acknowledged.", "error", a.sender.line.clean(err))
	}
	return err == nil
}
