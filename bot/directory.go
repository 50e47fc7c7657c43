package bot

// Directory is what can be looked through without a question. Names are in the
// language that is asked for, or in another one where they are missing in it;
// lists are in the order in which they are shown. bot/answer satisfies it.
type Directory interface {
	// Areas are the states and provinces that have members, by country.
	Areas(lang string) []Area
	// Members are those of a country (DE, CN; "" for all) and of a state's code
	// ("" for all), without former ones, by name.
	Members(country, state, lang string) []Entry
	// Categories are those of the FAQ that have entries.
	Categories(lang string) []Category
	// FAQs are the entries of a category, "" for all.
	FAQs(category, lang string) []Entry
	// News are the pieces of news that are out, the latest first.
	News(lang string) []Entry
	// Matches are the members, FAQ entries and news whose name or question a
	// piece of text may mean, the best first, at most limit: for completing what
	// is being typed. "" matches the first of each.
	Matches(text, lang string, limit int) []Entry
	// Card is all that is on record about one entry, with its source; false if
	// there is none (any more).
	Card(collection, key, lang string) (Answer, bool)
}

// Area is a state or province with members in it.
type Area struct {
	Country string // DE or CN
	Code    string // of the state, as in NW or GD
	Name    string
	Members int
}

// Category is a group of FAQ entries.
type Category struct {
	Key     string // as in the CMS
	Name    string
	Entries int
}

// Entry is a record that can be looked at.
type Entry struct {
	Collection string // members, faqs, news
	Key        string // names it in its collection: letters, digits, "-"; a member's slug, else the record's id
	Name       string // what it is called, or asks
}
