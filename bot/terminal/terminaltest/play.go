package terminaltest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/terminal"
)

// Play leads each conversation of the files that match pattern on the terminal,
// with a handler of its own. It fails the test where an answer is not as
// expected.
func Play(t *testing.T, pattern string, handler func(*testing.T) bot.Handler) {
	t.Helper()
	for _, c := range Read(t, pattern) {
		if !c.On("terminal") {
			continue
		}
		t.Run(c.File+"/"+c.Name, func(t *testing.T) {
			replies, err := c.Lead(t.Context(), handler(t))
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range c.Check("terminal", replies) {
				t.Error(p)
			}
		})
	}
}

// Lead leads the conversation on the terminal, and returns what is answered.
func (c Conversation) Lead(ctx context.Context, h bot.Handler) ([]Reply, error) {
	var out bytes.Buffer
	in := &script{turns: c.Turns, out: &out}
	for _, turn := range c.Turns {
		if turn.Edit {
			return nil, fmt.Errorf("%q cannot be edited on the terminal", turn.Say)
		}
	}
	if err := terminal.Run(ctx, in, &out, h, terminal.Options{Conversation: c.File + "/" + c.Name}); err != nil {
		return nil, err
	}
	return in.replies, nil
}

// script hands out one line at a time. When the next one is asked for, the
// answer to the last is complete.
type script struct {
	turns   []Turn
	next    int
	rest    string // of the line that is being read
	out     *bytes.Buffer
	replies []Reply
}

func (s *script) Read(p []byte) (int, error) {
	if s.rest != "" {
		return s.hand(p), nil
	}
	if s.next > 0 {
		s.replies = append(s.replies, printed(s.out.String()))
		s.out.Reset()
	}
	if s.next == len(s.turns) {
		return 0, io.EOF
	}
	s.next++
	s.rest = s.turns[s.next-1].Say + "\n"
	return s.hand(p), nil
}

func (s *script) hand(p []byte) int {
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n
}

var offered = regexp.MustCompile(`^  \[\d+\] (.*)$`)

// printed is what the terminal has printed, taken apart from its end: the
// offers, the sources, the text.
func printed(out string) (r Reply) {
	lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
	for len(lines) > 0 {
		m := offered.FindStringSubmatch(lines[len(lines)-1])
		if m == nil {
			break
		}
		r.Offers = append([]string{m[1]}, r.Offers...)
		lines = lines[:len(lines)-1]
	}
	r.Text, r.Sources = Parted(strings.Join(lines, "\n"))
	return r
}

// Parted is a text without the lines at its end that name sources, and those.
func Parted(text string) (rest string, sources []string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for len(lines) > 0 && namesSource(lines[len(lines)-1]) {
		sources = append([]string{lines[len(lines)-1]}, sources...)
		lines = lines[:len(lines)-1]
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n"), sources
}

func namesSource(line string) bool {
	for _, lang := range phrases.Languages {
		for _, colon := range []string{": ", "："} {
			if strings.HasPrefix(line, phrases.Source.In(lang)+colon) {
				return true
			}
		}
	}
	return false
}
