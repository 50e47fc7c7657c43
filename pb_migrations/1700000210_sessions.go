package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(sessions, replies, inbox), drop(sessions, replies, inbox)) }

// sessions are what of a conversation must survive a restart.
func sessions() table {
	return table{
		name: "sessions",
		fields: slices.Concat(
			line("person", "Pseudonym der Person / Pseudonym of the person", required, label),
			pick("lang", "Gewählte Sprache / Chosen language", langs),
			data("state", "Stand des Gesprächs / State of the conversation"),
			moment("expires", "Wird danach gelöscht / Deleted after this"),
		),
		indexes: []index{unique("person"), by("expires")},
	}
}

// replies say which message answers which, so that an edited question gets an
// edited answer.
func replies() table {
	return table{
		name: "replies",
		fields: slices.Concat(
			line("platform", "Plattform / Platform", required, limit(20)),
			line("chat", "Chat / Chat", required),
			line("question", "Kennung der Frage / Id of the question", required, label),
			line("answer", "Kennung der Antwort / Id of the answer", required, label),
		),
		indexes: []index{unique("platform, chat, question"), by("created")},
	}
}

// inbox keeps what platforms sent, stored once by its id before it is
// acknowledged.
func inbox() table {
	return table{
		name: "inbox",
		fields: slices.Concat(
			line("platform", "Plattform / Platform", required, label, limit(20)),
			line("update_id", "Kennung der Nachricht auf der Plattform / Id of the update on the platform", required, label),
			data("payload", "Was gesendet wurde / What was sent", limit(1<<20)),
			moment("handled_at", "Erledigt am; leer = noch nicht / Handled at; empty = not yet"),
		),
		indexes: []index{unique("platform, update_id"), by("handled_at, created"), by("created")},
	}
}
