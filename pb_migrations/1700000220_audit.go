package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(audit, state), drop(audit, state)) }

// audit says who changed what. It names other records as plain text, because it
// outlives them.
func audit() table {
	return table{
		name: "audit",
		fields: slices.Concat(
			line("actor", "Wer: Kennung des Kontos / Who: id of the account", limit(60)),
			line("actor_name", "Wer: E-Mail-Adresse des Kontos / Who: e-mail address of the account", label),
			line("action", "Was geschah / What happened", required, label, limit(40)),
			line("collection", "Sammlung / Collection", required, label, limit(60)),
			line("record", "Eintrag / Record", limit(60)),
			data("before", "Vorher / Before", limit(4<<20)),
			data("after", "Nachher / After", limit(4<<20)),
		),
		indexes: []index{by("collection, record"), by("created"), by("actor")},
	}
}

// state is what the program remembers about itself.
func state() table {
	return table{
		name: "state",
		fields: slices.Concat(
			line("key", "Name des Wertes / Name of the value", required, label, limit(100)),
			data("value", "Wert / Value", limit(1<<20)),
		),
		indexes: []index{unique("key")},
	}
}
