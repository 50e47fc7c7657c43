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
// stands after "! " must not be found. A number that is said is the offer of
// that number below the last answer.
//
// For those who play the same files on several platforms: "@telegram" and the
// like behind a conversation's name limit it to these; "telegram: " before an
// expectation limits that; a line "~" says that the platforms may answer
// differently; "> ^text" edits what was said last into the text; "> 👎" presses
// that button.
package terminaltest

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
		for _, c := range Read(t, file) {
			if c.On("terminal") {
				t.Run(filepath.Base(file)+"/"+c.Name, func(t *testing.T) { c.play(t, handler(t)) })
			}
		}
	}
}

// Conversation is one conversation of a file.
type Conversation struct {
	Name  string
	Turns []Turn
	only  []string // platforms; none means all
}

// On reports whether a conversation is for a platform.
func (c Conversation) On(platform string) bool {
	return len(c.only) == 0 || slices.Contains(c.only, platform)
}

// Turn is what is said, and what the answer must look like.
type Turn struct {
	Say  string
	Want []string
	Free bool // the platforms may answer differently
}

// Edit is the text that what was said last is edited into.
func (t Turn) Edit() (text string, ok bool) { return strings.CutPrefix(t.Say, "^") }

// Read reads the conversations of a file.
func Read(t *testing.T, file string) []Conversation {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parse(string(data))
}

func parse(text string) []Conversation {
	all := []Conversation{{Name: "start"}}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		c := &all[len(all)-1]
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			words := strings.Split(line[3:], " @")
			all = append(all, Conversation{Name: words[0], only: words[1:]})
		case strings.HasPrefix(line, ">"):
			c.Turns = append(c.Turns, Turn{Say: strings.TrimPrefix(line[1:], " ")})
		case len(c.Turns) > 0 && line == "~":
			c.Turns[len(c.Turns)-1].Free = true
		case len(c.Turns) > 0:
			last := &c.Turns[len(c.Turns)-1]
			last.Want = append(last.Want, line)
		}
	}
	if len(all[0].Turns) == 0 {
		all = all[1:]
	}
	return all
}

func (c Conversation) play(t *testing.T, h bot.Handler) {
	for i, got := range Answers(t, c, h) {
		c.Turns[i].Check(t, "terminal", got)
	}
}

// Answers are what the terminal prints in a conversation, turn by turn.
func Answers(t *testing.T, c Conversation, h bot.Handler) []string {
	t.Helper()
	var out bytes.Buffer
	in := &script{turns: c.Turns, out: &out}
	if err := terminal.Run(t.Context(), in, &out, h, terminal.Options{Conversation: t.Name()}); err != nil {
		t.Fatal(err)
	}
	return in.answers
}

// Check fails the test where an answer on a platform is not as expected.
func (turn Turn) Check(t *testing.T, platform, got string) {
	t.Helper()
	for _, want := range turn.Want {
		if on, rest, limited := strings.Cut(want, ": "); limited && slices.Contains(platforms, on) {
			if on != platform {
				continue
			}
			want = rest
		}
		if problem := compare(got, want); problem != "" {
			t.Errorf("> %s\n%s %s in:\n%s", turn.Say, problem, want, got)
		}
	}
}

// platforms are those that an expectation can be limited to.
var platforms = []string{"terminal", "telegram", "discord"}

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
	turns   []Turn
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
	s.rest = s.turns[s.next-1].Say + "\n"
	return s.hand(p), nil
}

func (s *script) hand(p []byte) int {
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n
}
