package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortened are words whose full stop ends no sentence, in lower case: German
// and English ones, and those that both write.
var shortened = set(`
	abb abs allg anm art aufl bd begr bez bsp bspw bzgl bzw ca chr co dipl dr ebd eigtl einschl em etc evtl exkl ff
	fr frl gegr geb gem ges gest ggf ggfs hbf hr hrn hrsg ing inkl insb jh jhd jr kap lfd lt max med min mind mio mr mrd mrs ms mwst
	nat no nr oec op pol priv prof publ rd ref rer resp rev sen sog sp spez sr st std stellv str tel techn tsd univ urspr usf usw
	verf verh vgl vol vors vs vorm wg zb zt zzgl zzt
	approx assn ave bros capt cf corp dept ed eds est esp excl fig gen gov hon inc incl ltd messrs mt nos pp repr sgt vols
	jan feb mär mar apr jun jul aug sep sept okt oct nov dez dec mo di mi do sa so mon tue wed thu fri sat sun`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// abbreviated reports whether the full stop at the end of a text belongs to its
// last word (z. B., Dr., e.V., J. Müller) or makes it an ordinal (4. Plenarversammlung):
// what follows belongs to it. In doubt it does.
func abbreviated(text string) bool {
	word, dotted := strings.CutSuffix(text, ".")
	if !dotted {
		return false
	}
	if i := strings.LastIndexFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	}); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	digits := strings.TrimLeft(word, "0123456789") == ""
	switch {
	case word == "":
		return false
	case digits:
		return len(word) <= 3 // a year may well end a sentence
	case utf8.RuneCountInString(word) == 1:
		r, _ := utf8.DecodeRuneInString(word)
		return !wide(r)
	case strings.Contains(strings.TrimLeft(word, "."), "."): // z.B., i.e., 1.5.
		return true
	}
	word = strings.ToLower(strings.TrimLeft(word, "."))
	return shortened[word] || strings.HasSuffix(word, "str") || strings.HasSuffix(word, "nr")
}
