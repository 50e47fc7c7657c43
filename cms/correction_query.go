package cms

import (
	"encoding/json"
	"reflect"
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

// TakeOver sets in a live record what a draft says otherwise than its base: the
// values that it was made with. What was changed in both since, and differs, is for
// a person to decide: the names of those fields are returned, and they are left.
func TakeOver(live, draft *core.Record, base map[string]json.RawMessage) (undecided []string) {
	for _, name := range SaidFields(live.Collection()) {
		said, stands := draft.Get(name), live.Get(name)
		switch {
		case is(said, base[name]) || SameJSON(said, stands):
		case !is(stands, base[name]):
			undecided = append(undecided, name)
		default:
			live.Set(name, said)
		}
	}
	return undecided
}

// is reports whether a value is the one that JSON holds.
func is(value any, raw json.RawMessage) bool {
	var now, then any
	mine, err := json.Marshal(value)
	if err != nil || json.Unmarshal(mine, &now) != nil || json.Unmarshal(raw, &then) != nil {
		return false
	}
	return reflect.DeepEqual(now, then)
}

// SameJSON reports whether two values are the same in JSON.
func SameJSON(a, b any) bool {
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && string(x) == string(y)
}

// TakesStamp reports whether a language of a record, after it took over the words
// of a correction, stands to its source as it did there: where something of it was
// taken, and both say the same.
func TakesStamp(before, draft, after *core.Record, lang string) bool {
	source := SourceLangOf(after)
	same := func(a, b *core.Record, lang string) bool { return TextHash(a, lang) == TextHash(b, lang) }
	taken := !same(before, after, source) || !same(before, after, lang)
	return lang != source && taken && SourceLangOf(draft) == source && same(draft, after, source) && same(draft, after, lang)
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
