package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(modelLog), drop(modelLog)) }

// worded is the length of what a model is sent and answers: a piece of news to
// be translated may be long.
const worded = 500_000

// modelLog is what a language model was sent and what it answered, for 30 days.
func modelLog() table {
	return table{
		name: "model_log",
		fields: slices.Concat(
			line("task", "Aufgabe: write (Antwort formulieren), queries (Suchfragen), translate (übersetzen), embed / Task: write (word an answer), queries (search queries), translate, embed", label, limit(40)),
			line("model", "Sprachmodell / Language model"),
			line("host", "Rechner, an den gesendet wurde / Host that it was sent to"),
			line("request", "Was gesendet wurde, Wort für Wort / What was sent, word for word", limit(worded)),
			line("answer", "Was zurückkam, Wort für Wort / What came back, word for word", limit(worded)),
			number("tokens_in", "Gesendete Tokens / Tokens sent"),
			number("tokens_out", "Erhaltene Tokens / Tokens received"),
			yesNo("estimated", "Die Tokens sind geschätzt: Der Server zählt sie nicht / The tokens are estimated: the server does not count them"),
			number("took_ms", "Dauer in Millisekunden / Time taken in milliseconds"),
			line("outcome", "Ergebnis; ok = eine brauchbare Antwort / Outcome; ok = an answer of use", label, limit(40)),
			line("fault", "Was fehlschlug / What failed"),
		),
		indexes: []index{by("created")},
	}
}
