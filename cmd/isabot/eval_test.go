package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

// The least shares of right answers. What is not right must be a hand-over or
// another true answer: wrong claims there are none.
const (
	leastTuned = 0.92 // of the questions that the engine was worked on with
	leastHeld  = 0.80 // of those that were kept back
)

func TestTheQuestionSetsAreAnsweredWithoutAWrongClaim(t *testing.T) {
	folder, err := filepath.Abs("../../bot/answer/testdata")
	if err != nil {
		t.Fatal(err)
	}
	p := wholeProgram(t)
	for file, least := range map[string]float64{"questions.jsonl": leastTuned, "questions-held.jsonl": leastHeld} {
		cases, err := readCases(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		results := runCases(t.Context(), p.bench(false), cases, p.spent)
		var out bytes.Buffer
		if share := report(&out, results, testing.Verbose()); share < least {
			t.Errorf("%s: %.3f of the answers are right, want %.3f\n%s", file, share, least, out.String())
		}
		for _, r := range results {
			for _, claim := range r.claims {
				t.Errorf("%s: %s\n%s", r.ID, claim, r.post.Body.Text())
			}
		}
	}
}

func TestJudging(t *testing.T) {
	right := bot.Post{Body: richtext.FromText("Ja. Köln ist Mitglied."), Lang: "de", Outcome: bot.Answered, Sources: []bot.Source{{ID: "x"}}}
	base := evalCase{Topic: "member", Lang: "de", Turns: []string{"?"}, Outcome: []string{"answered"}, Must: [][]string{{"Cologne", "K(ö|oe)ln"}}}
	tests := []struct {
		name   string
		change func(*evalCase, *bot.Post)
		fault  string
		claim  bool
	}{
		{"right", func(*evalCase, *bot.Post) {}, "", false},
		{"empty", func(_ *evalCase, p *bot.Post) { p.Body = richtext.Doc{} }, "empty answer", false},
		{"another outcome", func(_ *evalCase, p *bot.Post) { p.Outcome = bot.Declined }, "outcome", false},
		{"a fact is missing", func(c *evalCase, _ *bot.Post) { c.Must = append(c.Must, []string{"Aachen"}) }, "missing Aachen", false},
		{"a wrong claim, looked for behind", func(c *evalCase, _ *bot.Post) { c.MustNot = []string{`(?<!nicht )Köln ist Mitglied`} }, "", true},
		{"another language", func(_ *evalCase, p *bot.Post) { p.Lang = "en" }, "lang en", false},
		{"a text in another language", func(c *evalCase, p *bot.Post) {
			p.Body, p.Lang, c.Lang, c.Must = richtext.FromText(strings.Repeat("This is not Chinese at all. ", 4)), "zh", "zh", nil
		}, "text is not in zh", false},
		{"no source", func(_ *evalCase, p *bot.Post) { p.Sources = nil }, "without a source", false},
		{"a broken pattern", func(c *evalCase, _ *bot.Post) { c.MustNot = []string{"("} }, "pattern", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := evalResult{evalCase: base, post: right}
			tt.change(&r.evalCase, &r.post)
			judge(&r)
			if all := strings.Join(r.faults, "; "); (tt.fault == "") != (all == "") || !strings.Contains(all, tt.fault) {
				t.Errorf("faults %q, want %q", all, tt.fault)
			}
			if (len(r.claims) > 0) != tt.claim {
				t.Errorf("claims %v", r.claims)
			}
		})
	}
}

func TestAQuestionSetLeavesNothingBehind(t *testing.T) {
	p := wholeProgram(t)
	cases := []evalCase{
		{ID: "passed-on", Topic: "passing on", Lang: "en", Outcome: []string{"answered"}, Turns: []string{"What does membership cost?", "yes"}, Must: [][]string{{"0000-0000"}}},
		{ID: "language", Topic: "language", Lang: "zh", Outcome: []string{"clarify"}, Turns: []string{"/lang zh", "Freiburg?"}},
	}
	set, err := json.Marshal(cases[0])
	if err != nil {
		t.Fatal(err)
	}
	more, err := json.Marshal(cases[1])
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "set.jsonl")
	if err := os.WriteFile(file, append(append(set, '\n'), more...), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p.app.RootCmd.SetOut(&out)
	p.app.RootCmd.SetArgs([]string{"eval", file, "--verbose"})
	if err := p.app.RootCmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); !strings.Contains(s, "2/2 correct") {
		t.Errorf("it is not passed on, or the language not heard:\n%s", s)
	}
	for _, collection := range []string{"inquiries", "sessions", "questions", "state"} {
		if n := count(t, p.app, collection); n > 0 {
			t.Errorf("%d records are left in %s", n, collection)
		}
	}
}

func TestAQuestionSetThatCannotBeReadIsNamed(t *testing.T) {
	if _, err := readCases(filepath.Join(t.TempDir(), "none.jsonl")); err == nil {
		t.Error("a missing file was read")
	}
}
