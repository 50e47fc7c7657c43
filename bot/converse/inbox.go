package converse

import (
	"context"
	"log/slog"
	"time"
)

// InboxConfig is what an Inbox works with. All of it is needed but where it says so.
type InboxConfig struct {
	Platform string
	Store    Store
	// Lane names whose update it is: those of one lane are handled one after the
	// other, in the order in which they came.
	Lane func(Update) string
	// Handle does what an update asks for. again says that the program was ended
	// while it was being handled: some of it may have been done.
	Handle  func(ctx context.Context, u Update, again bool)
	Log     *slog.Logger
	Now     func() time.Time
	Workers int // updates that are handled at the same time; 0 is 64
}

// Inbox keeps what a platform sends until it is handled.
type Inbox struct{ cfg InboxConfig }

// NewInbox returns an inbox that does nothing before Run.
func NewInbox(cfg InboxConfig) *Inbox { return &Inbox{cfg: cfg} }

// Take keeps updates, each once, and returns when that is on the disk: then, and
// not before, they may be acknowledged. Those that are known are passed over.
func (i *Inbox) Take(ctx context.Context, updates ...Update) error { return nil }

// Once notes an id for good and reports whether it is new: for what has to be
// answered on the spot and must not be repeated.
func (i *Inbox) Once(ctx context.Context, id string) (first bool, err error) { return true, nil }

// Run handles updates until ctx ends, those first that an earlier process left;
// then it waits for what is being handled.
func (i *Inbox) Run(ctx context.Context) {}
