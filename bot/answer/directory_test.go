package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// directoryCorpus is the test corpus with slugs, news and one member that left.
func directoryCorpus() Corpus {
	c := testCorpus()
	for i := range c.Members {
		c.Members[i].Slug = c.Members[i].ID
	}
	c.Members[0].Industries = []string{"Chemie", "Medien"}
	c.Members = append(c.Members,
		Member{Ref: ref("members", "aachen"), Slug: "aachen", Kind: "city", Country: "DE", State: "nw", Name: same("Aachen")},
		Member{Ref: ref("members", "weg"), Slug: "weg", Kind: "city", Country: "DE", State: "th", Left: "2019", Joined: "2016", Name: same("Wegstadt")},
		Member{Ref: ref("members", "lang"), Slug: strings.Repeat("lang-", 20) + "x", Kind: "city", Country: "CN", Name: same("Lang")},
	)
	c.Passages = append(c.Passages,
		Passage{Ref: ref("news", "old"), Title: same("Alte Meldung"), Body: same("Alt."), Date: "2020-01-02"},
		Passage{Ref: ref("news", "new"), Title: phrases.Text{De: "Neue Meldung"}, Body: phrases.Text{De: "Neu."}, Date: "2021-01-02"},
		faq("join", "joining", "Wie tritt man bei?", "How to join?", "怎么加入？", "Man fragt."),
		faq("odd", "curious", "Was ist sonst?", "What else?", "还有什么？", "Nichts."),
	)
	return c
}

func keys(all []bot.Entry) string {
	var out []string
	for _, e := range all {
		out = append(out, e.Key)
	}
	return strings.Join(out, " ")
}

func TestBeforeTheFirstLoadThereIsNothingToLookThrough(t *testing.T) {
	e := New(func(context.Context) (Corpus, error) { return Corpus{}, nil }, Options{Now: clock})
	_, found := e.Card("members", "koeln", "de")
	if n := len(e.Areas("de")) + len(e.Members("", "", "de")) + len(e.Categories("de")) + len(e.FAQs("", "de")) + len(e.News("de")) + len(e.Matches("", "de", 9)); n > 0 || found {
		t.Errorf("%d entries, a card %v", n, found)
	}
}

