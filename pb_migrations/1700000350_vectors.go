package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(vectors), drop(vectors)) }

// vectors are texts of records as a model for embeddings sees them, kept so that
// it is asked once for each.
func vectors() table {
	return table{
		name: "vectors",
		fields: slices.Concat(
			line("hash", "Prüfsumme von Modell und Text / Checksum of model and text", required, label),
			line("model", "Modell / Model", required),
			line("vector", "Zahlen, base64 / Numbers, base64", required, limit(1<<17)),
		),
		indexes: []index{unique("hash"), by("model")},
	}
}
