package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(contacts, topics), drop(contacts, topics)) }

// contacts are offices, and persons in office.
func contacts() table {
	return table{
		name: "contacts",
		read: visible("published = true"),
		fields: slices.Concat(
			inLanguages(
				text{line, "name", "Name der Stelle oder Person", "Name of the office or person", []option{required, label}},
				text{lines, "role", "Wofür sie zuständig ist", "What they are responsible for", nil},
			),
			pick("country", helpCountry, countries),
			pick("languages", "Sprachen, in denen man schreiben kann / Languages in which one can write", langs, multiple),
			mail("email", "E-Mail-Adresse / E-mail address"),
			line("phone", "Telefon, mit +49 oder +86 / Telephone, with +49 or +86", limit(60)),
			link("url", helpWebsite),
			line("hours", "Sprechzeiten / Office hours"),
			line("time_zone", helpZone, limit(60)),
			line("source", helpSource, limit(1000)),
			rough("as_of", helpAsOf),
			yesNo("published", helpShow),
		),
		indexes: []index{by("published, country DESC, name_de")},
	}
}

// topics sort news and channels.
func topics() table {
	return table{
		name: "topics",
		read: visible(""),
		fields: slices.Concat(
			slug(),
			inLanguages(text{line, "name", "Name des Themas", "Name of the topic", []option{required, label}}),
		),
		indexes: []index{uniqueIfSet("slug")},
	}
}
