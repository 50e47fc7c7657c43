package announce

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Speech composes what is not news: an answer to a person, a notice to staff.
// sql.ErrNoRows says that what it was about is no more.
type Speech func(tx core.App, d *cms.Delivery) (bot.Post, error)

// Config is what an Outbox works with. All of it is needed but where it says so.
type Config struct {
	App      core.App
	Planner  *Planner
	Speeches map[cms.DeliveryKind]Speech
	Now      func() time.Time
	Pace     func() time.Time // a clock that never jumps, for the limits of the platforms; nil is Now
	Log      *slog.Logger
	Jitter   func() float64 // from 0 to 1
	Folder   string         // where the count of what was sent is kept beside the database
	Hold     bool           // the operator wants nothing to be sent
	Workers  int            // requests at the same time; 0 is 6
}

// Outbox makes the world as the deliveries want it.
type Outbox struct {
	app      core.App
	planner  *Planner
	speeches map[cms.DeliveryKind]Speech
	now      func() time.Time
	pace     func() time.Time
	log      *slog.Logger
	jitter   func() float64
	count    *count
	hold     bool
	workers  int
	folder   string
	lock     *flock.Flock
	passive  sync.Once // said that another process sends

	wake   chan struct{}
	beside func(func()) // does something beside the work; nil: nothing is done beside it

	mu      sync.Mutex
	reading bool // the database is being looked at
	queue   queue
	stale   bool                  // the database knows more than the queue
	later   time.Time             // when something else becomes due
	more    map[string]bool       // the platforms for which the database has more that is due than was read
	looked  time.Time             // when the database was looked at last
	pauses  map[string]*platPause // of platforms out of reach
	owed    []outcome             // that could not be written down yet
	tried   tried                 // attempts of which nobody knows what became
	working map[string]bool       // ids of what is being worked at
	taken   []string              // and of what was taken from the queue since the database was last looked at
	off     time.Duration         // by which the machine's clock is ahead of the one that never jumps
}

type platPause struct {
	until time.Time
	last  time.Duration
}

// New returns an outbox. It touches nothing before Open.
func New(c Config) *Outbox {
	if c.Workers == 0 {
		c.Workers = 6
	}
	if c.Pace == nil {
		c.Pace = c.Now
	}
	return &Outbox{
		app: c.App, planner: c.Planner, speeches: c.Speeches, now: c.Now, pace: c.Pace, log: c.Log, jitter: c.Jitter, hold: c.Hold,
		count: newCount(c.Folder), folder: c.Folder, workers: c.Workers,
		wake: make(chan struct{}, 1), stale: true, pauses: map[string]*platPause{}, tried: tried{}, working: map[string]bool{}, off: c.Now().Sub(c.Pace()),
	}
}

// Wake tells that deliveries have changed. It returns at once.
func (o *Outbox) Wake() {
	o.mu.Lock()
	o.stale = true
	o.mu.Unlock()
	o.nudge()
}

func (o *Outbox) nudge() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// lookAround is how often the database is looked at without being woken: another
// process, or somebody with the SQL console, may have changed it.
const lookAround = 3 * time.Second

// Run opens the outbox and works until ctx ends; then it waits for what is on
// its way. A fault is logged, and work goes on after a pause.
func (o *Outbox) Run(ctx context.Context) {
	for !o.opened(ctx) {
		if !o.wait(ctx, o.now().Add(2*time.Second)) {
			return
		}
	}
	defer func() { _ = o.lock.Unlock() }() // the end of the process does it too
	var atWork sync.WaitGroup
	defer atWork.Wait()
	o.beside = atWork.Go
	free := make(chan struct{}, o.workers)
	for ctx.Err() == nil {
		job, later, err := o.next()
		switch {
		case err != nil:
			o.log.Error("Looking for what is to be sent failed.", slog.Any("error", err))
			later = o.now().Add(2 * time.Second)
		case job != nil:
			free <- struct{}{}
			atWork.Go(func() {
				defer func() { <-free; o.nudge() }()
				o.work(context.WithoutCancel(ctx), job)
			})
			continue
		}
		if again := o.now().Add(lookAround); later.IsZero() || later.After(again) {
			later = again
		}
		if !o.wait(ctx, later) {
			return
		}
	}
}

