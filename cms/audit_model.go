package cms

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Audit is one line of the book of changes: who did what to which record.
type Audit struct{ core.BaseRecordProxy }

// Actions of the book of changes.
const (
	ActionCreate  = "create"
	ActionUpdate  = "update"
	ActionDelete  = "delete"
	ActionPublish = "publish"
	ActionRetract = "retract"
	ActionAnswer  = "answer"
)

// NewAudit returns an unsaved line about a record. before and after hold the
// values of the fields that changed.
func NewAudit(app core.App, who Actor, action string, about *core.Record, before, after map[string]any) (*Audit, error) {
	r, err := newRecord(app, "audit")
	if err != nil {
		return nil, err
	}
	r.Set("actor", who.ID)
	r.Set("actor_name", who.Name)
	r.Set("action", action)
	r.Set("collection", about.Collection().Name)
	r.Set("record", about.Id)
	r.Set("before", before)
	r.Set("after", after)
	a := &Audit{}
	a.SetProxyRecord(r)
	return a, nil
}

// Actor is the id of the account, "" for the program itself.
func (a *Audit) Actor() string { return a.GetString("actor") }

// ActorName is the e-mail address that the account had.
func (a *Audit) ActorName() string { return a.GetString("actor_name") }

// Action is one of the actions above.
func (a *Audit) Action() string { return a.GetString("action") }

// FindAudit returns the lines about a record, oldest first.
func FindAudit(app core.App, collection, record string) ([]*Audit, error) {
	return findAll[Audit](app, "audit", "created, _rowid_", dbx.HashExp{"collection": collection, "record": record})
}

// WasPublic reports whether a piece of news has ever been published, as far as
// the book of changes goes back.
func WasPublic(app core.App, newsID string) (bool, error) {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("audit").Where(dbx.HashExp{
		"collection": "news", "record": newsID, "action": []any{ActionPublish, ActionRetract},
	}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("was news %s public: %w", newsID, err)
	}
	return n > 0, nil
}
