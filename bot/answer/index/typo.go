package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// vocabulary are the words of a list as written, by length, to find those that
// are nearly a given one.
type vocabulary struct {
	byLength [maxWord + 1][]spelling
}

// spelling is a word, the set of its letters, and its stem's term.
type spelling struct {
	letters words.Letters
	term    uint32
	word    string
}

const (
	minTypo = 4  // shorter words have too many neighbours
	maxWord = 40 // longer ones are no words
	nearest = 3  // so many corrections are tried
)

func (l *list) vocabulary(d *dict) {
	used := make([]bool, len(d.forms))
	for _, text := range l.docs {
		for _, f := range text.forms {
			if used[f] {
				continue
			}
			used[f] = true
			word := d.forms[f].word
			n := utf8.RuneCountInString(word)
			if n < minTypo-1 || n > maxWord || !spellable(word) {
				continue
			}
			l.vocab.byLength[n] = append(l.vocab.byLength[n], spelling{words.LettersOf(word), d.forms[f].stem, word})
		}
	}
}

// near returns the terms of up to three known words next to an unknown one: one
// slip away, or two from eight letters on. Numbers are never corrected.
func (l *list) near(word string) []uint32 {
	n := utf8.RuneCountInString(word)
	if n < minTypo || n > maxWord || !spellable(word) {
		return nil
	}
	slips := 1
	if n >= 8 {
		slips = 2
	}
	type found struct {
		spelling
		slips int
	}
	var best []found
	set := words.LettersOf(word)
	for length := max(n-slips, minTypo-1); length <= min(n+slips, maxWord); length++ {
		for _, s := range l.vocab.byLength[length] {
			if !s.letters.MayBeNear(set, slips) {
				continue
			}
			if far := words.Distance(word, s.word, slips); far <= slips {
				best = append(best, found{s, far})
			}
		}
	}
	slices.SortFunc(best, func(a, b found) int {
		if a.slips != b.slips {
			return a.slips - b.slips
		}
		if c := l.df(b.term) - l.df(a.term); c != 0 {
			return c
		}
		return strings.Compare(a.word, b.word)
	})
	var terms []uint32
	for _, f := range best {
		if !slices.Contains(terms, f.term) && len(terms) < nearest {
			terms = append(terms, f.term)
		}
	}
	return terms
}

// spellable reports whether a word is of letters only.
func spellable(word string) bool { return !strings.ContainsAny(word, "0123456789") }
