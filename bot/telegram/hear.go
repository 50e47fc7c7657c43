package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
)

// ListenerConfig says how a Listener hears, and who is told of it.
type ListenerConfig struct {
	Sender  *Sender // reaches Telegram; answers and announcements share its limits
	Handler bot.Handler
	Store   converse.Store
	Log     *slog.Logger // nil = slog.Default()

	// WebhookURL is the https address at which the Listener's ServeHTTP is
	// reached from outside; "" = Telegram is asked for updates.
	WebhookURL string
	// WebhookSecret is what Telegram says to show that it is Telegram: 1 to 256
	// letters, digits, "_" and "-"; "" = one is made from the token.
	WebhookSecret string

	// Profile remembers what the bot's profile was set to; nil = the commands
	// and descriptions stay as they are.
	Profile Memo
	// Introduce is what the bot says in a group that it was added to: lang is the
	// language of who added it, "" if not known, name "@" and the bot's username.
	// nil, or an empty post: nothing.
	Introduce func(lang, name string) bot.Post
	// Lookup finds what an inline query may mean, the best first; nil = nothing.
	Lookup func(ctx context.Context, text, lang string, limit int) []Found
	// Member is told of each change of what the bot is in a group or channel.
	Member func(ctx context.Context, c Change)
	// Closed is told of a place that takes nothing any more, Back of one that a
	// person has opened again.
	Closed, Back func(ctx context.Context, place bot.Place)

	// Wait waits for a time or until ctx ends, and returns ctx's error; nil: by
	// the machine's clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Listener hears on Telegram: it fetches updates, or is brought them by a
// webhook, keeps them until they are handled, and answers.
type Listener struct {
	cfg    ListenerConfig
	sender *Sender
	secret string // of the webhook
	inbox  *converse.Inbox
	talker *converse.Talker
	inline inline
	albums albums
	me     atomic.Pointer[user] // the bot itself, nil before Telegram has told
	ill    illness

	patience time.Duration // for the body of a webhook's request
}

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// NewListener returns a listener that does nothing before Run.
func NewListener(cfg ListenerConfig) (*Listener, error) {
	if u, err := url.Parse(cfg.WebhookURL); cfg.WebhookURL != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		return nil, errors.New("the address of the Telegram webhook must begin with https://, Telegram takes no other")
	}
	if cfg.WebhookSecret == "" {
		cfg.WebhookSecret = secretOf(cfg.Sender.line.token)
	}
	if !secretForm.MatchString(cfg.WebhookSecret) {
		return nil, errors.New("the secret of the Telegram webhook must be of letters, digits, _ and -, at most 256")
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Wait == nil {
		cfg.Wait = wait
	}
	l := &Listener{cfg: cfg, sender: cfg.Sender, secret: cfg.WebhookSecret, patience: bodyPatience, ill: illness{what: starting}}
	l.inline.waiting, l.inline.last = make(chan int64, maxAsked), map[int64]asked{}
	l.inbox = converse.NewInbox(converse.InboxConfig{
		Platform: platform, Store: cfg.Store, Lane: lane, Handle: l.handle, Log: cfg.Log,
	})
	l.talker = converse.NewTalker(converse.TalkerConfig{
		Handler: cfg.Handler, Inbox: l.inbox, Typing: l.typing, Closed: cfg.Closed, Log: cfg.Log, Pace: cfg.Sender.pace, Wait: cfg.Wait,
		Voice: struct {
			Renderer
			*Sender
		}{Sender: cfg.Sender},
	})
	return l, nil
}

// Run hears until ctx ends, and then waits for what is being answered. Whatever
// keeps it from hearing is logged once, and tried again with growing pauses; it
// touches nothing else. A fault in one update costs that update.
func (l *Listener) Run(ctx context.Context) {
	if !l.until(ctx, l.introduced) {
		return
	}
	var all sync.WaitGroup
	for _, work := range []func(context.Context){l.inbox.Run, l.answerInline, l.keepProfile, l.hear} {
		all.Go(func() { l.guarded(ctx, work) })
	}
	all.Wait()
}

func (l *Listener) hear(ctx context.Context) {
	if l.cfg.WebhookURL != "" {
		l.keepWebhook(ctx)
	} else {
		l.poll(ctx)
	}
}

// guarded does a work, and once more where it panicked, until it or ctx ends.
func (l *Listener) guarded(ctx context.Context, work func(context.Context)) {
	once := func() (done bool) {
		defer func() {
			if r := recover(); r != nil {
				l.cfg.Log.Error("Hearing on Telegram failed; it begins anew.", "error", bot.PanicError(r))
			}
		}()
		work(ctx)
		return true
	}
	for !once() && l.cfg.Wait(ctx, longestRest) == nil {
	}
}

// introduced learns who the bot is.
func (l *Listener) introduced(ctx context.Context) error {
	me, err := l.sender.api.GetMe(ctx)
	if err != nil {
		return err
	}
	l.me.Store(&user{ID: me.ID, IsBot: true, Username: me.Username})
	return nil
}

// accept keeps updates as Telegram told them, each once, and returns when that
// is done: then they may be acknowledged.
func (l *Listener) accept(ctx context.Context, raw ...json.RawMessage) error {
	var keep []converse.Update
	var now []update
	for _, body := range raw {
		u, err := readUpdate(body)
		switch {
		case u.ID == 0: // the poll and the webhook see to that
		case err != nil:
			l.cfg.Log.Warn("An update of Telegram's could not be read; it is passed over.", "error", err)
			keep = append(keep, converse.Update{ID: number(u.ID)})
		case u.Inline != nil:
			now = append(now, u)
		case l.concerns(u):
			keep = append(keep, converse.Update{ID: number(u.ID), Body: body})
		default:
			keep = append(keep, converse.Update{ID: number(u.ID)}) // what is not for us is not kept
		}
	}
	if err := l.inbox.Take(ctx, keep...); err != nil {
		return fmt.Errorf("%w: %w", errNotKept, err)
	}
	for _, u := range now {
		l.inline.ask(u, l.sender.pace())
	}
	return nil
}

// concerns reports whether there is anything to do about an update.
func (l *Listener) concerns(u update) bool {
	me := l.me.Load()
	switch {
	case me == nil: // it is looked at later
		return true
	case u.Message != nil:
		_, ok := understand(*me, u.Message, false)
		return ok || u.Message.Automatic
	case u.Edited != nil:
		_, ok := understand(*me, u.Edited, true)
		return ok
	}
	return u.Callback != nil || u.Member != nil
}

// handle does what an update asks for. Its error is that ctx ended before.
func (l *Listener) handle(ctx context.Context, kept converse.Update, again bool) error {
	u, err := readUpdate(kept.Body)
	switch {
	case err != nil:
		l.cfg.Log.Warn("An update of Telegram's could not be read; it is passed over.", "error", err)
	case u.Message != nil && u.Message.Automatic:
		l.note(kept.Body)
	case u.Message != nil:
		return l.answer(ctx, u.Message, false, again)
	case u.Edited != nil:
		return l.answer(ctx, u.Edited, true, again)
	case u.Callback != nil:
		return l.press(ctx, u.Callback)
	case u.Member != nil:
		return l.member(ctx, u.Member, again)
	}
	return nil
}

// note hands the evidence that a post of ours stands to the sender.
func (l *Listener) note(body []byte) {
	var u models.Update
	if json.Unmarshal(body, &u) == nil { // what cannot be read is no evidence
		l.sender.Note(&u)
	}
}

// answer answers a message, of an album only one.
func (l *Listener) answer(ctx context.Context, m *message, edited, again bool) error {
	said, ok := understand(*l.me.Load(), m, edited)
	if !ok || said.Text == "" && l.albums.known(m) {
		return nil
	}
	l.albums.note(m)
	return l.talker.Hear(ctx, said, !said.Private, again)
}

// typing shows that the bot is writing. It takes no right that an answer needs.
func (l *Listener) typing(ctx context.Context, place bot.Place) {
	if !l.sender.TakeDelete(place, 1, l.sender.pace()).IsZero() {
		return
	}
	thread, _ := strconv.Atoi(place.Thread) // 0 for none
	p := &tg.SendChatActionParams{ChatID: place.Chat, Action: models.ChatActionTyping, MessageThreadID: thread}
	_, _ = l.sender.api.SendChatAction(ctx, p) // nobody misses it
}
