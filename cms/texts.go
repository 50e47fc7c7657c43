package cms

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// Languages are the languages of the fields *_de, *_en and *_zh.
var Languages = []string{"de", "en", "zh"}

// fallbacks is the order in which another language stands in for a missing one.
var fallbacks = []string{"en", "de", "zh"}

// Texts is one text of a record in its languages; an empty one is missing.
type Texts struct{ De, En, Zh string }

// Get returns the text in lang (de, en, zh), or "" where it is missing.
func (t Texts) Get(lang string) string {
	switch lang {
	case "de":
		return t.De
	case "en":
		return t.En
	case "zh":
		return t.Zh
	}
	return ""
}

// In returns the text in lang, or else in the first language that has it, and
// the language it really is in. Both are "" where no language has it.
func (t Texts) In(lang string) (text, really string) {
	if s := t.Get(lang); s != "" {
		return s, lang
	}
	for _, l := range fallbacks {
		if s := t.Get(l); s != "" {
			return s, l
		}
	}
	return "", ""
}

// Has reports whether there is a text in lang.
func (t Texts) Has(lang string) bool { return t.Get(lang) != "" }

// texts reads the fields name_de, name_en and name_zh of a record.
func texts(r *core.Record, name string) Texts {
	return Texts{
		De: strings.TrimSpace(r.GetString(name + "_de")),
		En: strings.TrimSpace(r.GetString(name + "_en")),
		Zh: strings.TrimSpace(r.GetString(name + "_zh")),
	}
}

// lines are the non-empty lines of a field that holds one entry a line.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
