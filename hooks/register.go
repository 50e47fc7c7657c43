// Package hooks is what follows from a change in the CMS: what may not be saved
// is refused, what is saved is written down, and what answers rest on wakes the
// engine. A hook works in the transaction of the change or wakes a worker; it
// never does the work itself and never touches the network.
package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Register binds all hooks to the app. It is called once, before the app
// serves or saves anything.
func Register(app core.App, now func() time.Time, engine Waker) {
	bindActor(app)
	bindGuard(app)
	bindRoles(app)
	bindFill(app)
	bindValidate(app)
	bindLive(app)
	bindCorrections(app)
	bindNews(app, now)
	bindInquiries(app, now)
	bindAudit(app)
	bindTranslations(app)
	bindEnrich(app)
	bindWake(app, engine)
}

// inTransaction runs fn with e.App being a transaction's app, so that all it
// writes stands or falls with the change. It is meant for On*Execute hooks.
func inTransaction(e *core.RecordEvent, fn func() error) error {
	outer := e.App
	defer func() { e.App = outer }()
	return outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		return fn()
	})
}
