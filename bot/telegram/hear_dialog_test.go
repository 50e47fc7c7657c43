package telegram

import (
	"context"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
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
