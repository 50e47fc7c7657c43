package richtext

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// runes is the simplest measure: code points of the plain text.
func runes(d Doc) int { return utf8.RuneCountInString(d.Text()) }

func TestCutOfOneParagraph(t *testing.T) {
	for _, c := range []struct {
		name, in   string
		limit      int
		head, rest string
	}{
		{"it fits", "Alles passt.", 12, "Alles passt.", ""},
		{"at the end of a sentence", "Der erste Satz ist lang. Der zweite ist es auch.", 40, "Der erste Satz ist lang.", "Der zweite ist es auch."},
		{"at a comma, where the sentence is too far back", "Ja. Nun kommt ein langer Satz, der weitergeht und geht.", 40, "Ja. Nun kommt ein langer Satz,", "der weitergeht und geht."},
		{"between words", "Nun kommt ein langer Satz", 20, "Nun kommt ein langer", "Satz"},
		{"never in a word", "Plenarversammlung der Städteallianz", 25, "Plenarversammlung der", "Städteallianz"},
		{"a word that is longer than the limit", "Donaudampfschifffahrt", 10, "Donaudampf", "schifffahrt"},
		{"a long word goes to the next part whole if it fits there", "Die Donaudampfschiff fährt", 16, "Die", "Donaudampfschiff fährt"},
		{"not after z. B.", "Wir nennen viele, z. B. Köln und Bonn", 24, "Wir nennen viele,", "z. B. Köln und Bonn"},
		{"not after z.B.", "Wir nennen viele z.B. Köln und Bonn", 24, "Wir nennen viele", "z.B. Köln und Bonn"},
		{"not after Dr.", "Es spricht heute Dr. Meyer aus Köln", 22, "Es spricht heute", "Dr. Meyer aus Köln"},
		{"not after an initial", "Es spricht heute J. F. Meyer aus Köln", 24, "Es spricht heute", "J. F. Meyer aus Köln"},
		{"not in 1.000", "Es kamen etwa 1.000.000 Gäste", 20, "Es kamen etwa", "1.000.000 Gäste"},
		{"not in 27 000", "Es kamen etwa 27 000 Gäste", 18, "Es kamen etwa", "27 000 Gäste"},
		{"not after an ordinal", "In Foshan fand die 4. Plenarversammlung statt", 23, "In Foshan fand die", "4. Plenarversammlung statt"},
		{"not after Nr. 5's Nr.", "Siehe dazu auch Nr. 5 der Liste", 20, "Siehe dazu auch", "Nr. 5 der Liste"},
		{"not in e. V.", "Träger ist der ISA e. V. in Berlin", 22, "Träger ist der ISA", "e. V. in Berlin"},
		{"not in d. h.", "Sie kommen später, d. h. im Mai", 22, "Sie kommen später,", "d. h. im Mai"},
		{"not after bzw.", "Sie kommen im April bzw. Mai", 25, "Sie kommen im April", "bzw. Mai"},
		{"not in a. D.", "Staatssekretär a. D. Ost sprach", 22, "Staatssekretär", "a. D. Ost sprach"},
		{"an abbreviation ends no sentence", "Das gilt für Dr. Meyer ebenso wie für Frau Dr. Schulze aus Bonn", 50, "Das gilt für Dr. Meyer ebenso wie für Frau", "Dr. Schulze aus Bonn"},
		{"a year ends one", "Gegründet wurde sie 2016. Danach kam viel", 35, "Gegründet wurde sie 2016.", "Danach kam viel"},
		{"a quotation ends with its mark", "Er sagte: „Das ist gut.“ Dann ging er fort", 36, "Er sagte: „Das ist gut.“", "Dann ging er fort"},
		{"the closing mark stays", "Er sagte „Das ist sehr gut“ und ging", 26, "Er sagte „Das ist sehr", "gut“ und ging"},
		{"at a line break", "Ort: Köln\nZeit: am Abend um neun", 14, "Ort: Köln", "Zeit: am Abend um neun"},
		{"not at a no-break space", "Es sind etwa 5\u00a0km bis dort", 15, "Es sind etwa", "5\u00a0km bis dort"},
		{"Chinese sentence", "联盟成立于二零一六年。联盟有很多城市参加。", 16, "联盟成立于二零一六年。", "联盟有很多城市参加。"},
		{"Chinese semicolon", "第一批成员来自德国；第二批成员来自中国各地", 15, "第一批成员来自德国；", "第二批成员来自中国各地"},
		{"Chinese sentence in quotation marks", "他说：“我们继续合作。”然后他离开了会场", 14, "他说：“我们继续合作。”", "然后他离开了会场"},
		{"Chinese comma", "来自德国和中国的城市代表，在佛山共同参加了大会", 20, "来自德国和中国的城市代表，", "在佛山共同参加了大会"},
		{"Chinese characters", "来自德国和中国的城市代表在佛山", 8, "来自德国和中国的", "城市代表在佛山"},
		{"not before a Chinese closing mark", "来自德国（中国）的", 7, "来自德国（中", "国）的"},
		{"not after a Chinese opening mark", "来自德国（中国）的", 5, "来自德国", "（中国）的"},
		{"not between number and measure", "他们来自27个城市和地区", 6, "他们来自", "27个城市和地区"},
		{"not in a Latin word within Chinese", "他们来自Hamburg和佛山", 8, "他们来自", "Hamburg和佛山"},
		{"not in a name with a dot", "受访者是施特凡·马茨先生", 8, "受访者是施特", "凡·马茨先生"},
		{"a family stays together", "Hallo 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 14, "Hallo", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦"},
		{"a flag stays whole", "🇩🇪🇨🇳🇩🇪", 3, "🇩🇪", "🇨🇳🇩🇪"},
		{"an accent stays on its letter", "ae\u0301e\u0301", 2, "a", "e\u0301e\u0301"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head, rest := Doc{[]Block{para(plain(c.in))}}.Cut(c.limit, runes)
			if head.Text() != c.head || rest.Text() != c.rest {
				t.Errorf("cut %q at %d:\n got %q + %q\nwant %q + %q", c.in, c.limit, head.Text(), rest.Text(), c.head, c.rest)
			}
		})
	}
}

