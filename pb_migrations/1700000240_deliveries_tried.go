package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(addTriedFields, removeTriedFields) }

// triedFields say what was tried last, so that after a cut it can be looked up
// or repeated as it was.
func triedFields() fields {
	return slices.Concat(
		pick("lang", "Sprache des Textes / Language of the text", langs),
		line("tried_hash", "Prüfsumme dessen, was zuletzt versucht wurde / Hash of what was tried last"),
		moment("tried_at", "Zuletzt versucht am / Last tried"),
	)
}

func addTriedFields(app core.App) error {
	c, err := app.FindCollectionByNameOrId("deliveries")
	if err != nil {
		return fmt.Errorf("find deliveries: %w", err)
	}
	if err := add(app, c, triedFields()); err != nil {
		return err
	}
	// The unique index begins with kind and subject; one more on the subject alone
	// makes planning for many subscribers slower.
	c.RemoveIndex("idx_deliveries_subject")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("add the fields of attempts: %w", err)
	}
	return nil
}

func removeTriedFields(app core.App) error {
	c, err := app.FindCollectionByNameOrId("deliveries")
	if err != nil {
		return fmt.Errorf("find deliveries: %w", err)
	}
	c.AddIndex("idx_deliveries_subject", false, "subject", "")
	for _, f := range triedFields() {
		c.Fields.RemoveByName(f.GetName())
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("remove the fields of attempts: %w", err)
	}
	return nil
}
