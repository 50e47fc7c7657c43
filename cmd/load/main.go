// Command load measures a running isabot: how long it takes to start, what it
// needs at rest, and how fast it answers many people at once.
//
//	load -program dist/isabot           starts that program on a fresh folder, measures, stops it
//	load -url http://127.0.0.1:8090     only asks what is running (with ISABOT_ASK_PER_MINUTE=0)
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"time"
)

type options struct {
	program, url, questions string
	clients, seconds        int
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "", "the program to start on a free port and a folder of its own")
	flag.StringVar(&o.url, "url", "", "the address of what is running already")
	flag.StringVar(&o.questions, "questions", "bot/answer/testdata/questions.jsonl", "a question set; without it a few general questions are asked")
	flag.IntVar(&o.clients, "clients", 64, "how many ask at the same time, 1 to 1024")
	flag.IntVar(&o.seconds, "seconds", 10, "how long they ask, 1 to 600")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if (o.program == "") == (o.url == "") {
		return errors.New("say either -program or -url")
	}
	if o.clients < 1 || o.clients > 1024 || o.seconds < 1 || o.seconds > 600 {
		return errors.New("-clients is 1 to 1024, -seconds 1 to 600")
	}
	bodies, err := readBodies(o.questions)
	if err != nil {
		return err
	}
	if o.program == "" {
		return ask(ctx, o, bodies)
	}
	s, err := measureStart(ctx, o.program)
	if err != nil {
		return err
	}
	defer s.remove()
	o.url = s.base
	err = ask(ctx, o, bodies)
	if rss, e := s.rss(); e == nil {
		fmt.Printf("memory   %.1f MB RSS after that\n", rss)
	}
	return err
}

// ask puts the load on and prints what came of it.
func ask(ctx context.Context, o options, bodies [][]byte) error {
	r := load(ctx, o.url, bodies, o.clients, time.Duration(o.seconds)*time.Second)
	fmt.Printf("ask      %d clients, %d cores shared with them: p50 %.2f ms, p99 %.2f ms, %.0f requests/s; %d answered, %d failed\n",
		o.clients, runtime.NumCPU(), ms(r.at(.50)), ms(r.at(.99)), float64(len(r.took))/r.lasted.Seconds(), len(r.took), r.failed)
	if r.failed > 0 {
		return fmt.Errorf("%d questions were not answered, one of them: %w", r.failed, r.fault)
	}
	return ctx.Err()
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// general is asked where there is no question set.
var general = []string{
	"Was ist die ISA?", "Wie wird eine Stadt Mitglied?", "Ist Köln Mitglied?", "Welche Mitglieder gibt es in Bayern?", "Wer ist mein Ansprechpartner?",
	"What is the alliance?", "How can our city join?", "Is Hamburg a member?", "Which members are in China?", "What does membership cost?",
	"什么是联盟？", "我们城市如何加入？", "佛山是成员吗？", "德国有哪些成员？", "联系人是谁？",
}

// readBodies makes request bodies of the questions in a file: of each line's
// first turn, since every question is asked by somebody new.
func readBodies(file string) ([][]byte, error) {
	questions := general
	f, err := os.Open(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("reading the questions: %w", err)
	default:
		defer f.Close()
		if questions, err = firstTurns(f); err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
	}
	var bodies [][]byte
	for _, q := range questions {
		b, err := json.Marshal(map[string]string{"question": q})
		if err != nil {
			return nil, fmt.Errorf("writing a question: %w", err)
		}
		bodies = append(bodies, b)
	}
	return bodies, nil
}

// firstTurns leaves out what the interface refuses by its length.
func firstTurns(f *os.File) ([]string, error) {
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct {
			Turns []string `json:"turns"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, err
		}
		if len(c.Turns) > 0 && c.Turns[0] != "" && len([]rune(c.Turns[0])) <= 1000 {
			out = append(out, c.Turns[0])
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, errors.New("there is no question in it")
	}
	return out, nil
}
