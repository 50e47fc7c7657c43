package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(letMachinesThrough, holdMachinesBack) }

// letMachinesThrough lets a channel take a machine's translation, which is marked
// as one there, until a person has checked it.
func letMachinesThrough(app core.App) error {
	return ifMissing(app, "Wenn die Übersetzung fehlt: warten, auslassen, Hauptsprache senden, oder eine maschinelle Übersetzung mit Hinweis senden und sonst warten; leer = warten"+
		" / If the translation is missing: hold, skip, send the main language, or send a machine translation that says so and else hold; empty = hold",
		"hold", "skip", "fallback", "machine")
}

func holdMachinesBack(app core.App) error {
	_, err := app.DB().Update("channels", dbx.Params{"if_missing": "hold"}, dbx.HashExp{"if_missing": "machine"}).Execute()
	if err != nil {
		return fmt.Errorf("hold back what machines translated: %w", err)
	}
	return ifMissing(app, "Wenn die Übersetzung fehlt: warten, auslassen oder Hauptsprache senden; leer = warten"+
		" / If the translation is missing: hold, skip or send the main language; empty = hold", "hold", "skip", "fallback")
}

func ifMissing(app core.App, help string, values ...string) error {
	return changing(app, map[string]func(*core.Collection) error{
		"channels": func(c *core.Collection) error {
			f, ok := c.Fields.GetByName("if_missing").(*core.SelectField)
			if !ok {
				return fmt.Errorf("%s has no choice if_missing", c.Name)
			}
			f.Values, f.Help = values, help
			return nil
		},
	})
}
