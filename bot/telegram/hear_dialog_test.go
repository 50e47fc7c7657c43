package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// ignorant is an answerer that knows nothing, and an office that takes questions.
type ignorant struct{ taken []bot.Inquiry }

func (*ignorant) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	return bot.Answer{Body: richtext.FromText("Das weiß ich nicht."), Lang: "de", Outcome: bot.Handover}, nil
}

func (i *ignorant) OpenInquiry(_ context.Context, q bot.Inquiry) (string, error) {
	i.taken = append(i.taken, q)
	return "N-1", nil
}

// In a group a yes to the bot's own question is heard without its name, from
// the person who was asked; what others say is theirs.
func TestAYesInAGroup(t *testing.T) {
	office := &ignorant{}
	listening(t, func(c *ListenerConfig) { c.Handler = bot.NewDialog(office, bot.Options{Inquiries: office}) }, func(h *hearing) {
		h.fake.Write(group, anna, us+" Was kostet die Mitgliedschaft?")
		offer := h.shows(group, 2)[1]
		if !slices.ContainsFunc(offer.Labels(), func(row []string) bool { return slices.Contains(row, "Ja, weitergeben") }) {
			t.Errorf("the buttons are %q", offer.Labels())
		}
		h.fake.Write(group, wei, "ja")
		h.fake.Write(group, anna, "Das dachte ich mir.")
		if h.quiet(); len(h.fake.Chat(group)) != 4 || len(office.taken) != 0 {
			t.Fatalf("the group shows %+v", h.fake.Chat(group))
		}
		h.fake.Write(group, anna, "ja, bitte")
		got := h.shows(group, 6)
		if len(office.taken) != 1 || !strings.Contains(got[5].Text, "N-1") || got[5].ReplyTo != got[4].ID {
			t.Errorf("the group shows %+v", got)
		}
	})
}

// The same by a button.
// Who speaks in the name of a group is no person who is alone there.
func TestAnAdministratorWithoutANameSpeaksAmongOthers(t *testing.T) {
	listening(t, func(c *ListenerConfig) { c.Handler = bot.NewDialog(&ignorant{}, bot.Options{}) }, func(h *hearing) {
		h.fake.Say(group, telegramtest.Said{As: group, Text: "Wer bringt Kaffee mit?"})
		h.quiet()
		if got := h.fake.Chat(group); len(got) != 1 {
			t.Fatalf("a remark to the group was answered: %+v", got)
		}
		h.fake.Say(group, telegramtest.Said{As: group, Text: "/mydata"})
		if got := h.shows(group, 3)[2].Text; got != phrases.SayInPrivate.De {
			t.Errorf("shown to all was %q", got)
		}
	})
}

func TestAYesByAButton(t *testing.T) {
	office := &ignorant{}
	listening(t, func(c *ListenerConfig) { c.Handler = bot.NewDialog(office, bot.Options{Inquiries: office}) }, func(h *hearing) {
		h.fake.Write(person, anna, "Was kostet die Mitgliedschaft?")
		offer := h.shows(person, 2)[1]
		if !h.fake.Press(person, offer.ID, telegramtest.Press{By: anna, Label: "Ja, weitergeben"}) {
			t.Fatalf("the buttons are %q", offer.Labels())
		}
		if got := h.shows(person, 3); len(office.taken) != 1 || !strings.Contains(got[2].Text, "N-1") {
			t.Errorf("the chat shows %+v", got)
		}
	})
}

// library is a directory in which everything has a long key.
type library struct{}

func entries(collection string, n int) (out []bot.Entry) {
	for i := range n {
		key := fmt.Sprintf("%s-%02d", strings.Repeat("landkreis-", 4), i)
		if collection != "members" {
			key = fmt.Sprintf("record%09d", i) // the CMS's ids have 15 characters
		}
		out = append(out, bot.Entry{Collection: collection, Key: key, Name: strings.Repeat("Ein langer Name ", 6) + fmt.Sprint(i)})
	}
	return out
}

func (library) Areas(string) []bot.Area {
	return []bot.Area{{Country: "DE", Code: "NW", Name: "Nordrhein-Westfalen", Members: 25}, {Country: "CN", Code: "GD", Name: "Guangdong", Members: 5}}
}
func (library) Members(_, _, _ string) []bot.Entry { return entries("members", 25) }
func (library) Categories(string) []bot.Category {
	return []bot.Category{{Key: "membership", Name: "Mitgliedschaft", Entries: 25}}
}
func (library) FAQs(_, _ string) []bot.Entry           { return entries("faqs", 25) }
func (library) News(string) []bot.Entry                { return entries("news", 25) }
func (library) Matches(_, _ string, n int) []bot.Entry { return entries("members", n) }
func (library) Card(_, key, _ string) (bot.Answer, bool) {
	return bot.Answer{Body: richtext.FromText("Karte"), Lang: "de", Outcome: bot.Answered, Office: "record000000001"}, true
}

// All that the conversation offers by touch has a button that carries it, as far
// as one gets by buttons alone.
func TestEveryChoiceOfTheConversationHasAButton(t *testing.T) {
	office := &ignorant{}
	d := bot.NewDialog(office, bot.Options{Inquiries: office, Directory: library{}})
	for _, lang := range phrases.Languages {
		seen := map[string]bool{}
		next := []string{"/start", "/help", "/join", "/members", "/member", "/faq", "/news", "/contact", "/language", "/privacy", "/subscribe", "Was kostet das?"}
		for n := 0; len(next) > 0 && n < 3000; n++ {
			text := next[0]
			next = next[1:]
			if seen[text] {
				continue
			}
			seen[text] = true
			who := fmt.Sprint(lang, n)
			post, err := d.Handle(t.Context(), bot.Message{Place: where(who), Sender: who, Text: text, Locale: lang, Direct: true, Private: true, Press: strings.HasPrefix(text, "/")})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range post.Suggestions {
				post.Choices = append(post.Choices, bot.Choice{Label: s, Say: s})
			}
			for _, c := range post.Choices {
				if b, ok := sayButton(c); !ok {
					t.Errorf("%q is answered with a choice that has no button: %+v (%d bytes)", text, c, len(c.Say))
				} else if strings.HasPrefix(b.data, "/") {
					next = append(next, b.data)
				}
			}
		}
		if len(seen) < 100 {
			t.Errorf("%s: only %d texts were said", lang, len(seen))
		}
	}
}
