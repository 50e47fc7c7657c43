// Package cms gives the collections types and their queries names: one proxy a
// collection, and what a guest may see spelled as the same conditions as the
// API rules.
//
// Every function takes the app first and works in a transaction when it is
// given the transaction's app. A function that finds one record returns
// sql.ErrNoRows, wrapped, where there is none. "Visible" in a name means: shown
// to guests at the moment that is handed in.
package cms

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// proxyOf is a pointer to T that stands for a record.
type proxyOf[T any] interface {
	*T
	core.RecordProxy
}

// published is the condition of collections with a switch of that name.
var published = dbx.HashExp{"published": true}

// stamp is t as the database holds dates, so that texts compare as times do.
func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// findOne returns the only record, or the first, that meets all conditions.
func findOne[T any, P proxyOf[T]](app core.App, collection string, where ...dbx.Expression) (P, error) {
	found := P(new(T))
	q := app.RecordQuery(collection).Limit(1)
	for _, w := range where {
		q.AndWhere(w)
	}
	if err := q.One(found); err != nil {
		return nil, fmt.Errorf("find in %s: %w", collection, err)
	}
	return found, nil
}

// findAll returns all records that meet all conditions, in the given order
// ("country DESC, code").
func findAll[T any, P proxyOf[T]](app core.App, collection, order string, where ...dbx.Expression) ([]P, error) {
	return fetch[T, P](app.RecordQuery(collection).OrderBy(strings.Split(order, ", ")...), collection, where...)
}

// fetch runs a prepared query.
func fetch[T any, P proxyOf[T]](q *dbx.SelectQuery, collection string, where ...dbx.Expression) ([]P, error) {
	var found []P
	for _, w := range where {
		q.AndWhere(w)
	}
	if err := q.All(&found); err != nil {
		return nil, fmt.Errorf("list %s: %w", collection, err)
	}
	return found, nil
}

// newRecord returns an empty record of a collection that the schema must have.
func newRecord(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("collection %s: %w", collection, err)
	}
	return core.NewRecord(c), nil
}
