package pb_migrations

import (
	"slices"

	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(create(members, places), drop(members, places)) }

// members are the members of the alliance and, with left set, former ones.
func members() table {
	return table{
		name: "members",
		read: visible("published = true"),
		fields: slices.Concat(
			slug(),
			pick("kind", "Art: Stadt, Stadtbezirk, Kreis, Region oder Verbund / Kind: city, district, county, region or network",
				[]string{"city", "district", "county", "region", "network"}, required),
			pick("country", helpCountry, countries, required),
			ref("state", "Bundesland oder Provinz / State or province", "states"),
			inLanguages(
				text{line, "name", "Name", "Name", []option{required, label}},
				text{lines, "profile", "Profil, zwei bis vier Sätze, ohne Formatierung", "Profile, two to four sentences, plain text", nil},
			),
			lines("aliases", helpAliases),
			lines("industries", "Branchen, eine je Zeile / Industries, one a line"),
			link("website", helpWebsite),
			point("location", "Lage auf der Karte / Place on the map"),
			rough("joined", "Beigetreten: JJJJ, JJJJ-MM oder JJJJ-MM-TT / Joined: YYYY, YYYY-MM or YYYY-MM-DD"),
			line("joined_note", "Anmerkung zum Beitritt / Note on the joining", limit(1000)),
			rough("left", "Ausgeschieden: JJJJ, JJJJ-MM oder JJJJ-MM-TT; leer = Mitglied / Left: YYYY, YYYY-MM or YYYY-MM-DD; empty = a member"),
			file("logo", "Wappen oder Logo: JPEG, PNG oder WebP, bis 2 MB / Arms or logo: JPEG, PNG or WebP, up to 2 MB", pictures, 2),
			line("source", helpSource, limit(1000)),
			rough("as_of", helpAsOf),
			yesNo("published", helpShow),
		),
		indexes: []index{uniqueIfSet("slug"), by("published, country DESC, name_de"), by("state")},
	}
}

// places are what people ask for that is not a member itself.
func places() table {
	return table{
		name: "places",
		read: visible(""),
		fields: slices.Concat(
			inLanguages(text{line, "name", "Name", "Name", []option{required, label}}),
			lines("aliases", helpAliases),
			pick("country", helpCountry, countries),
			ref("state", "Bundesland oder Provinz / State or province", "states"),
			pick("relation", "part: Teil eines Mitglieds; inside: liegt in einem Mitglied; around: liegt um ein Mitglied herum; guest: Gast; former: ehemals; none: nichts davon"+
				" / part: part of a member; inside: lies in a member; around: lies around a member; guest; former; none of these",
				[]string{"part", "inside", "around", "guest", "former", "none"}, required),
			ref("member", "Mitglied, zu dem der Ort gehört / Member that the place belongs to", "members"),
			point("location", "Lage auf der Karte / Place on the map"),
		),
		indexes: []index{by("relation"), by("member"), by("country DESC, name_de")},
	}
}
