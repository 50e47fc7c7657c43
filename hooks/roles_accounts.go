package hooks

import (
	"cmp"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	validation "github.com/pocketbase/ozzo-validation/v4"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// theirOwn are the fields of their account that everybody may change. A new key
// of the tokens signs them out everywhere.
var theirOwn = []string{"lang", core.FieldNamePassword, core.FieldNameTokenKey}

// bindAccounts holds the accounts of staff: nobody changes their own role, and
// who is no admin changes only the language and password of the own account.
func bindAccounts(app core.App) {
	admins := func(e *core.RecordRequestEvent) error {
		if e.Collection.System && !cms.ActorFrom(e.Auth).MayAdminister() {
			return onlyAdmins(e.RequestEvent)
		}
		return e.Next()
	}
	app.OnRecordCreateRequest().BindFunc(admins)
	app.OnRecordDeleteRequest().BindFunc(admins)
	app.OnRecordUpdateRequest().BindFunc(func(e *core.RecordRequestEvent) error {
		own := e.Collection.Name == core.CollectionNameSuperusers && e.Auth != nil && e.Record.Id == e.Auth.Id
		if !own {
			return admins(e)
		}
		if faults := ownAccountFaults(e.Record, cms.ActorFrom(e.Auth)); len(faults) > 0 {
			return e.BadRequestError("", faults)
		}
		return e.Next()
	})
}

// ownAccountFaults are the fields that a person has changed of the own account
// and may not.
func ownAccountFaults(r *core.Record, who cms.Actor) validation.Errors {
	stored, faults := r.Original(), validation.Errors{}
	if cmp.Or(r.GetString("role"), cms.RoleAdmin) != who.Role {
		faults["role"] = fieldError{code: "own_role", message: say(phrases.CMS.OwnRole, who.Lang)}
	}
	if who.MayAdminister() {
		return faults
	}
	for _, f := range r.Collection().Fields {
		name := f.GetName()
		if name == "role" || slices.Contains(theirOwn, name) || f.Type() == core.FieldTypeAutodate {
			continue
		}
		if !cms.SameJSON(r.Get(name), stored.Get(name)) {
			faults[name] = fieldError{code: "only_admins", message: say(phrases.CMS.OnlyAdmins, who.Lang)}
		}
	}
	return faults
}
