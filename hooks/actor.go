package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cast"

	"isa-portal.de/isabot/cms"
)

// bindActor notes on each record that is saved or deleted over the API whose
// request it is, for the hooks that run in the transaction and know no request.
func bindActor(app core.App) {
	note := func(e *core.RecordRequestEvent) error {
		cms.SetActor(e.Record, cms.ActorFrom(e.Auth))
		return e.Next()
	}
	app.OnRecordCreateRequest().BindFunc(note)
	app.OnRecordUpdateRequest().BindFunc(note)
	app.OnRecordDeleteRequest().BindFunc(note)
	app.OnRecordUpdateRequest("news").BindFunc(func(e *core.RecordRequestEvent) error {
		info, err := e.RequestInfo()
		if err != nil {
			return err
		}
		if rev, sent := info.Body["rev"]; sent {
			cms.SetRev(e.Record, cast.ToInt(rev))
		}
		return e.Next()
	})
}
