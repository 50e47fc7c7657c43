package phrases

import (
	"regexp"
	"testing"
)

// besideNoun is a count with a noun behind it, which would have to follow it.
var besideNoun = map[string]*regexp.Regexp{
	"de": regexp.MustCompile(`\{\w+\} (\p{Lu}\p{L}+|fehlen)`),
	"en": regexp.MustCompile(`\{\w+\} (\p{L}+ )?\p{Ll}{3,}s\b`),
}

// neverOne are counts that are never one, or whose noun is the same for it.
var neverOne = []string{"days", "deleting.several", "preview.length"}

func TestACountStandsWhereItFitsOneAsWell(t *testing.T) {
	words := DeskUI()
	for _, key := range neverOne {
		delete(words, key)
	}
	for key, text := range words {
		for lang, noun := range besideNoun {
			if found := noun.FindString(text.In(lang)); found != "" {
				t.Errorf("%s (%s): %q is wrong where it is one", key, lang, found)
			}
		}
	}
}
