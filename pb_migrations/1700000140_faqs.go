package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(faqs), drop(faqs)) }

// faqs are questions with their answers.
func faqs() table {
	return table{
		name: "faqs",
		read: visible("published = true && (valid_until = '' || valid_until >= @now)"),
		fields: slices.Concat(
			pick("category", "Thema; open: nicht bekannt, der Bot sagt das und vermittelt an Menschen; outside: nicht Aufgabe des Bots, er lehnt ab"+
				" / Subject; open: not on record, the bot says so and hands over to a person; outside: beyond the bot, it declines",
				[]string{"about", "members", "joining", "contact", "events", "services", "open", "outside"}, required),
			inLanguages(
				text{line, "question", "Frage", "Question", []option{label}},
				text{lines, "phrasings", "Dieselbe Frage in anderen Worten, eine je Zeile", "The same question in other words, one a line", []option{limit(8000)}},
				text{lines, "answer", "Antwort ohne Formatierung; Leerzeile = Absatz, „- “ = Liste", "Answer, plain text; blank line = paragraph, \"- \" = list", []option{limit(8000)}},
			),
			number("order", "Reihenfolge in der Liste, kleine zuerst / Order in the list, small ones first"),
			line("source", helpSource, limit(1000)),
			rough("as_of", helpAsOf),
			moment("review_by", "Bis wann wieder zu prüfen / To be checked again by", internal),
			moment("valid_until", "Danach nicht mehr gezeigt; leer = unbegrenzt / Not shown after this; empty = without end"),
			yesNo("published", helpShow),
		),
		indexes: []index{by("published, category, order"), by("published, valid_until")},
	}
}
