package discord

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
)

func TestADirectMessageIsAnsweredInItsChat(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		id := p.Write(p.DM(), "Ist Köln Mitglied?")
		all := e.awaits(p.DM(), 2)
		if all[1].Content != "Antwort auf: Ist Köln Mitglied?" || all[1].Author != e.Bot() || all[1].ReplyTo != "" {
			t.Errorf("answered with %+v", all[1])
		}
		want := bot.Message{Place: bot.Place{Platform: "discord", Chat: "dm:" + p.ID}, ID: id, Sender: p.ID, Text: "Ist Köln Mitglied?", Direct: true, Private: true}
		if m := e.heard.last(t); m != want {
			t.Errorf("heard %+v", m)
		}
		for _, entry := range e.Log() {
			if entry.Route == "/users/@me/channels" {
				t.Error("the chat was asked for, although it was known")
			}
		}
	})
}

func TestWhatIsSaidToTheBotOnAServer(t *testing.T) {
	listening(t, func(e *ear) {
		p, other := e.Person("Anna", "de"), e.Person("Ben", "en")
		ch := e.Open(discordtest.Text, "chat")
		thread := e.OpenThread(ch, "Mitglieder")
		at := "<@" + e.Bot() + ">"
		for _, c := range []struct {
			name, channel, text, heard string
		}{
			{"a mention", ch, at + " Ist Köln Mitglied?", "Ist Köln Mitglied?"},
			{"a mention behind", ch, "Ist Jena Mitglied, " + at + "?", "Ist Jena Mitglied, ?"},
			{"a mention with a comma, of old", ch, "<@!" + e.Bot() + ">, und Jena?", "und Jena?"},
			{"others are named too", ch, at + " <@" + other.ID + "> <#12> <:isa:34> und Jena?", "und Jena?"},
			{"a command that is pointed at", ch, at + " </members:123>", "/members"},
			{"nothing but a mention", ch, at, ""},
			{"in a thread", thread, at + " und Jena?", "und Jena?"},
		} {
			before := len(e.Channel(c.channel))
			id := p.Write(c.channel, c.text)
			all := e.awaits(c.channel, before+2)
			m := e.heard.last(t)
			if m.Text != c.heard || !m.Direct || m.Private || m.Sender != p.ID || m.Place != at1(c.channel) || m.Home != (bot.Place{}) {
				t.Errorf("%s: heard %+v", c.name, m)
			}
			if got := all[before+1]; got.ReplyTo != id {
				t.Errorf("%s: the answer points to %q", c.name, got.ReplyTo)
			}
		}
		before := len(e.Channel(ch))
		p.Reply(ch, e.Channel(ch)[1].ID, "Und Foshan?", true)
		e.awaits(ch, before+2)
		if m := e.heard.last(t); m.Text != "Und Foshan?" {
			t.Errorf("a reply: heard %+v", m)
		}
	})
}

func at1(chat string) bot.Place { return bot.Place{Platform: "discord", Chat: chat} }

