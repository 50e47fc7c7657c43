package index

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// list is the inverted index of one language. Places number its documents.
type list struct {
	lang    string
	recipe  recipe
	entries []int32 // place -> entry, ascending
	docs    []*doc  // by place
	stems   []named // by word
	keys    []keyed // by key
	asked   []keyed // places by the digest of a title, as terms are by key
	starts  []uint32
	places  []uint32 // postings of term t: places[starts[t]:starts[t+1]], ascending
	impacts []uint16 // beside places
	tops    []uint16 // the greatest impact of each term
	vocab   vocabulary
}

type named struct {
	word string
	term uint32
}

type keyed struct {
	key  uint64
	term uint32
}

// index makes the sorted tables in which the terms of a question are looked up.
func (l *list) index(d *dict) {
	for w, t := range d.stems {
		if l.df(t) > 0 {
			l.stems = append(l.stems, named{w, t})
		}
	}
	for k, t := range d.keys {
		if l.df(t) > 0 {
			l.keys = append(l.keys, keyed{k, t})
		}
	}
	for place, text := range l.docs {
		for _, a := range text.asked {
			l.asked = append(l.asked, keyed{a, uint32(place)})
		}
	}
	slices.SortFunc(l.stems, func(a, b named) int { return strings.Compare(a.word, b.word) })
	slices.SortFunc(l.keys, byKey)
	slices.SortFunc(l.asked, byKey)
}

func byKey(a, b keyed) int {
	if c := cmp.Compare(a.key, b.key); c != 0 {
		return c
	}
	return cmp.Compare(a.term, b.term)
}

// df is in how many documents a term occurs.
func (l *list) df(term uint32) int { return int(l.starts[term+1] - l.starts[term]) }

// idf is the weight of a term that occurs in df documents; what occurs in none weighs like the rarest.
func (l *list) idf(df int) float64 {
	n, f := float64(max(len(l.docs), 1)), float64(max(df, 1))
	return math.Log(1 + (n-f+.5)/(f+.5))
}

func (l *list) stemTerm(stem string) (uint32, bool) {
	i, ok := slices.BinarySearchFunc(l.stems, stem, func(n named, s string) int { return strings.Compare(n.word, s) })
	if !ok {
		return 0, false
	}
	return l.stems[i].term, true
}

func (l *list) keyTerm(key uint64) (uint32, bool) {
	i, ok := slices.BinarySearchFunc(l.keys, key, toKey)
	if !ok {
		return 0, false
	}
	return l.keys[i].term, true
}

func toKey(k keyed, key uint64) int { return cmp.Compare(k.key, key) }

// exact returns the places that have the phrase for a title, at most k of them.
func (l *list) exact(phrase uint64, k int) []uint32 {
	var places []uint32
	i, _ := slices.BinarySearchFunc(l.asked, phrase, toKey)
	for ; i < len(l.asked) && l.asked[i].key == phrase && len(places) < k; i++ {
		places = append(places, l.asked[i].term)
	}
	return places
}

func (l *list) knows(word string) bool {
	tokens := words.Tokens(words.Fold(word))
	for i, t := range tokens {
		ok := false
		if !t.Han {
			_, ok = l.stemTerm(words.Stem(t.Text, l.lang))
		} else {
			r, _ := utf8.DecodeRuneInString(t.Text)
			_, ok = l.keyTerm(uint64(r))
			if next, pairs := follows(tokens, i); ok && pairs {
				_, ok = l.keyTerm(pair(r, next))
			}
		}
		if !ok {
			return false
		}
	}
	return len(tokens) > 0
}

// knowsStem reports whether a folded word or its stem occurs.
func (l *list) knowsStem(word string) bool {
	_, ok := l.stemTerm(words.Stem(word, l.lang))
	return ok
}
