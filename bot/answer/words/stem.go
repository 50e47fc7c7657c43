package words

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"
)

// Stem returns the stem of a folded word in lang (de or en). Words shorter than
// three letters, numbers, and words of any other language are their own stem.
func Stem(word, lang string) string {
	if len(word) < 3 || word[0] < 'a' || word[0] > 'z' {
		return word
	}
	switch lang {
	case "de":
		env := snowballstem.NewEnv(word)
		german.Stem(env)
		return env.Current()
	case "en":
		env := snowballstem.NewEnv(word)
		english.Stem(env)
		stem := env.Current()
		// Folding turns value, values into valu, valus, and the stemmer takes us for a Latin ending.
		if len(stem) > 3 && strings.HasSuffix(stem, "us") {
			stem = stem[:len(stem)-1]
		}
		return stem
	}
	return word
}