func TestWhatIsNoneOfTheBotsBusiness(t *testing.T) {
	listening(t, func(e *ear) {
		p, machine := e.Person("Anna", "de"), e.Person("Otto", "de")
		machine.Bot = true
		ch := e.Open(discordtest.Text, "chat")
		at := "<@" + e.Bot() + ">"
		first := p.Write(ch, at+" Ist Köln Mitglied?")
		answer := e.awaits(ch, 2)[1]
		e.heard.set(nil)
		heard := len(e.heard.messages())
		p.Write(ch, "Guten Morgen!")
		p.Write(ch, "@everyone Guten Morgen!")
		p.Write(ch, "<@&77> Guten Morgen!")
		p.Reply(ch, first, "Das frage ich mich auch.", true)
		p.Reply(ch, answer.ID, "Danke.", false) // without calling the bot: its words are not told
		machine.Write(ch, at+" Ist Köln Mitglied?")
		machine.Write(machine.DM(), "Ist Köln Mitglied?")
		for _, event := range []map[string]any{
			{"id": "1", "channel_id": ch, "guild_id": e.Guild(), "type": 0, "webhook_id": "9", "content": at, "author": map[string]any{"id": "9"}, "mentions": []any{map[string]any{"id": e.Bot()}}},
			{"id": "2", "channel_id": ch, "guild_id": e.Guild(), "type": 7, "content": at, "author": map[string]any{"id": p.ID}, "mentions": []any{map[string]any{"id": e.Bot()}}},
			{"id": "3", "channel_id": ch, "type": 0, "author": map[string]any{"id": "9", "system": true}},
			{"id": "4", "channel_id": ch}, {}, {"id": 5}, {"mentions": "x"},
		} {
			e.Dispatch("MESSAGE_CREATE", event)
			e.Dispatch("MESSAGE_UPDATE", event)
		}
		e.Dispatch("GUILD_CREATE", map[string]any{"id": "1"})
		passes(time.Minute)
		if all := e.heard.messages(); len(all) != heard {
			t.Errorf("heard %+v", all[heard:])
		}
		if n := len(e.disk.rows); n != 1 {
			t.Errorf("%d were kept", n)
		}
	})
}

func TestAnEditedQuestionHasItsAnswerEdited(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		ch := e.Open(discordtest.Text, "chat")
		for _, where := range []struct{ channel, at string }{{p.DM(), ""}, {ch, "<@" + e.Bot() + "> "}} {
			id := p.Write(where.channel, where.at+"Ist Köln Mitglied?")
			e.awaits(where.channel, 2)
			passes(time.Second)
			p.Edit(where.channel, id, where.at+"Ist Jena Mitglied?")
			passes(5 * time.Second)
			all := e.Channel(where.channel)
			if len(all) != 2 || all[1].Content != "Antwort auf: Ist Jena Mitglied?" || all[1].Edits != 1 {
				t.Fatalf("stands: %+v", all)
			}
			if m := e.heard.last(t); !m.Edited || m.ID != id {
				t.Errorf("heard %+v", m)
			}
			heard := len(e.heard.messages())
			e.Unfurl(where.channel, id) // no change of the author's
			passes(5 * time.Second)
			if len(e.heard.messages()) != heard {
				t.Error("a preview counts as a change")
			}
		}
		id := p.Write(ch, "Ist Köln Mitglied?")
		e.Unfurl(ch, id)
		passes(time.Second)
		p.Edit(ch, id, "<@"+e.Bot()+"> Ist Köln Mitglied?")
		if all := e.awaits(ch, 4); all[3].Content != "Antwort auf: Ist Köln Mitglied?" {
			t.Errorf("what was not for the bot before: %+v", all[3])
		}
	})
}

func TestWhatCannotBeReadHasNoWords(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		p.Show(p.DM(), []string{"sprache.ogg"}, nil)
		p.Show(p.DM(), nil, []string{"Winken"})
		e.awaits(p.DM(), 4)
		for _, m := range e.heard.messages() {
			if m.Text != "" || !m.Direct {
				t.Errorf("heard %+v", m)
			}
		}
	})
}

func TestThatTheBotIsWritingIsShown(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
			spend(6 * time.Second)
			return says1("fertig"), nil
		})
		p := e.Person("Anna", "de")
		p.Write(p.DM(), "Ist Köln Mitglied?")
		e.awaits(p.DM(), 2)
		if n := len(e.Typed(p.DM())); n != 2 {
			t.Errorf("shown %d times in 6 s", n)
		}
	})
}

func TestAPanicCostsOneAnswer(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(_ context.Context, m bot.Message) (bot.Post, error) {
			if strings.Contains(m.Text, "Fehler") {
				panic("geheim: " + m.Text)
			}
			return says1("gut"), nil
		})
		p := e.Person("Anna", "de")
		p.Write(p.DM(), "Fehler")
		if all := e.awaits(p.DM(), 2); all[1].Content != phrases.SaySorry.In("de") {
			t.Errorf("answered with %q", all[1].Content)
		}
		p.Write(p.DM(), "Und jetzt?")
		if all := e.awaits(p.DM(), 4); all[3].Content != "gut" {
			t.Errorf("answered with %q", all[3].Content)
		}
		if log := e.log.String(); !strings.Contains(log, "Answering failed") || strings.Contains(log, "geheim") {
			t.Errorf("the log says %s", log)
		}
	})
}

