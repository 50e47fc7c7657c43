package index

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// vocabulary are the words of a list as written, by length, to find those that
// are nearly a given one.
type vocabulary struct {
	byLength [maxWord + 1][]spelling
}

// spelling is a word, the set of its letters, and its stem's term.
type spelling struct {
	letters uint32
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
			l.vocab.byLength[n] = append(l.vocab.byLength[n], spelling{letterSet(word), d.forms[f].stem, word})
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
	set := letterSet(word)
	for length := max(n-slips, minTypo-1); length <= min(n+slips, maxWord); length++ {
		for _, s := range l.vocab.byLength[length] {
			if bits.OnesCount32(s.letters^set) > 2*slips {
				continue
			}
			if far := distance(word, s.word, slips); far <= slips {
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

func letterSet(word string) uint32 {
	var set uint32
	for _, r := range word {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// distance counts the slips between two words (a letter too many, too few,
// another, or two swapped), or returns more than limit.
func distance(a, b string, limit int) int {
	var bufA, bufB [maxWord + 1]rune
	ra, rb := appendRunes(bufA[:0], a), appendRunes(bufB[:0], b)
	var rows [3][maxWord + 2]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(rb) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(rb)]
}

func appendRunes(buf []rune, s string) []rune {
	for _, r := range s {
		buf = append(buf, r)
	}
	return buf
}
