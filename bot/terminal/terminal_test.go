package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

// handler answers with what do says.
type handler func(bot.Message) (bot.Post, error)

func (h handler) Handle(_ context.Context, m bot.Message) (bot.Post, error) { return h(m) }

func echo(m bot.Message) (bot.Post, error) {
	return bot.Post{
		Body: richtext.FromText("**" + m.Text + "**\x1b[31m"), Lang: "de", Outcome: bot.Answered,
		Choices: []bot.Choice{{Label: "Ja", Say: "ja doch"}}, Suggestions: []string{"Und Köln?"},
		Sources: []bot.Source{{Collection: "members"}},
	}, nil
}

func run(t *testing.T, in string, h handler, opts Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Run(t.Context(), strings.NewReader(in), &out, h, opts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAnswerIsShownWithSourcesAndNumberedOffers(t *testing.T) {
	want := "**Mainz?**[31m\nQuelle: members\n  [1] Ja\n  [2] Und Köln?\n\n"
	if got := run(t, "Mainz?\n", echo, Options{}); got != want {
		t.Errorf("got %q", got)
	}
}

func TestNumberSaysWhatStandsUnderItAndOtherNumbersAreText(t *testing.T) {
	var said []string
	h := func(m bot.Message) (bot.Post, error) {
		said = append(said, m.Text)
		return echo(m)
	}
	run(t, "2\nMainz?\n1\n2\n3\n 0 \n", h, Options{})
	if got := strings.Join(said, "|"); got != "2|Mainz?|ja doch|Und Köln?|3|0" {
		t.Errorf("said %s", got)
	}
}

func TestQuitAndTheEndOfInputEndTheConversation(t *testing.T) {
	for _, in := range []string{":quit\nMainz?\n", " :q \nMainz?\n", ""} {
		if got := run(t, in, echo, Options{}); got != "" {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestMessagesCarryTheConversationAndTheLanguage(t *testing.T) {
	var got bot.Message
	run(t, "Hallo", func(m bot.Message) (bot.Post, error) { got = m; return echo(m) }, Options{Lang: "zh", Conversation: "c7"})
	want := bot.Message{Place: bot.Place{Platform: "terminal", Chat: "c7"}, Sender: "c7", Text: "Hallo", Lang: "zh", Direct: true, Private: true}
	if got != want {
		t.Errorf("got %+v", got)
	}
}

func TestRunEndsWithItsContextWhileNothingIsTyped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, typing := io.Pipe()
	defer typing.Close()
	h := func(m bot.Message) (bot.Post, error) { cancel(); return echo(m) }
	go func() { _, _ = io.WriteString(typing, "Hallo\n") }()
	if err := Run(ctx, in, io.Discard, handler(h), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
func (broken) Read([]byte) (int, error)  { panic("no input") }

func TestFaultsOfInputAndOutputAreReported(t *testing.T) {
	if err := Run(t.Context(), strings.NewReader("a\nb\n"), broken{}, handler(echo), Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a closed output: %v", err)
	}
	if err := Run(t.Context(), broken{}, io.Discard, handler(echo), Options{}); err == nil {
		t.Error("a panicking input goes unnoticed")
	}
	long := strings.NewReader(strings.Repeat("x", maxLine+1))
	if err := Run(t.Context(), long, io.Discard, handler(echo), Options{}); err == nil {
		t.Error("an endless line goes unnoticed")
	}
	no := func(bot.Message) (bot.Post, error) { return bot.Post{}, context.Canceled }
	if err := Ask(t.Context(), io.Discard, handler(no), AskOptions{Text: "?"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a handler's error: %v", err)
	}
}

func TestAskAsJSONHasTheShapeOfTheAPI(t *testing.T) {
	var out bytes.Buffer
	h := func(m bot.Message) (bot.Post, error) {
		return bot.Post{Body: richtext.FromText("<Köln> ja"), Lang: "de", Outcome: bot.Answered}, nil
	}
	if err := Ask(t.Context(), &out, handler(h), AskOptions{Options: Options{Conversation: "c1"}, Text: "Köln?", JSON: true}); err != nil {
		t.Fatal(err)
	}
	want := `{"answer":"<Köln> ja","html":"<p>&lt;Köln&gt; ja</p>","lang":"de","outcome":"answered","sources":[],"suggestions":[],"conversation":"c1"}`
	if got := strings.TrimSpace(out.String()); got != want || !json.Valid(out.Bytes()) {
		t.Errorf("got %s", got)
	}
}

func TestAskAsJSONLeavesOutNothingThatTheAPIHas(t *testing.T) {
	var out bytes.Buffer
	h := func(bot.Message) (bot.Post, error) {
		return bot.Post{Lang: "de", Link: "https://example.org", Choices: []bot.Choice{{Label: "Ja", Say: "ja"}}}, nil
	}
	if err := Ask(t.Context(), &out, handler(h), AskOptions{Text: "?", JSON: true}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"link":"https://example.org"`, `"choices":[{"label":"Ja","say":"ja"}]`, `"outcome":"answered"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in %s", want, out.String())
		}
	}
}

func TestAskAsText(t *testing.T) {
	var out bytes.Buffer
	if err := Ask(t.Context(), &out, handler(echo), AskOptions{Text: "Köln?"}); err != nil || !strings.Contains(out.String(), "Quelle: members\n  – Ja\n") {
		t.Errorf("got %q, %v", out.String(), err)
	}
}

func TestWrapCountsChineseCharactersTwice(t *testing.T) {
	tests := []struct {
		text    string
		columns int
		want    string
	}{
		{"Ist Köln Mitglied der Allianz?", 12, "Ist Köln\nMitglied der\nAllianz?"},
		{"有哪些成员城市？", 6, "有哪些\n成员城\n市？"},
		{"ISA是联盟", 6, "ISA是\n联盟"},
		{"Donaudampfschifffahrt ja", 10, "Donaudampfschifffahrt\nja"},
		{"kurz", 80, "kurz"},
		{"ungebrochen ohne Breite", 0, "ungebrochen ohne Breite"},
		{"", 10, ""},
	}
	for _, test := range tests {
		if got := wrap(test.text, test.columns); got != test.want {
			t.Errorf("%q in %d: %q, want %q", test.text, test.columns, got, test.want)
		}
	}
}
