package discord

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

// offering is a post with choices.
func offering(text string, choices ...string) bot.Post {
	p := says1(text)
	for _, c := range choices {
		label, say, _ := strings.Cut(c, "=")
		p.Choices = append(p.Choices, bot.Choice{Label: label, Say: say})
	}
	return p
}

func TestAButtonSaysWhatItSays(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		long := "Welche Städte in Nordrhein-Westfalen sind seit wann Mitglied, und wer ist dort jeweils die Ansprechpartnerin?"
		e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
			p := offering("Antwort auf: "+m.Text, "Ja=ja", "Nein=nein", "Auch ja=ja")
			p.Suggestions, p.Rate = []string{"Wer ist Mitglied?", long}, "qabc"
			return p, nil
		})
		p, other := e.Person("Anna", "de"), e.Person("Ben", "zh-CN")
		ch := e.Open(discordtest.Text, "chat")
		m := e.answered(p.Use(ch, "members", ""), 1)[0]
		cut := m.Rows[1].Components[1].Label
		if got := m.Visible(); got != "Antwort auf: /members\n(Ja)\n(Nein)\n(Auch ja)\n(Wer ist Mitglied?)\n("+cut+")\n(👍)\n(👎)" || units(cut) > 80 {
			t.Errorf("it shows %s", got)
		}
		for label, want := range map[string]string{"Ja": "ja", "Auch ja": "ja", "Wer ist Mitglied?": "Wer ist Mitglied?",
			cut: strings.TrimSuffix(cut, "…"),
			"👍": "/rate up qabc", "👎": "/rate down qabc"} {
			i := other.Press(ch, m.ID, label)
			e.answered(i, 1)
			if heard := e.heard.last(t); heard.Text != want || !heard.Press || !heard.Direct || heard.Sender != other.ID || heard.Locale != "zh" || heard.Private != strings.HasPrefix(want, "/rate") || heard.Place != at1(ch) {
				t.Errorf("%s: heard %+v", label, heard)
			}
			if i.Kind() != discordtest.NewMessage {
				t.Errorf("%s is answered by type %d", label, i.Kind())
			}
		}
		e.awaits(ch, 5) // what a thumb leads to is nobody else's business
	})
}

func TestManyChoicesAreAMenu(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
			p := says1("Antwort auf: " + m.Text)
			for n := range 30 {
				p.Choices = append(p.Choices, bot.Choice{Label: fmt.Sprint("Stadt ", n), Say: fmt.Sprint("/member ", n)})
			}
			return p, nil
		})
		p := e.Person("Anna", "de")
		m := e.answered(p.Use(p.DM(), "members", ""), 1)[0]
		if len(m.Rows) != 2 || len(m.Rows[0].Components[0].Options) != 25 || m.Rows[0].Components[0].Placeholder != "Bitte wählen" {
			t.Fatalf("it has %+v", m.Rows)
		}
		e.answered(p.Press(p.DM(), m.ID, "Stadt 28"), 1)
		if heard := e.heard.last(t); heard.Text != "/member 28" || !heard.Press || heard.Place != dmPlace(p.ID) || !heard.Private {
			t.Errorf("heard %+v", heard)
		}
	})
}

func TestWhatGoesOnInPlace(t *testing.T) {
	for _, late := range []time.Duration{0, 5 * time.Second} {
		ways(t, func(t *testing.T, e *ear) {
			e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
				if m.Press {
					spend(late)
				}
				p := offering("Antwort auf: "+m.Text, "Weiter=/members 2", "Abo=/mydata 2")
				p.InPlace = m.Press
				return p, nil
			})
			p := e.Person("Anna", "de")
			for _, command := range []string{"members", "mydata"} {
				ch := e.Open(discordtest.Text, "chat")
				m := e.answered(p.Use(ch, command, ""), 1)[0]
				i := p.Press(ch, m.ID, "Weiter")
				passes(10 * time.Second)
				all := p.Sees(ch)
				if len(all) != 1 || all[0].Content != "Antwort auf: /members 2" || all[0].Flags&4 == 0 || all[0].For != m.For {
					t.Errorf("%s: stands %+v; answered by type %d\n%s", command, all, i.Kind(), e.log)
				}
				p.Press(ch, m.ID, "Abo") // of one's own business
				passes(10 * time.Second)
				all = p.Sees(ch)
				if command == "mydata" { // on a message that only they see
					if len(all) != 1 || all[0].Content != "Antwort auf: /mydata 2" {
						t.Errorf("%s: stands %+v", command, all)
					}
				} else if len(all) != 2 || all[1].For != p.ID || all[0].For != "" {
					t.Errorf("%s: stands %+v", command, all)
				}
			}
		})
	}
}

func TestABriefWordIsForWhoPressed(t *testing.T) {
	for _, late := range []time.Duration{0, 5 * time.Second} {
		ways(t, func(t *testing.T, e *ear) {
			e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
				p := says1("Danke!")
				if p.Brief = m.Press; m.Press {
					spend(late)
				} else {
					p.Rate = "qabc"
				}
				return p, nil
			})
			p := e.Person("Anna", "de")
			ch := e.Open(discordtest.Text, "chat")
			for _, where := range []string{ch, p.DM()} {
				m := e.answered(p.Use(where, "members", ""), 1)[0]
				word := e.answered(p.Press(where, m.ID, "👍"), 1)[0]
				if word.For != p.ID || word.Content != "Danke!" {
					t.Errorf("answered with %+v", word)
				}
			}
		})
	}
}

func TestAPressThatSaysNothingIsTaken(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
			if m.Press {
				return bot.Post{}, nil
			}
			return offering("?", "Ja=ja"), nil
		})
		p := e.Person("Anna", "de")
		m := e.answered(p.Use(p.DM(), "members", ""), 1)[0]
		i := p.Press(p.DM(), m.ID, "Ja")
		passes(time.Minute)
		if i.Kind() != discordtest.DeferUpdate || len(e.Channel(p.DM())) != 1 {
			t.Errorf("answered by type %d", i.Kind())
		}
	})
}

func TestAButtonWorksAfterARestart(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
			return offering("Antwort auf: "+m.Text, "Ja=ja"), nil
		})
		p := e.Person("Anna", "de")
		p.Write(p.DM(), "Ist Köln Mitglied?")
		m := e.awaits(p.DM(), 2)[1]
		e.stop()
		e.start()
		e.answered(p.Press(p.DM(), m.ID, "Ja"), 1)
		if heard := e.heard.last(t); heard.Text != "ja" {
			t.Errorf("heard %+v", heard)
		}
	})
}
