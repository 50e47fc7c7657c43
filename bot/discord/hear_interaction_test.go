package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// ways runs a test with interactions over the gateway, by HTTP, and by HTTP
// alone.
func ways(t *testing.T, do func(t *testing.T, e *ear)) {
	t.Helper()
	for name, change := range map[string]func(e *ear){
		"gateway": func(e *ear) {}, "HTTP": func(e *ear) { e.cfg.PublicKey = discordtest.PublicKey() },
		"HTTP alone": func(e *ear) { e.cfg.PublicKey, e.cfg.Gateway = discordtest.PublicKey(), false },
	} {
		t.Run(name, func(t *testing.T) {
			listening(t, func(e *ear) {
				if e.cfg.PublicKey != "" {
					if err := e.SetEndpoint(e.l); err != nil {
						t.Fatal(err)
					}
				}
				do(e.t, e)
			}, change)
		})
	}
}

func TestACommandIsAnswered(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		p := e.Person("Anna", "de")
		ch := e.Open(discordtest.Text, "chat")
		i := p.Use(ch, "members", "")
		all := e.answered(i, 1)
		if all[0].Content != "Antwort auf: /members" || all[0].For != "" || i.Kind() != discordtest.NewMessage {
			t.Errorf("answered with %+v, type %d", all[0], i.Kind())
		}
		if m := e.heard.last(t); m.Text != "/members" || m.Sender != p.ID || m.Locale != "de" || !m.Direct || m.Press || m.Private || m.Place != at1(ch) {
			t.Errorf("heard %+v", m)
		}
		i = p.Use(ch, "member", "koeln")
		if all = e.answered(i, 1); all[0].Content != "Antwort auf: /member koeln" {
			t.Errorf("answered with %q", all[0].Content)
		}
		i = p.Use(ch, "ask", "Ist Köln *wirklich* Mitglied?")
		if all = e.answered(i, 1); all[0].Content != "> Ist Köln \\*wirklich\\* Mitglied?\n\nAntwort auf: Ist Köln \\*wirklich\\* Mitglied?" {
			t.Errorf("answered with %q", all[0].Content)
		}
		for locale, want := range map[string]string{"en-US": "en", "en-GB": "en", "zh-CN": "zh", "zh-TW": "zh", "fr": "", "": ""} {
			e.answered(e.Person("x", locale).Use(ch, "help", ""), 1)
			if m := e.heard.last(t); m.Locale != want {
				t.Errorf("%s is heard as %q", locale, m.Locale)
			}
		}
	})
}

func TestWhoIsShownAnAnswer(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		p := e.Person("Anna", "de")
		ch, group, foreign := e.Open(discordtest.Text, "chat"), e.OpenForeign(discordtest.GroupDM, ""), e.OpenForeign(discordtest.Text, "elsewhere")
		thread := e.OpenThread(ch, "Faden")
		for _, c := range []struct {
			name, channel, command string
			alone                  bool
			place, home            bot.Place
		}{
			{"on a server", ch, "members", false, at1(ch), bot.Place{}},
			{"in a thread", thread, "members", false, at1(thread), bot.Place{}},
			{"on a server, what is one's own business", ch, "mydata", true, at1(ch), dmPlace(p.ID)},
			{"in the chat with the bot", p.DM(), "mydata", false, dmPlace(p.ID), bot.Place{}},
			{"among persons, where the bot is not", group, "members", true, at1(group), dmPlace(p.ID)},
			{"on a server where the bot is not", foreign, "members", true, at1(foreign), dmPlace(p.ID)},
		} {
			m := e.answered(p.Use(c.channel, c.command, ""), 1)[0]
			heard := e.heard.last(t)
			if (m.For == p.ID) != c.alone || heard.Place != c.place || heard.Home != c.home || heard.Private != (c.alone || c.channel == p.DM()) {
				t.Errorf("%s: shown to %q, heard %+v", c.name, m.For, heard)
			}
		}
	})
}

