package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

const (
	maxQueued = 10_000 // questions that wait to be written; more are dropped
	// Small batches at short intervals: the answers' path never waits for the
	// disk, nor the answers of that moment for one large batch.
	writeEvery = 50 * time.Millisecond
	maxBatch   = 200
)

// asked is a question and when it was asked.
type asked struct {
	bot.Asked
	at     time.Time
	thumbs cms.Thumbs
}

// queue holds questions until the next batch is written. Before it is started
// and after it is stopped it takes none.
type queue struct {
	mu      sync.Mutex
	waiting []asked
	open    bool
	dropped int64 // since the start: the queue was full, or the batch could not be written

	writing sync.Mutex // held while a batch is on its way to the disk
	write   func([]asked) error
	end     context.CancelFunc
	done    chan struct{}
}

// start lets questions in and writes them until stop.
func (q *queue) start(write func([]asked) error) {
	ctx, cancel := context.WithCancel(context.Background())
	q.mu.Lock()
	q.open, q.write, q.end, q.done = true, write, cancel, make(chan struct{})
	q.mu.Unlock()
	go q.run(ctx)
}

// stop writes what is waiting and returns, at the latest after patience.
func (q *queue) stop(patience time.Duration) {
	q.mu.Lock()
	wasOpen := q.open
	q.open = false
	q.mu.Unlock()
	if !wasOpen {
		return
	}
	q.end()
	select {
	case <-q.done:
	case <-time.After(patience):
		slog.Error("The last questions could not be written in time.")
	}
}

func (q *queue) run(ctx context.Context) {
	defer close(q.done)
	ticker := time.NewTicker(writeEvery)
	defer ticker.Stop()
	failing := false
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
		err := q.flush()
		if err != nil && !failing {
			slog.Error("Writing down questions failed.", slog.Any("error", err))
		}
		failing = err != nil
	}
	for q.flush() == nil && q.anyWaiting() { // the last ones
	}
}

func (q *queue) anyWaiting() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) > 0
}

// put takes a question, unless the queue is full or closed. It does not wait.
func (q *queue) put(a asked) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.open {
		return
	}
	if len(q.waiting) >= maxQueued {
		q.dropped++
		return
	}
	q.waiting = append(q.waiting, a)
}

// flush writes what is waiting as one batch. A batch that fails is dropped.
func (q *queue) flush() (err error) {
	q.writing.Lock()
	defer q.writing.Unlock()
	q.mu.Lock()
	batch := slices.Clone(q.waiting[:min(len(q.waiting), maxBatch)])
	q.waiting = slices.Delete(q.waiting, 0, len(batch))
	q.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %T", r) // its value may hold what a person wrote
		}
		if err != nil {
			q.mu.Lock()
			q.dropped += int64(len(batch))
			q.mu.Unlock()
		}
	}()
	return q.write(batch)
}

// forget drops what waits about a person and runs remove while no batch is on
// its way.
func (q *queue) forget(person string, remove func() error) error {
	q.writing.Lock()
	defer q.writing.Unlock()
	q.mu.Lock()
	q.waiting = slices.DeleteFunc(q.waiting, func(a asked) bool { return a.Person == person })
	q.mu.Unlock()
	return remove()
}

// rate keeps a verdict on a question that waits to be written. It returns the
// question's text; found is false if it does not wait here, then it stands in
// the log or nowhere.
func (q *queue) rate(id string, verdict cms.Thumbs) (text string, found bool) {
	q.writing.Lock() // what is on its way stands in the log afterwards
	defer q.writing.Unlock()
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.IndexFunc(q.waiting, func(a asked) bool { return a.ID == id })
	if i < 0 {
		return "", false
	}
	q.waiting[i].thumbs = verdict
	return q.waiting[i].Text, true
}

// lost is the number of questions that were dropped.
func (q *queue) lost() int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.dropped
}

// Log implements bot.QuestionLog.
func (s *stores) Log(a bot.Asked) { s.log.put(asked{Asked: a, at: s.now()}) }

// Rate implements bot.QuestionLog.
func (s *stores) Rate(ctx context.Context, id string, up bool) (string, error) {
	if err := ctx.Err(); err != nil || id == "" {
		return "", err
	}
	verdict := cms.ThumbsDown
	if up {
		verdict = cms.ThumbsUp
	}
	if text, found := s.log.rate(id, verdict); found {
		return text, nil
	}
	return cms.RateQuestion(s.app, id, verdict, s.now())
}

// writeQuestions writes a batch in one transaction.
func (s *stores) writeQuestions(batch []asked) error {
	lines := make([]cms.Question, len(batch))
	for i, a := range batch {
		who, err := s.pseudonym(a.Person)
		if err != nil {
			return err
		}
		lines[i] = cms.Question{
			ID: a.ID, Text: a.Text, Lang: a.Lang, Platform: a.Platform, Outcome: string(a.Outcome), Person: who,
			Thumbs: a.thumbs, Sources: a.Sources, Latency: a.Latency, At: a.at,
		}
	}
	return s.app.RunInTransaction(func(tx core.App) error {
		return cms.AddQuestions(tx, lines)
	})
}
