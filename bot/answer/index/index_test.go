package index

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// Three records with all languages, one with English alone.
var sample = []Entry{
	{
		Titles: [3][]string{{"Was kostet die Mitgliedschaft?", "Mitgliedsbeitrag"}, {"What is the membership fee?"}, {"会费是多少？"}},
		Bodies: [3]string{"Die Höhe des Beitrags richtet sich nach der Größe.", "The amount depends on the size.", "会费金额取决于规模。"},
	},
	{
		Titles: [3][]string{{"Wie wird eine Stadt Mitglied?"}, {"How can a city join?"}, {"城市怎么加入联盟？"}},
		Bodies: [3]string{"Ein Antrag an das Sekretariat genügt.", "An application to the secretariat is enough.", "向秘书处提出申请即可。"},
	},
	{
		Titles: [3][]string{{"Wo sitzt das Sekretariat?"}, {"Where is the secretariat?"}, {"秘书处在哪里？"}},
		Bodies: [3]string{"Es sitzt in Hamburg.", "It is located in Hamburg.", "位于汉堡。"},
	},
	{
		Titles: [3][]string{nil, {"Annual conference in Rotterdam"}, nil},
		Bodies: [3]string{"", "Speakers discussed autonomous shuttles.", ""},
	},
}

func search(t *testing.T, ix *Index, lang, text string) Hit {
	t.Helper()
	hits := ix.Search(Query{Text: text, Lang: lang}, 3)
	if len(hits) == 0 {
		t.Fatalf("%q: nothing found", text)
	}
	return hits[0]
}

func TestSearchFindsTheEntry(t *testing.T) {
	ix := NewBuilder().Build(sample)
	for _, c := range []struct {
		name, lang, text string
		want             int
		found            string
	}{
		{"as titled", "de", "Was kostet die Mitgliedschaft?", 0, "de"},
		{"another phrasing", "de", "mitgliedsbeitrag", 0, "de"},
		{"slips and small letters", "de", "was kostet die mitgleidschaft", 0, "de"},
		{"umlauts spelled out", "de", "groesse beitraege", 0, "de"},
		{"English", "en", "fee for members", 0, "en"},
		{"Chinese", "zh", "怎么加入", 1, "zh"},
		{"traditional characters", "zh", "秘書處在哪裡", 2, "zh"},
		{"only in another language", "de", "Konferenz Rotterdam", 3, "en"},
	} {
		if h := search(t, ix, c.lang, c.text); h.Entry != c.want || h.Lang != c.found {
			t.Errorf("%s: %q found %d in %s, want %d in %s", c.name, c.text, h.Entry, h.Lang, c.want, c.found)
		}
	}
}

func TestSearchNamesATwinOnce(t *testing.T) {
	ix := NewBuilder().Build(sample)
	seen := map[int]bool{}
	hits := ix.Search(Query{Text: "Hamburg Sekretariat secretariat 秘书处", Lang: "de"}, 10)
	for i, h := range hits {
		if seen[h.Entry] {
			t.Errorf("entry %d stands twice in %+v", h.Entry, hits)
		}
		seen[h.Entry] = true
		if h.Score <= 0 || h.Score > 1 || i > 0 && h.Score > hits[i-1].Score {
			t.Errorf("score %v at %d", h.Score, i)
		}
	}
	if len(hits) == 0 || hits[0].Entry != 2 {
		t.Errorf("got %+v, want entry 2 first", hits)
	}
}

func TestSearchPutsALiteralTitleFirst(t *testing.T) {
	entries := append(slices.Clone(sample), Entry{Titles: [3][]string{{"Mitglied?"}}})
	h := search(t, NewBuilder().Build(entries), "de", "wie wird eine STADT mitglied")
	if h.Entry != 1 || h.Score != 1 || h.Cover != 1 {
		t.Errorf("got %+v", h)
	}
}

func TestSearchWithNothingToFind(t *testing.T) {
	ix := NewBuilder().Build(sample)
	for _, q := range []Query{{"", "de"}, {"?!", "de"}, {"xqzzv", "de"}, {"Hamburg", ""}} {
		if hits := ix.Search(q, 3); q.Lang != "" && len(hits) > 0 {
			t.Errorf("%q found %+v", q.Text, hits)
		}
	}
	if hits := ix.Search(Query{"Hamburg", "de"}, 0); hits != nil {
		t.Errorf("k = 0 found %+v", hits)
	}
	if hits := NewBuilder().Build(nil).Search(Query{"Hamburg", "de"}, 3); len(hits) > 0 {
		t.Errorf("the empty index found %+v", hits)
	}
}

