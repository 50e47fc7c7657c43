package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(addStaffFields, removeStaffFields) }

// staffFields are what the program wants to know about those who use the admin.
func staffFields() fields {
	return slices.Concat(
		pick("role", "Aufgabe; leer = admin / Role; empty = admin", []string{"admin", "publisher", "editor"}),
		pick("lang", "Sprache der Hinweise; leer = Deutsch / Language of messages; empty = German", langs),
		ref("office", "Stelle / Office", "contacts"),
	)
}

func addStaffFields(app core.App) error {
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("find superusers: %w", err)
	}
	if err := add(app, c, staffFields()); err != nil {
		return err
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("add the fields of staff: %w", err)
	}
	return nil
}

func removeStaffFields(app core.App) error {
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return fmt.Errorf("find superusers: %w", err)
	}
	for _, f := range staffFields() {
		c.Fields.RemoveByName(f.GetName())
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("remove the fields of staff: %w", err)
	}
	return nil
}
