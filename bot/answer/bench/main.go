package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	sets, err := load()
	if err != nil {
		return err
	}
	if err := recallTable(out, sets); err != nil {
		return err
	}
	for _, size := range []struct{ passages, questions int }{{5_000, 2_000}, {50_000, 400}} {
		if err := speedTable(out, sets, size.passages, size.questions); err != nil {
			return err
		}
	}
	return nil
}

func recallTable(out io.Writer, sets []set) error {
	fmt.Fprint(out, "Found first / among the first five, each set by itself\n\n")
	fmt.Fprintf(out, "| %-10s | %-5s | %9s |", "set", "", "questions")
	for _, e := range engines {
		fmt.Fprintf(out, " %-14s |", e.name)
	}
	fmt.Fprint(out, "\n|---|---|---|---|---|---|---|\n")
	var behind []string
	for _, s := range sets {
		rows, err := recallRows(out, s)
		if err != nil {
			return err
		}
		behind = append(behind, rows...)
	}
	fmt.Fprintln(out)
	if len(behind) == 0 {
		fmt.Fprintln(out, "No peer is ahead on any set.")
	}
	for _, b := range behind {
		fmt.Fprintln(out, b)
	}
	return nil
}

// recallRows measures one set with all engines and returns where a peer is ahead.
func recallRows(out io.Writer, s set) (behind []string, err error) {
	open := make([]searcher, len(engines))
	for i, e := range engines {
		if open[i], err = e.open(s.passages); err != nil {
			return nil, err
		}
		defer open[i].close()
	}
	for _, asked := range []struct {
		name      string
		questions []asking
	}{{"clean", s.clean}, {"noisy", s.noisy}} {
		n := len(asked.questions)
		fmt.Fprintf(out, "| %-10s | %-5s | %9d |", s.name, asked.name, n)
		var own recall
		for i, o := range open {
			r, err := measureRecall(o, s.passages, asked.questions)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(out, " %-14s |", r)
			if i == 0 {
				own = r
			}
			if r.first > own.first || r.five > own.five {
				behind = append(behind, fmt.Sprintf("%s is ahead on %s %s: %+.0f first, %+.0f among five, of %d questions",
					engines[i].name, s.name, asked.name, (r.first-own.first)*float64(n), (r.five-own.five)*float64(n), n))
			}
		}
		fmt.Fprintln(out)
	}
	return behind, nil
}

func speedTable(out io.Writer, sets []set, n, most int) error {
	passages, questions := mixed(sets, n)
	questions = questions[:min(most, len(questions))]
	fmt.Fprintf(out, "\n%d mixed passages, %d questions\n\n", n, len(questions))
	fmt.Fprintf(out, "| %-14s | %8s | %8s | %9s | %9s |\n|---|---|---|---|---|\n", "engine", "p50 ms", "p99 ms", "build s", "heap MB")
	for _, e := range engines {
		s, err := measureSpeed(e, passages, questions)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "| %-14s | %8.3f | %8.3f | %9.2f | %9.1f |\n", e.name,
			ms(s.p50), ms(s.p99), s.build.Seconds(), float64(s.heap)/(1<<20))
	}
	fmt.Fprintln(out, "\nFTS5 keeps its pages outside Go's heap.")
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
