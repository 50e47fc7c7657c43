package bot

import (
	"errors"
	"fmt"
	"time"
)

// ErrRefused is a platform's no for good: the same request will never succeed.
var ErrRefused = errors.New("refused for good")

// WaitError says that a request may be repeated, but not before For has passed.
type WaitError struct{ For time.Duration }

func (e *WaitError) Error() string { return fmt.Sprintf("not before %s", e.For) }

// UnsureError says that a request may have been carried out: it was written to
// the wire and no answer came back. It must not be repeated blindly.
type UnsureError struct{ Err error }

func (e *UnsureError) Error() string { return "may have been sent: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *UnsureError) Unwrap() error { return e.Err }