func TestAnAnswerThatTakesLongerIsPutOff(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		p := e.Person("Anna", "de")
		ch := e.Open(discordtest.Text, "chat")
		long := strings.Repeat("Die Städte sprechen über Zusammenarbeit. ", 100)
		for _, command := range []string{"members", "mydata"} {
			e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
				spend(10 * time.Minute)
				return says1(long), nil
			})
			began := time.Now()
			i := p.Use(ch, command, "")
			passes(2500 * time.Millisecond)
			if i.Kind() != discordtest.DeferMessage || i.Failed() {
				t.Errorf("answered by type %d", i.Kind())
			}
			all := e.answered(i, 3)
			if took := all[2].Sent.Sub(began); took < 10*time.Minute || all[0].Flags&4 == 0 || all[1].Flags&4 == 0 {
				t.Errorf("took %s: %+v", took, all)
			}
			for _, m := range all {
				if (m.For == p.ID) != (command == "mydata") {
					t.Errorf("%s is shown to %q", command, m.For)
				}
			}
		}
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) { return says1(long), nil })
		e.answered(p.Use(ch, "members", ""), 3) // at once, and in pieces
	})
}

func TestAnAnswerThatComesTooLateIsToldAtMostAsAWarning(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
			spend(16 * time.Minute) // whatever ctx says
			return says1("fertig"), nil
		})
		p := e.Person("Anna", "de")
		p.Use(e.Open(discordtest.Text, "chat"), "members", "")
		passes(time.Hour)
		if log := e.log.String(); strings.Contains(log, "ERROR") || strings.Count(log, "too late") != 1 {
			t.Errorf("logged: %s", log)
		}
		e.hears2(p)
	})
}

// hears2 uses a command and fails if it is not answered.
func (e *ear) hears2(p *discordtest.Person) {
	e.t.Helper()
	e.heard.set(nil)
	e.answered(p.Use(e.Open(discordtest.Text, "other"), "help", ""), 1)
}

func TestAnUnknownInteractionIsToldAtMostAsAWarning(t *testing.T) {
	listening(t, func(e *ear) {
		e.Break(discordtest.Fault{Kind: discordtest.UnknownInteraction, Route: "/interactions/{interaction_id}/{interaction_token}/callback", Times: 1})
		p := e.Person("Anna", "de")
		i := p.Use(e.Open(discordtest.Text, "chat"), "members", "")
		passes(time.Minute)
		if log := e.log.String(); i.Kind() != 0 || strings.Contains(log, "ERROR") || strings.Count(log, "WARN") != 1 {
			t.Errorf("answered by %d, logged: %s", i.Kind(), log)
		}
		e.hears2(p)
	})
}

func TestAFirstAnswerIsRepeatedUntilItIsTaken(t *testing.T) {
	for _, kind := range []discordtest.FaultKind{discordtest.ErrorBefore, discordtest.ErrorAfter, discordtest.HTMLBefore, discordtest.HTMLAfter,
		discordtest.CutBefore, discordtest.CutAfter, discordtest.CutInAnswer, discordtest.Unreachable, discordtest.Limited, discordtest.LimitedShared} {
		t.Run(string(kind), func(t *testing.T) {
			listening(t, func(e *ear) {
				e.Break(discordtest.Fault{Kind: kind, Route: "/interactions/{interaction_id}/{interaction_token}/callback", Wait: time.Second})
				i := e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", "")
				if all := e.answered(i, 1); i.Failed() || len(all) != 1 {
					t.Error("it was not answered in time")
				}
				passes(time.Minute)
				e.quietly()
			})
		})
	}
}

func TestALaterAnswerIsRepeatedUntilItIsTaken(t *testing.T) {
	for _, kind := range []discordtest.FaultKind{discordtest.ErrorBefore, discordtest.ErrorAfter, discordtest.HTMLAfter, discordtest.CutAfter,
		discordtest.Limited, discordtest.LimitedShared, discordtest.UnknownWebhook, discordtest.Unreachable} {
		t.Run(string(kind), func(t *testing.T) {
			listening(t, func(e *ear) {
				e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
					spend(3 * time.Second)
					return says1("fertig"), nil
				})
				e.Break(discordtest.Fault{Kind: kind, Method: "PATCH", Wait: 30 * time.Second, Times: 2})
				i := e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", "")
				e.answered(i, 1)
				passes(time.Minute)
				e.quietly()
			})
		})
	}
}

