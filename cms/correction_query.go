package cms

import (
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ofItself are the fields that belong to a record and not to what it says.
var ofItself = []string{"slug", "status", "published", "publish_at", "pinned", "silent", "channels", "author", "published_by", "rev", "corrects"}

// SaidFields are the names of the fields of a collection that say something, in
// their order: what a correction takes along. Files are not among them.
func SaidFields(c *core.Collection) []string {
	var names []string
	for _, f := range c.Fields {
		name := f.GetName()
		switch f.Type() {
		case core.FieldTypeAutodate, core.FieldTypeFile, core.FieldTypePassword:
			continue
		}
		if !f.GetSystem() && !slices.Contains(ofItself, name) {
			names = append(names, name)
		}
	}
	return names
}

// WrittenFields are the names of the fields of a collection that hold what somebody
// wrote or attached: texts, links and files, in their order.
func WrittenFields(c *core.Collection) []string {
	var names []string
	for _, f := range c.Fields {
		switch f.Type() {
		case core.FieldTypeText, core.FieldTypeEditor, core.FieldTypeURL, core.FieldTypeFile:
			if name := f.GetName(); !f.GetSystem() && !slices.Contains(ofItself, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// NewCorrection returns an unsaved draft that says what a live record says. When
// it is released its words take the place of that record's.
func NewCorrection(live *core.Record) *core.Record {
	r := core.NewRecord(live.Collection())
	for _, name := range SaidFields(live.Collection()) {
		r.Set(name, live.Get(name))
	}
	if live.Collection().Name == "news" {
		r.Set("status", string(Draft))
	}
	r.Set("corrects", live.Id)
	return r
}

// FindCorrection returns the open correction of a record.
func FindCorrection(app core.App, collection, of string) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"corrects": of}).OrderBy("created").Limit(1).One(r)
	if err != nil {
		return nil, err
	}
	return r, nil
}
