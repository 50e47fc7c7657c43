package telegram

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
)

const (
	maxLooks  = 40 // ids of a channel that one probe looks at
	endAfter  = 10 // ids without a message in a row: the end, not deleted posts
	maxProbes = 100
	maxKnown  = 1000 // chats
)

// probe is how far a channel was searched. It outlives a call of Find, for its
// requests are paced like all others.
type probe struct {
	next   int
	looks  int
	misses int  // in a row
	doubt  bool // something stands there that could not be read
}

// probe searches the ids after the last that is known to be older than what is
// wanted. Only channels: their ids follow one another, and there is nothing in
// them that people said.
func (s *Sender) probe(ctx context.Context, place bot.Place, w wanted) (bot.Remote, bool, error) {
	logChat := ""
	if s.logChat != nil {
		logChat = s.logChat()
	}
	if logChat == "" || logChat == place.Chat || !ofMany(place.Chat) {
		return bot.Remote{}, false, nil
	}
	key := place.Chat + " " + w.marker + " " + w.piece.Plain
	pr, ok := s.probes.get(key)
	if !ok {
		begun, ok, err := s.begin(ctx, place, w)
		if !ok {
			return bot.Remote{}, false, err
		}
		pr = begun
	}
	for pr.looks < maxLooks && pr.misses < endAfter {
		// Two requests: the forward, and its deletion.
		now := s.pace()
		if at := s.Take(bot.Place{Platform: place.Platform, Chat: logChat}, 2, now); !at.IsZero() {
			s.probes.keep(key, pr)
			return bot.Remote{}, false, &bot.WaitError{For: at.Sub(now)}
		}
		pr.looks++ // also if it fails: what fails each time shall end
		post, err := s.forward(ctx, place, logChat, pr.next)
		switch {
		case err == nil && s.seen.matches(place, pr.next, w, post):
			return w.remote(pr.next), true, nil
		case err == nil:
			pr.misses = 0
		case deniedAs(err, "message to forward not found", "message_id_invalid"):
			pr.misses++
		case deniedAs(err, "can't be forwarded"):
			pr.misses, pr.doubt = 0, true
		default:
			s.probes.keep(key, pr)
			return s.probeFailed(ctx, err)
		}
		pr.next++
	}
	return bot.Remote{}, pr.misses >= endAfter && !pr.doubt, nil
}

// begin returns a new probe. It is not ok where nothing can be found out.
func (s *Sender) begin(ctx context.Context, place bot.Place, w wanted) (pr probe, ok bool, err error) {
	since := w.since.Add(skew)
	before := s.around
	if before == nil {
		before = s.known.before
	}
	last, known := before(place, since)
	if !known {
		return probe{}, false, nil
	}
	var wire bot.Wire
	chat, err := s.api.GetChat(wire.Watch(ctx), &tg.GetChatParams{ChatID: place.Chat})
	if err != nil {
		_, _, err = s.probeFailed(ctx, again(s.verdict(ctx, place, &wire, err)))
		return probe{}, false, err
	}
	return probe{next: last + 1}, chat.Type == models.ChatTypeChannel, nil
}

// probeFailed tells what passes from what does not: waiting and unreachable are
// handed on, and Find is to be called again. A no leaves the question open.
func (s *Sender) probeFailed(ctx context.Context, err error) (bot.Remote, bool, error) {
	var wait *bot.WaitError
	var away *bot.UnreachableError
	if errors.As(err, &wait) || errors.As(err, &away) {
		return bot.Remote{}, false, err
	}
	s.log.LogAttrs(ctx, slog.LevelWarn, "A channel on Telegram could not be searched for a message that may have been sent.",
		slog.String("error", err.Error()))
	return bot.Remote{}, false, nil
}

// forward reads a message by forwarding it into the log chat, silently, and
// deletes the forward. The error is Telegram's no, or a verdict.
func (s *Sender) forward(ctx context.Context, place bot.Place, logChat string, id int) (post, error) {
	target := bot.Place{Platform: place.Platform, Chat: logChat}
	var w bot.Wire
	m, err := s.api.ForwardMessage(w.Watch(ctx), &tg.ForwardMessageParams{
		ChatID: logChat, FromChatID: place.Chat, MessageID: id, DisableNotification: true,
	})
	if err != nil {
		return post{}, again(s.verdict(ctx, target, &w, err))
	}
	var w2 bot.Wire
	if _, err := s.api.DeleteMessage(w2.Watch(ctx), &tg.DeleteMessageParams{ChatID: logChat, MessageID: m.ID}); err != nil {
		s.log.LogAttrs(ctx, slog.LevelWarn, "A post that was forwarded to the log chat to read it stays there.",
			slog.String("error", s.verdict(ctx, target, &w2, err).Error()))
	}
	date := m.Date
	if o := m.ForwardOrigin; o != nil && o.MessageOriginChannel != nil {
		date = o.MessageOriginChannel.Date
	}
	return look(m, date), nil
}

// ofMany reports whether a chat is a group or channel.
func ofMany(chat string) bool { return strings.HasPrefix(chat, "-") || strings.HasPrefix(chat, "@") }

// probes are those that go on.
type probes struct {
	mu  sync.Mutex
	all map[string]probe
}

// get takes the probe out: it is kept again if it has to go on.
func (p *probes) get(key string) (probe, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	pr, ok := p.all[key]
	delete(p.all, key)
	return pr, ok
}

func (p *probes) keep(key string, pr probe) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == nil || len(p.all) >= maxProbes { // forgotten ones begin anew
		p.all = map[string]probe{}
	}
	p.all[key] = pr
}

// known are the last messages of groups and channels that were sent and
// answered for. It tells where a search may begin: after a message that stood
// before the lost one was tried, for a later one may have the higher id.
type known struct {
	mu  sync.Mutex
	all map[string][]stood
}

type stood struct {
	id int
	at time.Time // when Telegram's answer had come
}

func (k *known) add(chat string, id int, at time.Time) {
	if !ofMany(chat) {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil || len(k.all) >= maxKnown && k.all[chat] == nil {
		k.all = map[string][]stood{}
	}
	list := k.all[chat]
	if len(list) >= 8 {
		list = list[1:]
	}
	k.all[chat] = append(list[:len(list):len(list)], stood{id, at})
}

func (k *known) before(place bot.Place, t time.Time) (id int, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, s := range k.all[place.Chat] {
		if !s.at.After(t) && s.id > id {
			id, ok = s.id, true
		}
	}
	return id, ok
}
