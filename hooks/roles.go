package hooks

import (
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindRoles leaves to editors and publishers what is theirs, and all else to
// admins. To PocketBase every account of staff may do everything.
func bindRoles(app core.App) {
	allowed := allowedRoutes()
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(allowed.admit, refuseProbing)
		return e.Next()
	})
	app.OnRealtimeSubscribeRequest().BindFunc(admitSubscription)
	app.OnRecordEnrich().BindFunc(hideFromStaff)
	bindAccounts(app)
}

// admit lets a request of an editor or publisher pass if its route is listed for
// them. Guests and other accounts pass: what they may do PocketBase's rules say.
func (a routeList) admit(e *core.RequestEvent) error {
	account := staffBehind(e)
	who := cms.ActorFrom(account)
	if account == nil || who.MayAdminister() || !belowAPI(e.Request) {
		return e.Next()
	}
	lowest, listed := a[e.Request.Pattern]
	switch {
	case !listed:
		return onlyAdmins(e)
	case !who.AtLeast(lowest):
		return refuse(e, lowest)
	case strings.HasSuffix(e.Request.Pattern, recordsPath) || strings.HasSuffix(e.Request.Pattern, recordPath):
		return admitToRecords(e, who)
	}
	return e.Next()
}

// belowAPI reports whether a request is one to the API, by the route or, where
// there is none, by its path.
func belowAPI(r *http.Request) bool {
	route := r.Pattern[strings.IndexByte(r.Pattern, ' ')+1:]
	return strings.HasPrefix(route, "/api/") || strings.HasPrefix(r.URL.Path, "/api/")
}

// staffBehind is the account of staff that makes a request, nil for others. A
// backup or a file is handed out for a token in its address, whoever is signed in
// besides.
func staffBehind(e *core.RequestEvent) *core.Record {
	account := e.Auth
	if account == nil || !account.IsSuperuser() {
		if token := e.Request.URL.Query().Get("token"); token != "" {
			account, _ = e.App.FindAuthRecordByToken(token, core.TokenTypeFile) // no token is no account
		}
	}
	if account == nil || !account.IsSuperuser() {
		return nil
	}
	return account
}

// admitToRecords lets a request for records pass if the collection is open to
// the person.
func admitToRecords(e *core.RequestEvent, who cms.Actor) error {
	c, err := e.App.FindCachedCollectionByNameOrId(e.Request.PathValue("collection"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	reading := e.Request.Method == http.MethodGet || e.Request.Method == http.MethodHead
	switch {
	case reading && who.MayRead(c.Name), !reading && who.MayWrite(c.Name):
		return e.Next()
	case c.Name == core.CollectionNameSuperusers && e.Request.Method == http.MethodPatch && e.Request.PathValue("id") == who.ID:
		return e.Next() // their own account: see bindAccounts
	case slices.Contains(ownBooks, c.Name) && who.MayRead(c.Name):
		return readOnly(e)
	case cms.Actor{Role: cms.RolePublisher}.MayWrite(c.Name):
		return refuse(e, cms.RolePublisher)
	}
	return onlyAdmins(e)
}

// admitSubscription lets editors and publishers hear of changes only where they
// may read.
func admitSubscription(e *core.RealtimeSubscribeRequestEvent) error {
	who := cms.ActorFrom(e.Auth)
	if e.Auth == nil || !e.Auth.IsSuperuser() || who.MayAdminister() {
		return e.Next()
	}
	parsed := subscriptions.NewDefaultClient()
	parsed.Subscribe(e.Subscriptions...)
	for topic, options := range parsed.Subscriptions() {
		topic, _, _ = strings.Cut(topic, "?")
		name, _, _ := strings.Cut(topic, "/")
		c, err := e.App.FindCachedCollectionByNameOrId(name)
		if err != nil || !who.MayRead(c.Name) || probing(e.Auth, c.Name, []string{options.Query["filter"]}, nil) {
			return onlyAdmins(e.RequestEvent)
		}
	}
	return e.Next()
}

// hideFromStaff empties, for editors and publishers, records that come to them by
// way of others, of collections that are closed to them. Of accounts they are
// shown the name.
func hideFromStaff(e *core.RecordEnrichEvent) error {
	if err := e.Next(); err != nil { // there PocketBase shows all to all of staff
		return err
	}
	if e.RequestInfo == nil || !e.RequestInfo.HasSuperuserAuth() {
		return nil
	}
	who, c := cms.ActorFrom(e.RequestInfo.Auth), e.Record.Collection()
	account := c.Name == core.CollectionNameSuperusers && e.Record.Id != who.ID
	if who.MayAdminister() || who.MayRead(c.Name) && !account {
		return nil
	}
	for _, f := range c.Fields {
		if name := f.GetName(); name != core.FieldNameId && !(account && name == core.FieldNameEmail) {
			e.Record.Hide(name)
		}
	}
	return nil
}

func onlyAdmins(e *core.RequestEvent) error { return refuse(e, cms.RoleAdmin) }

// refuse says which role it takes.
func refuse(e *core.RequestEvent, role string) error {
	text := phrases.CMS.OnlyAdmins
	if role == cms.RolePublisher {
		text = phrases.CMS.ForPublishers
	}
	return forbidden(say(text, cms.ActorFrom(staffBehind(e)).Lang))
}

func forbidden(message string) error {
	refusal := apis.NewForbiddenError("", nil)
	refusal.Message = message // without the full stop that PocketBase puts behind Chinese
	return refusal
}
