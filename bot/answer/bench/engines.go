package main

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/answer/index"
)

// searcher finds the k best passages for a question, as places in what was indexed.
type searcher interface {
	search(question, lang string, k int) ([]int, error)
	close() error
}

// engine is a way to index passages.
type engine struct {
	name string
	open func(passages []passage) (searcher, error)
}

var engines = []engine{
	{"isabot", openOurs},
	{"bleve", openBleve},
	{"fts5 unicode61", openFTS("unicode61 remove_diacritics 2", words)},
	{"fts5 trigram", openFTS("trigram", trigrams)},
}

type ours struct{ index *index.Index }

func openOurs(passages []passage) (searcher, error) {
	return ours{index.NewBuilder().Build(entries(passages))}, nil
}

// entries makes one entry of each passage, in its language.
func entries(passages []passage) []index.Entry {
	out := make([]index.Entry, len(passages))
	for i, p := range passages {
		lang := slices.Index(index.Languages[:], p.Lang)
		if p.Title != "" {
			out[i].Titles[lang] = strings.Split(p.Title, "\n")
		}
		out[i].Bodies[lang] = p.Text
	}
	return out
}

func (o ours) search(question, lang string, k int) ([]int, error) {
	hits := o.index.Search(index.Query{Text: question, Lang: lang}, k)
	out := make([]int, len(hits))
	for i, h := range hits {
		out[i] = h.Entry
	}
	return out, nil
}

func (ours) close() error { return nil }
