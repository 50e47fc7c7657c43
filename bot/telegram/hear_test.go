package telegram

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

const us = "@isa_test_bot"

func TestWhatIsSaidToTheBot(t *testing.T) {
	private := func(by telegramtest.Person, text, locale string) bot.Message {
		id := number(by.ID)
		return bot.Message{Place: where(id), ID: "1", Sender: id, Text: text, Locale: locale, Direct: true, Private: true}
	}
	grouped := func(text string) bot.Message {
		return bot.Message{Place: where("-10"), ID: "1", Sender: "7", Text: text, Locale: "de", Direct: true}
	}
	overheard := func(text string) bot.Message {
		m := grouped(text)
		m.Direct = false
		return m
	}
	none := bot.Message{}
	tests := []struct {
		name string
		chat int64
		said telegramtest.Said
		want bot.Message // none: it is not for the bot
	}{
		{"in private", person, telegramtest.Said{From: anna, Text: "Ist Köln Mitglied?"}, private(anna, "Ist Köln Mitglied?", "de")},
		{"in Chinese", wei.ID, telegramtest.Said{From: wei, Text: "佛山？"}, private(wei, "佛山？", "zh")},
		{"another language is English", john.ID, telegramtest.Said{From: john, Text: "Freiburg?"}, private(john, "Freiburg?", "en")},
		{"no language is told", person, telegramtest.Said{From: telegramtest.Person{ID: person, Name: "Anna"}, Text: "x"}, private(anna, "x", "")},
		{"a deep link", person, telegramtest.Said{From: anna, Text: "/start faq_1"}, private(anna, "/start faq_1", "de")},
		{"a command for another bot, said here", person, telegramtest.Said{From: anna, Text: "/help@other_bot"}, private(anna, "/help@other_bot", "de")},
		{"a picture with words", person, telegramtest.Said{From: anna, Kind: "photo", Text: "Was ist das?"}, private(anna, "Was ist das?", "de")},
		{"a picture without", person, telegramtest.Said{From: anna, Kind: "photo"}, private(anna, "", "de")},
		{"a spoken message", person, telegramtest.Said{From: anna, Kind: "voice"}, private(anna, "", "de")},
		{"a sticker", person, telegramtest.Said{From: anna, Kind: "sticker"}, private(anna, "", "de")},
		{"a place on the map", person, telegramtest.Said{From: anna, Kind: "location"}, private(anna, "", "de")},
		{"a note of Telegram's own", person, telegramtest.Said{From: anna, Extra: map[string]any{"write_access_allowed": map[string]any{}}}, none},
		{"through another bot", person, telegramtest.Said{From: anna, Text: "x", Extra: map[string]any{"via_bot": map[string]any{"id": 5, "is_bot": true, "first_name": "b"}}}, none},

		{"people among themselves, at some length", group, telegramtest.Said{From: anna, Text: strings.Repeat("Wir treffen uns morgen. ", 4)}, none},
		{"people among themselves, shortly", group, telegramtest.Said{From: anna, Text: "ja, bitte"}, overheard("ja, bitte")},
		{"the name before", group, telegramtest.Said{From: anna, Text: us + ", ist Köln Mitglied?"}, grouped("ist Köln Mitglied?")},
		{"the name behind emoji and characters of two units", group, telegramtest.Said{From: anna, Text: "👩‍🚒𠮷 请问 " + us + " 佛山？"}, grouped("👩‍🚒𠮷 请问 佛山？")},
		{"the name within", group, telegramtest.Said{From: anna, Text: "Was meint " + us + ", ist Köln dabei?"}, grouped("Was meint ist Köln dabei?")},
		{"the name at the end", group, telegramtest.Said{From: anna, Text: "Ist Köln dabei, " + us + "?"}, grouped("Ist Köln dabei?")},
		{"the name in other letters", group, telegramtest.Said{From: anna, Text: "@ISA_Test_Bot Köln?"}, grouped("Köln?")},
		{"the name twice", group, telegramtest.Said{From: anna, Text: us + " Köln? " + us}, grouped("Köln?")},
		{"the name alone", group, telegramtest.Said{From: anna, Text: us}, grouped("")},
		{"named without a username", group, telegramtest.Said{From: anna, Text: "ISA-Bot: Köln?", Calls: "ISA-Bot"}, grouped("Köln?")},
		{"another one's name, at some length", group, telegramtest.Said{From: anna, Text: "@isa_test_bot2 " + strings.Repeat("und so weiter ", 5)}, none},
		{"under a picture", group, telegramtest.Said{From: anna, Kind: "photo", Text: us + " Was ist das?"}, grouped("Was ist das?")},
		{"a picture in a group", group, telegramtest.Said{From: anna, Kind: "photo"}, none},
		{"a command", group, telegramtest.Said{From: anna, Text: "/members Hessen"}, overheard("/members Hessen")},
		{"a command at some length", group, telegramtest.Said{From: anna, Text: "/members\n" + strings.Repeat("x", 100)}, overheard("/members\n" + strings.Repeat("x", 100))},
		{"a command with the name", group, telegramtest.Said{From: anna, Text: "/help" + us}, grouped("/help" + us)},
		{"a command for another bot", group, telegramtest.Said{From: anna, Text: "/help@other_bot"}, none},
		{"an unknown command with the name", group, telegramtest.Said{From: anna, Text: "/price" + us}, grouped("/price" + us)},
		{"a command behind the name", group, telegramtest.Said{From: anna, Text: us + " /help"}, grouped("/help")},
		{"another bot", group, telegramtest.Said{From: robot, Text: us + " Köln?"}, none},
		{"somebody came", group, telegramtest.Said{From: anna, Extra: map[string]any{"new_chat_members": []any{map[string]any{"id": 5, "is_bot": false, "first_name": "b"}}}}, none},
		{"an administrator without a name", group, telegramtest.Said{As: group, Text: us + " Köln?"}, func() bot.Message {
			m := grouped("Köln?")
			m.Sender, m.Locale = "", ""
			return m
		}()},
		{"in the name of a channel", group, telegramtest.Said{As: channel, Text: us + " Köln?"}, func() bot.Message {
			m := grouped("Köln?")
			m.Sender, m.Locale = "-1002", ""
			return m
		}()},
		{"in a topic", forum, telegramtest.Said{From: anna, Text: us + " Köln?", Topic: 5}, func() bot.Message {
			m := grouped("Köln?")
			m.Place = bot.Place{Platform: "telegram", Chat: "-1001", Thread: "5"}
			return m
		}()},
		{"a comment on a post is in no topic", talk, telegramtest.Said{From: anna, Text: us + " Köln?", Thread: 3}, func() bot.Message {
			m := grouped("Köln?")
			m.Place.Chat = "-1003"
			return m
		}()},
		{"a post in a channel", channel, telegramtest.Said{From: anna, Text: us + " Köln?"}, none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			listening(t, nil, func(h *hearing) {
				h.fake.Say(tt.chat, tt.said)
				got := h.quiet()
				if tt.want == none {
					if len(got) != 0 {
						t.Fatalf("it was taken for the bot: %+v", got)
					}
					if h.disk.bodies() != 0 && tt.chat != channel { // whose forward is evidence
						t.Errorf("what is not for the bot was kept")
					}
					return
				}
				if len(got) != 1 || got[0] != tt.want {
					t.Fatalf("heard was\n%+v\nnot\n%+v\n%s", got, tt.want, h.log)
				}
				if m := h.fake.Chat(tt.chat); len(m) != 2 || m[1].Topic != tt.said.Topic || (m[1].ReplyTo == m[0].ID) == tt.want.Private {
					t.Errorf("the answer stands as %+v", m)
				}
			})
		})
	}
}

