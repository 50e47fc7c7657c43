package pb_migrations

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// table is a collection to be made. Guests never create, update or delete.
type table struct {
	name    string
	read    *string // rule under which guests list and view; nil = staff only
	fields  fields
	indexes []index
}

// visible is the rule under which guests read; "" is always.
func visible(rule string) *string { return types.Pointer(rule) }

// index is an index over columns, parted by commas.
type index struct {
	columns string
	unique  bool
	where   string
}

// by is an index for filters and sorting: columns that are compared first, then
// those that order, with DESC where the order falls.
func by(columns string) index { return index{columns: columns} }

// unique allows each combination of values once.
func unique(columns string) index { return index{columns: columns, unique: true} }

// uniqueIfSet allows each value once, and any number of empty ones.
func uniqueIfSet(column string) index {
	return index{columns: column, unique: true, where: "`" + column + "` != ''"}
}

// create returns the migration that makes the tables, in that order.
func create(tables ...func() table) func(core.App) error {
	return func(app core.App) error {
		for _, t := range tables {
			if err := t().save(app); err != nil {
				return err
			}
		}
		return nil
	}
}

// drop returns the migration that removes what create made.
func drop(tables ...func() table) func(core.App) error {
	return func(app core.App) error {
		for _, t := range slices.Backward(tables) {
			name := t().name
			c, err := app.FindCollectionByNameOrId(name)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return fmt.Errorf("find collection %s: %w", name, err)
			}
			if err := app.Delete(c); err != nil {
				return fmt.Errorf("delete collection %s: %w", name, err)
			}
		}
		return nil
	}
}

func (t table) save(app core.App) error {
	c := core.NewBaseCollection(t.name)
	c.ListRule, c.ViewRule = t.read, t.read
	if err := add(app, c, t.fields); err != nil {
		return err
	}
	c.Fields.Add(
		&core.AutodateField{Name: "created", OnCreate: true},
		&core.AutodateField{Name: "updated", OnCreate: true, OnUpdate: true},
	)
	for _, i := range t.indexes {
		name := "idx_" + t.name + "_" + strings.NewReplacer(", ", "_", " DESC", "").Replace(i.columns)
		c.AddIndex(name, i.unique, i.columns, i.where)
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("save collection %s: %w", t.name, err)
	}
	return nil
}

// add adds fields to a collection, relations by the id behind the name.
func add(app core.App, c *core.Collection, all fields) error {
	for _, f := range all {
		if r, ok := f.(*core.RelationField); ok {
			to, err := app.FindCollectionByNameOrId(r.CollectionId)
			if err != nil {
				return fmt.Errorf("find collection %s for %s.%s: %w", r.CollectionId, c.Name, r.Name, err)
			}
			r.CollectionId = to.Id
		}
		c.Fields.Add(f)
	}
	return nil
}
