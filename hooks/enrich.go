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

// bindEnrich takes staff's fields out of what guests are shown, by list, view,
// expand and realtime alike.
func bindEnrich(app core.App) {
	for collection, fields := range staffOnly {
		app.OnRecordEnrich(collection).BindFunc(func(e *core.RecordEnrichEvent) error {
			if e.RequestInfo == nil || !e.RequestInfo.HasSuperuserAuth() {
				e.Record.Hide(fields...)
			}
			return e.Next()
		})
	}
}