func where(chat string) bot.Place { return bot.Place{Platform: "telegram", Chat: chat} }

func TestAnswersToAnAnswerAreForTheBot(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.fake.Write(group, anna, us+" Köln?")
		answer := h.shows(group, 2)[1].ID
		theirs := h.fake.Say(group, telegramtest.Said{From: wei, Text: "und Bonn?", ReplyTo: answer})
		h.shows(group, 4)
		h.fake.Say(group, telegramtest.Said{From: wei, Kind: "sticker", ReplyTo: answer})
		h.fake.Say(group, telegramtest.Said{From: wei, Kind: "voice", ReplyTo: answer})
		h.fake.Say(group, telegramtest.Said{From: wei, Text: "ja", ReplyTo: theirs})
		var texts []string
		for _, m := range h.quiet() {
			texts = append(texts, m.Text)
			if !m.Direct {
				t.Errorf("%q is not for the bot", m.Text)
			}
		}
		if want := []string{"Köln?", "und Bonn?", ""}; !slices.Equal(texts, want) {
			t.Errorf("heard was %q, not %q", texts, want)
		}
	})
}

func TestATopicThatTheBotOpenedIsNoMessageOfIts(t *testing.T) {
	m := &message{Chat: chatInfo{ID: -1, Type: "supergroup"}, Text: "Wer kommt morgen zur Sitzung, und wer bringt Kuchen und Kaffee mit?", From: user{ID: 7},
		ReplyTo: &message{From: user{ID: 4242}, NewTopic: true}}
	if _, ok := understand(user{ID: 4242}, m, false); ok {
		t.Error("it was taken for the bot")
	}
	m.Text = "ja"
	if _, ok := understand(user{ID: 4242}, m, false); !ok {
		t.Error("a yes that may be for the bot was not handed on")
	}
}