func TestAPersonWhoTakesNoMessagesIsToldOf(t *testing.T) {
	var closed, back []bot.Place
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		p.Refuse(true)
		p.Write(p.DM(), "Ist Köln Mitglied?")
		passes(time.Minute)
		if want := []bot.Place{dmPlace(p.ID)}; !slices.Equal(closed, want) || !slices.Equal(back, want) {
			t.Errorf("closed: %v, back: %v", closed, back)
		}
		if len(e.Channel(p.DM())) != 1 {
			t.Error("it was answered")
		}
	}, func(e *ear) {
		e.cfg.Closed = func(_ context.Context, p bot.Place) { closed = append(closed, p) }
		e.cfg.Back = func(_ context.Context, p bot.Place) { back = append(back, p) }
	})
}

func TestWhereTheBotMayNotReplyItAnswersBeside(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		ch := e.Open(discordtest.Text, "chat")
		e.Break(discordtest.Fault{Kind: discordtest.NoHistory, Method: "POST", Channel: ch})
		p.Write(ch, "<@"+e.Bot()+"> Ist Köln Mitglied?")
		if all := e.awaits(ch, 2); all[1].ReplyTo != "" {
			t.Errorf("stands: %+v", all[1])
		}
	})
}

func TestLimitsAndOutagesDelayAnAnswer(t *testing.T) {
	for _, kind := range []discordtest.FaultKind{discordtest.Limited, discordtest.LimitedGlobal, discordtest.LimitedShared,
		discordtest.ErrorBefore, discordtest.ErrorAfter, discordtest.HTMLAfter, discordtest.CutBefore, discordtest.CutAfter, discordtest.CutInAnswer, discordtest.Unreachable} {
		t.Run(string(kind), func(t *testing.T) {
			listening(t, func(e *ear) {
				p := e.Person("Anna", "de")
				e.Break(discordtest.Fault{Kind: kind, Method: "POST", Channel: p.DM(), Wait: 20 * time.Second, Route: "/channels/{channel_id}/messages"})
				began := time.Now()
				p.Write(p.DM(), "Ist Köln Mitglied?")
				passes(time.Minute)
				all := e.Channel(p.DM())
				if len(all) != 2 {
					t.Fatalf("stands: %+v\n%s", all, e.log)
				}
				if limited := strings.HasPrefix(string(kind), "429"); limited && all[1].Sent.Sub(began) < 20*time.Second {
					t.Errorf("sent after %s", all[1].Sent.Sub(began))
				}
			})
		})
	}
}

func TestWhatAnEarlierProcessLeftIsAnswered(t *testing.T) {
	listening(t, func(e *ear) {
		stuck := make(chan struct{})
		e.heard.set(func(ctx context.Context, m bot.Message) (bot.Post, error) {
			close(stuck)
			<-ctx.Done()
			return bot.Post{}, ctx.Err()
		})
		p := e.Person("Anna", "de")
		p.Write(p.DM(), "Ist Köln Mitglied?")
		<-stuck
		e.stop()
		e.heard.set(nil)
		p.Write(p.DM(), "Und Jena?") // while nobody listens
		passes(10 * time.Second)
		e.start()
		all := e.awaits(p.DM(), 4)
		if all[2].Content != "Antwort auf: Ist Köln Mitglied?" || all[3].Content != "Antwort auf: Und Jena?" {
			t.Errorf("stands: %+v", all)
		}
		if got := e.Greetings(); !slices.Equal(got, []string{"identify", "resume"}) {
			t.Errorf("greeted by %q", got)
		}
		synctest.Wait()
	})
}
