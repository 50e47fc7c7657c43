// Package web is the conversation on the web: the chat page, the widget that
// other sites embed, and the JSON API under both.
package web

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"time"

	"isa-portal.de/isabot/bot"
)

//go:embed assets
var assets embed.FS

// Config says how the web chat behaves. The zero value of a field is its
// default.
type Config struct {
	PerMinute int           // questions a minute from one web address; 0 = no limit
	AtOnce    int           // questions answered at the same time; 0 = 128
	Patience  time.Duration // how long a question waits for its turn; 0 = 2 s
	Timeout   time.Duration // how long an answer may take; 0 = 60 s

	Healthy func(ctx context.Context) error // asked by /api/isa/health; nil = always well
	Now     func() time.Time                // nil = time.Now
	Log     *slog.Logger                    // nil = slog.Default()
}

// Later knows what a person answered after the conversation had gone on.
type Later interface {
	// Later returns the answers for a conversation, the oldest first. For a
	// conversation that is not known there are none, which is no error.
	Later(ctx context.Context, conversation string) ([]LaterAnswer, error)
}

// LaterAnswer is an answer that a person wrote.
type LaterAnswer struct {
	ID       string    // stays the same however often the answer is asked for
	Question string    // what had been asked
	Answer   string    // plain text; blank lines part paragraphs, addresses become links
	Lang     string    // of the answer: de, en or zh
	By       string    // who answered, as it may be shown; may be empty
	At       time.Time // when
}

// Paths are the patterns that the handler of New serves, for a router of
// net/http's syntax. Every method is to be routed: the handler answers wrong
// ones itself.
func Paths() []string {
	return []string{
		"/api/isa/ask", "/api/isa/conversations/{id}", "/api/isa/health",
		"/chat", "/chat.css", "/chat.js", "/chat.svg", "/widget.js",
	}
}

// New returns the handler for Paths. Questions go to handler as messages of
// the platform "web", whose chat and sender are the conversation's id; later
// may be nil.
func New(cfg Config, handler bot.Handler, later Later) http.Handler {
	if cfg.AtOnce <= 0 {
		cfg.AtOnce = 128
	}
	if cfg.Patience <= 0 {
		cfg.Patience = 2 * time.Second
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = time.Minute
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	s := &server{
		cfg: cfg, handler: handler, later: later,
		slots: make(chan struct{}, cfg.AtOnce),
		asks:  newLimits(cfg.PerMinute, cfg.Now),
		looks: newLimits(4*cfg.PerMinute, cfg.Now),
		files: loadFiles(),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/isa/ask", s.only(s.askJSON, http.MethodPost))
	mux.HandleFunc("/api/isa/conversations/{id}", s.only(s.laterJSON, http.MethodGet, http.MethodHead))
	mux.HandleFunc("/api/isa/health", s.only(s.health, http.MethodGet, http.MethodHead))
	mux.HandleFunc("/chat", s.only(s.chat, http.MethodGet, http.MethodHead, http.MethodPost))
	for name := range s.files.byPath {
		mux.HandleFunc(name, s.only(s.file, http.MethodGet, http.MethodHead))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, notFound(), headerLang(r))
	})
	return s.guarded(mux)
}

type server struct {
	cfg     Config
	handler bot.Handler
	later   Later
	slots   chan struct{} // a place in it is the right to ask the handler
	asks    *limits
	looks   *limits
	files   files
}

// guarded sets the headers that every answer carries and turns a panic into
// an answer.
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		defer func() {
			v := recover()
			if v == http.ErrAbortHandler {
				panic(v)
			}
			if v != nil {
				s.cfg.Log.Error("A web request panicked.", "error", bot.PanicError(v))
				s.refuse(w, broken(), headerLang(r))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// only lets the methods named through and refuses others.
func (s *server) only(next http.HandlerFunc, methods ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, m := range methods {
			if r.Method == m {
				next(w, r)
				return
			}
		}
		s.refuse(w, wrongMethod(methods), headerLang(r))
	}
}
