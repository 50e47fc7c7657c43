package hooks

import (
	"context"
	"log/slog"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Sweeper wakes the engine when what is visible has changed without a hook: by
// the clock, which lets news appear and answers expire, or by hand in the SQL
// console.
type Sweeper struct {
	app    core.App
	now    func() time.Time
	engine Waker
	log    *slog.Logger
	every  time.Duration
	seen   uint64
}

// NewSweeper returns a sweeper that looks as often as every, and at the moment
// of each change that the clock will bring.
func NewSweeper(app core.App, now func() time.Time, engine Waker, log *slog.Logger, every time.Duration) *Sweeper {
	return &Sweeper{app: app, now: now, engine: engine, log: log, every: every}
}

// Run sweeps until ctx ends. A sweep that fails is logged and tried again.
func (s *Sweeper) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		wait, err := s.Once()
		if err != nil && !failing {
			s.log.Error("Looking for changed records failed.", slog.Any("error", err))
		}
		failing = err != nil
		timer.Reset(wait)
	}
}

// Once wakes the engine if something changed since the last call, and returns
// how long to wait before the next. The first call always wakes it: nobody knows
// what happened since the engine first read.
func (s *Sweeper) Once() (wait time.Duration, err error) {
	defer func() {
		if r := recover(); r != nil {
			wait, err = s.every, bot.PanicError(r)
		}
	}()
	now := s.now()
	print, err := cms.Fingerprint(s.app, now)
	if err != nil {
		return s.every, err
	}
	if print != s.seen {
		s.engine.Wake()
	}
	s.seen = print
	next, err := cms.NextChange(s.app, now)
	if err != nil {
		return s.every, err
	}
	if next.IsZero() || next.Sub(now) > s.every {
		return s.every, nil
	}
	return max(next.Sub(now), 0), nil
}
