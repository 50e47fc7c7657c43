package index

import (
	"cmp"
	"slices"

	"isa-portal.de/isabot/bot/answer/words"
)

// Search returns the k best entries, best first, equal ones in their order.
// All languages are searched, the question's own first; an entry counts once,
// in the language where it is found best. A title that is the question itself
// comes first, with a score of 1. No word in common, no hit.
func (ix *Index) Search(q Query, k int) []Hit {
	asking := read(q)
	if k <= 0 || len(asking.tokens) == 0 {
		return nil
	}
	s := ix.pool.Get().(*scratch)
	var reads [3]asked
	var hits []Hit
	literal := phrase(asking.tokens)
	for _, lang := range ix.order(q.Lang) {
		l := ix.lists[lang]
		reads[lang] = l.ask(asking, ix.correctable(lang))
		for _, place := range l.exact(literal, k) {
			hits = group(hits, Hit{Entry: int(l.entries[place]), Score: 1, Lang: l.lang})
		}
		for _, r := range l.top(reads[lang], k, s) {
			score := min(1, float64(r.score)/reads[lang].ideal)
			hits = group(hits, Hit{Entry: int(l.entries[r.place]), Score: score, Lang: l.lang})
		}
	}
	ix.pool.Put(s) // not deferred: after a panic it would not be clean
	slices.SortFunc(hits, func(a, b Hit) int {
		if c := cmp.Compare(b.Score, a.Score); c != 0 {
			return c
		}
		return cmp.Compare(a.Entry, b.Entry)
	})
	hits = hits[:min(k, len(hits))]
	for i := range hits {
		ix.cover(&hits[i], &reads)
	}
	return hits
}

const (
	mostWords       = 256 // so many words of a question are read
	mostCorrections = 24  // and so many of them corrected
)

func read(q Query) question {
	tokens := words.Tokens(words.Fold(q.Text))
	return question{tokens: tokens[:min(len(tokens), mostWords)], lang: q.Lang}
}

// group adds a hit to those of other entries, or betters that of its twin.
func group(hits []Hit, h Hit) []Hit {
	for i := range hits {
		if hits[i].Entry == h.Entry {
			if h.Score > hits[i].Score {
				hits[i] = h
			}
			return hits
		}
	}
	return append(hits, h)
}

// order is the languages that have texts, the question's first.
func (ix *Index) order(lang string) []int {
	order := make([]int, 0, 3)
	for i, l := range Languages {
		switch {
		case len(ix.lists[i].docs) == 0:
		case l == lang:
			order = slices.Insert(order, 0, i)
		default:
			order = append(order, i)
		}
	}
	return order
}

// correctable tells which words a list may correct: the first few that no
// other language knows (the list itself looks first whether it does).
func (ix *Index) correctable(lang int) func(string) bool {
	tried := 0
	return func(word string) bool {
		for i, l := range ix.lists {
			if i != lang && l.knowsStem(word) {
				return false
			}
		}
		tried++
		return tried <= mostCorrections
	}
}
