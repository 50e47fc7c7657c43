package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/llm"
)

// newModel makes the language model of the configuration, nil if there is none.
func (p *program) newModel() *llm.Model {
	opts := llm.Options{Now: p.now, Log: slog.Default(), Ledger: p.stores, Alert: func(_ context.Context, share float64) {
		p.stores.noteModel(modelNote{tell: func() { p.tellBudget(share) }}) // who asks does not wait for the database
	}}
	if !p.cfg.model.noLog {
		opts.Journal = p.stores
	}
	return llm.New(p.cfg.model.Config, opts)
}

// tellBudget has staff told what share of the model's budget is used.
func (p *program) tellBudget(share float64) {
	err := p.app.RunInTransaction(func(tx core.App) error { return p.planner.TellBudget(tx, share >= 1) })
	if err != nil {
		slog.Error("Staff could not be told of the model's budget.", slog.Any("error", err))
		return
	}
	p.slot.Wake()
}

// wording is the model as the engine wants it, nil if there is none.
func (p *program) wording() answer.Model {
	if p.model == nil {
		return nil
	}
	return wording{p.model}
}

// wording lends the model to the engine.
type wording struct{ model *llm.Model }

// Write implements answer.Model.
func (w wording) Write(ctx context.Context, asker string, d answer.Draft) ([]answer.Sentence, error) {
	in := llm.Writing{Lang: d.Lang, Question: d.Question, Again: d.Wrong}
	for _, e := range d.Extracts {
		in.Passages = append(in.Passages, llm.Passage(e))
	}
	said, err := w.model.Write(ctx, asker, in)
	out := make([]answer.Sentence, len(said))
	for i, s := range said {
		out[i] = answer.Sentence{Text: s.Text, Extracts: s.Passages}
	}
	return out, err
}

// Queries implements answer.Model.
func (w wording) Queries(ctx context.Context, asker string, u answer.Unclear) ([]string, error) {
	in := llm.Message{Lang: u.Lang, Text: u.Text}
	for _, said := range u.Earlier { // parts of what they wrote
		in.Earlier = append(in.Earlier, bot.Mask(said))
	}
	return w.model.Queries(ctx, asker, in)
}

// embedding is the model as the engine wants it to find texts by their meaning,
// nil if there is none for that.
func (p *program) embedding() answer.Embedder {
	if p.model == nil || !p.model.Embeds() {
		return nil
	}
	return embedder{app: p.app, model: p.cfg.model.EmbeddingModel, embed: p.model.Embed}
}

// sayModel says whether a model is on, and where what it is asked goes.
func (p *program) sayModel(out io.Writer) {
	if p.model == nil {
		fmt.Fprintf(out, "  %-8s is off: set OPENAI_MODEL to switch it on; nothing needs it\n", "Model")
		return
	}
	fmt.Fprintf(out, "  %-8s is on: questions, extracts of the records and what staff have translated are sent to %s\n", "Model", p.model.Host())
}
