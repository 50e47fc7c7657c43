package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"isa-portal.de/isabot/bot"
)

// evalCase is one line of a question set: what is said, turn by turn, and what
// the last answer must and must not be.
type evalCase struct {
	ID      string     `json:"id"`
	Topic   string     `json:"topic"`
	Lang    string     `json:"lang"`
	LangOK  []string   `json:"lang_ok"`
	Turns   []string   `json:"turns"`
	Outcome []string   `json:"outcome"`
	Must    [][]string `json:"must"`
	MustNot []string   `json:"must_not"`
	HTTP    []int      `json:"http"` // statuses that a web caller may get instead
	Note    string     `json:"note"`
}

// evalResult is a case with what is wrong about its answer. Claims are the
// wrong ones among the faults: things said that must not be said.
type evalResult struct {
	evalCase
	post   bot.Post
	faults []string
	claims []string
	model  bool // one was asked
}

func (r evalResult) good() bool { return len(r.faults)+len(r.claims) == 0 }

// evalCommand scores a question set.
func (p *program) evalCommand() *cobra.Command {
	var least float64
	var verbose bool
	c := &cobra.Command{
		Use: "eval FILE.jsonl", Short: "Scores the answers to a question set",
		Args: cobra.ExactArgs(1), SilenceUsage: true,
		RunE: func(c *cobra.Command, args []string) error {
			cases, err := readCases(args[0])
			if err != nil {
				return err
			}
			if err := p.ready(c.Context()); err != nil {
				return err
			}
			if err := p.engine.LoadVectors(c.Context()); err != nil {
				return err
			}
			results := runCases(c.Context(), p.rehearsal(), cases, p.spent)
			share := report(c.OutOrStdout(), results, verbose)
			reportModel(c.OutOrStdout(), results, p.spent())
			if share < least {
				return fmt.Errorf("%.1f %% of the answers are right, %.1f %% are asked for", 100*share, 100*least)
			}
			return nil
		},
	}
	c.Flags().Float64Var(&least, "min", 0, "the least share of right answers, from 0 to 1; below it the command fails")
	c.Flags().BoolVar(&verbose, "verbose", false, "print question and answer of every failing case")
	return c
}

// readCases reads a question set, one JSON object a line.
func readCases(path string) ([]evalCase, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the question set: %w", err)
	}
	var cases []evalCase
	seen := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var c evalCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		if seen[c.ID] || len(c.Turns) == 0 {
			return nil, fmt.Errorf("%s, line %d: id %q stands twice, or the case asks nothing", path, n, c.ID)
		}
		seen[c.ID] = true
		cases = append(cases, c)
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("%s holds no question", path)
	}
	return cases, nil
}

// runCases holds each case's conversation anew and judges its last answer. spent
// tells what a model has used so far.
func runCases(ctx context.Context, h bot.Handler, cases []evalCase, spent func() spending) []evalResult {
	var results []evalResult
	for _, c := range cases {
		r := evalResult{evalCase: c}
		before := spent().calls
		for _, turn := range c.Turns {
			place := bot.Place{Platform: "terminal", Chat: "eval-" + c.ID}
			post, err := h.Handle(ctx, bot.Message{Place: place, Sender: place.Chat, Text: turn, Direct: true})
			if err != nil {
				r.faults = append(r.faults, err.Error())
				break
			}
			r.post = post
		}
		r.model = spent().calls > before
		judge(&r)
		results = append(results, r)
	}
	return results
}

// report prints the scores by topic and by language and the failing cases, and
// returns the share of right answers.
func report(w io.Writer, results []evalResult, verbose bool) float64 {
	table(w, "by topic", results, func(r evalResult) string { return r.Topic })
	table(w, "by language", results, func(r evalResult) string { return r.Lang })
	good, wrong := 0, 0
	for _, r := range results {
		if len(r.claims) > 0 {
			wrong++
		}
		if r.good() {
			good++
			continue
		}
		fmt.Fprintf(w, "  %s: %s\n", r.ID, strings.Join(append(r.claims, r.faults...), "; "))
		if verbose {
			fmt.Fprintf(w, "      Q: %s\n      A: [%s/%s] %s\n", strings.Join(r.Turns, " >> "), r.post.Outcome, r.post.Lang,
				strings.ReplaceAll(r.post.Body.Text(), "\n", " "))
		}
	}
	fmt.Fprintf(w, "%d/%d correct, %d wrong claims\n", good, len(results), wrong)
	return float64(good) / float64(len(results))
}

func table(w io.Writer, head string, results []evalResult, key func(evalResult) string) {
	good, all := map[string]int{}, map[string]int{}
	for _, r := range results {
		all[key(r)]++
		if r.good() {
			good[key(r)]++
		}
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintln(w, head)
	for _, name := range names {
		fmt.Fprintf(w, "  %-15s %4d/%-4d %6.1f %%\n", name, good[name], all[name], 100*float64(good[name])/float64(all[name]))
	}
}
