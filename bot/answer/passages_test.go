package answer

import "testing"

func TestANumberStandsInATextAsANumberOfItsOwn(t *testing.T) {
	for text, want := range map[string]bool{"20 Städte": true, "im Jahr 2019": false, "共有20个城市": true, "120": false, "": false} {
		if got := hasNumber(text, 20); got != want {
			t.Errorf("20 in %q: %v", text, got)
		}
	}
}

func TestAPassageSpeaksOfAPlaceByItsOwnWord(t *testing.T) {
	c := testCorpus()
	c.Passages = []Passage{
		faq("a", "about", "Messen", "Fairs", "展会", "Es gibt viele Messen."),
		faq("b", "about", "Treffen", "Meeting", "会议", "Das Essener Treffen."),
		{Ref: ref("faqs", "c"), Category: "about", Body: same("会议在科隆举行。")},
	}
	k := testEngine(t, c).knows.Load()
	essen, koeln := &reading{names: []named{{aPlace, 3}}}, &reading{names: []named{{aMember, 0}}}
	for _, want := range []struct {
		entry  int
		r      *reading
		speaks bool
	}{{0, essen, false}, {1, essen, true}, {2, koeln, true}, {2, essen, false}} {
		if got := k.speaksOf(want.entry, want.r); got != want.speaks {
			t.Errorf("passage %d: %v", want.entry, got)
		}
	}
}

func TestAChineseNameIsSpeltWithoutItsKind(t *testing.T) {
	if a, b := spellings(same("台州市"))[1], spellings(same("台州"))[1]; a[0] != b[0] {
		t.Errorf("%q and %q", a, b)
	}
}
