package answer

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/index"
)

// Engine answers questions from the records that its Source gives. What it
// knows is swapped whole when the records change; questions never wait for it.
type Engine struct {
	source   Source
	now      func() time.Time
	log      *slog.Logger
	model    Model
	embedder Embedder
	cues     *lexicon
	builder  *index.Builder
	wake     chan struct{}
	loaded   chan struct{}
	knows    atomic.Pointer[knowledge]
	vectors  atomic.Pointer[vectors]
}

// Options are what an Engine needs beside its Source.
type Options struct {
	Now      func() time.Time // nil: time.Now
	Log      *slog.Logger     // nil: nothing is logged
	Model    Model            // nil: all answers are in the records' own words
	Embedder Embedder         // nil: records are found by their words alone
}

// New returns an Engine that knows nothing until Load has been called.
func New(source Source, o Options) *Engine {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Engine{
		source: source, now: o.Now, log: o.Log, model: o.Model, embedder: o.Embedder,
		cues: readCues(), builder: index.NewBuilder(), wake: make(chan struct{}, 1), loaded: make(chan struct{}, 1),
	}
}

// Load reads the records anew. Only one Load may run at a time: call it before
// Run, and leave the rest to Run.
func (e *Engine) Load(ctx context.Context) error {
	corpus, err := e.source(ctx)
	if err != nil {
		return fmt.Errorf("reading the records: %w", err)
	}
	var left []Ref
	if corpus.Passages, left = withoutInjected(corpus.Passages); len(left) > 0 {
		e.log.Warn("A record holds an order to a language model; nothing is answered from it.", "collection", left[0].Collection, "record", left[0].ID, "records", len(left))
	}
	var before *wordings
	a := corpus.Alliance
	if k := e.knows.Load(); k != nil && k.corpus.Alliance.Name == a.Name && k.corpus.Alliance.ShortName == a.ShortName {
		before = k.word
	}
	e.knows.Store(newKnowledge(corpus, e.cues, e.builder, before))
	signal(e.loaded)
	return nil
}

// Wake says that records have changed. It returns at once; many wakes before
// the next reading are one.
func (e *Engine) Wake() { signal(e.wake) }

// signal says once what need not be said twice.
func signal(to chan<- struct{}) {
	select {
	case to <- struct{}{}:
	default:
	}
}

// Run reads the records anew after each Wake, until ctx ends. It rests as long
// as a reading took, so that a large import does not slow the answers. A failed
// reading is logged and tried again after a second; until it succeeds the
// answers come from what was known before.
func (e *Engine) Run(ctx context.Context) {
	if e.embedder != nil {
		var embedding sync.WaitGroup
		embedding.Go(func() { e.keepVectors(ctx) })
		defer embedding.Wait()
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		}
		started := time.Now()
		rest := time.Second
		if err := e.reload(ctx); err == nil {
			rest = min(time.Since(started), rest)
		} else if ctx.Err() == nil {
			e.log.Error("The records could not be read; answers stay as they were.", "error", err)
			e.Wake()
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest):
		}
	}
}

// reload is Load for a worker: a panic in it is an error, and the answers stay.
func (e *Engine) reload(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return e.Load(ctx)
}

// Answer says what is on record about a question. It fails only before the
// first Load. With a model it takes eight seconds at most, ctx or not.
func (e *Engine) Answer(ctx context.Context, q bot.Question) (bot.Answer, error) {
	k := e.knows.Load()
	if k == nil {
		return bot.Answer{}, fmt.Errorf("answering: no records loaded yet")
	}
	now := e.now()
	if a, ok := k.cache.get(q, now); ok {
		return a, nil
	}
	p := k.reply(q, now)
	if e.model != nil || e.embedder != nil {
		p = e.withModel(ctx, k, q, p, now)
	}
	a := p.finish()
	k.cache.put(q, a, now)
	return a, nil
}

// withModel is the reply with what a model can add: understanding, where
// nothing was found, and wording. Whatever becomes of that, there is a reply.
func (e *Engine) withModel(ctx context.Context, k *knowledge, q bot.Question, p *reply, now time.Time) (out *reply) {
	out = p
	defer func() {
		if r := recover(); r != nil {
			e.log.Error("A model's words could not be used; the plain answer was given.", "error", bot.PanicError(r))
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, modelTime)
	defer cancel()
	if p.missed && e.embedder != nil {
		out = cmp.Or(e.meant(ctx, k, q, p.lang), p)
	}
	if e.model == nil {
		return out
	}
	if out.missed {
		out = cmp.Or(e.understand(ctx, k, q, p.lang, now), p)
	}
	e.write(ctx, k, q, out)
	return out
}
