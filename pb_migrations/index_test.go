package pb_migrations_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/search"
)

// plan says how SQLite reads what a guest lists, in that order.
func plan(t *testing.T, app core.App, collection, order string) string {
	t.Helper()
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		t.Fatal(err)
	}
	query := app.RecordQuery(c).OrderBy(strings.Split(order, ", ")...)
	if *c.ListRule != "" {
		resolver := core.NewRecordFieldResolver(app, c, &core.RequestInfo{}, true)
		rule, err := search.FilterData(*c.ListRule).BuildExpr(resolver)
		if err != nil {
			t.Fatal(err)
		}
		query.AndWhere(rule)
	}
	built := query.Build()
	var steps []struct {
		Detail string `db:"detail"`
	}
	if err := app.DB().NewQuery("EXPLAIN QUERY PLAN " + built.SQL()).Bind(dbx.Params(built.Params())).All(&steps); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range steps {
		all = append(all, s.Detail)
	}
	return strings.Join(all, "; ")
}

func TestPublicListsAreReadByAnIndex(t *testing.T) {
	app := newApp(t)
	for _, c := range []struct{ collection, order string }{
		{"members", "country DESC, name_de"},
		{"faqs", "category, order, id"},
		{"events", "starts DESC, id"},
		{"news", "publish_at DESC"},
		{"places", "country DESC, name_de"},
		{"contacts", "country DESC, name_de"},
	} {
		how := plan(t, app, c.collection, c.order)
		sorted := strings.ReplaceAll(how, "USE TEMP B-TREE FOR LAST TERM", "") // of equals only
		if !strings.Contains(how, "USING INDEX") || strings.Contains(sorted, "TEMP B-TREE") {
			t.Errorf("%s by %s: %s", c.collection, c.order, how)
		}
	}
}
