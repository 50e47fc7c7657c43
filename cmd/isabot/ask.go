package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"isa-portal.de/isabot/bot/terminal"
)

// askCommand answers one question and ends.
func (p *program) askCommand() *cobra.Command {
	var opts terminal.AskOptions
	c := &cobra.Command{
		Use: "ask TEXT", Short: "Answers one question from the records",
		Args: cobra.MinimumNArgs(1), SilenceUsage: true,
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.ready(c.Context()); err != nil {
				return err
			}
			opts.Text = strings.Join(args, " ")
			return terminal.Ask(c.Context(), c.OutOrStdout(), p.bench(opts.Conversation != ""), opts)
		},
	}
	c.Flags().StringVar(&opts.Lang, "lang", "", "language of the answer: de, en or zh (default: the question's)")
	c.Flags().BoolVar(&opts.JSON, "json", false, "print the answer as the JSON interface gives it")
	c.Flags().StringVar(&opts.Conversation, "conversation", "", "go on with the conversation of this name")
	return c
}

// chatCommand is a conversation on standard input.
func (p *program) chatCommand() *cobra.Command {
	return &cobra.Command{
		Use: "chat", Short: "Starts a conversation on the terminal", Args: cobra.NoArgs, SilenceUsage: true,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := p.ready(c.Context()); err != nil {
				return err
			}
			return terminal.Run(c.Context(), c.InOrStdin(), c.OutOrStdout(), p.bench(false), terminal.Options{})
		},
	}
}

// commandName is how the program was called, as a person would type it again.
func commandName() string {
	if strings.Contains(os.Args[0], string(filepath.Separator)+"go-build") {
		return "go run ./cmd/isabot"
	}
	return os.Args[0]
}

func trimSlash(s string) string { return strings.TrimRight(s, "/") }
