package desk

import (
	"fmt"
	"strings"
	"testing"

	"isa-portal.de/isabot/cms"
)

func TestWordingsThatAreAlmostAlikeAreOneGroup(t *testing.T) {
	ask := func(text, outcome string, sources ...string) cms.AskedQuestion {
		raw := "null"
		if len(sources) > 0 {
			raw = `["` + strings.Join(sources, `","`) + `"]`
		}
		return cms.AskedQuestion{Text: text, Outcome: outcome, Raw: raw}
	}
	groups := grouped([]cms.AskedQuestion{
		ask("Ist Köln Mitglied?", "answered", "members/k"),
		ask("köln dabei", "answered", "members/k", "contacts/c"),
		ask("Welche Städte in NRW?", "answered", "members/k", "members/a"),
		ask("Gibt es einen Newsletter per Post?", "handover", "contacts/c"),
		ask("gibt es einen Newsletter per Post", "handover", "contacts/c"),
		ask("Gibt es den Newsletter per Post?", "handover"),
		ask("Wer bezahlt die Reise nach Foshan?", "handover", "contacts/c"),
		ask("会费是多少钱？", "declined"),
		ask("会费多少钱", "declined"),
		ask("How many members are there?", "answered", "alliance/a"),
		ask("When was it founded?", "answered", "alliance/a"),
	})
	var got []string
	for _, g := range groups {
		got = append(got, fmt.Sprint(len(g), " ", g[0].Text))
	}
	want := "3 Gibt es einen Newsletter per Post?; 2 会费是多少钱？; 1 Wer bezahlt die Reise nach Foshan?; 2 Ist Köln Mitglied?; " +
		"1 Welche Städte in NRW?; 1 How many members are there?; 1 When was it founded?"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestTheMostFrequentWordingIsTheQuestion(t *testing.T) {
	wordings := wordingsOf([]cms.AskedQuestion{
		{Text: "Ich heiße […]. Wer?", Lang: "de"}, {Text: "Ich heiße […]. Wer?", Lang: "de"}, {Text: "Wer seid ihr", Lang: "de"},
		{Text: "Wer  sind\nSie?", Lang: "de"}, {Text: "wer sind sie", Lang: "de"}, {Text: "[…]?", Lang: "en"}, {Text: "谁", Lang: "xx"},
	})
	if got := fmt.Sprint(wordings["de"]); got != "[Wer sind Sie? Wer seid ihr 谁]" {
		t.Errorf("German: %s", got)
	}
	if got := fmt.Sprint(wordings["en"]); got != "[[…]?]" {
		t.Errorf("English: %s", got)
	}
}
