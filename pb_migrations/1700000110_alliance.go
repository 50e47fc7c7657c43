package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(alliance, states), drop(alliance, states)) }

// countries are the values of a field that names one.
var countries = []string{"DE", "CN"}

// Help texts that many collections share.
const (
	helpCountry = "Land: DE Deutschland, CN China / Country: DE Germany, CN China"
	helpAliases = "Andere Namen und Schreibweisen, eine je Zeile / Other names and spellings, one a line"
	helpSource  = "Woher das bekannt ist: Webadresse oder Worte / Where this is known from: a web address, or words"
	helpAsOf    = "Stand der Quelle: JJJJ, JJJJ-MM oder JJJJ-MM-TT / Date of the source: YYYY, YYYY-MM or YYYY-MM-DD"
	helpShow    = "Öffentlich sichtbar / Shown to the public"
	helpWebsite = "Webseite, mit https:// / Website, with https://"
	helpZone    = "Zeitzone, etwa Europe/Berlin oder Asia/Shanghai / Time zone, such as Europe/Berlin or Asia/Shanghai"
)

// alliance holds one record.
func alliance() table {
	return table{
		name: "alliance",
		read: visible(""),
		fields: slices.Concat(
			inLanguages(
				text{line, "name", "Voller Name", "Full name", []option{required, label}},
				text{lines, "purpose", "Zweck, in wenigen Sätzen", "Purpose, in a few sentences", nil},
			),
			line("short_name", "Abkürzung / Abbreviation", limit(40)),
			rough("founded", "Gegründet: JJJJ, JJJJ-MM oder JJJJ-MM-TT / Founded: YYYY, YYYY-MM or YYYY-MM-DD"),
			number("count_total", "Veröffentlichte Zahl aller Mitglieder / Published number of all members"),
			number("count_de", "Veröffentlichte Zahl der deutschen Mitglieder / Published number of German members"),
			number("count_cn", "Veröffentlichte Zahl der chinesischen Mitglieder / Published number of Chinese members"),
			link("website", helpWebsite),
			line("source", helpSource, limit(1000)),
			rough("as_of", helpAsOf),
		),
	}
}

// states are federal states and provinces.
func states() table {
	return table{
		name: "states",
		read: visible(""),
		fields: slices.Concat(
			line("code", "Kürzel, etwa NW oder GD / Code, such as NW or GD", required, limit(10)),
			pick("country", helpCountry, countries, required),
			inLanguages(text{line, "name", "Name des Landes oder der Provinz", "Name of the state or province", []option{required, label}}),
			lines("aliases", helpAliases),
		),
		indexes: []index{unique("country, code")},
	}
}
