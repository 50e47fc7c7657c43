package cms

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// AtLeast reports whether the actor has a role or one above it: editor,
// publisher, admin.
func (a Actor) AtLeast(role string) bool {
	switch role {
	case RoleEditor:
		return true
	case RolePublisher:
		return a.MayPublish()
	}
	return a.MayAdminister()
}

// right is the lowest role that may read a collection over the API, and the
// lowest that may write it; "" is admin.
type right struct{ read, write string }

// rights are those of the roles below admin. A collection that is not here is
// for admins alone, and for what the desk shows of it: what the program
// remembers, and all that says who people are.
var rights = map[string]right{
	"news": {RoleEditor, RoleEditor}, "members": {RoleEditor, RoleEditor}, "contacts": {RoleEditor, RoleEditor},
	"faqs": {RoleEditor, RoleEditor}, "events": {RoleEditor, RoleEditor}, "inquiries": {RoleEditor, RoleEditor},

	// What has no draft is live as soon as it is saved.
	"alliance": {RoleEditor, RolePublisher}, "states": {RoleEditor, RolePublisher}, "places": {RoleEditor, RolePublisher},
	"topics": {RoleEditor, RolePublisher}, "pages": {RoleEditor, RolePublisher}, "channels": {RoleEditor, RolePublisher},

	"channel_state": {read: RoleEditor}, "translations": {read: RoleEditor}, "questions": {read: RoleEditor},
	core.CollectionNameSuperusers: {read: RoleEditor}, // names; the rest is hidden
}

// MayRead reports whether the actor may read a collection over the API.
func (a Actor) MayRead(collection string) bool { return a.AtLeast(rights[collection].read) }

// MayWrite reports whether the actor may write a collection. What is live in it
// is another question: see MayPublish.
func (a Actor) MayWrite(collection string) bool { return a.AtLeast(rights[collection].write) }

// Drafted are the collections whose records are written before they are live.
var Drafted = []string{"news", "members", "contacts", "faqs", "events"}

// Live reports whether a record of the collections in Drafted is open to the
// public, or will be at the hour that is set.
func Live(r *core.Record) bool {
	if r.Collection().Name == "news" {
		return Status(r.GetString("status")) == Published
	}
	return slices.Contains(Drafted, r.Collection().Name) && r.GetBool("published")
}

// Switch is the field by which a record of the collections in Drafted goes live.
func Switch(collection string) string {
	if collection == "news" {
		return "status"
	}
	return "published"
}