func TestWhatDiscordRefusesIsApologisedFor(t *testing.T) {
	const callback, original, followup = "/interactions/{interaction_id}/{interaction_token}/callback",
		"/webhooks/{webhook_id}/{webhook_token}/messages/@original", "/webhooks/{webhook_id}/{webhook_token}"
	for _, c := range []struct {
		name    string
		late    time.Duration
		press   bool
		inPlace bool
		route   string
	}{
		{"a command", 0, false, false, callback},
		{"a command, later", 3 * time.Second, false, false, original},
		{"a button", 0, true, false, callback},
		{"a button, later", 3 * time.Second, true, false, followup},
		{"a button, in place", 0, true, true, callback},
		{"a button, in place, later", 3 * time.Second, true, true, original},
	} {
		listening(t, func(e *ear) {
			e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
				if m.Press == c.press {
					spend(c.late)
				}
				post := offering("Antwort", "Ja=ja")
				post.InPlace = c.inPlace && m.Press
				return post, nil
			})
			p := e.Person("Anna", "zh-CN")
			ch := e.Open(discordtest.Text, "chat")
			use := func() *discordtest.Interaction { return p.Use(ch, "ask", "Ja?") }
			if c.press {
				m := e.answered(use(), 1)[0]
				use = func() *discordtest.Interaction { return p.Press(ch, m.ID, "Ja") }
			}
			e.Break(discordtest.Fault{Kind: discordtest.BadForm, Route: c.route})
			all := e.answered(use(), 1)
			if all[0].Content != phrases.SaySorry.In("zh") || strings.Count(e.log.String(), "ERROR") != 1 {
				t.Errorf("%s: answered with %q, logged: %s", c.name, all[0].Content, e.log)
			}
			if c.press && !strings.HasSuffix(e.Channel(ch)[0].Content, "Antwort") {
				t.Errorf("%s: the message is %q", c.name, e.Channel(ch)[0].Content)
			}
		})
	}
}

func TestAPanicBehindACommandIsApologisedFor(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) { panic("geheim") })
		p := e.Person("Anna", "zh-CN")
		for _, command := range []string{"members", "ask"} {
			all := e.answered(p.Use(e.Open(discordtest.Text, "chat"), command, ""), 1)
			if !strings.HasSuffix(all[0].Content, phrases.SaySorry.In("zh")) {
				t.Errorf("answered with %q", all[0].Content)
			}
		}
		if strings.Contains(e.log.String(), "geheim") {
			t.Error("the log has in it what was said")
		}
		e.hears2(p)
	})
}

func TestWhoSaidTooMuchIsToldToWait(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) { return bot.Post{}, nil })
		p := e.Person("Anna", "en-GB")
		all := e.answered(p.Use(e.Open(discordtest.Text, "chat"), "members", ""), 1)
		if all[0].Content != phrases.Discord.Wait.In("en") || all[0].For != p.ID {
			t.Errorf("answered with %q for %q", all[0].Content, all[0].For)
		}
	})
}

func TestAFileComesWithACommandsAnswer(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
			post := says1("Die Satzung")
			post.Media = []bot.Media{{Kind: bot.Document, Name: "satzung.pdf", Type: "application/pdf", Open: func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader([]byte("pdf"))), nil
			}}}
			return post, nil
		})
		all := e.answered(e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", ""), 1)
		if len(all[0].Attachments) != 1 || all[0].Attachments[0].Size != 3 || all[0].Content != "Die Satzung" {
			t.Errorf("answered with %+v", all[0])
		}
	})
}

func TestWhatIsTypedIsCompleted(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		p := e.Person("Anna", "zh-TW")
		ch := e.Open(discordtest.Text, "chat")
		offers := func(command, text string) []discordtest.Offer {
			i := p.Type(ch, command, text)
			passes(time.Second)
			if i.Kind() != discordtest.ChoicesToOffer {
				t.Fatalf("answered by type %d, status %d: %s", i.Kind(), i.Status, e.log)
			}
			return i.Offers()
		}
		if got := offers("member", "k"); !slices.Equal(got, []discordtest.Offer{{Name: "Köln", Value: "koeln"}, {Name: "Krefeld", Value: "krefeld"}}) {
			t.Errorf("offered %v", got)
		}
		if got := offers("faq", "was"); len(got) != 1 || got[0].Value != "faq1" || units(got[0].Name) > 100 || !strings.HasSuffix(got[0].Name, "…") {
			t.Errorf("offered %v", got)
		}
		if got := offers("member", ""); len(got) != 25 || got[24].Value != "cityzh" {
			t.Errorf("offered %v", got)
		}
		if got := offers("member", "xyz"); len(got) != 0 {
			t.Errorf("offered %v", got)
		}
		if len(e.heard.messages()) != 0 {
			t.Error("what is only typed was heard")
		}
	})
}

// faultyDirectory panics.
type faultyDirectory struct{ bot.Directory }

