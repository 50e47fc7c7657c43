package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"isa-portal.de/isabot/cmd/stage"
)

// announcing are the channels that news goes to.
func (t *story) announcing() []channel {
	var out []channel
	for _, c := range t.channels {
		if c.purpose == "announcements" {
			out = append(out, c)
		}
	}
	return out
}

// everything is what the channels show that news goes to.
func (t *story) everything() []sight {
	var out []sight
	for _, c := range t.announcing() {
		out = append(out, c.look(t.stage)...)
	}
	return out
}

// await waits until each channel shows what it should and nothing of the piece
// waits any more, then prints what all channels show.
func (t *story) await(ctx context.Context, step string, right func(channel, []sight) bool) error {
	began := time.Now()
	for _, c := range t.announcing() {
		err := stage.Until(ctx, t.patience, func(context.Context) bool { return right(c, c.look(t.stage)) })
		if err != nil {
			return t.explain(ctx, step, c)
		}
	}
	took := time.Since(began)
	err := stage.Until(ctx, t.patience, func(ctx context.Context) bool {
		waiting, err := t.deliveries(ctx, "state != 'sent' && state != 'gone'")
		return err == nil && len(waiting) == 0
	})
	if err != nil {
		waiting, _ := t.deliveries(ctx, "state != 'sent' && state != 'gone'")
		return fmt.Errorf("%s: all channels show what they should, but isabot is not done: %v", step, waiting)
	}
	fmt.Fprintf(t.out, "\n%s. The channels show it after %.1f s:\n", step, took.Seconds())
	t.print()
	return nil
}

// explain says why a wait has ended in vain.
func (t *story) explain(ctx context.Context, step string, c channel) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	rows, err := t.deliveries(ctx, "chat = '"+c.target()+"'")
	if err != nil {
		return fmt.Errorf("%s: %s does not show it after %s, and isabot does not say why: %w", step, c.label(), t.patience, err)
	}
	var shows strings.Builder
	printSights(&shows, c.look(t.stage))
	return fmt.Errorf("%s: %s does not show it after %s. isabot says of it: %v. The channel shows:\n%s", step, c.label(), t.patience, rows, shows.String())
}

// delivery is what isabot knows about a message.
type delivery struct {
	Chat  string `json:"chat"`
	Part  string `json:"part"`
	State string `json:"state"`
	Held  string `json:"held_for"`
	Error string `json:"error"`
}

// String is the delivery in a few words.
func (d delivery) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s part %s is %s %s %s", d.Chat, d.Part, d.State, d.Held, d.Error))
}

// deliveries are those of the piece at hand that meet a filter.
func (t *story) deliveries(ctx context.Context, filter string) ([]delivery, error) {
	var rows []delivery
	err := t.stage.List(ctx, "deliveries", "subject = '"+t.id+"' && ("+filter+")", &rows)
	return rows, err
}

func (t *story) print() {
	for _, c := range t.channels {
		fmt.Fprintf(t.out, "\n  %s (%s)\n", c.label(), c.lang)
		printSights(t.out, c.look(t.stage))
	}
}

func printSights(out io.Writer, seen []sight) {
	if len(seen) == 0 {
		fmt.Fprintln(out, "    (nothing)")
	}
	for _, s := range seen {
		fmt.Fprintf(out, "    message %s", s.id)
		if len(s.marks) > 0 {
			fmt.Fprintf(out, " (%s)", strings.Join(s.marks, ", "))
		}
		fmt.Fprintln(out)
		for line := range strings.Lines(s.text) {
			fmt.Fprintln(out, "    |", strings.TrimRight(line, "\n"))
		}
	}
}
