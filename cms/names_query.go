package cms

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// naming are the fields by which records name something that texts speak of.
var naming = []struct{ collection, field string }{
	{"alliance", "name"}, {"members", "name"}, {"places", "name"}, {"states", "name"}, {"contacts", "name"}, {"contacts", "role"}, {"topics", "name"},
}

// FindNames returns what the alliance, its members, places, states, contacts and
// topics are called in each language. The alliance's short name is the same in all.
func FindNames(app core.App) ([]Texts, error) {
	var all []Texts
	for _, n := range naming {
		var found []*core.Record
		if err := app.RecordQuery(n.collection).OrderBy("id").All(&found); err != nil {
			return nil, fmt.Errorf("list the names of %s: %w", n.collection, err)
		}
		for _, r := range found {
			all = append(all, texts(r, n.field))
			if short := r.GetString("short_name"); short != "" {
				all = append(all, Texts{De: short, En: short, Zh: short})
			}
		}
	}
	return all, nil
}
