package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(news, translations), drop(news, translations)) }

// news is what is announced. Guests see it from publish_at on.
func news() table {
	return table{
		name: "news",
		read: visible("status = 'published' && publish_at <= @now"),
		fields: slices.Concat(
			slug(),
			inLanguages(
				text{line, "title", "Überschrift", "Headline", []option{label}},
				text{lines, "summary", "Zusammenfassung, ein bis zwei Sätze ohne Formatierung", "Summary, one or two sentences, plain text", []option{limit(1000)}},
				text{html, "body", "Text", "Text", nil},
				text{line, "cover_alt", "Was auf dem Titelbild zu sehen ist", "What the cover picture shows", nil},
			),
			file("cover", "Titelbild: JPEG, PNG oder WebP, bis 5 MB / Cover picture: JPEG, PNG or WebP, up to 5 MB", pictures, 5),
			file("attachments", "Anhänge: PDF oder Bilder, bis 10 MB je Datei / Attachments: PDF or pictures, up to 10 MB each", documents, 10, multiple),
			link("link", "Webadresse, auf die die Meldung verweist / Web address that the news points to"),
			ref("topics", "Themen / Topics", "topics", multiple),
			ref("members", "Mitglieder, um die es geht / Members that it is about", "members", multiple),
			pick("status", "Stand: Entwurf, zur Prüfung, veröffentlicht oder zurückgezogen / Status: draft, in review, published or retracted",
				[]string{"draft", "review", "published", "retracted"}, required, internal),
			moment("publish_at", "Erscheint am; leer beim Veröffentlichen = sofort / Appears at; empty when published = at once"),
			yesNo("pinned", "Oben halten / Keep at the top"),
			yesNo("silent", "Ohne Ton senden / Send without a sound", internal),
			ref("channels", "Nur an diese Kanäle; leer = alle passenden / Only to these channels; empty = all that match", "channels", multiple, internal),
			ref("author", "Verfasst von / Written by", "_superusers", internal),
			ref("published_by", "Veröffentlicht von / Published by", "_superusers", internal),
			number("rev", "Fassung; das Formular zählt sie, bitte nicht ändern / Revision; the form counts it, please leave it", internal),
		),
		indexes: []index{uniqueIfSet("slug"), by("status, publish_at")},
	}
}

// translations are stamps: which text a translation was made from.
func translations() table {
	return table{
		name: "translations",
		fields: slices.Concat(
			line("collection", "Sammlung / Collection", required, label, limit(60)),
			line("record", "Eintrag / Record", required, label, limit(60)),
			pick("lang", "Sprache der Übersetzung / Language of the translation", langs, required, label),
			line("source_hash", "Prüfsumme des übersetzten Textes / Hash of the text that was translated"),
			pick("origin", "Übersetzt von Mensch oder Maschine / Translated by a person or a machine", []string{"person", "machine"}),
			ref("reviewed_by", "Geprüft von / Checked by", "_superusers"),
		),
		indexes: []index{unique("collection, record, lang")},
	}
}
