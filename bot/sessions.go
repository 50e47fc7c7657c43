package bot

import (
	"context"
	"time"
)

// SessionStore keeps what must survive a restart: the language that a person
// chose, or a whole conversation where Options.Persist says so.
type SessionStore interface {
	// LoadSession returns what was saved for the person (Person.Key, to be
	// stored under a keyed hash only) and has not expired; nil if nothing was.
	LoadSession(ctx context.Context, person string) ([]byte, error)
	// SaveSession replaces what is saved for the person. state is JSON.
	SaveSession(ctx context.Context, person string, state []byte, expires time.Time) error
}
