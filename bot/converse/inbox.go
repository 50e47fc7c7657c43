package converse

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"isa-portal.de/isabot/bot"
)

// InboxConfig is what an Inbox works with. All of it is needed but where it says so.
type InboxConfig struct {
	Platform string
	Store    Store
	// Lane names whose update it is: those of one lane are handled one after the
	// other, in the order in which they came.
	Lane func(Update) string
	// Handle does what an update asks for. An error, as at the end of ctx, says
	// that this was not done and is to be done by the next process. again says
	// that an earlier process may have done some of it.
	Handle  func(ctx context.Context, u Update, again bool) error
	Log     *slog.Logger
	Workers int // updates that are handled at the same time; 0 is 64
}

// Inbox keeps what a platform sends until it is handled. It holds a bounded part
// of that in memory; the rest waits on the disk. It is safe for concurrent use.
type Inbox struct {
	cfg   InboxConfig
	pen   *pen
	lanes *lanes

	mu       sync.Mutex
	behind   bool          // the disk has updates that memory has not
	position int64         // up to which the disk was read since
	missed   bool          // more came to the disk while it was read
	room     chan struct{} // there is room in memory for what is on the disk
	dropped  atomic.Int64
	noting   sync.Map // answers by chat and question, on their way to the disk
}

// NewInbox returns an inbox that handles nothing before Run.
func NewInbox(cfg InboxConfig) *Inbox {
	if cfg.Workers == 0 {
		cfg.Workers = 64
	}
	return &Inbox{
		cfg: cfg, pen: &pen{platform: cfg.Platform, store: cfg.Store, log: cfg.Log}, lanes: newLanes(),
		behind: true, room: make(chan struct{}, 1),
	}
}

// Dropped is how many updates were not handled since the start, because too many
// came from one chat.
func (i *Inbox) Dropped() int64 { return i.dropped.Load() }

// Take keeps updates, each once, and returns when that is on the disk: then, and
// not before, they may be acknowledged. Those that are known are passed over.
func (i *Inbox) Take(ctx context.Context, updates ...Update) error {
	if len(updates) == 0 {
		return nil
	}
	n := &note{Batch: Batch{Keep: updates}}
	n.then = func() { i.taken(n) }
	return i.pen.wait(ctx, n)
}

// taken has those updates of a note wait that were not known before. It is called
// when they are on the disk, though whoever brought them waits no longer: brought
// again they are known, and nobody else would see to them.
func (i *Inbox) taken(n *note) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, u := range n.Keep {
		if n.fresh[u.ID] && !i.behind {
			i.behind = !i.add(u, false)
			i.position = 0
		}
	}
	i.missed = i.missed || i.behind
	if i.behind {
		i.look()
	}
}

// Once notes an id for good and reports whether it is new: for what has to be
// answered on the spot and must not be repeated.
func (i *Inbox) Once(ctx context.Context, id string) (first bool, err error) {
	fresh, err := i.pen.write(ctx, Batch{Keep: []Update{{ID: id}}})
	return fresh[id], err
}

// Run handles updates until ctx ends, those first that an earlier process left;
// then it waits for what is being handled.
func (i *Inbox) Run(ctx context.Context) {
	var atWork sync.WaitGroup
	for range i.cfg.Workers {
		atWork.Go(func() {
			for {
				n, it, ok := i.lanes.next(ctx)
				if !ok {
					return
				}
				i.handle(ctx, it)
				i.lanes.done(n)
			}
		})
	}
	atWork.Go(func() { i.fetch(ctx) })
	i.look()
	atWork.Wait()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrites)
	defer cancel()
	i.pen.rest(last)
}

// lastWrites is how long the end waits for what is still to be written down.
const lastWrites = 5 * time.Second

// handle handles one update, whatever happens in it.
func (i *Inbox) handle(ctx context.Context, it item) {
	defer func() {
		if r := recover(); r != nil { // again it would panic again
			i.cfg.Log.Error("Handling what a platform sent failed; it is passed over.", "platform", i.cfg.Platform, "error", bot.PanicError(r))
			i.settle(it.ID)
		}
	}()
	switch err := i.cfg.Handle(ctx, it.Update, it.again); {
	case err == nil:
		i.settle(it.ID)
	case ctx.Err() == nil:
		i.cfg.Log.Error("Handling what a platform sent failed; it is passed over.", "platform", i.cfg.Platform, "error", err)
		i.settle(it.ID)
	}
}

// settle writes down that an update is handled.
func (i *Inbox) settle(id string) {
	i.pen.put(&note{Batch: Batch{Settle: []string{id}}, then: func() {
		if i.lanes.forget(id) < maxHeld/2 {
			i.look()
		}
	}})
}

// note writes down which messages answer a question. Until that is on the disk
// it is known from memory: the question may be edited at once.
func (i *Inbox) note(r Reply) {
	key := [2]string{r.Chat, r.Question}
	i.noting.Store(key, &r)
	i.pen.put(&note{Batch: Batch{Replies: []Reply{r}}, then: func() { i.noting.CompareAndDelete(key, &r) }})
}

// answers are the messages that answer a question, none if they are not known.
func (i *Inbox) answers(ctx context.Context, chat, question string) ([]bot.Remote, error) {
	if found, ok := i.noting.Load([2]string{chat, question}); ok {
		return found.(*Reply).Answers, nil
	}
	return i.cfg.Store.Answers(ctx, i.cfg.Platform, chat, question)
}

// add lets an update wait in memory. It reports whether there was room.
func (i *Inbox) add(u Update, again bool) bool {
	switch i.lanes.add(i.cfg.Lane(u), item{u, again}) {
	case full:
		return false
	case tooMany:
		i.dropped.Add(1)
		i.settle(u.ID)
	}
	return true
}
