package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/cms"
)

// Write implements converse.Store.
func (s *stores) Write(ctx context.Context, platform string, b converse.Batch) (map[string]bool, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	keep := make([]cms.Update, len(b.Keep))
	for i, u := range b.Keep {
		keep[i] = cms.Update(u)
	}
	replies, err := s.toNote(platform, b.Replies)
	if err != nil {
		return nil, err
	}
	if len(keep)+len(b.Settle)+len(replies) == 0 {
		return map[string]bool{}, nil
	}
	var fresh map[string]bool
	err = s.app.RunInTransaction(func(tx core.App) error {
		now := s.now()
		if fresh, err = cms.KeepUpdates(tx, platform, keep, now); err != nil {
			return err
		}
		if err := cms.SettleUpdates(tx, platform, b.Settle, now); err != nil {
			return err
		}
		return cms.SaveReplies(tx, platform, replies, now)
	})
	if err != nil {
		return nil, fmt.Errorf("write down what %s sent: %w", platform, err)
	}
	return fresh, nil
}

// toNote are the replies that are to be noted: of a chat that was forgotten a
// moment ago none is.
func (s *stores) toNote(platform string, replies []converse.Reply) ([]cms.Reply, error) {
	var all []cms.Reply
	for _, r := range replies {
		if s.isHushed(platform, r.Chat) {
			continue
		}
		raw, err := json.Marshal(r.Answers)
		if err != nil {
			return nil, fmt.Errorf("note what answers a question: %w", err)
		}
		all = append(all, cms.Reply{Chat: r.Chat, Question: r.Question, Answer: string(raw)})
	}
	return all, nil
}

// Waiting implements converse.Store.
func (s *stores) Waiting(ctx context.Context, platform string, after int64, limit int) ([]converse.Update, int64, error) {
	if err := ctx.Err(); err != nil {
		return nil, after, err
	}
	found, last, err := cms.FindWaitingUpdates(s.app, platform, after, limit)
	all := make([]converse.Update, len(found))
	for i, u := range found {
		all[i] = converse.Update(u)
	}
	return all, last, err
}

// Answers implements converse.Store.
func (s *stores) Answers(ctx context.Context, platform, chat, question string) ([]bot.Remote, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	raw, err := cms.FindReply(s.app, platform, chat, question)
	if err != nil || raw == "" {
		return nil, err
	}
	var answers []bot.Remote
	if err := json.Unmarshal([]byte(raw), &answers); err != nil {
		return nil, fmt.Errorf("read what answers a question: %w", err)
	}
	return answers, nil
}
