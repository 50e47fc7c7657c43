package terminal_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/terminal/terminaltest"
)

// knower repeats questions with their language, knows nothing about fees and
// criteria, and asks back about one misspelt name.
type knower struct{ inquiries atomic.Int64 }

func (k *knower) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	lang := q.Lang
	if lang == "" {
		lang = q.Habit
	}
	if strings.ContainsRune(q.Text, '吗') || strings.ContainsRune(q.Text, '呢') {
		lang = "zh"
	}
	if lang == "" {
		lang = "de"
	}
	a := bot.Answer{Body: richtext.FromText("[" + lang + "] " + q.Text), Lang: lang, Outcome: bot.Answered}
	switch {
	case strings.Contains(q.Text, "kostet"), strings.Contains(q.Text, "fee"), strings.Contains(q.Text, "cost"), strings.Contains(q.Text, "会费"):
		a.Body, a.Outcome, a.Office = richtext.FromText("Das ist nicht hinterlegt."), bot.Handover, "berlin"
	case strings.Contains(q.Text, "Voraussetzungen"), strings.Contains(q.Text, "criteria"), strings.Contains(q.Text, "条件"):
		a.Body, a.Outcome, a.Office = richtext.FromText("Auch das ist nicht hinterlegt."), bot.Handover, "berlin"
	case strings.Contains(q.Text, "Freibrug"):
		a.Body, a.Outcome = richtext.FromText("Meinten Sie Freiburg?"), bot.Clarify
		a.Suggestions = []string{"Ist Freiburg Mitglied?"}
	default:
		a.Topic.Office = "berlin"
		a.Sources = []bot.Source{{Collection: "members", Title: "Mitgliederliste", AsOf: "2021-07", URL: "https://example.org/" + lang + "/members"}}
	}
	return a, nil
}

func (k *knower) OpenInquiry(context.Context, bot.Inquiry) (string, error) {
	return "2026-" + string('0'+rune(k.inquiries.Add(1))), nil
}

func TestConversations(t *testing.T) {
	terminaltest.Play(t, "testdata/*.txt", func(*testing.T) bot.Handler {
		k := &knower{}
		return bot.NewDialog(k, bot.Options{Inquiries: k})
	})
}
