package main

import (
	"context"
	"errors"
	"fmt"

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

// drafting lends the model to the desk.
type drafting struct{ model *llm.Model }

// Translate implements desk.Translator.
func (d drafting) Translate(ctx context.Context, t desk.Translation) (map[string]string, error) {
	got, err := d.model.Translate(ctx, llm.Translation(t))
	return got, inStaffWords(err)
}

// inStaffWords says why a model has not translated, as far as staff can do
// something about it.
func inStaffWords(err error) error {
	if errors.Is(err, llm.ErrLate) {
		return fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	}
	for _, known := range []struct {
		err  error
		text phrases.Text
	}{
		{llm.ErrBudget, phrases.DeskTranslate.UsedUp}, {llm.ErrRefused, phrases.DeskTranslate.Refused},
		{llm.ErrOpen, phrases.DeskTranslate.Busy}, {llm.ErrBusy, phrases.DeskTranslate.Busy},
		{llm.ErrLimited, phrases.DeskTranslate.Busy}, {llm.ErrUnreachable, phrases.DeskTranslate.Busy},
	} {
		if errors.Is(err, known.err) {
			return fmt.Errorf("%w: %w", &desk.Refusal{Text: known.text}, err)
		}
	}
	return err
}
