package terminal

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"isa-portal.de/isabot/bot"
)

// answer is a post as the JSON API shows it.
type answer struct {
	Answer       string       `json:"answer"`
	HTML         string       `json:"html"`
	Lang         string       `json:"lang"`
	Outcome      bot.Outcome  `json:"outcome"`
	Sources      []bot.Source `json:"sources"`
	Suggestions  []string     `json:"suggestions"`
	Conversation string       `json:"conversation"`
}

// Ask asks one question and writes the answer: as text with its sources and
// numbered suggestions, or as one line of JSON in the shape of the web's API.
func Ask(ctx context.Context, out io.Writer, h bot.Handler, question string, asJSON bool, opts Options) error {
	post, err := h.Handle(ctx, message(question, opts))
	if err != nil {
		return fmt.Errorf("answering: %w", err)
	}
	if !asJSON {
		p := newPrinter(out, opts)
		p.post(post)
		return p.err
	}
	a := answer{
		Answer: post.Body.Text(), HTML: post.Body.HTML(), Lang: post.Lang, Outcome: post.Outcome,
		Sources: post.Sources, Suggestions: post.Suggestions, Conversation: opts.Conversation,
	}
	if a.Sources == nil {
		a.Sources = []bot.Source{}
	}
	if a.Suggestions == nil {
		a.Suggestions = []string{}
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	return nil
}
