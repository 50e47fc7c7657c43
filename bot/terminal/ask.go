package terminal

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"isa-portal.de/isabot/bot"
)

// AskOptions are one question and how to answer it.
type AskOptions struct {
	Options
	Text string
	JSON bool // answer in the shape of the web's API instead of as text
}

// answer is a post as the JSON API shows it.
type answer struct {
	Answer       string       `json:"answer"`
	HTML         string       `json:"html"`
	Lang         string       `json:"lang"`
	Outcome      bot.Outcome  `json:"outcome"`
	Sources      []bot.Source `json:"sources"`
	Suggestions  []string     `json:"suggestions"`
	Choices      []choice     `json:"choices,omitempty"`
	Conversation string       `json:"conversation"`
}

type choice struct {
	Label string `json:"label"`
	Say   string `json:"say"`
}

// Ask asks one question and writes the answer: as text with its sources and
// suggestions, or as one line of JSON.
func Ask(ctx context.Context, out io.Writer, h bot.Handler, opts AskOptions) error {
	post, err := h.Handle(ctx, message(opts.Text, opts.Options))
	if err != nil {
		return fmt.Errorf("answering: %w", err)
	}
	if !opts.JSON {
		p := newPrinter(out, opts.Options)
		p.mark = "–" // nobody is there to read a number
		p.post(post)
		return p.err
	}
	a := answer{
		Answer: post.Body.Text(), HTML: post.Body.HTML(), Lang: post.Lang, Outcome: post.Outcome,
		Sources: post.Sources, Suggestions: post.Suggestions, Conversation: opts.Conversation,
	}
	for _, c := range post.Choices {
		a.Choices = append(a.Choices, choice(c))
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
