package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// The persons of the tests.
var (
	anna  = telegramtest.Person{ID: person, Name: "Anna", Lang: "de"}
	wei   = telegramtest.Person{ID: 8, Name: "伟", Lang: "zh-hans"}
	john  = telegramtest.Person{ID: 9, Name: "John", Lang: "pt-br"}
	robot = telegramtest.Person{ID: 99, Name: "Robot", Bot: true}
)

// hearing is a listener between a Telegram in memory and a conversation, on the
// clock of a synctest bubble.
type hearing struct {
	*Listener
	t    *testing.T
	cfg  ListenerConfig
	fake *telegramtest.Fake
	disk *disk
	talk *talker
	log  *logbook
	end  func() // ends Run, and waits for that
	ctx  context.Context
}

// listening runs a test with a listener that has been begun.
func listening(t *testing.T, change func(*ListenerConfig), test func(*hearing)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHearing(t, change)
		h.begin()
		test(h)
	})
}

func newHearing(t *testing.T, change func(*ListenerConfig)) *hearing {
	t.Helper()
	h := &hearing{t: t, disk: newDisk(), talk: &talker{}, log: &logbook{}, end: func() {}}
	h.fake = telegramtest.New(telegramtest.Config{Specs: os.Getenv("ISABOT_SPECS")})
	for _, c := range []telegramtest.Chat{
		{ID: person, Type: telegramtest.Private, Title: "Anna"},
		{ID: wei.ID, Type: telegramtest.Private, Title: "伟"},
		{ID: john.ID, Type: telegramtest.Private, Title: "John"},
		{ID: group, Type: telegramtest.Group, Title: "Group"},
		{ID: forum, Type: telegramtest.Supergroup, Title: "Forum", Topics: []int{5}},
		{ID: talk, Type: telegramtest.Supergroup, Title: "Talk"},
		{ID: channel, Type: telegramtest.Channel, Title: "News", Username: "isa_news", Linked: talk},
	} {
		h.fake.Add(c)
	}
	h.cfg = ListenerConfig{Handler: h.talk, Store: h.disk, Log: slog.New(slog.NewTextHandler(h.log, nil))}
	s, err := NewSender(Config{Token: telegramtest.Token, APIURL: "http://telegram.test", HTTP: h.fake, Log: h.cfg.Log})
	if err != nil {
		t.Fatal(err)
	}
	h.cfg.Sender = s
	if change != nil {
		change(&h.cfg)
	}
	h.renew()
	ctx, cancel := context.WithTimeout(context.Background(), 24*time.Hour)
	h.ctx = ctx
	t.Cleanup(func() {
		h.end()
		cancel()
		if got := h.fake.Complaints(); len(got) > 0 {
			t.Errorf("the fake complains: %q", got)
		}
		if got := h.fake.Violations(); len(got) > 0 {
			t.Errorf("limits were broken: %v", got)
		}
		if strings.Contains(h.log.String(), "test-token") {
			t.Errorf("the token is in the log: %s", h.log)
		}
	})
	return h
}

// renew is a new process with the same disk.
func (h *hearing) renew() {
	l, err := NewListener(h.cfg)
	if err != nil {
		h.t.Fatal(err)
	}
	h.Listener = l
}

func (h *hearing) begin() {
	ctx, cancel := context.WithCancel(h.ctx)
	done := make(chan struct{})
	l := h.Listener
	go func() {
		defer close(done)
		l.Run(ctx)
	}()
	h.end = func() {
		cancel()
		<-done
	}
	synctest.Wait()
}

// shows waits until a chat shows n messages, and returns them.
func (h *hearing) shows(chat int64, n int) []telegramtest.Message {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.ctx, time.Hour)
	defer cancel()
	got := h.fake.Await(ctx, chat, n)
	if len(got) < n {
		h.t.Fatalf("the chat shows %d messages, not %d:\n%+v\n%s", len(got), n, got, h.log)
	}
	return got
}

// quiet lets a minute pass, and returns what was said to the conversation so far.
func (h *hearing) quiet() []bot.Message {
	h.pass(time.Minute)
	return h.talk.heard()
}

// pass lets time pass on the bubble's clock, and waits until all that was to
// happen has.
func (h *hearing) pass(d time.Duration) {
	_ = wait(h.ctx, d)
	synctest.Wait()
}

// talker is a conversation that answers each message with what it said.
type talker struct {
	mu    sync.Mutex
	said  []bot.Message
	reply func(ctx context.Context, m bot.Message) (bot.Post, error) // nil: as above
}

func (t *talker) Handle(ctx context.Context, m bot.Message) (bot.Post, error) {
	t.mu.Lock()
	t.said = append(t.said, m)
	reply := t.reply
	t.mu.Unlock()
	if reply != nil {
		return reply(ctx, m)
	}
	return answerTo(m), nil
}

func answerTo(m bot.Message) bot.Post {
	return bot.Post{Lang: "de", Body: richtext.FromText("Antwort: " + m.Text + "."), Outcome: bot.Answered}
}

func (t *talker) heard() []bot.Message {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.said)
}

func (t *talker) replies(with func(ctx context.Context, m bot.Message) (bot.Post, error)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reply = with
}

// posts answers everything with the same post.
func (t *talker) posts(p bot.Post) {
	t.replies(func(context.Context, bot.Message) (bot.Post, error) { return p, nil })
}

// logbook is a log that may be written by many.
type logbook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// disk is a store in memory, which outlives a listener.
type disk struct {
	mu      sync.Mutex
	kept    []converse.Update
	known   map[string]bool
	open    map[string]bool
	replies map[string][]bot.Remote
	full    int // so many writes fail
}

func newDisk() *disk {
	return &disk{known: map[string]bool{}, open: map[string]bool{}, replies: map[string][]bot.Remote{}}
}

func (d *disk) Write(_ context.Context, platform string, b converse.Batch) (map[string]bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if platform != "telegram" {
		return nil, fmt.Errorf("a platform %q", platform)
	}
	if d.full > 0 {
		d.full--
		return nil, errors.New("no space is left")
	}
	fresh := map[string]bool{}
	for _, u := range b.Keep {
		if !d.known[u.ID] {
			d.known[u.ID], fresh[u.ID], d.open[u.ID] = true, true, u.Body != nil
			d.kept = append(d.kept, u)
		}
	}
	for _, id := range b.Settle {
		d.open[id] = false
	}
	for _, r := range b.Replies {
		d.replies[r.Chat+" "+r.Question] = r.Answers
	}
	return fresh, nil
}

func (d *disk) Waiting(_ context.Context, _ string, after int64, limit int) (found []converse.Update, last int64, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for n := int(after); n < len(d.kept) && len(found) < limit; n++ {
		if d.open[d.kept[n].ID] {
			found, last = append(found, d.kept[n]), int64(n+1)
		}
	}
	return found, last, nil
}

func (d *disk) Answers(_ context.Context, _, chat, question string) ([]bot.Remote, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.replies[chat+" "+question], nil
}

// bodies are the updates of which more than the id was kept.
func (d *disk) bodies() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, u := range d.kept {
		if u.Body != nil {
			n++
		}
	}
	return n
}

// waits are the updates that are not handled yet.
func (d *disk) waits() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, open := range d.open {
		if open {
			n++
		}
	}
	return n
}
