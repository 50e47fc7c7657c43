package words

import (
	"math/bits"
	"unicode/utf8"
)

const shortWord = 40 // letters, up to which Distance allocates nothing

// Distance counts the slips of the pen between two words: a letter too many, too
// few, another, or two neighbours swapped. Where they are more than most it
// returns most+1.
func Distance(a, b string, most int) int {
	var bufA, bufB [shortWord]rune
	x, y := appendRunes(bufA[:0], a), appendRunes(bufB[:0], b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	var bufs [3][shortWord + 1]int
	var rows [3][]int
	for i := range rows {
		if rows[i] = bufs[i][:]; len(y) > shortWord {
			rows[i] = make([]int, len(y)+1)
		}
	}
	before, last, row := rows[0], rows[1], rows[2]
	for j := range len(y) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}

func appendRunes(buf []rune, s string) []rune {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		buf, s = append(buf, r), s[size:]
	}
	return buf
}

// Letters is the set of a word's letters: one bit each, several letters to a bit.
type Letters uint32

// LettersOf returns the letters of a word.
func LettersOf(word string) Letters {
	var set Letters
	for _, r := range word {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// MayBeNear reports whether words of these letters can be within a distance of
// most: each slip changes at most two of them. It spares most comparisons.
func (l Letters) MayBeNear(other Letters, most int) bool {
	return bits.OnesCount32(uint32(l^other)) <= 2*most
}
