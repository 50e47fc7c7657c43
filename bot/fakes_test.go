package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/richtext"
)

// clock is the one clock of a test.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// knower answers with the question itself, and keeps what it was asked.
type knower struct {
	mu    sync.Mutex
	asked []Question
	do    func(Question) (Answer, error)
}

func (k *knower) Answer(_ context.Context, q Question) (Answer, error) {
	k.mu.Lock()
	k.asked = append(k.asked, q)
	k.mu.Unlock()
	if k.do != nil {
		return k.do(q)
	}
	lang := q.Lang
	if lang == "" {
		lang = q.Habit
	}
	if lang == "" {
		lang = "de"
	}
	return Answer{
		Body: richtext.FromText("[" + lang + "] " + q.Text), Lang: lang, Outcome: Answered, Topic: Topic{Frame: q.Text},
		Sources: []Source{{Collection: "faqs", ID: "f1", Title: "FAQ", AsOf: "2021"}},
	}, nil
}

func (k *knower) last(t *testing.T) Question {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.asked) == 0 {
		t.Fatal("nothing was asked")
	}
	return k.asked[len(k.asked)-1]
}

func (k *knower) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.asked)
}

// unknowing hands every question over.
func unknowing(q Question) (Answer, error) {
	return Answer{Body: richtext.FromText("unknown"), Lang: "de", Outcome: Handover, Office: "berlin"}, nil
}

// memory is a store of everything, that notes what is written to it.
type memory struct {
	mu        sync.Mutex
	sessions  map[string]string
	expires   map[string]time.Time
	loads     int
	saves     int
	inquiries []Inquiry
	asked     []Asked
	ratings   map[string]bool
	forgotten []Person
	fail      error
}

func newMemory() *memory {
	return &memory{sessions: map[string]string{}, expires: map[string]time.Time{}, ratings: map[string]bool{}}
}

func (s *memory) LoadSession(_ context.Context, person string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loads++
	return []byte(s.sessions[person]), s.fail
}

func (s *memory) SaveSession(_ context.Context, person string, state []byte, expires time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saves++
	s.sessions[person], s.expires[person] = string(state), expires
	return s.fail
}

func (s *memory) OpenInquiry(_ context.Context, q Inquiry) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return "", s.fail
	}
	s.inquiries = append(s.inquiries, q)
	return "2026-7", nil
}

func (s *memory) Log(a Asked) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, a)
}

func (s *memory) Rate(_ context.Context, id string, up bool) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return "", s.fail
	}
	s.ratings[id] = up
	for _, a := range s.asked {
		if a.ID == id {
			return a.Text, nil
		}
	}
	return "", nil
}

func (s *memory) Export(_ context.Context, p Person) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if state, found := s.sessions[p.Key()]; found {
		return []byte(`{"sessions":[` + state + `]}`), s.fail
	}
	return nil, s.fail
}

func (s *memory) Forget(_ context.Context, p Person) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	delete(s.sessions, p.Key())
	s.forgotten = append(s.forgotten, p)
	return nil
}

var errBroken = errors.New("broken")

// talker is a Dialog with all that it needs, and one person who talks to it.
type talker struct {
	*Dialog
	t     *testing.T
	k     *knower
	store *memory
	clock *clock
	logs  *strings.Builder
	place Place
	lang  string
}

func newTalker(t *testing.T, change ...func(*Options)) *talker {
	c, k, store, logs := newClock(), &knower{}, newMemory(), &strings.Builder{}
	opts := Options{
		Now: c.now, Log: slog.New(slog.NewTextHandler(logs, nil)),
		Sessions: store, Inquiries: store, Questions: store, Personal: store,
	}
	for _, f := range change {
		f(&opts)
	}
	return &talker{
		Dialog: NewDialog(k, opts), t: t, k: k, store: store, clock: c, logs: logs,
		place: Place{Platform: "web", Chat: "c1"},
	}
}

// say says something and returns what is answered, as plain text too.
func (p *talker) say(text string) (Post, string) {
	p.t.Helper()
	return p.hear(Message{Text: text})
}

// press presses a button that says text.
func (p *talker) press(text string) (Post, string) {
	p.t.Helper()
	return p.hear(Message{Text: text, Press: true})
}

// hear says a message and expects an answer to it.
func (p *talker) hear(m Message) (Post, string) {
	p.t.Helper()
	post := p.send(m)
	if post.Body.Empty() || post.Lang == "" || post.Outcome == "" {
		p.t.Errorf("%q: an incomplete post: %+v", m.Text, post)
	}
	return post, post.Body.Text()
}

// send says a message, which may be left unanswered. The person, the place and
// the language are the talker's, where the message tells none.
func (p *talker) send(m Message) Post {
	p.t.Helper()
	if m.Place == (Place{}) {
		m.Place, m.Direct = p.place, true
	}
	m.Sender, m.Lang = cmp.Or(m.Sender, "p1"), cmp.Or(m.Lang, p.lang)
	post, err := p.Handle(p.t.Context(), m)
	if err != nil {
		p.t.Fatalf("%q: %v", m.Text, err)
	}
	return post
}

// restart begins a new process on the same store.
func (p *talker) restart() { p.Dialog = NewDialog(p.k, p.opts) }
