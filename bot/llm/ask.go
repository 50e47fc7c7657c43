package llm

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

// pause is the wait before a server that failed is asked once more, where it
// does not say how long.
const pause = 200 * time.Millisecond

// question is one task on its way.
type question struct {
	task         *task
	who          string // opaque key of the person, "" for the program itself
	system, user string
	output       int // tokens that the answer may have
	timeout      time.Duration
	read         func(answer string) error // what comes of the answer
}

// ask has a task done: with one more try where that may help, and with other
// forms of asking where the server does not take one.
func (m *Model) ask(ctx context.Context, q question) error {
	ctx, cancel := context.WithTimeout(ctx, q.timeout)
	defer cancel()
	leave, err := m.enter(q.task.name)
	if err != nil {
		return err
	}
	defer leave()
	output := q.output
	if m.reasons() {
		output += thinking
	}
	for again := true; ; {
		how := form(m.form.Load())
		r := m.request(q.task, how, q.system, q.user, output)
		err := m.send(ctx, m.chats, sending{
			task: q.task.name, who: q.who, model: r.Model, text: textOf(r), most: output,
			do:   func(ctx context.Context) (reply, error) { return m.chat(ctx, r) },
			read: func(got reply) error { return q.read(got.text) },
		})
		switch {
		case err == nil:
			return nil
		case how != byWords && ctx.Err() == nil && (errors.Is(err, errForm) || errors.Is(err, errNoJSON)):
			m.lower(how)
		case again && m.waits(ctx, err):
			again = false
		default:
			return err
		}
	}
}

// enter takes one of the places for requests. It does not wait for one. Drafts of
// translations, which may take a minute, have places of their own.
func (m *Model) enter(task string) (leave func(), err error) {
	places := m.places
	if task == m.tasks.translate.name {
		places = m.drafts
	}
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	default:
		m.count(task, reply{}, 0, ErrBusy)
		return nil, ErrBusy
	}
}

// lower remembers that the server does not take a form, for as long as the
// process lives.
func (m *Model) lower(from form) {
	if m.form.CompareAndSwap(int32(from), int32(from+1)) {
		m.opts.Log.Info("The model's server does not take a form of answers; another is used from now on.",
			slog.String("host", m.host), slog.String("form", [...]string{"json_schema", "json_object"}[from]))
	}
}

// waits waits until a request may be made once more, and reports whether it may:
// after a failure of the server or the way to it, and after a request too many if
// the server says how long to wait and that fits in the time that is left.
func (m *Model) waits(ctx context.Context, err error) bool {
	wait := pause
	var answered *statusError
	switch {
	case errors.As(err, &answered):
		busy := errors.Is(err, ErrLimited) && answered.after >= 0
		if !busy && answered.status < 500 {
			return false
		}
		wait = max(answered.after, 0)
		if !busy && wait == 0 {
			wait = pause
		}
	case !errors.Is(err, ErrUnreachable):
		return false
	}
	if end, limited := ctx.Deadline(); limited && time.Until(end) <= wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// sending is one request.
type sending struct {
	task, who, model string
	text             string // what is sent
	most             int    // tokens that may come back
	do               func(context.Context) (reply, error)
	read             func(reply) error
}

// send makes one request within the budgets, unless the server is left alone,
// and takes down what became of it.
func (m *Model) send(ctx context.Context, b *breaker, s sending) error {
	start := time.Now()
	held, err := m.budget.reserve(ctx, s.who, estimate(s.text), s.most)
	if err != nil {
		m.count(s.task, reply{}, 0, err)
		return err
	}
	got, sendErr := b.Execute(func() (reply, error) { return s.do(ctx) })
	err = sendErr
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		held.settle(ctx, 0, 0)
		m.count(s.task, reply{}, 0, ErrOpen)
		return ErrOpen
	}
	if err == nil {
		err = s.read(got)
	}
	estimated := !got.counted()
	if estimated {
		got.in, got.out = used(s, got, sendErr)
	}
	held.settle(ctx, got.in, got.out)
	took := time.Since(start)
	m.count(s.task, got, took, err)
	m.note(s, got, estimated, took, err)
	return err
}

// used estimates what a request took where the server does not say: nothing if
// it answered with an error or was not reached, and all that may have been if the
// answer did not arrive, since it may well have been made.
func used(s sending, got reply, err error) (in, out int) {
	switch {
	case err == nil, errors.Is(err, ErrCut), errors.Is(err, ErrRefused) && got.text != "":
		return estimate(s.text), min(estimate(got.text), s.most)
	case errors.Is(err, ErrLate), errors.Is(err, context.Canceled), errors.Is(err, errBroken):
		return estimate(s.text), s.most
	}
	return 0, 0
}

// textOf is what a request says, word for word.
func textOf(r openai.ChatCompletionRequest) string {
	text := ""
	for _, m := range r.Messages {
		if text != "" {
			text += "\n\n"
		}
		text += "[" + m.Role + "]\n" + m.Content
	}
	return text
}

// estimate is about how many tokens a text has: four letters of ASCII are one,
// any other character is one as well, which is rather too many than too few. It
// stands in for the model's own count, which is not known here.
func estimate(text string) int {
	plain, other := 0, 0
	for _, r := range text {
		if r < 0x80 {
			plain++
		} else {
			other++
		}
	}
	return (plain+3)/4 + other
}