// wait returns at a moment (zero: never), when woken, or with false at the end of ctx.
func (o *Outbox) wait(ctx context.Context, until time.Time) bool {
	var timer <-chan time.Time
	if !until.IsZero() {
		t := time.NewTimer(max(until.Sub(o.now()), 0))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-ctx.Done():
		return false
	case <-timer:
	case <-o.wake:
	}
	return true
}

// Step does the one thing that is most urgent now. Where there is nothing to do
// it returns false and the moment at which there will be, zero for none.
func (o *Outbox) Step(ctx context.Context) (did bool, later time.Time, err error) {
	job, later, err := o.next()
	if err != nil || job == nil {
		return false, later, err
	}
	o.work(ctx, job)
	return true, time.Time{}, nil
}

// work does one job, whatever happens in it.
func (o *Outbox) work(ctx context.Context, j *job) {
	more, err := o.do(ctx, j.due.ID)
	if err != nil {
		o.log.Error("Working at a delivery failed.", "delivery", j.due.ID, slog.Any("error", err))
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	j.lane.busy = false
	delete(o.working, j.due.ID)
	o.stale = o.stale || more
	if err != nil {
		j.lane.next = o.pace().Add(5 * time.Second)
	}
}

func (o *Outbox) do(ctx context.Context, id string) (more bool, err error) {
	var a *attempt
	defer func() {
		if v := recover(); v != nil {
			more, err = true, o.poisoned(id, bot.PanicError(v))
		}
	}()
	if ready, err := o.inspect(ctx, id); err != nil || !ready {
		return true, err
	}
	if a, err = o.claim(id); err != nil {
		return true, o.poisoned(id, err)
	}
	if a == nil {
		return false, nil
	}
	if err := o.count.keep(); err != nil && a.verb != resolve {
		return o.close(outcome{a, bot.Remote{}, &bot.UnreachableError{Err: err}}) // nothing was sent
	}
	if a.verb == resolve {
		return true, o.settleFinding(a, o.look(ctx, a))
	}
	o.began(a.d)
	remote, verdict := o.carryOut(ctx, a)
	o.heard(a.d.Platform, verdict)
	return o.close(outcome{a, remote, verdict})
}

// carryOut makes the request. A panic in it is a verdict like any other.
func (o *Outbox) carryOut(ctx context.Context, a *attempt) (remote bot.Remote, err error) {
	defer func() {
		if v := recover(); v != nil {
			if err = bot.PanicError(v); a.verb == send {
				err = &bot.UnsureError{Err: err}
			}
		}
	}()
	sender := o.planner.Platforms[a.d.Platform]
	switch a.verb {
	case send:
		return sender.Send(ctx, a.place, a.piece, nonceOf(a.d))
	case remove:
		return bot.Remote{}, sender.Delete(ctx, a.place, a.remote)
	}
	return sender.Edit(ctx, a.place, a.remote, a.piece)
}

func (o *Outbox) settleFinding(a *attempt, f finding) error {
	return o.app.RunInTransaction(func(tx core.App) error {
		d, err := cms.FindDelivery(tx, a.d.ID)
		if err != nil || d.State != cms.Unsure {
			return err
		}
		if o.conclude(d, f); d.State != cms.Unsure {
			o.over(d)
		}
		return cms.SaveDelivery(tx, d, o.now())
	})
}

// on reports whether sending is switched on.
func (o *Outbox) on() (bool, error) {
	if o.hold {
		return false, nil
	}
	s, err := cms.LoadSendingSwitch(o.app)
	if err != nil {
		return false, fmt.Errorf("read the sending switch: %w", err)
	}
	return !s.Off, nil
}
