package main

import (
	"errors"
	"testing"
)

func sets(tb testing.TB) []set {
	tb.Helper()
	s, err := load()
	if errors.Is(err, errNoData) {
		tb.Skip(err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// No set may fall below what the recipe's prototype found (first, first five; clean questions).
func TestRecallHolds(t *testing.T) {
	least := map[string]recall{
		"btc_de": {.45, .73}, "btc_en": {.52, .76}, "btc_zh": {.48, .69},
		"btcx_de": {.97, .99}, "btcx_en": {.97, .99}, "btcx_zh": {.97, .99},
		"covidc_de": {.314, .59}, "covidc_en": {.606, .846}, "covidv_de": {.442, .70}, "covidv_en": {.68, .88},
		"cmrc_zh": {.97, .99},
	}
	for _, s := range sets(t) {
		open, err := openOurs(s.passages)
		if err != nil {
			t.Fatal(err)
		}
		got, err := measureRecall(open, s.passages, s.clean)
		if err != nil {
			t.Fatal(err)
		}
		if want := least[s.name]; got.first < want.first || got.five < want.five {
			t.Errorf("%s: %s, at least %s was found before", s.name, got, want)
		}
	}
}

func TestPeersFindALiteralTitle(t *testing.T) {
	passages := []passage{
		{ID: "a", Lang: "de", Title: "Was kostet die Mitgliedschaft?", Text: "Der Beitrag steht in der Satzung."},
		{ID: "b", Lang: "en", Title: "Where is the secretariat?", Text: "It is located in Hamburg."},
		{ID: "c", Lang: "zh", Title: "城市怎么加入联盟", Text: "向秘书处提出申请即可。"},
	}
	for _, e := range engines {
		open, err := e.open(passages)
		if err != nil {
			t.Fatalf("%s: %v", e.name, err)
		}
		for i, p := range passages {
			found, err := open.search(p.Title, p.Lang, 1)
			if err != nil || len(found) != 1 || found[0] != i {
				t.Errorf("%s: %q found %v, %v", e.name, p.Title, found, err)
			}
		}
		if err := open.close(); err != nil {
			t.Errorf("%s: %v", e.name, err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	passages, questions := mixed(sets(b), 5_000)
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			open, err := e.open(passages)
			if err != nil {
				b.Fatal(err)
			}
			defer open.close()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				q := questions[i%len(questions)]
				if _, err := open.search(q.Question, q.Lang, 5); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	passages, _ := mixed(sets(b), 1_000)
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				open, err := e.open(passages)
				if err != nil {
					b.Fatal(err)
				}
				open.close()
			}
		})
	}
}
