package telegram

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

const longQuestion = "Welche Städte und Landkreise in Nordrhein-Westfalen sind heute Mitglied der Allianz?"

// offering is a listener whose first answer has these buttons, for who is asked.
func offering(t *testing.T, p bot.Post, chat int64, test func(h *hearing, answer telegramtest.Message)) {
	t.Helper()
	listening(t, nil, func(h *hearing) {
		if p.Body.Empty() {
			p.Body = richtext.FromText("Antwort")
		}
		h.talk.posts(p)
		h.fake.Write(chat, anna, "/help"+us)
		answer := h.shows(chat, 2)[1]
		h.talk.replies(nil)
		test(h, answer)
	})
}

func TestAPressSaysWhatItsButtonSays(t *testing.T) {
	post := bot.Post{Lang: "de", Suggestions: []string{"Und Bonn?", longQuestion, "佛山、深圳、长沙、武汉、沈阳、石家庄都是成员城市吗？"}, Choices: []bot.Choice{{Label: "Ja, weitergeben", Say: "ja"}}, Rate: "q0123"}
	for label, want := range map[string]string{
		"Und Bonn?": "Und Bonn?", longQuestion: longQuestion, post.Suggestions[2]: post.Suggestions[2], "Ja, weitergeben": "ja", "👍": "/rate up q0123", "👎": "/rate down q0123",
	} {
		offering(t, post, person, func(h *hearing, answer telegramtest.Message) {
			if !h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Label: label}) {
				t.Fatalf("there is no button %q: %q", label, answer.Labels())
			}
			got := h.quiet()
			if m := got[len(got)-1]; len(got) != 2 || m != (bot.Message{Place: where("7"), Sender: "7", Text: want, Locale: "de", Direct: true, Press: true, Private: true}) {
				t.Errorf("%q: heard was %+v", label, m)
			}
			if c := h.fake.Callbacks(); len(c) != 1 || !c[0].Answered || c[0].Text != "" {
				t.Errorf("%q: acknowledged was %+v", label, c)
			}
			calls := 0
			for _, e := range h.fake.Entries() {
				if e.Method == "answerCallbackQuery" {
					calls++
				}
			}
			if calls != 1 {
				t.Errorf("it was acknowledged %d times", calls)
			}
			if chat := h.fake.Chat(person); len(chat) != 3 || chat[2].ReplyTo != 0 {
				t.Errorf("the chat shows %+v", chat)
			}
		})
	}
}

func TestButtonsOfAMessageThatIsTooOld(t *testing.T) {
	post := bot.Post{Lang: "de", Suggestions: []string{"Und Bonn?", longQuestion}}
	offering(t, post, person, func(h *hearing, answer telegramtest.Message) {
		h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Label: "Und Bonn?", Old: true})
		h.fake.Press(person, answer.ID, telegramtest.Press{By: wei, Label: longQuestion, Old: true})
		if got := h.quiet(); len(got) != 2 || got[1].Text != "Und Bonn?" {
			t.Errorf("heard was %+v", got)
		}
		if c := h.fake.Callbacks(); len(c) != 2 || c[0].Text != "" || c[1].Text != "该按钮已失效，请直接输入您的问题。" {
			t.Errorf("acknowledged was %+v", c)
		}
	})
}

// The data of a long label outlive the program, and an edit of the message.
func TestAButtonOutlivesTheProgram(t *testing.T) {
	offering(t, bot.Post{Lang: "de", Suggestions: []string{longQuestion}}, person, func(h *hearing, answer telegramtest.Message) {
		h.end()
		h.renew()
		h.begin()
		h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Label: longQuestion})
		if got := h.quiet(); len(got) != 2 || got[1].Text != longQuestion {
			t.Errorf("heard was %+v", got)
		}
		h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Data: nameOf("eine andere")})
		if got := h.quiet(); len(got) != 2 {
			t.Errorf("another label was taken: %+v", got)
		}
	})
}

func TestAPostThatGoesOnInPlace(t *testing.T) {
	offering(t, bot.Post{Lang: "de", Choices: []bot.Choice{{Label: "Weiter", Say: "/members 2"}}, Rate: "q1"}, forum, func(h *hearing, answer telegramtest.Message) {
		h.talk.posts(bot.Post{Lang: "de", Body: richtext.FromText("Seite 2"), InPlace: true, Choices: []bot.Choice{{Label: "Zurück", Say: "/members 1"}}})
		h.fake.Press(forum, answer.ID, telegramtest.Press{By: wei, Label: "Weiter"})
		h.quiet()
		chat := h.fake.Chat(forum)
		if len(chat) != 2 || chat[1].Text != "Seite 2" || !slices.EqualFunc(chat[1].Labels(), [][]string{{"Zurück"}}, slices.Equal) {
			t.Errorf("the chat shows %+v", chat)
		}
		h.talk.posts(bot.Post{Lang: "de", Body: richtext.FromText("Ende"), InPlace: true})
		h.fake.Press(forum, answer.ID, telegramtest.Press{By: wei, Label: "Zurück", Old: true})
		h.quiet()
		if chat := h.fake.Chat(forum); len(chat) != 2 || chat[1].Text != "Ende" || chat[1].Buttons != nil {
			t.Errorf("the chat shows %+v", chat)
		}
	})
}

