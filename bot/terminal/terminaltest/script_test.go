package terminaltest

import (
	"strings"
	"testing"
)

const sample = `# a comment
> before any name
yes
== de: Ein Daumen @telegram @discord
> Ist Köln Mitglied?
/^Ja\./
! leider

>> Ist Bonn Mitglied?
telegram: nein
terminal, discord: no
discord:
>
== Who: asks
> 2
`

func TestConversationsAreRead(t *testing.T) {
	all := parse(sample)
	if len(all) != 3 {
		t.Fatalf("%d conversations: %+v", len(all), all)
	}
	thumb, other := all[1], all[2]
	if thumb.Lang != "de" || thumb.Name != "Ein Daumen" || thumb.On("terminal") || !thumb.On("discord") {
		t.Errorf("read as %+v", thumb)
	}
	if other.Lang != "" || other.Name != "Who: asks" || !other.On("terminal") {
		t.Errorf("read as %+v", other)
	}
	if len(thumb.Turns) != 3 || !thumb.Turns[1].Edit || thumb.Turns[1].Say != "Ist Bonn Mitglied?" || thumb.Turns[2].Say != "" {
		t.Errorf("read as %+v", thumb.Turns)
	}
	for platform, want := range map[string]string{"terminal": "no", "telegram": "nein", "discord": "no|"} {
		if _, own := thumb.Turns[1].of(platform); strings.Join(own, "|") != want {
			t.Errorf("on %s is expected %q", platform, own)
		}
	}
}

func TestRepliesAreComparedWithWhatIsExpected(t *testing.T) {
	c := Conversation{Turns: []Turn{{Say: "?", want: []line{
		{want: "Köln"}, {want: `/^Ja\b/`}, {want: "! leider"}, {want: "[1] Weiter"}, {want: "Quelle: Liste"}, {want: "hier", only: []string{"telegram"}},
	}}}}
	good := Reply{Text: "Ja, Köln.", Sources: []string{"Quelle: Liste"}, Offers: []string{"Weiter"}}
	for name, test := range map[string]struct {
		platform string
		replies  []Reply
		problems int
	}{
		"as expected":           {"terminal", []Reply{good}, 0},
		"not so on Telegram":    {"telegram", []Reply{good}, 1},
		"all of it wrong":       {"terminal", []Reply{{Text: "Nein, leider."}}, 5},
		"an answer is too much": {"terminal", []Reply{good, good}, 1},
	} {
		if got := c.Check(test.platform, test.replies); len(got) != test.problems {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestPlatformsAreComparedWithEachOther(t *testing.T) {
	on := func(terminal, telegram Reply) map[string][]Reply {
		return map[string][]Reply{"terminal": {terminal}, "telegram": {telegram}}
	}
	reply := func(text string, offers ...string) Reply { return Reply{Text: text, Offers: offers} }
	own := []line{{only: []string{"telegram"}}}
	for name, test := range map[string]struct {
		want    []line
		replies map[string][]Reply
		same    bool
	}{
		"the same words":              {nil, on(reply("• Köln: ja (https://example.org/a)"), reply("Köln – ja")), true},
		"the numbers of two":          {nil, on(reply("Nummer 2026-0001"), reply("Nummer 2026-0002")), true},
		"other words":                 {nil, on(reply("Köln"), reply("Kölln")), false},
		"another figure":              {nil, on(reply("48 Mitglieder"), reply("47 Mitglieder")), false},
		"the script says so":          {own, on(reply("Köln"), reply("Bonn")), true},
		"a label that is shortened":   {nil, on(reply("x", "Eine lange Frage?"), reply("x", "Eine lange…")), true},
		"another label":               {nil, on(reply("x", "Eine lange Frage?"), reply("x", "Eine Frage…")), false},
		"an offer is missing":         {nil, on(reply("x", "a", "b"), reply("x", "a")), false},
		"one of them answers no more": {nil, map[string][]Reply{"terminal": {reply("x")}, "telegram": nil}, true},
	} {
		c := Conversation{Turns: []Turn{{Say: "?", want: test.want}}}
		if got := c.Compare(test.replies); (len(got) == 0) != test.same {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatIsPrintedIsTakenApart(t *testing.T) {
	r := printed("Köln ist Mitglied.\n\nStand: 2021\nQuelle: Liste · Stand 2021\n来源：名单\n  [1] Weiter\n  [2] Zurück\n\n")
	if r.Text != "Köln ist Mitglied.\n\nStand: 2021" || len(r.Sources) != 2 || strings.Join(r.Offers, "|") != "Weiter|Zurück" {
		t.Errorf("%+v", r)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range parse(text) {
			for _, turn := range c.Turns {
				turn.of("telegram")
			}
			if replies := make([]Reply, len(c.Turns)); len(c.Compare(map[string][]Reply{"terminal": replies, "telegram": replies})) > 0 {
				t.Errorf("a conversation differs from itself: %+v", c)
			}
		}
	})
}