func TestMembersAreListedByCountryAndState(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	want := "DE BW Baden-Württemberg 1, DE NW Nordrhein-Westfalen 3, CN ZJ Zhejiang 1"
	var got []string
	for _, a := range e.Areas("de") {
		got = append(got, fmt.Sprintf("%s %s %s %d", a.Country, a.Code, a.Name, a.Members))
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("areas %s, want %s", strings.Join(got, ", "), want)
	}
	if name := e.Areas("zh")[1].Name; name != "北莱茵-威斯特法伦州" {
		t.Errorf("in Chinese: %s", name)
	}
	for _, test := range []struct{ country, state, lang, want string }{
		{"DE", "NW", "de", "aachen koeln rkn"},
		{"DE", "NW", "en", "aachen koeln rkn"}, // Cologne
		{"DE", "", "de", "aachen koeln wald rkn"},
		{"DE", "", "xx", "aachen koeln wald rkn"},
		{"CN", "", "de", "lang taizhou"},
		{"", "ZJ", "zh", "taizhou"},
		{"FR", "", "de", ""}, {"DE", "TH", "de", ""}, // who has left is not listed
	} {
		if got := keys(e.Members(test.country, test.state, test.lang)); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
	if all := e.Members("DE", "NW", "zh"); !slices.ContainsFunc(all, func(m bot.Entry) bool { return m.Name == "Aachen" }) {
		t.Errorf("a name that is missing in Chinese: %v", all)
	}
}

func TestAListIsNobodyElses(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	e.Areas("de")[0].Name = "verändert"
	e.Members("", "", "de")[0].Name = "verändert"
	e.Categories("de")[0].Name = "verändert"
	if e.Areas("de")[0].Name == "verändert" || e.Members("", "", "de")[0].Name == "verändert" || e.Categories("de")[0].Name == "verändert" {
		t.Error("who changes a list changes it for all")
	}
}

func TestQuestionsAreListedByCategory(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	var got []string
	for _, c := range e.Categories("de") {
		got = append(got, fmt.Sprintf("%s=%s %d", c.Key, c.Name, c.Entries))
	}
	want := "about=Über die Allianz 3, joining=Mitglied werden 1, open=Was wir noch nicht wissen 1, curious=curious 1"
	if strings.Join(got, ", ") != want {
		t.Errorf("categories %s, want %s", strings.Join(got, ", "), want)
	}
	if got := keys(e.FAQs("about", "en")); got != "when where german-only" {
		t.Errorf("entries %s", got)
	}
	if got := keys(e.FAQs("", "de")); got != "when where german-only join fee odd" {
		t.Errorf("all entries %s", got) // the one outside of the scope is not among them
	}
	if e.FAQs("about", "zh")[2].Name != "Wer hütet das Siegel?" {
		t.Errorf("a question that is missing in Chinese: %v", e.FAQs("about", "zh"))
	}
	if got := keys(e.News("de")); got != "new old" {
		t.Errorf("news %s", got)
	}
}

func TestMatchesForgiveSpellingAndPutTheBestFirst(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	for _, test := range []struct{ text, want string }{
		{"koel", "koeln"}, {"KÖLN", "koeln"}, {"köln", "koeln"}, {"koln", "koeln"}, {"Colo", "koeln"}, {"科隆", "koeln"}, {"Kölle", "koeln"}, {"ｋöｌｎ", "koeln"},
		{"黑森林地區", "wald"}, {"schwarz", "wald"}, {"wald", "wald"}, {"rhein kreis", "rkn"}, {"Rhein-Kreis", "rkn"},
		{"Neue", "new"}, {"gegründet", "when where"}, {"gegruendet", "when where"}, {"成立", "when where"}, {"meldung", "new old"},
		{"koe", "koeln fee"}, // what begins with it before that in which a word does: "kostet"
		{"al", "old when where wald"}, {"weg", ""}, {"wetter", ""}, {"zzz", ""},
	} {
		if got := keys(e.Matches(test.text, "de", 25)); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
	if got := e.Matches("e", "de", 3); len(got) != 3 {
		t.Errorf("%d of at most 3", len(got))
	}
	if got := keys(e.Matches("", "de", 6)); got != "aachen koeln when where new old" {
		t.Errorf("of nothing typed: %s", got)
	}
	if len(e.Matches("", "de", 0))+len(e.Matches("k", "de", 0))+len(e.Matches("k", "de", -1)) > 0 {
		t.Error("more than the limit")
	}
	if n := len(e.Matches("", "de", 1000)); n != 6+6+2 {
		t.Errorf("%d in all", n)
	}
}

func TestAMembersCardSaysAllThatIsOnRecord(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	a, ok := e.Card("members", "koeln", "de")
	text := a.Body.Text()
	for _, want := range []string{
		"Köln\n", "Köln (Nordrhein-Westfalen) ist Mitglied der ABC.", "Mitglied seit: April 2017.", "Profil von Köln.", "Art: Stadt",
		"Lage: Nordrhein-Westfalen, Deutschland", "Branchen: Chemie, Medien", "https://koeln.example.org", "Stand: 2021 · Quelle: example.org",
	} {
		if !ok || !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if a.Outcome != bot.Answered || a.Lang != "de" || len(a.Sources) == 0 || a.Sources[0].ID != "koeln" || a.Sources[0].AsOf != "2021" {
		t.Errorf("the answer is %s in %s with %+v", a.Outcome, a.Lang, a.Sources)
	}
	next, err := e.Answer(context.Background(), bot.Question{Text: "seit wann?", Habit: "de", Topic: a.Topic})
	if err != nil || !strings.Contains(next.Body.Text(), "April 2017") {
		t.Errorf("since when: %s, %v", next.Body.Text(), err)
	}
	if a, _ = e.Card("members", "koeln", "zh"); !strings.Contains(a.Body.Text(), "位置：德国北莱茵-威斯特法伦州") {
		t.Errorf("in Chinese:\n%s", a.Body.Text())
	}
	if a, _ = e.Card("members", "aachen", "de"); a.Outcome != bot.Answered || !strings.Contains(a.Body.Text(), phrases.SinceOpen.In("de", "name", "Aachen")) {
		t.Errorf("a member of whom less is known:\n%s", a.Body.Text())
	}
	if a, _ = e.Card("members", "weg", "de"); !strings.Contains(a.Body.Text(), "ausgeschieden (2019)") {
		t.Errorf("a former one:\n%s", a.Body.Text())
	}
}

func TestCardsOfQuestionsAndNewsAreLikeTheirAnswers(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	asked := talk(t, e, "Wann wurde die Allianz gegründet?")
	card, ok := e.Card("faqs", "when", "de")
	if !ok || card.Body.Text() != "Wann wurde die Allianz gegründet?\n\n"+asked.Body.Text() || card.Outcome != asked.Outcome || len(card.Sources) != len(asked.Sources) {
		t.Errorf("the card\n%s\nthe answer\n%s", card.Body.Text(), asked.Body.Text())
	}
	if card, _ = e.Card("faqs", "fee", "de"); card.Outcome != bot.Handover || card.Office != "bonn" {
		t.Errorf("what is not on record: %s, %s", card.Outcome, card.Office)
	}
	if card, _ = e.Card("faqs", "german-only", "en"); !strings.Contains(card.Body.Text(), phrases.OnlyInDe.En) {
		t.Errorf("in another language:\n%s", card.Body.Text())
	}
	if card, _ = e.Card("news", "new", "zh"); !strings.Contains(card.Body.Text(), "Neu.") || !strings.Contains(card.Body.Text(), phrases.OnlyInDe.Zh) || card.Outcome != bot.Answered {
		t.Errorf("news:\n%s", card.Body.Text())
	}
	if card, _ = e.Card("contacts", "china", "en"); card.Office != "china" || !strings.Contains(card.Body.Text(), "Phone: +86 1") || !strings.Contains(card.Body.Text(), "may have changed") {
		t.Errorf("a contact:\n%s", card.Body.Text())
	}
	for _, none := range [][2]string{{"members", "nowhere"}, {"faqs", "weather"}, {"faqs", "new"}, {"news", "when"}, {"events", "past"}, {"members", ""}, {"", ""}, {"contacts", "x"}} {
		if _, ok := e.Card(none[0], none[1], "de"); ok {
			t.Errorf("there is a card of %v", none)
		}
	}
}

func TestEveryKeyLeadsToItsCardAndFitsAButton(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	for _, lang := range phrases.Languages {
		for _, entry := range e.Matches("", lang, 1000) {
			a, ok := e.Card(entry.Collection, entry.Key, lang)
			if !ok || a.Lang != lang || a.Body.Empty() || len(entry.Key) > longestKey || entry.Name == "" {
				t.Errorf("%s: %+v leads to %v %q", lang, entry, ok, a.Body.Text())
			}
		}
	}
	if _, ok := e.Card("members", strings.Repeat("lang-", 20)+"x", "de"); !ok {
		t.Error("a slug that is too long for a key finds nothing")
	}
}

func TestLookingThroughWhileRecordsChange(t *testing.T) {
	e := testEngine(t, directoryCorpus())
	done := make(chan bool)
	go func() {
		defer close(done)
		for range 20 {
			if err := e.Load(context.Background()); err != nil {
				t.Error(err)
			}
		}
	}()
	for range 200 {
		if len(e.Members("DE", "", "de")) != 4 || len(e.Matches("köln", "de", 5)) != 1 {
			t.Fatal("a list is incomplete")
		}
		e.Card("members", "koeln", "de")
	}
	<-done
}

func BenchmarkMatches(b *testing.B) {
	e := testEngine(b, directoryCorpus())
	for b.Loop() {
		e.Matches("mit", "de", 25)
	}
}
