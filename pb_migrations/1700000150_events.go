package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(events), drop(events)) }

// events are meetings, past and to come.
func events() table {
	return table{
		name: "events",
		read: visible("published = true"),
		fields: slices.Concat(
			slug(),
			inLanguages(
				text{line, "title", "Titel", "Title", []option{label}},
				text{line, "place", "Ort", "Place", nil},
				text{lines, "body", "Beschreibung ohne Formatierung", "Description, plain text", []option{limit(20_000)}},
			),
			moment("starts", "Beginn / Start"),
			moment("ends", "Ende / End"),
			pick("precision", "Wie genau der Beginn bekannt ist: auf Minute, Tag, Monat oder Jahr / How exactly the start is known: to the minute, day, month or year",
				[]string{"minute", "day", "month", "year"}),
			line("time_zone", helpZone, limit(60)),
			link("url", helpWebsite),
			line("source", helpSource, limit(1000)),
			yesNo("published", helpShow),
		),
		indexes: []index{uniqueIfSet("slug"), by("published, starts")},
	}
}
