package web

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

// handlerFunc is a bot.Handler made of a function.
type handlerFunc func(ctx context.Context, m bot.Message) (bot.Post, error)

func (f handlerFunc) Handle(ctx context.Context, m bot.Message) (bot.Post, error) { return f(ctx, m) }

// echo answers with what was said, in the language asked for, and notes it.
type echo struct {
	mu   sync.Mutex
	said []bot.Message
}

func (e *echo) Handle(_ context.Context, m bot.Message) (bot.Post, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.said = append(e.said, m)
	return bot.Post{
		Body: richtext.FromText(m.Text), Lang: m.Lang, Outcome: bot.Answered,
		Sources:     []bot.Source{{Collection: "faqs", ID: "f1", Title: "A source", URL: "https://example.org/f1", AsOf: "2021-03"}},
		Suggestions: []string{"And <what> else?"},
		Choices:     []bot.Choice{{Label: "Yes, please", Say: "yes"}},
	}, nil
}

func (e *echo) last(t *testing.T) bot.Message {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.said) == 0 {
		t.Fatal("the handler was not asked")
	}
	return e.said[len(e.said)-1]
}

type laterFunc func(ctx context.Context, conversation string) ([]LaterAnswer, error)

func (f laterFunc) Later(ctx context.Context, conversation string) ([]LaterAnswer, error) {
	return f(ctx, conversation)
}

// clock is a time that moves when it is told to.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// call sends a request to the handler; header holds pairs.
func call(h http.Handler, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func decode[T any](t *testing.T, r io.Reader) T {
	t.Helper()
	var v T
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		t.Fatalf("the answer is no JSON: %v", err)
	}
	return v
}

type refusal struct {
	Status  int
	Message string
	Data    map[string]any
}