func TestAnEditedQuestionHasItsAnswerEdited(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		asked := h.fake.Write(person, anna, "Köln?")
		h.shows(person, 2)
		h.fake.Rewrite(person, asked, "Bonn?")
		got := h.quiet()
		chat := h.fake.Chat(person)
		if len(got) != 2 || !got[1].Edited || got[1].ID != got[0].ID || len(chat) != 2 || chat[1].Text != "Antwort: Bonn?." {
			t.Errorf("heard %+v, the chat shows %+v", got, chat)
		}
		h.fake.Say(person, telegramtest.Said{From: anna, Kind: "location"})
		h.shows(person, 4)
		h.fake.Rewrite(person, 3, "")
		if got := h.quiet(); len(got) != 3 {
			t.Errorf("a place on the map that moves was answered: %+v", got[3:])
		}
	})
}

func TestOneAnswerForAnAlbum(t *testing.T) {
	for _, words := range []string{"", "Welche Stadt ist das?"} {
		listening(t, nil, func(h *hearing) {
			for i := range 4 {
				s := telegramtest.Said{From: anna, Kind: "photo", Album: "a1"}
				if i == 0 {
					s.Text = words
				}
				h.fake.Say(person, s)
			}
			h.fake.Say(person, telegramtest.Said{From: anna, Kind: "photo", Album: "a2"})
			if got := h.quiet(); len(got) != 2 || got[0].Text != words || got[1].Text != "" {
				t.Errorf("%q: heard %+v", words, got)
			}
		})
	}
}

func TestPostsOfAChannelAreEvidenceAndNoQuestions(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		p := textPiece("Neues")
		r, err := h.sender.Send(h.ctx, news, p, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := h.quiet(); len(got) != 0 || len(h.fake.Chat(talk)) != 1 || h.disk.waits() != 0 {
			t.Fatalf("heard %+v", got)
		}
		h.sender.seen.claimed = nil // as if it had not been told where the post stands
		if found, ok, err := h.sender.Find(h.ctx, news, p, "n1", time.Now().Add(-time.Minute)); err != nil || !ok || found.IDs[0] != r.IDs[0] {
			t.Errorf("found %+v %v %v", found, ok, err)
		}
	})
}

func TestALongAnswerComesInPartsWithItsButtonsBelow(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.talk.posts(bot.Post{Lang: "de", Body: richtext.FromText(strings.Repeat("Ein Satz mit Inhalt. ", 400)), Suggestions: []string{"Und Bonn?"}, Rate: "q1"})
		h.fake.Write(person, anna, "Alles")
		got := h.shows(person, 4)
		if len(got[1].Buttons)+len(got[2].Buttons) != 0 || !slices.EqualFunc(got[3].Labels(), [][]string{{"Und Bonn?"}, {"👍", "👎"}}, slices.Equal) {
			t.Errorf("the buttons are %q", got[3].Labels())
		}
	})
}

func TestAFileComesWithAnAnswer(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		p := bot.Post{Lang: "de", Body: richtext.FromText("Das ist gespeichert."), Outcome: bot.Answered, Choices: []bot.Choice{{Label: "Löschen", Say: "/forgetme"}}}
		p.Media = []bot.Media{{Kind: bot.Document, Name: "isabot.json", Type: "application/json", Key: "k", Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("{}")), nil
		}}}
		h.talk.posts(p)
		h.fake.Write(person, anna, "/mydata")
		got := h.shows(person, 3)
		if got[1].Text != "Das ist gespeichert." || len(got[1].Labels()) != 1 || got[2].Kind != "document" {
			t.Errorf("the chat shows %+v", got)
		}
	})
}

func TestTypingIsShownWhileAnAnswerTakesLong(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.talk.replies(func(ctx context.Context, m bot.Message) (bot.Post, error) {
			return answerTo(m), wait(ctx, 9*time.Second)
		})
		h.fake.Say(forum, telegramtest.Said{From: anna, Text: us + " Köln?", Topic: 5})
		h.shows(forum, 2)
		calls := 0
		for _, e := range h.fake.Entries() {
			if e.Method == "sendChatAction" && e.Chat == forum {
				calls++
			}
		}
		if calls != 3 {
			t.Errorf("typing was shown %d times", calls)
		}
	})
}

func TestAPanicInTheConversationBecomesAnApology(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.talk.replies(func(context.Context, bot.Message) (bot.Post, error) { panic("Anna") })
		h.fake.Write(wei.ID, wei, "x")
		if got := h.shows(wei.ID, 2)[1].Text; !strings.Contains(got, "很抱歉") {
			t.Errorf("said was %q", got)
		}
		h.talk.replies(nil)
		h.fake.Write(person, anna, "x")
		h.shows(person, 2)
		if strings.Contains(h.log.String(), "Anna") {
			t.Errorf("the log says %s", h.log)
		}
	})
}
