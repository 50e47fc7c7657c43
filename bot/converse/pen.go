package converse

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
)

const (
	maxBatch      = 500         // updates that are written together
	writeAgain    = time.Second // after a write that failed and that nobody waits for
	writePatience = time.Minute // for one write
)

// pen writes batches, those that come while it is writing together with the
// next: a disk that is slow makes the batches larger, not the queue longer.
type pen struct {
	platform string
	store    Store
	log      *slog.Logger

	mu      sync.Mutex
	waiting []*note
	writing bool
}

// note is a batch on its way to the disk.
type note struct {
	Batch
	done  chan struct{} // closed when it is written, nil if nobody waits
	then  func()        // called when it is on the disk, may be nil
	fresh map[string]bool
	err   error
}

// write returns when the batch is on the disk.
func (p *pen) write(ctx context.Context, b Batch) (fresh map[string]bool, err error) {
	n := &note{Batch: b}
	if err := p.wait(ctx, n); err != nil {
		return nil, err
	}
	return n.fresh, nil
}

// wait hands a note over and returns when it is on the disk. If ctx ends before,
// it may still get there.
func (p *pen) wait(ctx context.Context, n *note) error {
	n.done = make(chan struct{})
	p.put(n)
	select {
	case <-n.done:
		return n.err
	case <-ctx.Done():
		return fmt.Errorf("waiting for the disk: %w", ctx.Err())
	}
}

// put hands a note over without waiting. One that nobody waits for is written
// again and again until it is.
func (p *pen) put(n *note) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, n)
	if !p.writing {
		p.writing = true
		go p.run()
	}
}

func (p *pen) run() {
	for {
		batch := p.next()
		if batch == nil {
			return
		}
		for _, failed := range p.together(batch) {
			time.AfterFunc(writeAgain, func() { p.put(failed) })
		}
	}
}

// rest returns when all that was put is on the disk, or ctx ends.
func (p *pen) rest(ctx context.Context) { _, _ = p.write(ctx, Batch{}) }

// next takes what is written together, nil if there is nothing and the pen rests.
func (p *pen) next() []*note {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, updates := 0, 0
	for n < len(p.waiting) && (n == 0 || updates+p.waiting[n].size() <= maxBatch) {
		updates += p.waiting[n].size()
		n++
	}
	if n == 0 {
		p.writing, p.waiting = false, nil
		return nil
	}
	batch := p.waiting[:n:n]
	p.waiting = p.waiting[n:]
	return batch
}

func (b Batch) size() int { return len(b.Keep) + len(b.Settle) + len(b.Replies) }

// together writes notes as one batch, or, where that fails, each for itself. It
// returns those that failed and that nobody waits for.
func (p *pen) together(notes []*note) (failed []*note) {
	var all Batch
	for _, n := range notes {
		all.Keep, all.Settle, all.Replies = append(all.Keep, n.Keep...), append(all.Settle, n.Settle...), append(all.Replies, n.Replies...)
	}
	fresh, err := p.carryOut(all)
	for _, n := range notes {
		if n.fresh, n.err = n.share(fresh), err; err != nil && len(notes) > 1 {
			n.fresh, n.err = p.carryOut(n.Batch)
		}
		if n.err == nil && n.then != nil {
			p.follow(n)
		}
		switch {
		case n.done != nil:
			close(n.done)
		case n.err != nil:
			failed = append(failed, n)
		}
	}
	if len(failed) > 0 {
		p.log.Error("What became of messages could not be written down; it is tried again.", "platform", p.platform, "error", failed[0].err)
	}
	return failed
}

// share takes out of what was new in all notes what this one has brought. Another
// one that brought the same comes second.
func (n *note) share(fresh map[string]bool) map[string]bool {
	mine := map[string]bool{}
	for _, u := range n.Keep {
		if fresh[u.ID] {
			mine[u.ID] = true
			delete(fresh, u.ID)
		}
	}
	return mine
}

// follow does what follows on a note that was written.
func (p *pen) follow(n *note) {
	defer func() {
		if r := recover(); r != nil {
			p.log.Error("What follows on a message that was written down failed.", "platform", p.platform, "error", bot.PanicError(r))
		}
	}()
	n.then()
}

func (p *pen) carryOut(b Batch) (fresh map[string]bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = bot.PanicError(r)
		}
	}()
	if b.size() == 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), writePatience)
	defer cancel()
	return p.store.Write(ctx, p.platform, b)
}
