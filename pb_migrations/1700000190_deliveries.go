package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(deliveries, subscribers), drop(deliveries, subscribers)) }

// deliveries say what a place shall show and what it shows. They name other
// records as plain text, because they outlive them.
func deliveries() table {
	return table{
		name: "deliveries",
		fields: slices.Concat(
			pick("kind", "Art: Meldung, Antwort oder Hinweis / Kind: news, reply or notice", []string{"news", "reply", "notice"}, required, label),
			line("subject", "Kennung dessen, was gesendet wird / Id of what is sent", required, label, limit(60)),
			line("platform", "Plattform / Platform", required, label, limit(20)),
			line("chat", "Chat oder Kanal / Chat or channel", required, label),
			line("thread", "Thema oder Thread / Topic or thread"),
			line("part", "Teil einer geteilten Nachricht / Part of a message in parts", limit(20)),
			line("gen", "Zählt neue Veröffentlichungen nach einer Rücknahme / Counts publications after a withdrawal", limit(20)),
			pick("wanted", "Was dort stehen soll: sichtbar oder weg / What it shall be there: shown or gone", []string{"shown", "gone"}),
			line("wanted_hash", "Prüfsumme dessen, was stehen soll / Hash of what shall be shown"),
			line("shown_hash", "Prüfsumme dessen, was dort steht / Hash of what is shown"),
			data("remote_ids", "Kennungen der Nachrichten auf der Plattform / Ids of the messages on the platform"),
			pick("state", "Stand der Zustellung / State of the delivery",
				[]string{"pending", "sending", "sent", "unsure", "failed", "held", "gone"}),
			pick("held_for", "Wartet auf: Übersetzung, Verspätung, Wiederherstellung, Schalter oder Prüfung / Waits for: language, overdue, restore, switch or review",
				[]string{"language", "overdue", "restore", "switch", "review"}),
			number("attempts", "Versuche / Attempts"),
			moment("not_before", "Nicht vor / Not before"),
			lines("error", "Letzter Fehler / Last error", limit(2000)),
			moment("planned_at", "Geplant am / Planned at"),
			moment("sent_at", "Gesendet am / Sent at"),
			moment("settled_at", "Abgeschlossen am / Settled at"),
		),
		indexes: []index{
			unique("kind, subject, platform, chat, thread, part, gen"),
			by("state, not_before"), by("subject"), by("platform, chat"),
		},
	}
}

// subscribers are persons and groups who asked for news.
func subscribers() table {
	return table{
		name: "subscribers",
		fields: slices.Concat(
			line("platform", "Plattform / Platform", required, label, limit(20)),
			line("chat", "Chat / Chat", required, label),
			pick("lang", "Sprache der Nachrichten / Language of the messages", langs),
			ref("topics", "Nur diese Themen; leer = alle / Only these topics; empty = all", "topics", multiple),
			moment("since", "Angemeldet am / Since"),
			yesNo("blocked", "Nimmt keine Nachrichten mehr an / Takes no messages any more"),
		),
		indexes: []index{unique("platform, chat")},
	}
}