func TestCutBetweenAndWithinBlocks(t *testing.T) {
	head := func(s string) Block { return Block{Kind: Heading, Level: 3, Spans: []Span{plain(s)}} }
	link := Span{Text: "die ganze Liste", Link: "https://isa.example/liste"}
	bare := func(d Doc) int {
		n := 0
		for _, b := range d.Blocks {
			n += utf8.RuneCountInString(blockText(b))
		}
		return n
	}
	for _, c := range []struct {
		name       string
		in         []Block
		limit      int
		head, rest []Block
	}{
		{"between paragraphs rather than in one", []Block{para(plain("Ein Absatz ist das.")), para(plain("Kurz. Und noch einer."))}, 27,
			[]Block{para(plain("Ein Absatz ist das."))}, []Block{para(plain("Kurz. Und noch einer."))}},
		{"no heading at the end", []Block{para(plain("Ein Absatz.")), head("Titel"), para(plain("Unteilbares"))}, 20,
			[]Block{para(plain("Ein Absatz."))}, []Block{head("Titel"), para(plain("Unteilbares"))}},
		{"no announcing line at the end", []Block{para(plain("Ein Absatz.")), para(plain("Dabei:")), item(0, 0, "Unteilbares")}, 20,
			[]Block{para(plain("Ein Absatz."))}, []Block{para(plain("Dabei:")), item(0, 0, "Unteilbares")}},
		{"a link stays whole", []Block{para(plain("Hier steht "), link, plain("."))}, 20,
			[]Block{para(plain("Hier steht"))}, []Block{{Kind: Paragraph, Spans: []Span{link, plain(".")}, Continued: true}}},
		{"a link that is too long is cut, both halves lead there", []Block{para(link)}, 10,
			[]Block{para(Span{Text: "die ganze", Link: link.Link})}, []Block{{Kind: Paragraph, Spans: []Span{{Text: "Liste", Link: link.Link}}, Continued: true}}},
		{"styles go on", []Block{para(Span{Text: "fett und schwer", Style: Bold})}, 9,
			[]Block{para(Span{Text: "fett und", Style: Bold})}, []Block{{Kind: Paragraph, Spans: []Span{{Text: "schwer", Style: Bold}}, Continued: true}}},
		{"an item goes on", []Block{item(1, 3, "eins und zwei")}, 9,
			[]Block{item(1, 3, "eins und")}, []Block{{Kind: Item, Level: 1, Number: 3, Spans: []Span{plain("zwei")}, Continued: true}}},
		{"code is cut at lines and keeps its indent", []Block{{Kind: Code, Spans: []Span{plain("if a {\n\tb\n}")}}}, 8,
			[]Block{{Kind: Code, Spans: []Span{plain("if a {")}}}, []Block{{Kind: Code, Spans: []Span{plain("\tb\n}")}, Continued: true}}},
		{"a row is cut between cells, which stay in their columns", []Block{cells(false, "eins", "zwei", "drei")}, 9,
			[]Block{cells(false, "eins", "zwei", "")}, []Block{{Kind: Row, Cells: [][]Span{nil, nil, {plain("drei")}}, Continued: true}}},
		{"nothing fits", []Block{para(plain("👨‍👩‍👧‍👦"))}, 3, nil, []Block{para(plain("👨‍👩‍👧‍👦"))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			head, rest := Doc{c.in}.Cut(c.limit, bare)
			if !reflect.DeepEqual(head.Blocks, c.head) || !reflect.DeepEqual(rest.Blocks, c.rest) {
				t.Errorf("\n got %+v\n   + %+v\nwant %+v\n   + %+v", head.Blocks, rest.Blocks, c.head, c.rest)
			}
		})
	}
}

