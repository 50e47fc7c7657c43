package desk

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/cms"
)

// glossary are the names that there are in both languages, the longest first, so
// that a name is found before the one that is part of it.
func glossary(names []cms.Texts, from, to string) [][2]string {
	var all [][2]string
	for _, n := range names {
		pair := [2]string{n.Get(from), n.Get(to)}
		known := slices.ContainsFunc(all, func(p [2]string) bool { return p[0] == pair[0] })
		if pair[0] != "" && pair[1] != "" && !known {
			all = append(all, pair)
		}
	}
	slices.SortStableFunc(all, func(a, b [2]string) int { return cmp.Compare(len(b[0]), len(a[0])) })
	return all
}

// spoken are the names of a glossary that a text speaks of.
func spoken(text string, known [][2]string) [][2]string {
	var all [][2]string
	for _, pair := range known {
		rest, found := without(text, pair[0])
		if found {
			all = append(all, pair)
			text = rest
		}
	}
	return all
}

// spokenOf are the names of a glossary that any of the texts speaks of, the longest
// first.
func (t Translation) spokenOf(known [][2]string) [][2]string {
	var all [][2]string
	for _, name := range t.fieldNames() {
		all = append(all, spoken(plainText(t.Fields[name]), known)...)
	}
	slices.SortFunc(all, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(len(b[0]), len(a[0])), strings.Compare(a[0], b[0]))
	})
	return slices.Compact(all)
}

// without takes a name out of a text wherever it stands as a word of its own, with
// the s of a genitive or without it.
func without(text, name string) (rest string, found bool) {
	var b strings.Builder
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return b.String() + text, found
		}
		before, after := text[:at], text[at+len(name):]
		if wordEnds(before, name) && (wordBegins(name, after) || strings.HasPrefix(after, "s") && wordBegins(name, after[1:])) {
			found = true
			b.WriteString(before + "\x00")
		} else {
			b.WriteString(text[:at+len(name)])
		}
		text = after
	}
}

// wordEnds reports whether a name can begin behind a text, wordBegins whether a
// text can go on behind a name. Chinese has no blanks between words.
func wordEnds(before, name string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(name)
	return !letter(last) || !letter(first)
}

func wordBegins(name, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	first, _ := utf8.DecodeRuneInString(after)
	return !letter(last) || !letter(first)
}

func letter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// unnamed are the names of a source that a translation does not call by the name
// that they have in its language.
func unnamed(source, translation string, known [][2]string) [][2]string {
	folded := strings.ToLower(translation)
	return slices.DeleteFunc(spoken(source, known), func(pair [2]string) bool {
		return strings.Contains(folded, strings.ToLower(pair[1]))
	})
}
