package richtext_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/richtext/richtexttest"
)

func TestPartsOfRandomDocumentsAreTheWhole(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := richtexttest.Doc(r, 12)
		first, other := 90+r.IntN(300), 90+r.IntN(300)
		measure := func(d richtext.Doc) int { return utf8.RuneCountInString(d.Text()) }
		if seed%3 == 0 { // one that knows more than text
			measure, first, other = func(d richtext.Doc) int { return len(d.HTML()) }, first+300, other+300
		}
		parts, joined, limit := d.Split(first, other, measure), "", first
		for i, p := range parts {
			if n := measure(p); n > limit {
				t.Errorf("part %d measures %d, the limit is %d", i+1, n, limit)
			}
			joined, limit = joined+richtexttest.Words(p), other
		}
		if whole := richtexttest.Words(d); joined != whole {
			t.Errorf("the parts are not the whole:\n%q\n%q", joined, whole)
		}
		whole := characters(d)
		for _, p := range parts {
			for c := range characters(p) {
				if !whole[c] {
					t.Errorf("a character was cut: %q", c)
				}
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d, limits %d and %d", seed, first, other)
		}
	}
}

// characters are those of a document, as people count them.
func characters(d richtext.Doc) map[string]bool {
	out := map[string]bool{}
	add := func(spans []richtext.Span) {
		var b strings.Builder
		for _, s := range spans {
			b.WriteString(s.Text)
		}
		for g := graphemes.FromString(b.String()); g.Next(); {
			out[g.Value()] = true
		}
	}
	for _, b := range d.Blocks {
		add(b.Spans)
		for _, c := range b.Cells {
			add(c)
		}
		add([]richtext.Span{{Text: b.Alt}})
	}
	return out
}