func TestSplitOfLongChineseTextWithoutABlankLosesNothing(t *testing.T) {
	in := strings.Repeat("中德工业城市联盟的成员城市", 462)[:3*6000]
	d := Doc{[]Block{para(plain(in))}}
	parts := d.Split(1024, 4096, runes)
	if len(parts) != 3 {
		t.Errorf("%d parts, want 3", len(parts))
	}
	checkParts(t, d, parts, 1024, 4096, runes)
}

func TestSplitOfAHeapOfMarksComesToAnEnd(t *testing.T) {
	d := Doc{[]Block{para(plain("a" + strings.Repeat("\u0301", 9000)))}}
	joined := ""
	for _, p := range d.Split(100, 100, runes) {
		if runes(p) > 100 {
			t.Errorf("a part measures %d", runes(p))
		}
		joined += words(p)
	}
	if joined != words(d) {
		t.Error("the parts are not the whole")
	}
}

func checkParts(t *testing.T, d Doc, parts []Doc, first, other int, measure func(Doc) int) {
	t.Helper()
	joined, limit := "", first
	for i, p := range parts {
		if n := measure(p); n > limit {
			t.Errorf("part %d measures %d, the limit is %d", i+1, n, limit)
		}
		if i > 0 && len(p.Blocks) == 0 {
			t.Errorf("part %d is empty", i+1)
		}
		joined, limit = joined+words(p), other
	}
	if whole := words(d); joined != whole {
		t.Errorf("the parts are not the whole:\n%q\n%q", joined, whole)
	}
	whole := clusters(d)
	for _, p := range parts {
		for c := range clusters(p) {
			if utf8.RuneCountInString(c) < maxCluster && !whole[c] {
				t.Errorf("a character was cut: %q", c)
			}
		}
	}
}

func clusters(d Doc) map[string]bool {
	out := map[string]bool{}
	for _, b := range d.Blocks {
		for g := graphemes.FromString(blockText(b)); g.Next(); {
			out[g.Value()] = true
		}
	}
	return out
}

func FuzzSplit(f *testing.F) {
	f.Add("Ein Satz. Noch einer, z. B. dieser.", 20, 10)
	f.Add("中德工业城市联盟。👨‍👩‍👧‍👦", 5, 9)
	f.Add(strings.Repeat(" ", 99), 57, 45)
	f.Add(strings.Repeat("0", 40)+strings.Repeat("\n", 20)+"\r\n", 46, 82)
	f.Fuzz(func(t *testing.T, s string, first, other int) {
		if !utf8.ValidString(s) || first < maxCluster || other < maxCluster || first > 1000 || other > 1000 || len(s) > 10000 {
			t.Skip()
		}
		d := Doc{[]Block{para(plain(s))}}
		checkParts(t, d, d.Split(first, other, runes), first, other, runes)
	})
}
