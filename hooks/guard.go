package hooks

import (
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// ownBooks are the collections that only the program writes.
var ownBooks = []string{"audit", "deliveries", "inbox", "replies", "sessions", "questions", "translations", "channel_state", "vectors", "model_log"}

// bindGuard refuses writes over the API to the program's own books, whoever
// asks: rules do not bind superusers.
func bindGuard(app core.App) {
	refuse := func(e *core.RecordRequestEvent) error {
		return readOnly(e.RequestEvent)
	}
	app.OnRecordCreateRequest(ownBooks...).BindFunc(refuse)
	app.OnRecordUpdateRequest(ownBooks...).BindFunc(refuse)
	app.OnRecordDeleteRequest(ownBooks...).BindFunc(refuse)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(refuseTruncate)
		return e.Next()
	})
}

// refuseTruncate covers the one request that empties a collection without a
// record's hook that knows of it.
func refuseTruncate(e *core.RequestEvent) error {
	if e.Request.Method != http.MethodDelete {
		return e.Next()
	}
	name := e.Request.PathValue("collection")
	if name == "" || e.Request.URL.Path != "/api/collections/"+name+"/truncate" {
		return e.Next()
	}
	c, err := e.App.FindCachedCollectionByNameOrId(name)
	if err == nil && slices.Contains(ownBooks, c.Name) {
		return readOnly(e)
	}
	return e.Next()
}

func readOnly(e *core.RequestEvent) error {
	message := say(phrases.CMS.ReadOnly, cms.ActorFrom(e.Auth).Lang)
	refusal := e.ForbiddenError(message, nil)
	refusal.Message = message // without the full stop that PocketBase puts behind Chinese
	return refusal
}
