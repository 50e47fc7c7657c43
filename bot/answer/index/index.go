// Package index finds entries by words, in memory: an inverted index over
// parallel texts in three languages.
package index

import "sync"

// Languages are the languages of an entry, in the order of its fields.
var Languages = [3]string{"de", "en", "zh"}

// Entry is one record with its parallel texts, by language in the order of
// Languages. Titles are its question or heading and other ways to ask for it.
// A language without titles and body is missing.
type Entry struct {
	Titles [3][]string
	Bodies [3]string
}

// Index is what a Builder made of entries. It never changes, and any number of
// goroutines may search it.
type Index struct {
	lists [3]*list
	pool  sync.Pool // of *scratch
}

// Query is a question as typed, and the language it is in (de, en, zh).
type Query struct{ Text, Lang string }

// Hit is an entry that was found.
type Hit struct {
	Entry    int      // its place in the slice that was built
	Score    float64  // 0 to 1: the share of the best score that the question could reach
	Cover    float64  // 0 to 1: how much of what the question says its titles say, in the language where they say most
	CoverAll float64  // the same with the body
	Missing  []string // the telling words of the question, as typed, that neither says
	Lang     string   // the language in which it was found best
}

// Known reports whether a word, or the same stem, occurs in any text of that
// language. A Chinese word is known if all its pairs of characters are.
func (ix *Index) Known(word, lang string) bool {
	for i, l := range Languages {
		if l == lang {
			return ix.lists[i].knows(word)
		}
	}
	return false
}

// recipe are the weights of the ranking.
type recipe struct {
	k1, titleB, bodyB float64 // BM25: saturation, and how much length counts
	title             float64 // a title counts so many times as much as a body
	stop              float64 // weight of function words
	gram              float64 // of groups of four letters
	typo              float64 // of corrected words
}

// measured are the weights that did best over all sets of the benchmark.
var measured = recipe{k1: 1.5, titleB: .75, bodyB: .75, title: 3, stop: .6, gram: .25, typo: .8}
