package answer

import "math/bits"

// distance is the number of letters that must be put in, left out, replaced or
// swapped with their neighbour to make a of b; most+1 where it is more than most.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(x)+1), make([]int, len(x)+1), make([]int, len(x)+1)
	for i := range last {
		last[i] = i
	}
	for j := 1; j <= len(y); j++ {
		row[0] = j
		best := j
		for i := 1; i <= len(x); i++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[i] = min(last[i]+1, row[i-1]+1, last[i-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[i] = min(row[i], before[i-2]+1)
			}
			best = min(best, row[i])
		}
		if best > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(x)], most+1)
}

// letterMark has a bit for each letter a to z that a word uses.
func letterMark(word string) uint32 {
	var mark uint32
	for i := range len(word) {
		if c := word[i]; c >= 'a' && c <= 'z' {
			mark |= 1 << (c - 'a')
		}
	}
	return mark
}

// mayBeNear reports whether two words can be within a distance of most: each
// step changes at most two letters of the marks. It spares most comparisons.
func mayBeNear(a, b uint32, most int) bool { return bits.OnesCount32(a^b) <= 2*most }
