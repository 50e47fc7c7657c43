// Package index finds entries by words, in memory: an inverted index over
// parallel texts in three languages.
package index
