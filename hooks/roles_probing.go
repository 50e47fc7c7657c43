package hooks

import (
	"slices"
	"strings"

	"github.com/ganigeorgiev/fexpr"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// refuseProbing keeps editors and publishers from finding out, by filters or
// orders, what they may not read.
func refuseProbing(e *core.RequestEvent) error {
	query, collection := e.Request.URL.Query(), e.Request.PathValue("collection")
	if c, err := e.App.FindCachedCollectionByNameOrId(collection); err == nil {
		collection = c.Name
	}
	if probing(e.Auth, collection, query["filter"], query["sort"]) {
		return onlyAdmins(e)
	}
	return e.Next()
}

// probing reports whether filters or orders of staff reach for another collection
// or a secret field: PocketBase lets those of all staff, and refuses guests'. What
// is searched for is not looked at.
func probing(account *core.Record, collection string, filters, orders []string) bool {
	if account == nil || cms.ActorFrom(account).MayAdminister() {
		return false
	}
	var names []string
	for _, f := range filters {
		groups, _ := fexpr.Parse(f) // by the parser of PocketBase, which refuses what this one does
		names = append(names, fieldsIn(groups)...)
	}
	for _, order := range orders {
		for name := range strings.SplitSeq(order, ",") {
			names = append(names, strings.TrimLeft(strings.TrimSpace(name), "+-"))
		}
	}
	return slices.ContainsFunc(names, func(name string) bool { return reaches(collection, name) })
}

// fieldsIn are the names in an expression, those of functions' arguments included.
func fieldsIn(item any) (names []string) {
	switch item := item.(type) {
	case []fexpr.ExprGroup:
		for _, g := range item {
			names = append(names, fieldsIn(g.Item)...)
		}
	case fexpr.ExprGroup:
		return fieldsIn(item.Item)
	case fexpr.Expr:
		return append(fieldsIn(item.Left), fieldsIn(item.Right)...)
	case fexpr.Token:
		if item.Type == fexpr.TokenIdentifier {
			return []string{item.Literal}
		}
		return fieldsIn(item.Meta)
	case []fexpr.Token:
		for _, t := range item {
			names = append(names, fieldsIn(t)...)
		}
	}
	return names
}

// reaches reports whether a name, as author.email or text:lower, leads to what is
// secret. By relations only accounts could be come to that hold such.
func reaches(collection, name string) bool {
	path := strings.Split(strings.ToLower(name), ".")
	for i, step := range path {
		step, _, _ = strings.Cut(step, ":")
		switch {
		case step == "@collection", strings.Contains(step, "_via_"), step == "tokenkey", step == "password":
			return true
		case i == 0 && slices.Contains(askers[collection], step):
			return true
		}
	}
	return false
}
