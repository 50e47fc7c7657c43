package main

import (
	"context"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// maxQueued is how many questions may wait to be written.
const maxQueued = 10_000

// asked is a question and when it was asked.
type asked struct {
	bot.Asked
	at     time.Time
	thumbs cms.Thumbs
}

// Log implements bot.QuestionLog.
func (s *stores) Log(a bot.Asked) { _ = s.log.put(asked{Asked: a, at: s.now()}) }

// Rate implements bot.QuestionLog.
func (s *stores) Rate(ctx context.Context, id string, up bool) (string, error) {
	if err := ctx.Err(); err != nil || id == "" {
		return "", err
	}
	verdict := cms.ThumbsDown
	if up {
		verdict = cms.ThumbsUp
	}
	var text string
	if s.log.change(func(a *asked) bool {
		if a.ID == id {
			a.thumbs, text = verdict, a.Text
		}
		return a.ID == id
	}) {
		return text, nil
	}
	return cms.RateQuestion(s.app, id, verdict, s.now())
}

// writeQuestions writes a batch in one transaction.
func (s *stores) writeQuestions(batch []asked) error {
	lines := make([]cms.Question, len(batch))
	for i, a := range batch {
		who, err := s.pseudonym(a.Person)
		if err != nil {
			return err
		}
		lines[i] = cms.Question{
			ID: a.ID, Text: a.Text, Lang: a.Lang, Platform: a.Platform, Outcome: string(a.Outcome), Person: who,
			Thumbs: a.thumbs, Sources: a.Sources, Latency: a.Latency, At: a.at,
		}
	}
	return s.app.RunInTransaction(func(tx core.App) error {
		return cms.AddQuestions(tx, lines)
	})
}
