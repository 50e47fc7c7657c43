package bot

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// Wire watches how far a request came. Nothing written: it was not carried out
// and may be repeated. Written and not answered: it may have been.
type Wire struct{ written atomic.Bool }

// Watch returns a context under which w sees the request that is sent. A Wire
// watches one call.
func (w *Wire) Watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		// A request whose body broke off has no whole request behind it, but a
		// platform may have read what it needed.
		WroteHeaders: func() { w.written.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { w.written.Store(true) },
	})
}

// Unanswered is the verdict on a call that brought no answer of the platform:
// an *UnsureError if any of it was written, else an *UnreachableError.
func (w *Wire) Unanswered(err error) error {
	if w.written.Load() {
		return &UnsureError{Err: err}
	}
	return &UnreachableError{Err: err}
}
