package cms

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Trace says where rows about a person are.
type Trace struct {
	Collection string
	Where      dbx.Expression
}

// ExportTraces returns the rows by the name of their collection, without what
// only the database needs. Collections without rows are left out.
func ExportTraces(app core.App, traces []Trace) (map[string][]map[string]any, error) {
	all := map[string][]map[string]any{}
	for _, t := range traces {
		var rows []*core.Record
		if err := app.RecordQuery(t.Collection).AndWhere(t.Where).OrderBy("created").All(&rows); err != nil {
			return nil, fmt.Errorf("export from %s: %w", t.Collection, err)
		}
		for _, r := range rows {
			row := r.FieldsData()
			delete(row, "person") // a hash that means nothing to them
			for name, v := range row {
				if raw, err := json.Marshal(v); err != nil || empty[string(raw)] {
					delete(row, name)
				}
			}
			all[t.Collection] = append(all[t.Collection], row)
		}
	}
	return all, nil
}

// empty are values that say nothing, as JSON.
var empty = map[string]bool{`""`: true, "null": true, "[]": true}

// FindTraces returns the ids of the rows.
func FindTraces(app core.App, t Trace) ([]string, error) {
	var ids []string
	if err := app.DB().Select("id").From(t.Collection).Where(t.Where).Column(&ids); err != nil {
		return nil, fmt.Errorf("find rows in %s: %w", t.Collection, err)
	}
	return ids, nil
}

// DeleteTraces deletes the rows, and what the book of changes says about them.
// It must be called in a transaction.
func DeleteTraces(tx core.App, traces []Trace) error {
	for _, t := range traces {
		ids, err := FindTraces(tx, t)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		about := make([]any, len(ids))
		for i, id := range ids {
			about[i] = id
		}
		if _, err := purge(tx, "audit", dbx.HashExp{"collection": t.Collection, "record": about}); err != nil {
			return err
		}
		if _, err := purge(tx, t.Collection, t.Where); err != nil {
			return err
		}
	}
	return nil
}
