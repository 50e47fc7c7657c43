package llm

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot/llm/llmtest"
)

// schema is the vendor's, read once; nil where it is not at hand.
var schema = sync.OnceValues(func() (*llmtest.Schema, error) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		return nil, nil
	}
	return llmtest.LoadSchema(folder)
})

// world is a model between a server in memory and what it works with, in virtual
// time.
type world struct {
	*Model
	server *llmtest.Server
	log    bytes.Buffer
	notes  []Entry
	kept   Day
	told   []float64
	mu     sync.Mutex
}

// Note implements Journal.
func (w *world) Note(e Entry) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notes = append(w.notes, e)
}

// Load implements Ledger.
func (w *world) Load(context.Context) (Day, error) { return w.kept, nil }

// Save implements Ledger.
func (w *world) Save(d Day) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept = d
}

func (w *world) restart(cfg Config) {
	w.Model = New(cfg, Options{
		Transport: w.server, Now: time.Now, Log: slog.New(slog.NewTextHandler(&w.log, nil)), Ledger: w, Journal: w,
		Alert: func(_ context.Context, share float64) { w.told = append(w.told, share) },
	})
}

// with runs a test with a model whose server gives the answers in turn.
func with(t *testing.T, cfg Config, answers []llmtest.Answer, do func(t *testing.T, w *world)) {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Model == "" {
		cfg.Model = "gpt-4o-mini"
	}
	synctest.Test(t, func(t *testing.T) {
		w := &world{server: llmtest.New(s, answers...)}
		w.restart(cfg)
		do(t, w)
		if err := w.server.Faults(); err != nil {
			t.Errorf("requests: %v", err)
		}
	})
}

var (
	said    = llmtest.Says(`{"sentences":[{"text":"Es kostet nichts.","passages":[0]}]}`)
	writing = Writing{Lang: "de", Question: "Was kostet es?", Passages: []Passage{{"Beitrag", "Die Mitgliedschaft ist kostenlos."}, {"Ort", "Foshan"}}}
)

// write asks for an answer and returns what became of it.
func (w *world) write(t *testing.T) ([]Sentence, error) {
	t.Helper()
	return w.Write(t.Context(), "person-7", writing)
}

func (w *world) outcomes(task string) map[string]int { return w.Usage()[task].Calls }