func TestCover(t *testing.T) {
	ix := NewBuilder().Build(sample)
	for _, c := range []struct {
		name, lang, text string
		titleMin         float64
		titleMax         float64
		missing          string
	}{
		{"all in the title", "de", "Was kostet die Mitgliedschaft?", 1, 1, ""},
		{"function words count little", "de", "Bitte, was würde denn die Mitgliedschaft kosten?", .8, 1, ""},
		{"a word nobody knows", "de", "Was kostet die Mitgliedschaft im Golfclub?", .4, .8, "golfclub"},
		{"slips are forgiven", "de", "was kostet die mitgleidschaft", .75, .99, ""},
		{"Chinese", "zh", "会费是多少", 1, 1, ""},
		{"Chinese with an unknown word", "zh", "停车会费", .3, .7, "停车"},
		{"the body counts apart", "de", "Hamburg Sekretariat", .3, .7, ""},
		{"the twin's title says it", "de", "membership fee", .99, 1, ""},
	} {
		h := search(t, ix, c.lang, c.text)
		if h.Cover < c.titleMin || h.Cover > c.titleMax || strings.Join(h.Missing, " ") != c.missing {
			t.Errorf("%s: %q: cover %.2f, all %.2f, missing %q", c.name, c.text, h.Cover, h.CoverAll, h.Missing)
		}
		if h.CoverAll < h.Cover || h.CoverAll > 1 {
			t.Errorf("%s: cover %.2f, all %.2f", c.name, h.Cover, h.CoverAll)
		}
	}
}

func TestKnownWordsAreNeverCorrected(t *testing.T) {
	ix := NewBuilder().Build([]Entry{
		{Titles: [3][]string{{"Liegt Hamburg an der Elbe?"}}},
		{Titles: [3][]string{{"Liegt Homburg im Saarland?"}}},
	})
	h := search(t, ix, "de", "Homburg")
	if h.Entry != 1 || h.Cover != 1 {
		t.Errorf("got %+v", h)
	}
	for _, other := range ix.Search(Query{"Homburg", "de"}, 5)[1:] {
		if other.Cover > 0 {
			t.Errorf("Hamburg covers Homburg: %+v", other)
		}
	}
}

func TestNear(t *testing.T) {
	ix := NewBuilder().Build([]Entry{{Titles: [3][]string{{"Mitgliedschaft Hamburg past 2016 fee Sekretariat"}}}})
	l := ix.lists[0]
	for _, c := range []struct {
		name, word string
		want       int
	}{
		{"one letter swapped", "hambrug", 1},
		{"one letter missing", "hamurg", 1},
		{"two slips in a long word", "sekretraiatt", 1},
		{"two slips in a short word", "hmabrg", 0},
		{"three letters are too few", "fea", 0},
		{"numbers stay", "2015", 0},
		{"another word", "lissabon", 0},
	} {
		if got := l.near(c.word); len(got) != c.want {
			t.Errorf("%s: near(%q) = %d words, want %d", c.name, c.word, len(got), c.want)
		}
	}
}

func TestShortCorrectionsStayMissing(t *testing.T) {
	ix := NewBuilder().Build([]Entry{{Titles: [3][]string{nil, {"What happened in the past?"}, nil}}})
	if h := search(t, ix, "en", "pasta"); h.Cover > .5 || !slices.Equal(h.Missing, []string{"pasta"}) {
		t.Errorf("got %+v", h)
	}
}

func TestKnown(t *testing.T) {
	ix := NewBuilder().Build(sample)
	for _, c := range []struct {
		word, lang string
		want       bool
	}{
		{"Mitgliedschaft", "de", true}, {"Mitgliedschaften", "de", true}, {"Golfclub", "de", false},
		{"secretariat", "en", true}, {"secretariat", "de", false}, {"会费", "zh", true}, {"會費", "zh", true},
		{"费会", "zh", false}, {"", "de", false}, {"Hamburg", "fr", false},
	} {
		if got := ix.Known(c.word, c.lang); got != c.want {
			t.Errorf("Known(%q, %q) = %v", c.word, c.lang, got)
		}
	}
}

// invented makes n entries of invented words in two languages, with twins here and there.
func invented(seed uint64, n int) []Entry {
	random := rand.New(rand.NewPCG(seed, 1))
	text := func(words int) string {
		var b strings.Builder
		for range words {
			w := int(random.ExpFloat64() * 300)
			fmt.Fprintf(&b, "wort%c%c%s ", 'a'+w%26, 'a'+w/26%26, strings.Repeat("e", w%3))
			if w%5 == 0 {
				b.WriteRune(rune(0x4e00 + w))
			}
		}
		return b.String()
	}
	entries := make([]Entry, n)
	for i := range entries {
		entries[i].Titles[0], entries[i].Bodies[0] = []string{text(6), text(5)}, text(80)
		if i%4 == 0 {
			entries[i].Titles[2], entries[i].Bodies[2] = []string{text(4)}, text(40)
		}
	}
	return entries
}

func TestRebuildEqualsAFreshBuild(t *testing.T) {
	entries := invented(1, 300)
	b := NewBuilder()
	b.Build(entries)
	edited := slices.Clone(entries)
	edited[7].Bodies[0] = "ganz anderes mit 新的 Worten"
	edited = slices.Delete(edited, 20, 40)
	edited = append(edited, invented(2, 30)...)
	again, fresh := b.Build(edited), NewBuilder().Build(edited)
	for i, e := range append(slices.Clone(entries[:60]), edited[len(edited)-20:]...) {
		q := Query{e.Titles[0][0] + " anderes", "de"}
		if a, f := again.Search(q, 10), fresh.Search(q, 10); !reflect.DeepEqual(a, f) {
			t.Fatalf("question %d: rebuilt %+v, fresh %+v", i, a, f)
		}
	}
}

