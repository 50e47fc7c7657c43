package desk

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/cms"
)

// The share of letter groups that two wordings have in common, out of all that
// either has, from which on they count as one. One character more or less is much
// of a Chinese question.
const (
	alike        = 0.6
	alikeChinese = 0.5
)

// grouped puts questions together, those in front that most people asked without
// an answer, then those that most asked. Within a group they stay in their order.
func grouped(asked []cms.AskedQuestion) [][]cms.AskedQuestion {
	g := grouping{at: map[string]int{}, holds: map[string][]int{}}
	for _, q := range asked {
		i := g.place(q)
		g.groups[i] = append(g.groups[i], q)
	}
	unanswered := func(group []cms.AskedQuestion) int {
		n := 0
		for _, q := range group {
			if open(q) {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(g.groups, func(a, b []cms.AskedQuestion) int {
		if n := unanswered(b) - unanswered(a); n != 0 {
			return n
		}
		return len(b) - len(a)
	})
	return g.groups
}

// grouping is the work at groups. Wordings are compared with the first one of a
// group only, so that groups do not creep.
type grouping struct {
	groups [][]cms.AskedQuestion
	at     map[string]int   // the group of a ground or of a wording
	holds  map[string][]int // the groups whose first wording has a letter group
	size   []int            // how many letter groups it has, 0 for groups by ground
}

// place is the group that a question belongs to.
func (g *grouping) place(q cms.AskedQuestion) int {
	if ground := strings.Join(grounds(q), " "); ground != "" {
		return g.known("on "+ground, 0)
	}
	text := folded(q.Text)
	if i, ok := g.at[text]; ok {
		return i
	}
	parts := lettersOf(text)
	shared := map[int]int{}
	for _, p := range parts {
		for _, i := range g.holds[p] {
			shared[i]++
		}
	}
	best, most := -1, alike
	if hasHan(text) {
		most = alikeChinese
	}
	for i, n := range shared {
		share := float64(n) / float64(len(parts)+g.size[i]-n)
		if share > most || share == most && (best < 0 || i < best) {
			best, most = i, share
		}
	}
	if best >= 0 {
		g.at[text] = best
		return best
	}
	i := g.known(text, len(parts))
	for _, p := range parts {
		g.holds[p] = append(g.holds[p], i)
	}
	return i
}

// known is the group of a key, a new one if there is none.
func (g *grouping) known(key string, size int) int {
	i, ok := g.at[key]
	if !ok {
		i = len(g.groups)
		g.at[key], g.groups, g.size = i, append(g.groups, nil), append(g.size, size)
	}
	return i
}

// grounds are the records that an answer rests on. Whom to ask else is none, and
// the record about the alliance answers too many different questions.
func grounds(q cms.AskedQuestion) []string {
	return slices.DeleteFunc(q.Sources(), func(s string) bool {
		return strings.HasPrefix(s, "contacts/") || strings.HasPrefix(s, "alliance/")
	})
}

// folded is a text without case, width, signs and spaces.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

// lettersOf are the groups of letters of a folded text, each once: of three, or
// of two where they are Chinese.
func lettersOf(text string) []string {
	runes, width := []rune(text), 3
	if hasHan(text) {
		width = 2
	}
	if len(runes) <= width {
		return []string{text}
	}
	var all []string
	for i := 0; i+width <= len(runes); i++ {
		all = append(all, string(runes[i:i+width]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
