// Package llm has words from a language model, over any server that speaks
// OpenAI's chat completions: OpenAI itself, Azure, DeepSeek, Qwen, Ollama,
// llama.cpp. It answers with sentences of what it is given, makes search queries,
// translates and embeds; it knows nothing of its own and decides nothing: callers check what
// comes back, and do without it on any error.
package llm

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

const (
	defaultTimeout = 8 * time.Second
	longTimeout    = 60 * time.Second

	atOnce        = 8                // requests on their way, and as many drafts of translations; more callers are turned away, as a queue would be late for all
	failuresInRow = 5                // after so many the model is left alone
	leftAlone     = 30 * time.Second // for so long; then one request tries it
)

// Config says which model is asked, and how.
type Config struct {
	Key            string // "" where the server wants none
	BaseURL        string // "" is OpenAI's own
	Model          string // "" is no model at all
	EmbeddingModel string // "" is none
	APIVersion     string // set, the address is Azure's and the models' names are those of deployments
	Effort         string // of reasoning models: none, low, medium, high and the like; "" is the server's choice

	Timeout time.Duration // for one task with its retry; 0 is 8 s. What nobody waits for has 60 s

	PriceIn, PriceOut float64 // for a million tokens, embedded ones too, in the currency of the budget
	// What may be used in a day, 0 for no limit. Beyond it tasks fail with ErrBudget.
	TokensPerDay       int
	MoneyPerDay        float64
	TokensPerPersonDay int // counted in memory: a restart forgets it
}

// Options are what the model works with. Each may be left out.
type Options struct {
	Transport http.RoundTripper // nil is the usual one, with the proxy of the environment
	Now       func() time.Time  // in the zone whose midnight ends the day of the budgets
	Log       *slog.Logger      // of what changes for all: never of texts
	Ledger    Ledger            // keeps the day's use over restarts
	Journal   Journal           // takes down what is sent and what comes back
	// Alert is called when 80 % of a day's budget is used (share 0.8) and when a
	// request is refused for what is left then (share 1), each once a day, within
	// the time of the task.
	Alert func(ctx context.Context, share float64)
}

// Model is a language model behind an address. It is safe for concurrent use.
type Model struct {
	cfg               Config
	opts              Options
	client            *openai.Client
	host              string
	tasks             tasks
	budget            *budget
	chats, embeddings *breaker // apart: one may work without the other
	places, drafts    chan struct{}
	form              atomic.Int32 // in which form answers are asked for, see form

	mu    sync.Mutex
	usage map[string]*TaskUsage
}

// New makes a model of its configuration, and calls nobody. Where Config.Model
// is empty there is none, and it returns nil.
func New(cfg Config, opts Options) *Model {
	if cfg.Model == "" {
		return nil
	}
	cfg.Timeout = cmp.Or(cfg.Timeout, defaultTimeout)
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	m := &Model{cfg: cfg, opts: opts, tasks: readTasks(), usage: map[string]*TaskUsage{}}
	m.places, m.drafts = make(chan struct{}, atOnce), make(chan struct{}, atOnce)
	c := clientConfig(cfg, opts.Transport)
	m.client = openai.NewClientWithConfig(c)
	if u, err := url.Parse(c.BaseURL); err == nil {
		m.host = u.Host
	}
	m.budget = newBudget(cfg, opts)
	m.chats, m.embeddings = m.newBreaker(), m.newBreaker()
	return m
}

// Host is where the model is, as the address names it: for people, who want to
// know where texts are sent.
func (m *Model) Host() string { return m.host }

// Name is the model's name, of the deployment on Azure.
func (m *Model) Name() string { return m.cfg.Model }

// Embeds reports whether there is a model for embeddings.
func (m *Model) Embeds() bool { return m.cfg.EmbeddingModel != "" }

// breaker leaves a server alone that fails again and again.
type breaker = gobreaker.CircuitBreaker[reply]

// newBreaker makes one that reads the machine's monotonic clock itself: a changed
// wall clock neither opens nor closes it.
func (m *Model) newBreaker() *breaker {
	return gobreaker.NewCircuitBreaker[reply](gobreaker.Settings{
		Timeout:     leftAlone,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresInRow },
		IsExcluded:  func(err error) bool { return errors.Is(err, context.Canceled) }, // the asker went away
		IsSuccessful: func(err error) bool {
			return err == nil || errors.Is(err, ErrRefused) || errors.Is(err, ErrCut) || aboutRequest(err)
		},
		OnStateChange: func(_ string, _, to gobreaker.State) {
			switch to {
			case gobreaker.StateOpen:
				m.opts.Log.Warn("The language model fails again and again and is left alone for a while.", slog.String("host", m.host), slog.Duration("for", leftAlone))
			case gobreaker.StateClosed:
				m.opts.Log.Info("The language model answers again.", slog.String("host", m.host))
			}
		},
	})
}
