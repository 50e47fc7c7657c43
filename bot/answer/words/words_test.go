package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"umlauts", "Düren KÖLN Städte", "duren koln stadte"},
		{"spelled umlauts", "Dueren Koeln Staedte", "duren koln stadte"},
		{"decomposed umlauts", "Du\u0308ren", "duren"},
		{"sharp s", "Straße STRAẞE", "strasse strasse"},
		{"ue after a vowel or q is no umlaut", "neue Bauer query", "neue bauer query"},
		{"accents", "Café Łódź", "cafe lodz"},
		{"full width", "ＩＳＡ　２０１６？", "isa 2016?"},
		{"traditional", "紐倫堡是成員嗎？", "纽伦堡是成员吗?"},
		{"invisible", "Foshan\u200b\u00ad \u202eabc\u2069\ufeff", "foshan abc"},
		{"broken bytes and NUL", "a\xff\x00b", "ab"},
		{"quotes and dashes", "„ISA“ – ‘so’ «x» 「联盟」", `"isa" - 'so' "x" "联盟"`},
		{"ligatures", "ﬁn æon", "fin aon"},
		{"line breaks stay", "a\nb\tc\rd", "a\nb c d"},
		{"empty", "", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string
	}{
		{"was kostet's? covid-19", "was kostet s covid 19"},
		{"isa会费2016年kosten", "isa 会 费 2016 年 kosten"},
		{"1.000 e-mail", "1 000 e mail"},
		{"", ""},
		{"?!", ""},
		{"々〇", "々 〇"},
	} {
		var got []string
		for _, tok := range Tokens(c.in) {
			if c.in[tok.Start:tok.End] != tok.Text {
				t.Errorf("%q: offsets %d-%d are not %q", c.in, tok.Start, tok.End, tok.Text)
			}
			got = append(got, tok.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("Tokens(%q) = %q, want %q", c.in, s, c.want)
		}
	}
}

func TestStemJoinsForms(t *testing.T) {
	for _, c := range []struct {
		lang string
		in   []string
	}{
		{"de", []string{"Städte", "Stadt", "staedte"}},
		{"de", []string{"Mitgliedschaft", "Mitgliedschaften"}},
		{"en", []string{"member", "members"}},
		{"en", []string{"value", "values"}},
		{"en", []string{"virus", "viruses"}},
		{"zh", []string{"成"}},
	} {
		for _, w := range c.in[1:] {
			if a, b := Stem(Fold(c.in[0]), c.lang), Stem(Fold(w), c.lang); a != b {
				t.Errorf("%s: %s -> %s but %s -> %s", c.lang, c.in[0], a, w, b)
			}
		}
	}
	if Stem("in", "de") != "in" || Stem("2016", "en") != "2016" {
		t.Error("short words and numbers must stay")
	}
}

