package discord

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/richtext"
)

// ear is a listener at a Discord in memory, in virtual time.
type ear struct {
	*discordtest.Fake
	t     *testing.T
	l     *Listener
	log   *journal
	disk  *disk
	memo  *memory
	heard *handler
	cfg   ListenerConfig
	stop  func() // ends the listener and waits for it

	faulty bool // violations are no surprise
}

// listening runs a test with a listener. Changes are made before it begins.
func listening(t *testing.T, do func(e *ear), changes ...func(e *ear)) {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		e := &ear{t: t, log: &journal{}, disk: newDisk(), memo: &memory{kept: map[string]string{}}, heard: &handler{}}
		e.Fake = discordtest.New(discordtest.Config{Token: token, Schema: s, Now: time.Now})
		e.cfg = ListenerConfig{Gateway: true, Directory: directory{}, Dial: e.Dial}
		for _, change := range changes {
			change(e)
		}
		e.start()
		defer e.over()
		do(e)
	})
}

// start begins a new process on the same disk.
func (e *ear) start() {
	e.t.Helper()
	log := slog.New(slog.NewTextHandler(e.log, nil))
	sender, err := NewSender(Config{Token: token, HTTP: e.Transport(), Now: time.Now, Log: log})
	if err != nil {
		e.t.Fatal(err)
	}
	cfg := e.cfg
	cfg.Sender, cfg.Handler, cfg.Store, cfg.Memo, cfg.Log, cfg.Now = sender, e.heard, e.disk, e.memo, log, time.Now
	if e.l, err = NewListener(cfg); err != nil {
		e.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		e.l.Run(ctx)
		close(done)
	}()
	e.stop = sync.OnceFunc(func() {
		cancel()
		<-done
	})
	synctest.Wait()
}

func (e *ear) over() {
	e.stop()
	if v := e.Violations(); len(v) > 0 && !e.faulty {
		e.t.Errorf("violations: %q", v)
	}
	if strings.Contains(e.log.String(), token) {
		e.t.Error("the log has the token in it")
	}
}

// awaits waits until a channel shows n messages, for at most an hour of virtual time.
func (e *ear) awaits(channel string, n int) []discordtest.Message {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), time.Hour)
	defer cancel()
	all := e.Await(ctx, channel, n)
	if len(all) != n {
		e.t.Fatalf("%d messages, wanted %d: %+v\nlog: %s", len(all), n, all, e.log)
	}
	return all
}

// answered waits for n messages that answer an interaction.
func (e *ear) answered(i *discordtest.Interaction, n int) []discordtest.Message {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), time.Hour)
	defer cancel()
	all := i.Await(ctx, n)
	if len(all) != n {
		e.t.Fatalf("%d messages answer, wanted %d: %+v\nlog: %s", len(all), n, all, e.log)
	}
	return all
}

// passes lets virtual time pass, and what happens in it happen.
func passes(d time.Duration) {
	spend(d)
	synctest.Wait()
}

// spend takes its virtual time, as a handler does that is slow.
func spend(d time.Duration) { _ = waitFor(context.Background(), d) }

// handler answers as it is told, and keeps what it heard.
type handler struct {
	mu     sync.Mutex
	all    []bot.Message
	answer func(ctx context.Context, m bot.Message) (bot.Post, error) // nil: says
}

func (h *handler) Handle(ctx context.Context, m bot.Message) (bot.Post, error) {
	h.mu.Lock()
	h.all = append(h.all, m)
	answer := h.answer
	h.mu.Unlock()
	if answer != nil {
		return answer(ctx, m)
	}
	return says1("Antwort auf: " + m.Text), nil
}

func (h *handler) set(answer func(ctx context.Context, m bot.Message) (bot.Post, error)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = answer
}

// messages are those that were heard so far.
func (h *handler) messages() []bot.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.all)
}

func (h *handler) last(t *testing.T) bot.Message {
	t.Helper()
	all := h.messages()
	if len(all) == 0 {
		t.Fatal("nothing was heard")
	}
	return all[len(all)-1]
}

func says1(text string) bot.Post {
	return bot.Post{Lang: "de", Body: richtext.FromText(text)}
}

// journal is a log that may be read while it is written.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

// memory is a Memo.
type memory struct {
	mu    sync.Mutex
	kept  map[string]string
	wrong error
}

func (m *memory) Load(_ context.Context, key string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kept[key], m.wrong
}

func (m *memory) Save(_ context.Context, key, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.wrong == nil {
		m.kept[key] = value
	}
	return m.wrong
}

func (m *memory) all() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.kept)
}

// disk is a converse.Store.
type disk struct {
	mu      sync.Mutex
	rows    []converse.Update
	settled map[string]bool
	replies map[string][]bot.Remote
	full    bool
}

func newDisk() *disk {
	return &disk{settled: map[string]bool{}, replies: map[string][]bot.Remote{}}
}

func (d *disk) setFull(is bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full = is
}

func (d *disk) Write(_ context.Context, _ string, b converse.Batch) (map[string]bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full {
		return nil, errors.New("the disk is full")
	}
	fresh := map[string]bool{}
	for _, u := range b.Keep {
		if !slices.ContainsFunc(d.rows, func(r converse.Update) bool { return r.ID == u.ID }) {
			d.rows = append(d.rows, u)
			d.settled[u.ID] = u.Body == nil
			fresh[u.ID] = true
		}
	}
	for _, id := range b.Settle {
		d.settled[id] = true
	}
	for _, r := range b.Replies {
		d.replies[r.Chat+" "+r.Question] = r.Answers
	}
	return fresh, nil
}

func (d *disk) Waiting(_ context.Context, _ string, after int64, limit int) (found []converse.Update, last int64, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for n := int(after); n < len(d.rows) && len(found) < limit; n++ {
		if !d.settled[d.rows[n].ID] {
			found, last = append(found, d.rows[n]), int64(n+1)
		}
	}
	return found, last, nil
}

func (d *disk) Answers(_ context.Context, _, chat, question string) ([]bot.Remote, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.replies[chat+" "+question], nil
}

// directory is what can be completed.
type directory struct{ bot.Directory }

func (directory) Matches(text, lang string, limit int) (out []bot.Entry) {
	for _, e := range []bot.Entry{
		{Collection: "faqs", Key: "faq1", Name: "Was kostet die Mitgliedschaft in der Allianz und wer entscheidet darüber, ob eine Stadt aufgenommen wird?"},
		{Collection: "members", Key: "koeln", Name: "Köln"}, {Collection: "members", Key: "krefeld", Name: "Krefeld"},
	} {
		if strings.HasPrefix(strings.ToLower(e.Name), strings.ToLower(text)) {
			out = append(out, e)
		}
	}
	for n := 0; text == "" && n < 60; n++ {
		out = append(out, bot.Entry{Collection: "members", Key: "city" + lang, Name: "Stadt"})
	}
	return out[:min(len(out), limit)]
}
