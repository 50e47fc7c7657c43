package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(addCorrections, removeCorrections) }

// corrected are the collections in which a draft can correct what is live.
var corrected = []string{"news", "members", "contacts", "faqs", "events"}

func addCorrections(app core.App) error {
	for _, name := range corrected {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("find collection %s: %w", name, err)
		}
		what := ref("corrects", "Korrektur von: Beim Freigeben tritt dieser Text an die Stelle des Originals / Corrects: when released, this text takes the place of the original", name, internal)
		if err := add(app, c, what); err != nil {
			return err
		}
		if err := app.Save(c); err != nil {
			return fmt.Errorf("add the corrections of %s: %w", name, err)
		}
	}
	return nil
}

func removeCorrections(app core.App) error {
	for _, name := range corrected {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("find collection %s: %w", name, err)
		}
		c.Fields.RemoveByName("corrects")
		if err := app.Save(c); err != nil {
			return fmt.Errorf("remove the corrections of %s: %w", name, err)
		}
	}
	return nil
}
