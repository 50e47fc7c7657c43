package pb_migrations

// languages are the languages of texts for people, in the order of the forms.
var languages = []struct{ code, de, en string }{
	{"de", "Deutsch", "German"},
	{"en", "Englisch", "English"},
	{"zh", "Chinesisch", "Chinese"},
}

// langs are the values of a field that names a language.
var langs = []string{"de", "en", "zh"}

// text is a text that exists in every language: make says of which kind it is,
// de and en what it is for.
type text struct {
	make         func(name, help string, opts ...option) fields
	name, de, en string
	opts         []option
}

// inLanguages returns the texts as blocks, one a language, and the language
// they are translated from. A required text is required in German, and names
// the record in German; the other languages may follow later.
func inLanguages(texts ...text) fields {
	var all fields
	for i, l := range languages {
		for _, x := range texts {
			opts := x.opts
			if i > 0 {
				opts = append(append([]option{}, opts...), follows)
			}
			all = append(all, x.make(x.name+"_"+l.code, l.de+": "+x.de+" / "+l.en+": "+x.en, opts...)...)
		}
	}
	return append(all, pick("source_lang", "Sprache, aus der übersetzt wird; leer = Deutsch / Language that the others are translated from; empty = German", langs)...)
}

// follows is what a translation has in place of being required.
func follows(t *traits) {
	if t.required {
		t.required, t.label = false, false
	}
}
