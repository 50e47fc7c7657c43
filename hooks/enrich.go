package hooks

import "github.com/pocketbase/pocketbase/core"

// staffOnly are the fields of public collections that are none of a guest's
// business. The schema hides them as well; a switch flipped in the admin's
// collection editor must not be enough to show them.
var staffOnly = map[string][]string{
	"news":    {"channels", "silent", "rev", "status", "author", "published_by", "corrects"},
	"faqs":    {"review_by", "corrects"},
	"members": {"corrects"}, "contacts": {"corrects"}, "events": {"corrects"},
}

// askers are the fields that tell which person it was that asked. The program needs
// them, to bring an answer or to forget somebody; nobody is shown them.
var askers = map[string][]string{
	"questions": {"person"},
	"inquiries": {"chat", "thread", "conversation"},
}

// bindEnrich takes out of what is shown, by list, view, expand and realtime alike,
// staff's fields for guests, and who asked for everybody.
func bindEnrich(app core.App) {
	for collection, fields := range askers {
		app.OnRecordEnrich(collection).BindFunc(func(e *core.RecordEnrichEvent) error {
			err := e.Next() // there PocketBase shows all to all of staff
			e.Record.Hide(fields...)
			return err
		})
	}
	for collection, fields := range staffOnly {
		app.OnRecordEnrich(collection).BindFunc(func(e *core.RecordEnrichEvent) error {
			if e.RequestInfo == nil || !e.RequestInfo.HasSuperuserAuth() {
				e.Record.Hide(fields...)
			}
			return e.Next()
		})
	}
}
