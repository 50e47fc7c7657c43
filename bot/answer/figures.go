package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// unbacked are the figures in a question that the passage does not have: what
// the question takes for granted may be wrong.
func unbacked(r *reading, s Passage) []int {
	if len(r.numbers) == 0 {
		return nil
	}
	all := s.told()
	for _, list := range s.Phrasings {
		all += " " + strings.Join(list, " ")
	}
	var out []int
	for _, n := range r.numbers {
		if n >= 10 && !hasNumber(all, n) {
			out = append(out, n)
		}
	}
	return out
}

// told is what a passage says in all languages.
func (p Passage) told() string {
	return strings.Join([]string{p.Title.De, p.Title.En, p.Title.Zh, p.Body.De, p.Body.En, p.Body.Zh}, " ")
}

// hasNumber reports whether n stands in a text as a number of its own: 20 does
// not stand in 2019.
func hasNumber(text string, n int) bool {
	return slices.Contains(digits.FindAllString(text, -1), strconv.Itoa(n))
}

var digits = regexp.MustCompile(`[0-9]+`)

// sharesNumbers reports whether the question names two numbers or more that all
// stand in the passage's wordings.
func (r *reading) sharesNumbers(s Passage) bool { return len(r.numbers) > 1 && r.numbersIn(s) }

// numbersIn reports whether the question has numbers and all stand in the
// passage's wordings.
func (r *reading) numbersIn(s Passage) bool {
	if len(r.numbers) == 0 {
		return false
	}
	wordings := strings.Join(append(append(s.wordings(0), s.wordings(1)...), s.wordings(2)...), " ")
	for _, n := range r.numbers {
		if !hasNumber(wordings, n) {
			return false
		}
	}
	return true
}

// otherOrdinal reports whether question and passage are each of a number, and
// not of the same: the 4th meeting is not the 9th. A passage is of the numbers
// in its title.
func (k *knowledge) otherOrdinal(r *reading, entry int) bool {
	if len(r.ordinals) == 0 {
		return false
	}
	if len(k.ordinals[entry]) == 0 {
		return strings.Contains(r.lookup, "plenarversammlung") // of a certain one
	}
	return !k.sameOrdinal(r, entry)
}

// sameOrdinal reports whether question and passage are of the same number.
func (k *knowledge) sameOrdinal(r *reading, entry int) bool {
	return slices.ContainsFunc(k.ordinals[entry], func(n string) bool { return slices.Contains(r.ordinals, n) })
}

var ordinal = regexp.MustCompile(`\b[1-9][0-9]?\b`)