func TestStop(t *testing.T) {
	for _, c := range []struct {
		word, lang string
		want       bool
	}{
		{"wie", "de", true}, {"viele", "de", true}, {"fur", "de", true}, {"mitglied", "de", false},
		{"which", "en", true}, {"member", "en", false}, {"的", "zh", true}, {"城", "zh", false}, {"the", "de", false}, {"x", "", false},
	} {
		if got := Stop(c.word, c.lang); got != c.want {
			t.Errorf("Stop(%q, %q) = %v", c.word, c.lang, got)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		in, lang string
		sure     bool
	}{
		{"Wie viele Mitglieder hat die ISA?", "de", true},
		{"was ist die ISA", "de", true},
		{"Is Nürnberg dabei?", "de", true},
		{"wann wurde ISA gegruendet", "de", true},
		{"frankfurt am main dabei", "de", true},
		{"kontakt pks", "de", true},
		{"Gründungsjahr?", "de", true},
		{"Was kostet die Mitgliedschaft?", "de", true},
		{"und Köln?", "de", true},
		{"Gehört Rüsselsheim dazu?", "de", true},
		{"liste der deutschen mitglieder", "de", true},
		{"mitglieder in hessen", "de", true},
		{"broschuere link", "de", false},
		{"whats the sino german city alliance", "en", true},
		{"is Nuremberg a member", "en", true},
		{"Is Nürnberg a member of it?", "en", true},
		{"is Munich in", "en", true},
		{"membership fee", "en", true},
		{"members in Bavaria", "en", true},
		{"which Taizhou", "en", true},
		{"hi", "en", true},
		{"hello", "en", true},
		{"danke!!", "de", true},
		{"get announcements", "en", true},
		{"What was decided in Foshan?", "en", true},
		{"联盟是什么", "zh", true},
		{"紐倫堡是成員嗎", "zh", true},
		{"ISA 会费", "zh", true},
		{"ISA是什么", "zh", true},
		{"Drei gewinnt 是什么", "zh", true},
		{"中德工业城市联盟 Mitgliedsbeitrag?", "de", true},
		{"ISA 会费 kosten", "de", true},
		{"what does 会费 mean?", "en", true},
		{"Was heißt 会费?", "de", true},
		{"Köln", "de", false},
		{"Foshan?", "de", false},
		{"ISA??", "de", false},
		{"2016", "de", false},
		{"", "de", false},
		{"?!", "de", false},
	} {
		if lang, sure := Detect(c.in); lang != c.lang && c.sure || sure != c.sure {
			t.Errorf("Detect(%q) = %s, %v; want %s, %v", c.in, lang, sure, c.lang, c.sure)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"Hallo. Wie geht das? Gut!", []string{"Hallo.", "Wie geht das?", "Gut!"}},
		{"Städte, z. B. Köln, haben 1.000 Firmen. Ja.", []string{"Städte, z. B. Köln, haben 1.000 Firmen.", "Ja."}},
		{"Am 25. April 2016 traf Dr. Li Nr. 5 in St. Gallen.", []string{"Am 25. April 2016 traf Dr. Li Nr. 5 in St. Gallen."}},
		{"联盟成立了。会费多少？谢谢！", []string{"联盟成立了。", "会费多少？", "谢谢！"}},
		{"Siehe www.isa-portal.de und mehr; dann das\nund dies", []string{"Siehe www.isa-portal.de und mehr;", "dann das", "und dies"}},
		{"Really?! Yes...", []string{"Really?!", "Yes..."}},
		{"Am 9. März 2018 traf er sie. Es waren 5. Mehr nicht.", []string{"Am 9. März 2018 traf er sie.", "Es waren 5.", "Mehr nicht."}},
		{"Es sind 48.", []string{"Es sind 48."}},
		{"Er sagte: „Ja.“ Dann ging er.", []string{"Er sagte: „Ja.“", "Dann ging er."}},
		{" \n ?! ", nil},
	} {
		if got := Sentences(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Sentences(%q) = %q", c.in, got)
		}
	}
}

func TestSimplifyLeavesSimplifiedAlone(t *testing.T) {
	const in = "联盟 abc é 工业城市"
	if got := Simplify(in); got != in {
		t.Errorf("Simplify(%q) = %q", in, got)
	}
	if got := Simplify("聯盟與會費"); got != "联盟与会费" {
		t.Errorf("got %q", got)
	}
	for k, v := range simplified() {
		if simplifyRune(v) != v {
			t.Errorf("%c -> %c -> %c", k, v, simplifyRune(v))
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Düren", "neuee", "uee aëe", "紐倫堡", "\xff\x00", "ẞ", "İ", "ﬃ", "Aͅ", "１．０００"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("%q -> %q -> %q", s, once, twice)
		}
		if !utf8.ValidString(once) || strings.ContainsRune(once, 0) {
			t.Fatalf("%q -> %q", s, once)
		}
		end := 0
		for _, tok := range Tokens(once) {
			if tok.Start < end || once[tok.Start:tok.End] != tok.Text || tok.Text == "" {
				t.Fatalf("%q: token %+v", once, tok)
			}
			end = tok.End
		}
		Detect(s)
		Sentences(s)
	})
}

func BenchmarkFold(b *testing.B) {
	const s = "Welche Städte in Nordrhein-Westfalen gehören zur Allianz? 聯盟與會費"
	b.ReportAllocs()
	for b.Loop() {
		Tokens(Fold(s))
	}
}

func BenchmarkTableLoad(b *testing.B) {
	for b.Loop() {
		loadTable()
	}
}
