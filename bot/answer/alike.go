package answer

import (
	"regexp"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// alike returns the members, and the places that are part of one, whose names
// can be taken for the name of n, in Latin letters or, with han, in characters;
// with onlySame all places too, but only names that are spelt the same in some
// language.
func (k *knowledge) alike(n named, onlySame, han bool) []named {
	var out []named
	mine := k.spelt[n]
	own := ""
	if n.kind == aPlace {
		own = k.corpus.Places[n.index].Member
	}
	for i, m := range k.corpus.Members {
		other := named{aMember, i}
		if other != n && m.ID != own && m.Left == "" && similar(mine, k.spelt[other], onlySame, han) {
			out = append(out, other)
		}
	}
	for i, p := range k.corpus.Places {
		other := named{aPlace, i}
		if other == n || p.Member == k.id(n) || !onlySame && p.Relation != Part {
			continue
		}
		if similar(mine, k.spelt[other], onlySame, han) {
			out = append(out, other)
		}
	}
	return out
}

// spellings are the folded core names, without what stands in brackets: Latin
// ones and the Chinese one apart.
func spellings(t phrases.Text) [2][]string {
	var out [2][]string
	for _, s := range []string{t.De, t.En} {
		if core := coreName(s); core != "" {
			out[0] = append(out[0], core)
		}
	}
	if core := coreName(t.Zh); core != "" {
		out[1] = append(out[1], strings.TrimRight(core, "市区县 "))
	}
	return out
}

func coreName(s string) string {
	return strings.Join(tokenTexts(words.Fold(inParens.ReplaceAllString(s, ""))), " ")
}

// similar reports whether two names are near enough to be taken for one
// another. Latin names: one letter apart, or two of ten, or one is the end
// of the other (Homburg, Bad Homburg), or they begin alike (Ludwigsburg,
// Ludwigshafen). Chinese ones: the same, or one is the end of the other.
func similar(a, b [2][]string, onlySame, han bool) bool {
	for _, x := range a[0] {
		for _, y := range b[0] {
			if x == y || !onlySame && !han && nearLatin(x, y) {
				return true
			}
		}
	}
	for _, x := range a[1] {
		for _, y := range b[1] {
			if x == y || !onlySame && han && len([]rune(x)) > 1 && len([]rune(y)) > 1 && (strings.HasSuffix(y, x) || strings.HasSuffix(x, y)) {
				return true
			}
		}
	}
	return false
}

func nearLatin(x, y string) bool {
	if min(len(x), len(y)) < 5 {
		return false
	}
	most := 1
	if min(len(x), len(y)) >= 10 {
		most = 2
	}
	return words.LettersOf(x).MayBeNear(words.LettersOf(y), most) && words.Distance(x, y, most) <= most || strings.HasSuffix(y, " "+x) || strings.HasSuffix(x, " "+y) ||
		min(len(x), len(y)) > 5 && (strings.HasSuffix(y, x) || strings.HasSuffix(x, y)) || commonStart(x, y) >= 7
}

// commonStart is how many letters two names begin with alike: Ludwigsburg and
// Ludwigshafen share seven.
func commonStart(x, y string) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// nearNames returns the members and places whose names are a slip of the pen
// away from name, or of which a Chinese name is a part.
func (k *knowledge) nearNames(name string) []named {
	folded := strings.Join(tokenTexts(words.Fold(name)), "")
	if isHan(folded) {
		return k.containing(folded)
	}
	return k.names.near(folded)
}

func (k *knowledge) containing(part string) []named {
	if len([]rune(part)) < 2 {
		return nil
	}
	var out []named
	for i, m := range k.corpus.Members {
		if strings.Contains(words.Fold(m.Name.Zh), part) {
			out = append(out, named{aMember, i})
		}
	}
	return out
}

// joinNames lists names for a question back.
func (k *knowledge) joinNames(names []named, lang string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = k.name(n, lang)
	}
	return strings.Join(out, " / ")
}

// pinyin matches names of two or three Chinese syllables in Latin letters.
var pinyin = regexp.MustCompile(`^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeo]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|i|iang|ing|iong|ua|uo|uai|ui|uan|un|u|uang|ue)[ '’-]?){2,3}$`)

// looksLikeName reports whether what is not understood can be a place's name: a
// word that the records don't use, or one with a capital in the midst of others.
func (k *knowledge) looksLikeName(r *reading) bool {
	for _, i := range r.unknown {
		t := r.tokens[i]
		if _, _, same := k.cues.at(r.tokens, i); same != "" || t.Han && k.index.Known(clean(r.unknownName()), "zh") {
			return false
		}
		known := k.index.Known(t.Text, "de") || k.index.Known(t.Text, "en")
		capital := unicode.IsUpper([]rune(r.surface[i])[0])
		if !t.Han && !capital && (known || strings.ToLower(r.text) != r.text) {
			return false // in a text with capitals, a name has one
		}
	}
	if first := r.unknown[0]; r.tokens[first].Han {
		last := r.unknown[len(r.unknown)-1] + 1
		return first <= 1 && last < len(r.tokens) && strings.Contains("是也属在加参算有呢", r.tokens[last].Text)
	}
	return true
}

// clean makes a name that a person typed fit to be shown back: letters,
// blanks, hyphens and apostrophes, at most forty of them; "" if nothing is left.
func clean(name string) string {
	var b strings.Builder
	for n, r := range []rune(name) {
		if n == 40 {
			break
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' || r == '\'' || r == '’' {
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}
