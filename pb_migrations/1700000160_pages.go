package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(pages), drop(pages)) }

// pages are fixed pages of the operator, such as the imprint.
func pages() table {
	return table{
		name: "pages",
		read: visible(""),
		fields: slices.Concat(
			slug(required, label),
			inLanguages(
				text{line, "title", "Titel", "Title", nil},
				text{html, "body", "Text", "Text", []option{limit(500_000)}},
			),
		),
		indexes: []index{unique("slug")},
	}
}
