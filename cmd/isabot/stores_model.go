package main

import (
	"context"
	"log/slog"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/cms"
)

const (
	modelUsage    = "model_usage" // key of what a model has used today, in the system's state
	maxModelNotes = 1000          // that wait to be written: they are long
)

// modelNote is what is to be written down of a model's work: one request, what it
// has used today, or that staff are to be told of that.
type modelNote struct {
	request *llm.Entry
	used    *llm.Day
	tell    func()
}

// Load implements llm.Ledger.
func (s *stores) Load(ctx context.Context) (day llm.Day, err error) {
	if err := ctx.Err(); err != nil {
		return day, err
	}
	_, err = cms.LoadSystemState(s.app, modelUsage, &day)
	return day, err
}

// Save implements llm.Ledger.
func (s *stores) Save(day llm.Day) { s.noteModel(modelNote{used: &day}) }

// Note implements llm.Journal.
func (s *stores) Note(e llm.Entry) { s.noteModel(modelNote{request: &e}) }

// noteModel writes at once where nothing is written in batches: in a command
// that answers one question and ends.
func (s *stores) noteModel(n modelNote) {
	if s.models.put(n) {
		return
	}
	if err := s.writeModelNotes([]modelNote{n}); err != nil {
		slog.Error("Writing down what a model was sent failed.", slog.Any("error", err))
	}
}

// writeModelNotes writes a batch in one transaction. Of what was used the latest
// counts.
func (s *stores) writeModelNotes(batch []modelNote) error {
	var calls []cms.ModelCall
	var used *llm.Day
	for _, n := range batch {
		if n.tell != nil {
			n.tell()
		}
		if n.used != nil {
			used = n.used
		}
		if e := n.request; e != nil {
			calls = append(calls, cms.ModelCall{
				Task: e.Task, Model: e.Model, Host: e.Host, Request: e.Request, Answer: e.Answer, TokensIn: e.TokensIn, TokensOut: e.TokensOut,
				Estimated: e.Estimated, Took: e.Took, Outcome: e.Outcome, Fault: e.Fault, At: e.At,
			})
		}
	}
	return s.app.RunInTransaction(func(tx core.App) error {
		if used != nil {
			if err := cms.SaveSystemState(tx, modelUsage, used); err != nil {
				return err
			}
		}
		return cms.AddModelCalls(tx, calls)
	})
}
