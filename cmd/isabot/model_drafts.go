package main

import (
	"context"
	"errors"

	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/desk"
)

// drafting is the model as the desk wants it, nil if there is none.
func (p *program) drafting() desk.Translator {
	if p.model == nil {
		return nil
	}
	return drafting{p.model}
}

// drafting lends the model to the staff's desk.
type drafting struct{ model *llm.Model }

// Translate implements desk.Translator. Where the model fails it says in words
// for staff what they can do.
func (d drafting) Translate(ctx context.Context, t desk.Translation) (map[string]string, error) {
	texts, err := d.model.Translate(ctx, llm.Translation(t))
	switch {
	case errors.Is(err, llm.ErrLate):
		return nil, errors.Join(err, context.DeadlineExceeded)
	case errors.Is(err, llm.ErrCut):
		return nil, &desk.Refusal{Text: phrases.DeskTranslate.BrokenOff}
	case errors.Is(err, llm.ErrRefused):
		return nil, &desk.Refusal{Text: phrases.DeskTranslate.Refused}
	case errors.Is(err, llm.ErrBudget):
		return nil, &desk.Refusal{Text: phrases.DeskTranslate.UsedUp}
	case errors.Is(err, llm.ErrOpen), errors.Is(err, llm.ErrBusy), errors.Is(err, llm.ErrLimited), errors.Is(err, llm.ErrUnreachable):
		return nil, &desk.Refusal{Text: phrases.DeskTranslate.Busy}
	}
	return texts, err
}
