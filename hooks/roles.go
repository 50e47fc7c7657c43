package hooks

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// workings are the collections by which the program works: what it remembers
// about itself, the key of the pseudonyms included, and what people sent or said
// until it is handled. Nobody needs to read them to edit; the field holds what
// is not shown even where another rule fails.
var workings = map[string]string{"state": "value", "inbox": "payload", "replies": "answer", "sessions": "state"}

// bindRoles leaves to admins what could undo all other rules. To PocketBase
// every account of staff may do everything.
func bindRoles(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(refuseRunning, refuseProbing)
		return e.Next()
	})
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		parsed := subscriptions.NewDefaultClient()
		parsed.Subscribe(e.Subscriptions...)
		for _, options := range parsed.Subscriptions() {
			if probing(e.Auth, options.Query["filter"]) {
				return onlyAdmins(e.RequestEvent)
			}
		}
		return e.Next()
	})
	names := slices.Sorted(maps.Keys(workings))
	app.OnRecordsListRequest(names...).BindFunc(func(e *core.RecordsListRequestEvent) error {
		if !cms.ActorFrom(e.Auth).MayAdminister() {
			return onlyAdmins(e.RequestEvent)
		}
		return e.Next()
	})
	refuse := func(e *core.RecordRequestEvent) error {
		_, works := workings[e.Collection.Name]
		if !works && !e.Collection.System || cms.ActorFrom(e.Auth).MayAdminister() {
			return e.Next()
		}
		return onlyAdmins(e.RequestEvent)
	}
	app.OnRecordViewRequest(names...).BindFunc(refuse)
	app.OnRecordCreateRequest().BindFunc(refuse)
	app.OnRecordDeleteRequest().BindFunc(refuse)
	app.OnRecordUpdateRequest().BindFunc(func(e *core.RecordRequestEvent) error {
		if e.Auth == nil || e.Collection.Name != core.CollectionNameSuperusers || e.Record.Id != e.Auth.Id {
			return refuse(e)
		}
		if who := cms.ActorFrom(e.Auth); !who.MayAdminister() && e.Record.GetString("role") != who.Role {
			return e.BadRequestError("", wrong("role", "only_admins", phrases.CMS.OnlyAdmins, who.Lang))
		}
		return e.Next()
	})
	app.OnRecordEnrich(names...).BindFunc(func(e *core.RecordEnrichEvent) error {
		if e.RequestInfo == nil || !cms.ActorFrom(e.RequestInfo.Auth).MayAdminister() {
			e.Record.Hide(workings[e.Record.Collection().Name])
		}
		return e.Next()
	})
}

// refuseRunning keeps other accounts than admins' from the requests that run
// the program.
func refuseRunning(e *core.RequestEvent) error {
	if !running(e.Request) {
		return e.Next()
	}
	if !cms.ActorFrom(e.Auth).MayAdminister() {
		return onlyAdmins(e)
	}
	// A backup is handed out for a token in its address.
	if token := e.Request.URL.Query().Get("token"); token != "" {
		if account, err := e.App.FindAuthRecordByToken(token, core.TokenTypeFile); err == nil && !cms.ActorFrom(account).MayAdminister() {
			return onlyAdmins(e)
		}
	}
	return e.Next()
}

// refuseProbing keeps other accounts than admins' from finding out, by filters
// or orders, what they may not read.
func refuseProbing(e *core.RequestEvent) error {
	query := e.Request.URL.Query()
	if probing(e.Auth, append(query["filter"], query["sort"]...)...) {
		return onlyAdmins(e)
	}
	return e.Next()
}

// probing reports whether an expression of staff reaches for another collection
// or a hidden field: PocketBase lets those of all staff, and refuses guests'.
func probing(account *core.Record, expressions ...string) bool {
	if account == nil || cms.ActorFrom(account).MayAdminister() {
		return false
	}
	return slices.ContainsFunc(expressions, func(x string) bool {
		x = strings.ToLower(x)
		return strings.Contains(x, "@collection") || strings.Contains(x, "tokenkey") || strings.Contains(x, "password")
	})
}

// running reports whether a request runs the program or changes how it works,
// rather than what it holds. The settings may be read: the admin loads them with
// each page, and PocketBase leaves the secrets out.
func running(r *http.Request) bool {
	path := r.Pattern[strings.IndexByte(r.Pattern, ' ')+1:]
	for _, area := range []string{"/api/sql", "/api/logs", "/api/crons", "/api/backups"} {
		if path == area || strings.HasPrefix(path, area+"/") {
			return true
		}
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return false
	}
	if path == "/api/settings" || strings.HasPrefix(path, "/api/settings/") {
		return true
	}
	schema, found := strings.CutPrefix(path, "/api/collections")
	if !found {
		return false
	}
	if of, found := strings.CutPrefix(schema, "/{collection}/"); found {
		return of == "truncate" || strings.HasPrefix(of, "impersonate/")
	}
	return true
}

func onlyAdmins(e *core.RequestEvent) error {
	message := say(phrases.CMS.OnlyAdmins, cms.ActorFrom(e.Auth).Lang)
	refusal := e.ForbiddenError(message, nil)
	refusal.Message = message // without the full stop that PocketBase puts behind Chinese
	return refusal
}
