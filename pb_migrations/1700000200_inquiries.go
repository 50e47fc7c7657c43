package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(inquiries, questions), drop(inquiries, questions)) }

// inquiries are questions that a person is to answer.
func inquiries() table {
	return table{
		name: "inquiries",
		fields: slices.Concat(
			line("number", "Nummer, die der Fragende kennt / Number that the asker knows", label, limit(40)),
			lines("question", "Frage / Question", required, label),
			pick("lang", "Sprache der Frage / Language of the question", langs),
			lines("translation", "Übersetzung der Frage / Translation of the question"),
			line("platform", "Woher die Frage kam / Where the question came from", limit(20)),
			line("chat", "Chat, in den die Antwort geht / Chat that the answer goes to"),
			line("conversation", "Gespräch auf der Webseite / Conversation on the website"),
			ref("office", "Zuständige Stelle / Office in charge", "contacts"),
			pick("state", "Stand: offen, beantwortet oder geschlossen / State: open, answered or closed", []string{"open", "answered", "closed"}, required),
			lines("answer", "Antwort / Answer", limit(8000)),
			pick("answer_lang", "Sprache der Antwort; leer = Sprache der Frage / Language of the answer; empty = that of the question", langs),
			ref("answered_by", "Beantwortet von / Answered by", "_superusers"),
			moment("answered_at", "Beantwortet am / Answered at"),
			ref("faq", "Daraus entstandene häufige Frage / FAQ entry made from it", "faqs"),
		),
		indexes: []index{uniqueIfSet("number"), by("state, created"), by("conversation"), by("platform, chat")},
	}
}

// questions are what was asked, for 90 days, without a name.
func questions() table {
	return table{
		name: "questions",
		fields: slices.Concat(
			lines("text", "Frage / Question", label),
			pick("lang", "Sprache der Frage / Language of the question", langs),
			line("platform", "Woher die Frage kam / Where the question came from", limit(20)),
			pick("outcome", "Ergebnis: beantwortet, nachgefragt, vermittelt oder abgelehnt / Outcome: answered, asked back, handed over or declined",
				[]string{"answered", "clarify", "handover", "declined"}),
			data("sources", "Einträge, auf denen die Antwort beruht / Records that the answer rests on"),
			number("latency_ms", "Dauer der Antwort in Millisekunden / Time to answer in milliseconds"),
			pick("thumbs", "Urteil des Fragenden / Verdict of the asker", []string{"up", "down"}),
			line("person", "Pseudonym der Person / Pseudonym of the person"),
		),
		indexes: []index{by("created"), by("person"), by("outcome, created")},
	}
}
