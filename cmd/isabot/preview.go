package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/cms"
)

// previewCommand shows what a channel would be sent.
func (p *program) previewCommand() *cobra.Command {
	var in string
	c := &cobra.Command{
		Use: "preview NEWS", Short: "Shows what the channels would be sent of a piece of news, named by its id or slug",
		Args: cobra.ExactArgs(1), SilenceUsage: true,
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.app.RunAllMigrations(); err != nil {
				return fmt.Errorf("bringing the database up to date: %w", err)
			}
			n, err := cms.FindNewsNamed(p.app, args[0])
			if err != nil {
				return fmt.Errorf("there is no news with the id or slug %q", args[0])
			}
			previews, err := p.previews(n, in)
			if err != nil {
				return err
			}
			printPreviews(c.OutOrStdout(), previews)
			return nil
		},
	}
	c.Flags().StringVar(&in, "channel", "", "only this channel, by its id or name, whether the news is for it or not")
	return c
}

func (p *program) previews(n *cms.News, in string) ([]announce.Preview, error) {
	if in == "" {
		return p.planner.Preview(p.app, n, n)
	}
	channel, err := cms.FindChannel(p.app, in)
	if err != nil {
		return nil, fmt.Errorf("there is no channel with the id or name %q", in)
	}
	v, err := p.planner.PreviewIn(p.app, n, n, channel)
	return []announce.Preview{v}, err
}

func printPreviews(out io.Writer, previews []announce.Preview) {
	if len(previews) == 0 {
		fmt.Fprintln(out, "This news is for no channel that is switched on.")
	}
	lang := language(os.Getenv)
	for _, v := range previews {
		fmt.Fprintf(out, "== %s (%s, %s): %s\n", v.Channel.Name(), v.Channel.Platform(), v.Readers, v.Outcome)
		if v.Outcome != announce.WillSend {
			fmt.Fprintf(out, "   the text in %s is %s\n", v.Readers, v.Currency)
		}
		for i, piece := range v.Pieces {
			fmt.Fprintf(out, "-- %d/%d %s %s, %d of %d characters\n%s\n", i+1, len(v.Pieces), piece.Method, piece.Kind, piece.Length, piece.Limit,
				indent(piece.Plain))
			for _, f := range piece.Files {
				fmt.Fprintf(out, "   file %s %s\n", f.Name, f.Alt)
			}
			fmt.Fprintf(out, "   %s\n", asSent(piece.Fields))
		}
		for _, w := range v.Warnings {
			fmt.Fprintf(out, "   ! %s\n", w.In(lang))
		}
		fmt.Fprintln(out)
	}
}

// asSent is the request, with the markup legible.
func asSent(fields map[string]any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("   ", "  ")
	if err := e.Encode(fields); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(b.String())
}

func indent(s string) string { return "   | " + strings.ReplaceAll(s, "\n", "\n   | ") }

// language is that of the terminal, German if it is none of ours.
func language(getenv func(string) string) string {
	switch l := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")); {
	case strings.HasPrefix(l, "zh"):
		return "zh"
	case strings.HasPrefix(l, "en"):
		return "en"
	}
	return "de"
}