func TestAPictureGoesOnInPlace(t *testing.T) {
	picture := []bot.Media{{Kind: bot.Photo, URL: "https://isa.example/a.jpg"}}
	offering(t, bot.Post{Lang: "de", Media: picture, Choices: []bot.Choice{{Label: "Weiter", Say: "2"}}}, person, func(h *hearing, answer telegramtest.Message) {
		h.talk.posts(bot.Post{Lang: "de", Body: richtext.FromText("Seite 2"), InPlace: true})
		h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Label: "Weiter"})
		h.quiet()
		if chat := h.fake.Chat(person); len(chat) != 2 || chat[1].Text != "Seite 2" || chat[1].Kind != "photo" {
			t.Errorf("the chat shows %+v\n%s", chat, h.log)
		}
	})
}

func TestAWordThatNeedNotStayIsAToast(t *testing.T) {
	brief := func(text string) bot.Post { return bot.Post{Lang: "de", Body: richtext.FromText(text), Brief: true} }
	rated := bot.Post{Lang: "de", Rate: "q1"}
	tests := []struct {
		name  string
		text  string
		takes time.Duration // until the conversation answers
		fault telegramtest.FaultKind
		toast string
		said  bool // as a message
	}{
		{"at once", "Danke!", 0, "", "Danke!", false},
		{"too long", strings.Repeat("Danke! ", 40), 0, "", "", true},
		{"a little late", "Danke!", 3 * time.Second, "", "", true},
		{"far too late", "Danke!", 30 * time.Second, "", "", true},
		{"not taken", "Danke!", 0, telegramtest.ServerErrorBefore, "", true},
		{"not taken for now", "Danke!", 0, telegramtest.TooMany, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			offering(t, rated, person, func(h *hearing, answer telegramtest.Message) {
				h.talk.replies(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
					return brief(tt.text), wait(ctx, tt.takes)
				})
				if tt.fault != "" {
					h.fake.Fail(telegramtest.Fault{Kind: tt.fault, Method: "answerCallbackQuery"})
				}
				h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Label: "👍"})
				h.pass(1500 * time.Millisecond)
				if c := h.fake.Callbacks()[0]; c.Text != tt.toast || !c.Answered && tt.fault == "" {
					t.Errorf("acknowledged was %+v", c)
				}
				h.quiet()
				if chat := h.fake.Chat(person); (len(chat) == 3) != tt.said || tt.said && chat[2].Text != strings.TrimSpace(tt.text) {
					t.Errorf("the chat shows %+v", chat)
				}
			})
		})
	}
}

func TestAPressInInlineModeIsAcknowledged(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.fake.Write(person, anna, "x")
		answer := h.shows(person, 2)[1]
		h.fake.Press(person, answer.ID, telegramtest.Press{By: anna, Data: " "})
		h.fake.Push("callback_query", map[string]any{"id": "77", "from": map[string]any{"id": 7}, "inline_message_id": "x", "chat_instance": "1", "data": "x"})
		if got := h.quiet(); len(got) != 1 || len(h.fake.AwaitCalls(h.ctx, "answerCallbackQuery", 2)) != 2 {
			t.Errorf("heard was %+v", got)
		}
	})
}

// What a button says is what was to be said, for all that can be put on one.
func FuzzButtonsSayWhatTheyShould(f *testing.F) {
	f.Add("Ja", "ja")
	f.Add(longQuestion, longQuestion)
	f.Add("  a\n b\u202e", "  a\n b\u202e")
	f.Add("x", "=y")
	f.Add(strings.Repeat("佛", 40), strings.Repeat("佛", 40))
	f.Fuzz(func(t *testing.T, label, say string) {
		b, ok := sayButton(bot.Choice{Label: label, Say: say})
		if !ok {
			if label == say && oneLine(label) != "" {
				t.Errorf("%q has no button", label)
			}
			return
		}
		if len(b.data) < 1 || len(b.data) > 64 || b.label == "" {
			t.Errorf("%q %q: the button is %+v", label, say, b)
		}
		if got := saidBy(b.data, []string{"another", b.label}); got != say && got != oneLine(say) {
			t.Errorf("%q says %q, not %q", label, got, say)
		}
	})
}
