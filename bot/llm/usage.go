package llm

import (
	"maps"
	"time"
)

// Usage is what was used since the start, by task: write, queries, translate,
// embed.
type Usage map[string]TaskUsage

// TaskUsage is what one task has used.
type TaskUsage struct {
	Calls               map[string]int // requests by outcome, see Outcome; those that were not let out, too
	TokensIn, TokensOut int            // estimated where the server does not count
	Money               float64
	Took                time.Duration // of all requests together
}

// Usage tells what was used since the start.
func (m *Model) Usage() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := Usage{}
	for name, u := range m.usage {
		u := *u
		u.Calls = maps.Clone(u.Calls)
		out[name] = u
	}
	return out
}

func (m *Model) count(task string, got reply, took time.Duration, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	u := m.usage[task]
	if u == nil {
		u = &TaskUsage{Calls: map[string]int{}}
		m.usage[task] = u
	}
	u.Calls[Outcome(err)]++
	u.TokensIn += got.in
	u.TokensOut += got.out
	u.Money += m.budget.price(got.in, got.out)
	u.Took += took
}

// Entry is one request and what came of it, for the journal.
type Entry struct {
	At                  time.Time
	Task, Model, Host   string
	Request, Answer     string // word for word
	TokensIn, TokensOut int
	Estimated           bool // the server did not count the tokens
	Took                time.Duration
	Outcome             string // see Outcome
	Fault               string // more about an outcome other than ok, without texts
}

// Journal takes down what was sent to a model. Note is called within the time
// of a task: it must neither wait nor fail.
type Journal interface{ Note(Entry) }

func (m *Model) note(s sending, got reply, estimated bool, took time.Duration, err error) {
	if m.opts.Journal == nil {
		return
	}
	e := Entry{
		At: m.opts.Now(), Task: s.task, Model: s.model, Host: m.host, Request: s.text, Answer: got.text,
		TokensIn: got.in, TokensOut: got.out, Estimated: estimated, Took: took, Outcome: Outcome(err),
	}
	if err != nil {
		e.Fault = err.Error()
	}
	m.opts.Journal.Note(e)
}
