package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(hideAskers(true), hideAskers(false)) }

// askers are the fields that tell who asked. Hidden, the admin looks for nothing in
// them when a list is searched.
var askers = map[string][]string{"questions": {"person"}, "inquiries": {"chat", "thread", "conversation"}}

func hideAskers(hidden bool) func(core.App) error {
	return func(app core.App) error {
		for name, fields := range askers {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return fmt.Errorf("find collection %s: %w", name, err)
			}
			for _, field := range fields {
				c.Fields.GetByName(field).SetHidden(hidden)
			}
			if err := app.Save(c); err != nil {
				return fmt.Errorf("hide who asked in %s: %w", name, err)
			}
		}
		return nil
	}
}
