package bot

import (
	"errors"
	"fmt"
	"time"
)

// ErrRefused is a platform's no for good: the same request will never succeed.
var ErrRefused = errors.New("refused for good")

// WaitError says that a request was not carried out and may be repeated, but not
// before For has passed. It costs no attempt.
type WaitError struct {
	For time.Duration
	All bool // it holds for the whole platform, not for the one place
}

func (e *WaitError) Error() string { return fmt.Sprintf("not before %s", e.For) }

// UnsureError says that a request may have been carried out: it was written to
// the wire and no answer came back. It must not be repeated blindly.
type UnsureError struct{ Err error }

func (e *UnsureError) Error() string { return "may have been sent: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *UnsureError) Unwrap() error { return e.Err }

// PlaceError is a no of the place itself: the bot was removed or blocked, or
// there is no such chat. Nothing will succeed there until somebody changes that.
type PlaceError struct{ Err error }

func (e *PlaceError) Error() string { return "the place takes nothing: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *PlaceError) Unwrap() error { return e.Err }

// MovedError says that a chat goes on under another id, to which the request is
// to be repeated.
type MovedError struct{ Chat string }

func (e *MovedError) Error() string { return "the chat has moved" }

// UnreachableError says that nothing was written: the platform could not be
// reached, or said that it is out of order. It costs no attempt.
type UnreachableError struct{ Err error }

func (e *UnreachableError) Error() string { return "not reached: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *UnreachableError) Unwrap() error { return e.Err }
