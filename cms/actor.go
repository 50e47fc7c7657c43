package cms

import (
	"cmp"

	"github.com/pocketbase/pocketbase/core"
)

// Actor is the member of staff who makes a change. The zero Actor is the
// program itself.
type Actor struct {
	ID   string
	Name string // the e-mail address of the account
	Lang string // language for messages: de, en or zh
	Role string // RoleAdmin, RolePublisher or RoleEditor
}

// The roles of staff.
const (
	RoleAdmin     = "admin"
	RolePublisher = "publisher"
	RoleEditor    = "editor"
)

// MayPublish reports whether the actor may publish, and change or take back what
// is published.
func (a Actor) MayPublish() bool { return a.Role != RoleEditor }

// MayAdminister reports whether the actor may change the settings, the schema
// and the accounts of others, and read what is the program's own.
func (a Actor) MayAdminister() bool { return a.Role != RoleEditor && a.Role != RolePublisher }

// actorKey is no field of any collection, so it never reaches the database or
// an answer of the API.
const actorKey = "@actor"

// SetActor notes on a record who is about to save or delete it.
func SetActor(r *core.Record, who Actor) { r.SetRaw(actorKey, who) }

// ActorOf returns who is saving or deleting the record.
func ActorOf(r *core.Record) Actor {
	who, _ := r.GetRaw(actorKey).(Actor)
	return who
}

// ActorFrom is the actor behind a signed-in account, nil for nobody.
func ActorFrom(account *core.Record) Actor {
	if account == nil {
		return Actor{}
	}
	return Actor{
		ID: account.Id, Name: account.Email(),
		Lang: cmp.Or(account.GetString("lang"), "de"), Role: cmp.Or(account.GetString("role"), RoleAdmin),
	}
}
