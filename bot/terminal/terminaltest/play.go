// Package terminaltest plays conversations from text files through the
// terminal and compares what is answered.
//
// A file holds one or more conversations:
//
//	# a comment
//	== Asking in German
//	> Ist Köln Mitglied?
//	Köln
//	/Mitglied seit \d{4}/
//	! leider
//
// A line after "== " names a new conversation, a line after "> " is said; the
// lines below it must each be found in the answer (sources and numbered offers
// included): as they stand, or, between slashes, as a regular expression. What
// stands after "! " must not be found.
package terminaltest

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/terminal"
)

// Play plays each conversation of the files that match pattern with a handler
// of its own. It fails the test where an answer is not as expected.
func Play(t *testing.T, pattern string, handler func(*testing.T) bot.Handler) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations in %s: %v", pattern, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range parse(string(data)) {
			t.Run(filepath.Base(file)+"/"+c.name, func(t *testing.T) { c.play(t, handler(t)) })
		}
	}
}

type conversation struct {
	name  string
	turns []turn
}

// turn is what is said, and what the answer must look like.
type turn struct {
	say  string
	want []string
}

func parse(text string) []conversation {
	all := []conversation{{name: "start"}}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		c := &all[len(all)-1]
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			all = append(all, conversation{name: line[3:]})
		case strings.HasPrefix(line, ">"):
			c.turns = append(c.turns, turn{say: strings.TrimPrefix(line[1:], " ")})
		case len(c.turns) > 0:
			last := &c.turns[len(c.turns)-1]
			last.want = append(last.want, line)
		}
	}
	if len(all[0].turns) == 0 {
		all = all[1:]
	}
	return all
}

func (c conversation) play(t *testing.T, h bot.Handler) {
	var out bytes.Buffer
	in := &script{turns: c.turns, out: &out}
	if err := terminal.Run(t.Context(), in, &out, h, terminal.Options{Conversation: t.Name()}); err != nil {
		t.Fatal(err)
	}
	for i, turn := range c.turns {
		got := in.answers[i]
		for _, want := range turn.want {
			if problem := compare(got, want); problem != "" {
				t.Errorf("> %s\n%s %s in:\n%s", turn.say, problem, want, got)
			}
		}
	}
}

// compare says what is wrong with an answer, "" if nothing is.
func compare(got, want string) string {
	not := strings.HasPrefix(want, "! ")
	want = strings.TrimPrefix(want, "! ")
	found := strings.Contains(got, want)
	if len(want) > 1 && strings.HasPrefix(want, "/") && strings.HasSuffix(want, "/") {
		re, err := regexp.Compile(want[1 : len(want)-1])
		if err != nil {
			return err.Error()
		}
		found = re.MatchString(got)
	}
	switch {
	case not && found:
		return "unwanted"
	case !not && !found:
		return "missing"
	}
	return ""
}

// script hands out one line at a time. When the next one is asked for, the
// answer to the last is complete.
type script struct {
	turns   []turn
	next    int
	rest    string // of the line that is being read
	out     *bytes.Buffer
	answers []string
}

func (s *script) Read(p []byte) (int, error) {
	if s.rest != "" {
		return s.hand(p), nil
	}
	if s.next > 0 {
		s.answers = append(s.answers, s.out.String())
		s.out.Reset()
	}
	if s.next == len(s.turns) {
		return 0, io.EOF
	}
	s.next++
	s.rest = s.turns[s.next-1].say + "\n"
	return s.hand(p), nil
}

func (s *script) hand(p []byte) int {
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n
}
