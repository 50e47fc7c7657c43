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
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(bot.NewReply(post, post.Body.HTML(), opts.Conversation)); err != nil {
		return fmt.Errorf("writing an answer: %w", err)
	}
	return nil
}