func TestAPanicInCompletingOffersNothing(t *testing.T) {
	for name, d := range map[string]bot.Directory{"a panic": faultyDirectory{}, "no directory": nil} {
		listening(t, func(e *ear) {
			i := e.Person("Anna", "de").Type(e.Open(discordtest.Text, "chat"), "member", "k")
			passes(time.Second)
			if i.Kind() != discordtest.ChoicesToOffer || len(i.Offers()) != 0 || strings.Contains(e.log.String(), "panic") != (d != nil) {
				t.Errorf("%s: answered by type %d, log: %s", name, i.Kind(), e.log)
			}
		}, func(e *ear) { e.cfg.Directory = d })
	}
}

func TestAMessageIsAskedAbout(t *testing.T) {
	ways(t, func(t *testing.T, e *ear) {
		p, other := e.Person("Anna", "de"), e.Person("Ben", "en")
		ch := e.Open(discordtest.Text, "chat")
		id := other.Write(ch, "Ist <@1> Köln Mitglied?")
		m := e.answered(p.AskAbout(ch, id, "Ask ISA"), 1)[0]
		if m.For != p.ID || m.Content != "Antwort auf: Ist Köln Mitglied?" {
			t.Errorf("answered with %+v", m)
		}
		if heard := e.heard.last(t); !heard.Private || heard.Home != dmPlace(p.ID) {
			t.Errorf("heard %+v", heard)
		}
		for _, wish := range []string{"/forgetme", " ／forgetme bitte", "</forgetme:1>"} { // another one's words are no command
			e.answered(p.AskAbout(ch, other.Write(ch, wish), "Ask ISA"), 1)
			if heard := e.heard.last(t); !strings.HasPrefix(heard.Text, "forgetme") {
				t.Errorf("heard %+v", heard)
			}
		}
		if _, err := e.l.s.Send(t.Context(), at1(ch), textPiece("Die Nachricht"), "n"); err != nil {
			t.Fatal(err)
		}
		all := e.Channel(ch)
		e.answered(p.AskAbout(ch, all[len(all)-1].ID, "Ask ISA"), 1)
		if heard := e.heard.last(t); heard.Text != "Titel" {
			t.Errorf("heard %+v", heard)
		}
	})
}

func TestOddInteractionsChangeNothing(t *testing.T) {
	listening(t, func(e *ear) {
		for _, text := range []string{`{}`, `[]`, `{"id":"1","type":2,"token":"x"}`, `{"id":"1","type":99,"token":"x","user":{"id":"2"},"data":{}}`,
			`{"id":"2","type":3,"token":"x","user":{"id":"2"},"data":{"custom_id":"","values":[]}}`, `{"id":1}`} {
			e.Dispatch("INTERACTION_CREATE", json.RawMessage(text))
		}
		passes(time.Minute)
		e.hears2(e.Person("Anna", "de"))
		if log := e.log.String(); strings.Contains(log, "panic") {
			t.Errorf("logged: %s", log)
		}
	})
}

func TestAnInteractionIsAnsweredOnce(t *testing.T) {
	listening(t, func(e *ear) {
		i := e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", "")
		e.answered(i, 1)
		i.Again()
		passes(time.Minute)
		if n := len(e.heard.messages()); n != 1 {
			t.Errorf("it was heard %d times", n)
		}
		e.quietly()
	})
}

func TestTheEndLeavesNobodyWithoutAWord(t *testing.T) {
	for _, after := range []time.Duration{time.Second, 10 * time.Second} {
		listening(t, func(e *ear) {
			e.heard.set(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
				<-ctx.Done()
				return bot.Post{}, ctx.Err()
			})
			i := e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", "")
			passes(after)
			e.stop()
			if all := i.Messages(); len(all) != 1 || all[0].Content != phrases.SaySorry.In("de") {
				t.Errorf("after %s: %+v\n%s", after, all, e.log)
			}
		})
	}
}

func TestSourcesStandBelowAnAnswerAsSmallPrint(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
			return bot.Post{Lang: "en", Body: richtext.FromText("Yes."), Sources: []bot.Source{{Title: "Köln", URL: "https://isa.example/en/members/koeln", AsOf: "2021-02"}}}, nil
		})
		m := e.answered(e.Person("Anna", "en-US").Use(e.Open(discordtest.Text, "chat"), "members", ""), 1)[0]
		if m.Content != "Yes.\n\n-# Source: [Köln](https://isa.example/en/members/koeln) · as of February 2021" || len(m.Embeds) != 0 || m.Flags&4 == 0 {
			t.Errorf("answered with %+v", m)
		}
	})
}
