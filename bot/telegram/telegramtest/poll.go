package telegramtest

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// Poll is a call of getUpdates.
type Poll struct {
	At     time.Time
	Offset int
	Code   int // of the answer; 0 if there was none, or there is none yet
}

// Polls are all so far.
func (f *Fake) Polls() []Poll {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.polls)
}

// running is a poll that waits.
type running struct {
	n       int // its place among the polls
	fault   Fault
	failing bool
	out     chan struct{} // closed when a later one pushes it out
}

// getUpdates waits, in real time, until there is an update. It confirms those
// before the offset. A second one that comes meanwhile pushes it out.
func (f *Fake) getUpdates(ctx context.Context, path string, p params) outcome {
	timer := time.NewTimer(time.Duration(min(p.number("timeout"), 50)) * time.Second)
	defer timer.Stop()
	r, refused := f.beginPoll(path, p)
	if refused != nil {
		return *refused
	}
	over := false
	for {
		found, arrived := f.fetch(p)
		if len(found) > 0 || over {
			return f.endPoll(path, r, yes(found), http.StatusOK)
		}
		select {
		case <-arrived:
		case <-r.out:
			no := pushedOut()
			return f.endPoll(path, r, no.outcome(), no.code)
		case <-timer.C:
			over = true
		case <-ctx.Done():
			return outcome{drop: CutBefore}
		}
	}
}

func pushedOut() *apiError {
	return &apiError{code: 409, text: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
}

// pushOut ends the poll that waits.
func (f *Fake) pushOut() {
	close(f.newest)
	f.newest = make(chan struct{})
}

// beginPoll is a poll that may wait, or the answer where it is refused at once.
func (f *Fake) beginPoll(path string, p params) (*running, *outcome) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.cfg.Now()
	f.polls = append(f.polls, Poll{At: now, Offset: p.number("offset")})
	f.happened()
	r := &running{n: len(f.polls) - 1}
	end := func(out outcome, code int) (*running, *outcome) {
		f.polls[r.n].Code = code
		return nil, &out
	}
	refuse := func(no *apiError) (*running, *outcome) { return end(no.outcome(), no.code) }
	if limit, wait := f.limits.arrive("getUpdates", nil, now); limit != "" {
		f.violations = append(f.violations, Violation{At: now, Limit: limit, Method: "getUpdates"})
		return refuse(tooMany(wait))
	}
	if r.fault, r.failing = f.faults.take("getUpdates", 0); r.failing && r.fault.before() {
		e := Entry{Method: "getUpdates"}
		out := f.failed(r.fault, outcome{}, path, now, &e)
		return end(out, e.Code)
	}
	if text := f.check("getUpdates", p); text != "" {
		f.complaints = append(f.complaints, "getUpdates: "+text)
		return refuse(badRequest("not as the vendor's schema has it: %s", text))
	}
	if f.webhook.URL != "" {
		return refuse(&apiError{code: 409, text: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"})
	}
	f.pushOut()
	r.out = f.newest
	return r, nil
}

func (f *Fake) endPoll(path string, r *running, out outcome, code int) outcome {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r.failing {
		e := Entry{Method: "getUpdates"}
		out = f.failed(r.fault, out, path, f.cfg.Now(), &e)
		code = e.Code
	}
	if out.drop == "" {
		f.polls[r.n].Code = code
	}
	f.happened()
	return out
}

// fetch drops what the offset confirms, and returns what waits behind it.
func (f *Fake) fetch(p params) (found []json.RawMessage, arrived chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var allowed []string
	_ = json.Unmarshal([]byte(p.text("allowed_updates")), &allowed)
	limit := p.number("limit")
	if limit <= 0 || limit > 100 {
		limit = 100
	}
	offset := p.number("offset")
	f.updates = slices.DeleteFunc(f.updates, func(u update) bool { return u.id < offset })
	return f.waiting(offset, limit, allowed), f.arrived
}
