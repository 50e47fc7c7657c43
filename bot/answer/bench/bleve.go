package main

import (
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/mapping"
	indexes "github.com/blevesearch/bleve_index_api"
)

// bleveEngine is bleve as one would set it up for three languages: in memory,
// an analyzer for each, BM25, titles counting three times.
type bleveEngine struct{ index bleve.Index }

var analyzers = map[string]string{"de": de.AnalyzerName, "en": en.AnalyzerName, "zh": cjk.AnalyzerName}

func openBleve(passages []passage) (searcher, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = indexes.BM25Scoring
	m.TypeField = "lang"
	for lang, analyzer := range analyzers {
		doc := bleve.NewDocumentStaticMapping()
		doc.AddFieldMappingsAt("title_"+lang, text(analyzer))
		doc.AddFieldMappingsAt("text_"+lang, text(analyzer))
		m.AddDocumentMapping(lang, doc)
	}
	ix, err := bleve.NewMemOnly(m)
	if err != nil {
		return nil, fmt.Errorf("opening bleve: %w", err)
	}
	for from := 0; from < len(passages); from += 1000 {
		batch := ix.NewBatch()
		for i, p := range passages[from:min(from+1000, len(passages))] {
			doc := map[string]any{"lang": p.Lang, "title_" + p.Lang: p.Title, "text_" + p.Lang: p.Text}
			if err := batch.Index(strconv.Itoa(from+i), doc); err != nil {
				return nil, fmt.Errorf("indexing in bleve: %w", err)
			}
		}
		if err := ix.Batch(batch); err != nil {
			return nil, fmt.Errorf("indexing in bleve: %w", err)
		}
	}
	return bleveEngine{ix}, nil
}

func text(analyzer string) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analyzer
	f.Store, f.IncludeTermVectors, f.DocValues, f.IncludeInAll = false, false, false, false
	return f
}

func (b bleveEngine) search(question, lang string, k int) ([]int, error) {
	title, body := bleve.NewMatchQuery(question), bleve.NewMatchQuery(question)
	title.SetField("title_" + lang)
	title.SetBoost(3)
	body.SetField("text_" + lang)
	found, err := b.index.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(title, body), k, 0, false))
	if err != nil {
		return nil, fmt.Errorf("searching bleve: %w", err)
	}
	out := make([]int, len(found.Hits))
	for i, h := range found.Hits {
		if out[i], err = strconv.Atoi(h.ID); err != nil {
			return nil, fmt.Errorf("bleve returned the id %q: %w", h.ID, err)
		}
	}
	return out, nil
}

func (b bleveEngine) close() error { return b.index.Close() }
