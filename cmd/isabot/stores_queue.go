package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

const (
	// Small batches at short intervals: the answers' path never waits for the
	// disk, nor the answers of that moment for one large batch.
	writeEvery = 50 * time.Millisecond
	maxBatch   = 200
)

// queue holds what is to be written down until the next batch is written. Before
// it is started and after it is stopped it takes nothing.
type queue[T any] struct {
	what string // is written down, for the log
	most int    // that may wait; more are dropped

	mu      sync.Mutex
	waiting []T
	open    bool
	dropped int64 // since the start: too much waited, or the batch could not be written

	writing sync.Mutex // held while a batch is on its way to the disk
	write   func([]T) error
	end     context.CancelFunc
	done    chan struct{}
}

// start lets things in and writes them until stop.
func (q *queue[T]) start(write func([]T) error) {
	ctx, cancel := context.WithCancel(context.Background())
	q.mu.Lock()
	q.open, q.write, q.end, q.done = true, write, cancel, make(chan struct{})
	q.mu.Unlock()
	go q.run(ctx)
}

// stop writes what is waiting and returns, at the latest after patience.
func (q *queue[T]) stop(patience time.Duration) {
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
		slog.Error("The last of what is written down could not be written in time.", slog.String("what", q.what))
	}
}

func (q *queue[T]) run(ctx context.Context) {
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
			slog.Error("Writing down failed.", slog.String("what", q.what), slog.Any("error", err))
		}
		failing = err != nil
	}
	for q.flush() == nil && q.anyWaiting() { // the last ones
	}
}

func (q *queue[T]) anyWaiting() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) > 0
}

// put takes something and reports whether the queue is open. Where too much
// waits it is dropped. put does not wait.
func (q *queue[T]) put(x T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.open {
		return false
	}
	if len(q.waiting) >= q.most {
		q.dropped++
		return true
	}
	q.waiting = append(q.waiting, x)
	return true
}

// flush writes what is waiting as one batch. A batch that fails is dropped.
func (q *queue[T]) flush() (err error) {
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

// forget drops what waits and fits, and runs remove while no batch is on its way.
func (q *queue[T]) forget(fits func(T) bool, remove func() error) error {
	q.writing.Lock()
	defer q.writing.Unlock()
	q.mu.Lock()
	q.waiting = slices.DeleteFunc(q.waiting, fits)
	q.mu.Unlock()
	return remove()
}

// change lets change have what waits here, one after the other, until it has
// found what it wants, and reports whether it has. What is on its way to the disk
// stands there afterwards.
func (q *queue[T]) change(change func(*T) (found bool)) bool {
	q.writing.Lock()
	defer q.writing.Unlock()
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := range q.waiting {
		if change(&q.waiting[i]) {
			return true
		}
	}
	return false
}

// lost is how much was dropped.
func (q *queue[T]) lost() int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.dropped
}