func TestEarlierIndexStaysAsItWas(t *testing.T) {
	b := NewBuilder()
	first := b.Build(sample)
	want := first.Search(Query{"Sekretariat Hamburg", "de"}, 5)
	b.Build(invented(3, 50))
	if got := first.Search(Query{"Sekretariat Hamburg", "de"}, 5); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestForgottenWordsAreDropped(t *testing.T) {
	b := NewBuilder()
	var many []Entry
	for i := range 30 {
		var body strings.Builder
		for j := range 1000 {
			fmt.Fprintf(&body, "w%dx%d ", i, j)
		}
		many = append(many, Entry{Bodies: [3]string{body.String()}})
	}
	b.Build(many)
	b.Build(many[:1])
	ix := b.Build(many[:1])
	if n := len(b.dicts[0].forms); n > 1000 {
		t.Errorf("the builder still keeps %d words", n)
	}
	if len(ix.Search(Query{"w0x5", "de"}, 1)) != 1 || ix.Known("w7x7", "de") {
		t.Error("what is left must be found, what is gone must not")
	}
}

// The pruned search must return what scoring everything returns.
func TestTopEqualsScoringEverything(t *testing.T) {
	entries := invented(4, 3000)
	ix := NewBuilder().Build(entries)
	random := rand.New(rand.NewPCG(9, 9))
	l := ix.lists[0]
	for range 200 {
		e := entries[random.IntN(len(entries))]
		asking := read(Query{e.Titles[0][0] + e.Bodies[0][:80], "de"})
		a := l.ask(asking, func(string) bool { return true })
		s := newScratch(len(l.docs))
		all := l.top(a, len(l.docs), s)
		got := l.top(a, 5, s)
		if len(got) != 5 || !reflect.DeepEqual(got, all[:5]) {
			t.Fatalf("pruned %v, all %v", got, all[:5])
		}
		if slices.ContainsFunc(s.scores, func(f float32) bool { return f != 0 }) {
			t.Fatal("the scratch was left dirty")
		}
	}
}

func TestSearchesAndBuildsAtOnce(t *testing.T) {
	b := NewBuilder()
	ix := b.Build(invented(5, 200))
	want := ix.Search(Query{"wortaa wortbb worta", "de"}, 5)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 200 {
				if got := ix.Search(Query{"wortaa wortbb worta", "de"}, 5); !reflect.DeepEqual(got, want) {
					t.Errorf("got %+v, want %+v", got, want)
					return
				}
			}
		})
	}
	for i := range 5 {
		b.Build(invented(uint64(10+i), 100))
	}
	wg.Wait()
}

func TestRebuildAfterOneEditIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	entries := invented(6, 5000)
	b := NewBuilder()
	b.Build(entries)
	entries[100].Bodies[0] += " neu"
	best := time.Hour
	for range 3 { // other work on the machine must not count
		start := time.Now()
		b.Build(entries)
		best = min(best, time.Since(start))
	}
	t.Logf("rebuilt 5,000 passages in %s", best)
	if best > 2*time.Second {
		t.Errorf("rebuilding took %s", best)
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"Was kostet es?", "会费 Mitglied", "ab\x00\xff", "ßßßß", strings.Repeat("abcd ", 50), "々〇 가나다라 ａｂｃｄ"} {
		f.Add(s, "de")
		f.Add(s, "zh")
	}
	b := NewBuilder()
	f.Fuzz(func(t *testing.T, s, lang string) {
		ix := b.Build(append(slices.Clone(sample), Entry{Titles: [3][]string{{s}, {s}, {s}}}))
		for _, h := range ix.Search(Query{s, lang}, 4) {
			if h.Entry < 0 || h.Entry >= len(sample)+1 || !(h.Score > 0 && h.Score <= 1) ||
				!(h.Cover >= 0 && h.Cover <= 1) || !(h.CoverAll >= h.Cover && h.CoverAll <= 1) {
				t.Fatalf("%q: %+v", s, h)
			}
			for _, m := range h.Missing {
				if !utf8.ValidString(m) || m == "" {
					t.Fatalf("%q: missing %q", s, m)
				}
			}
		}
		ix.Known(s, lang)
	})
}

func BenchmarkSearch(b *testing.B) {
	entries := invented(7, 5000)
	ix := NewBuilder().Build(entries)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ix.Search(Query{entries[i%len(entries)].Titles[0][0], "de"}, 5)
	}
}

func BenchmarkRebuild(b *testing.B) {
	entries := invented(8, 5000)
	builder := NewBuilder()
	for b.Loop() {
		builder.Build(entries)
	}
}
