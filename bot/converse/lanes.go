package converse

import (
	"context"
	"sync"
)

const (
	maxHeld = 5_000 // updates in memory; what is more waits on the disk
	maxLane = 50    // updates of one chat that wait; what is more is dropped
)

// lanes are the updates that wait to be handled, by whose they are. Each lane
// in turn gives one of its updates, so that nobody waits behind a flood from
// somebody else.
type lanes struct {
	mu    sync.Mutex
	some  *sync.Cond // there is something to do, or the end
	all   map[string]*lane
	ready []*lane         // with something to do and nobody at it, in turn
	held  map[string]bool // ids of all that are in memory, or handled and not yet settled on the disk
	ended bool

	reading bool     // the disk is being read
	settled []string // since the reading began
}

type lane struct {
	name    string
	waiting []item
	busy    bool
}

type item struct {
	Update
	again bool
}

func newLanes() *lanes {
	l := &lanes{all: map[string]*lane{}, held: map[string]bool{}}
	l.some = sync.NewCond(&l.mu)
	return l
}

// added is what became of an update that was to wait.
type added uint8

const (
	waits   added = iota
	already       // it waits already
	tooMany       // of its lane: it is dropped
	full          // no more fit into memory
)

func (l *lanes) add(name string, it item) added {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held[it.ID] {
		return already
	}
	if len(l.held) >= maxHeld {
		return full
	}
	n := l.all[name]
	if n == nil {
		n = &lane{name: name}
		l.all[name] = n
	}
	if len(n.waiting) >= maxLane {
		return tooMany
	}
	l.held[it.ID] = true
	n.waiting = append(n.waiting, it)
	if len(n.waiting) == 1 && !n.busy {
		l.ready = append(l.ready, n)
		l.some.Signal()
	}
	return waits
}

// next takes the first update of the lane whose turn it is, and waits for one
// until ctx ends. The lane gives no other before done.
func (l *lanes) next(ctx context.Context) (*lane, item, bool) {
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ended = true
		l.some.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.ready) == 0 && !l.ended {
		l.some.Wait()
	}
	if l.ended || ctx.Err() != nil {
		return nil, item{}, false
	}
	n := l.ready[0]
	l.ready = l.ready[1:]
	it := n.waiting[0]
	n.waiting, n.busy = n.waiting[1:], true
	return n, it, true
}

// done says that the lane may give its next update.
func (l *lanes) done(n *lane) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n.busy = false
	if len(n.waiting) > 0 {
		l.ready = append(l.ready, n)
		l.some.Signal()
	} else {
		delete(l.all, n.name)
	}
}

// forget says that the disk knows that an update is handled, and returns how
// many are in memory yet. Earlier, it might be read from there once more, and so
// might it by a reading that has begun already.
func (l *lanes) forget(id string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reading {
		l.settled = append(l.settled, id)
	} else {
		delete(l.held, id)
	}
	return len(l.held) - len(l.settled)
}

// read says that the disk is being read until the function that it returns is
// called, after all that was found has been added.
func (l *lanes) read() (end func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reading = true
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, id := range l.settled {
			delete(l.held, id)
		}
		l.reading, l.settled = false, nil
	}
}
