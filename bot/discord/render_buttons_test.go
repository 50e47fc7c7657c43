package discord

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

func manyChoices(n int) (out []bot.Choice) {
	for i := range n {
		out = append(out, bot.Choice{Label: fmt.Sprint("Wahl ", i), Say: fmt.Sprint("/wahl ", i)})
	}
	return out
}

func manyQuestions(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprint("Frage ", i))
	}
	return out
}

// shapeOf is what rows there are: the number of buttons, or of a menu's lines
// with a minus.
func shapeOf(m discordtest.Message) (out []int) {
	for _, r := range m.Rows {
		n := len(r.Components)
		if r.Components[0].Type == 3 {
			n = -len(r.Components[0].Options)
		}
		out = append(out, n)
	}
	return out
}

func TestWhatCanBePressed(t *testing.T) {
	for _, c := range []struct {
		choices, questions int
		rate               string
		rows               []int
	}{
		{0, 0, "", nil},
		{0, 0, "qabc", []int{2}},
		{1, 0, "", []int{1}},
		{5, 3, "qabc", []int{5, 3, 2}},
		{6, 5, "qabc", []int{5, 1, 5, 2}},
		{20, 0, "qabc", []int{5, 5, 5, 5, 2}},
		{25, 0, "", []int{5, 5, 5, 5, 5}},
		{21, 0, "qabc", []int{-21, 2}},
		{26, 5, "qabc", []int{-25, -1, 5, 2}},
		{80, 5, "qabc", []int{-25, -25, -25, -5, 2}},
		{75, 25, "", []int{-25, -25, -25, -25}},
		{200, 30, "qabc", []int{-25, -25, -25, -25, 2}},
	} {
		p := says1("Wählen Sie.")
		p.Choices, p.Suggestions, p.Rate = manyChoices(c.choices), manyQuestions(c.questions), c.rate
		m := shownAs(t, discordtest.DM, render(t, p, bot.Shape{}))[0]
		if got := shapeOf(m); !reflect.DeepEqual(got, c.rows) {
			t.Errorf("%d choices, %d questions: rows %v, wanted %v", c.choices, c.questions, got, c.rows)
		}
	}
}

func TestButtonsStandBelowTheLastPartAndGoWithAnEdit(t *testing.T) {
	p := says1(strings.Repeat("Die Städte sprechen. ", 200))
	p.Choices = manyChoices(2)
	all := shownAs(t, discordtest.DM, render(t, p, bot.Shape{}))
	if len(all) < 2 || len(all[0].Rows) != 0 || len(all[len(all)-1].Rows) != 1 {
		t.Errorf("%+v", all)
	}
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "chat")
	r, err := b.Send(t.Context(), at(ch), render(t, offering("Ja oder nein?", "Ja=ja"), bot.Shape{})[0], "n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Edit(t.Context(), at(ch), r, render(t, says1("Gut."), bot.Shape{Stands: []bot.Remote{r}})[0]); err != nil {
		t.Fatal(err)
	}
	if m := b.fake.Channel(ch)[0]; len(m.Rows) != 0 || m.Content != "Gut." || m.Flags&4 == 0 {
		t.Errorf("stands: %+v", m)
	}
}

func TestAnnouncementsHaveNoChoices(t *testing.T) {
	p := news(1)
	p.Choices, p.Suggestions, p.Rate = manyChoices(2), manyQuestions(2), "qabc"
	if m := shownAs(t, discordtest.Text, render(t, p, bot.Shape{}))[0]; len(m.Rows) != 1 || m.Rows[0].Components[0].URL == "" {
		t.Errorf("it has %+v", m.Rows)
	}
}

func TestAnAnswerPointsToItsQuestionAndCallsNobody(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "chat")
	question := b.fake.Say(ch, "42", "?")
	for _, to := range []string{question, "99"} { // the second was deleted
		pieces := render(t, says1(strings.Repeat("Die Städte sprechen. ", 200)), bot.Shape{ReplyTo: to})
		for i, p := range pieces {
			if (p.Fields["message_reference"] != nil) != (i == 0) {
				t.Errorf("part %d: %v", i, p.Fields)
			}
			b.now = b.now.Add(5 * time.Second)
			if _, err := b.Send(t.Context(), at(ch), p, "n"+to+fmt.Sprint(i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	pointing := 0
	for _, m := range b.fake.Channel(ch) {
		if m.ReplyTo == question {
			pointing++
		}
	}
	if pointing != 1 || b.fake.Channel(ch)[1].ReplyTo != question {
		t.Errorf("%d messages point to the question", pointing)
	}
}

func FuzzButtons(f *testing.F) {
	f.Add("Ja", "ja", "Und dann?", 3, 2)
	f.Add(strings.Repeat("长", 200), strings.Repeat("👩‍🚀", 60), "", 30, 7)
	f.Add("\x00\u202e", "", "/rate up", 26, 0)
	s, err := schema()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, label, say, question string, choices, questions int) {
		p := says1("Wählen Sie.")
		for range min(max(choices, 0), 130) {
			p.Choices = append(p.Choices, bot.Choice{Label: label, Say: say})
		}
		for range min(max(questions, 0), 130) {
			p.Suggestions = append(p.Suggestions, question)
		}
		pieces, err := Renderer{}.Render(p, bot.Shape{})
		if err != nil || len(pieces) != 1 {
			t.Fatalf("%d pieces, %v", len(pieces), err)
		}
		fake := discordtest.New(discordtest.Config{Schema: s})
		sender, err := NewSender(Config{Token: token, HTTP: fake.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		ch := fake.Open(discordtest.Text, "chat")
		if _, err := sender.Send(t.Context(), at(ch), pieces[0], ""); err != nil || len(fake.Violations()) > 0 {
			t.Fatalf("%v, violations: %q", err, fake.Violations())
		}
		comesBack(t, fake.Channel(ch)[0], label, say, question)
	})
}

// comesBack holds what the buttons of a message say, when they are pressed,
// against what they are to say.
func comesBack(t *testing.T, m discordtest.Message, label, say, question string) {
	t.Helper()
	rows, err := json.Marshal(map[string]any{"id": m.ID, "components": m.Rows})
	if err != nil {
		t.Fatal(err)
	}
	var on pressed
	if err := json.Unmarshal(rows, &on); err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Rows {
		for _, b := range r.Components {
			names, labels := []string{b.CustomID}, []string{b.Label}
			if b.Type == 3 {
				names, labels = nil, nil
			}
			for _, o := range b.Options {
				names, labels = append(names, o.Value), append(labels, o.Label)
			}
			for i, name := range names {
				got := saidBy(name, on.label(name))
				if got != wire(say) && got != wire(question) && got != strings.TrimSuffix(labels[i], "…") {
					t.Fatalf("%q says %q", name, got)
				}
			}
		}
	}
}

// wire is a text as JSON carries it: what is no UTF-8 becomes a sign for that.
func wire(s string) string { return string([]rune(s)) }
