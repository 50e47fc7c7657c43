package hooks

import "github.com/pocketbase/pocketbase/core"

// Waker is told that records may have changed. Wake returns at once and may be
// called any number of times.
type Waker interface{ Wake() }

// feeding are the collections that answers rest on, and the stamps of what a
// machine translated.
var feeding = []string{"alliance", "states", "members", "places", "contacts", "faqs", "events", "news", "translations"}

// bindWake wakes the engine after a change is committed. PocketBase holds the
// AfterSuccess hooks back until the outermost transaction has ended, and drops
// them when it was rolled back.
func bindWake(app core.App, engine Waker) {
	wake := func(e *core.RecordEvent) error {
		engine.Wake()
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess(feeding...).BindFunc(wake)
	app.OnRecordAfterUpdateSuccess(feeding...).BindFunc(wake)
	app.OnRecordAfterDeleteSuccess(feeding...).BindFunc(wake)
	// The addresses of pages may rest on the application URL.
	app.OnSettingsReload().BindFunc(func(e *core.SettingsReloadEvent) error {
		err := e.Next()
		engine.Wake()
		return err
	})
}
