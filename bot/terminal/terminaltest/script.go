// Package terminaltest reads conversations from text files, plays them through
// the terminal and compares what is answered. Who plays them somewhere else as
// well finds here whether the answers are as expected, and the same everywhere.
//
// A file holds one or more conversations:
//
//	# a comment
//	== de: Köln and a town near it
//	> Ist Köln Mitglied?
//	Köln
//	/Mitglied seit \d{4}/
//	! leider
//	> 2
//	>> und Bonn?
//
// A line after "== " names a new conversation. The name may begin with the
// language of the person's app, and end with the only platforms on which it is
// led: "== en: Thumbs @telegram @discord".
//
// A line after "> " is said. Where it is the number of something that the last
// answer offers, that is chosen: on a platform with buttons by pressing it; 👍
// and 👎 press a thumb. Nothing after ">" is an empty line, or a sticker. What
// stands after ">> " is what was said last, put right by editing it.
//
// The lines below must each be found in the answer (sources and numbered offers
// included): as they stand, or, between slashes, as a regular expression. What
// stands after "! " must not be found.
//
// A line that begins with platforms, "terminal: " or "telegram, discord: ", is
// for these alone, and says that they answer in their own way: the words and
// the offers of an answer are the same on all platforms for which the same
// such lines stand below what was said.
package terminaltest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Platforms are where a conversation can be led.
var Platforms = []string{"terminal", "telegram", "discord"}

// Conversation is one conversation of a file.
type Conversation struct {
	File  string // its name, without the ending
	Name  string
	Lang  string // of the person's app: de, en or zh; "" if that is not told
	Turns []Turn

	only []string // the platforms on which it is led, nil for all
}

// Turn is what is said, and what the answer must look like.
type Turn struct {
	Say  string
	Edit bool // it is what was said last, put right

	want []line
}

// line is one expectation.
type line struct {
	only []string // the platforms that it is for, nil for all
	want string
}

// Read reads the conversations of all files that match pattern. It fails the
// test where there are none.
func Read(t testing.TB, pattern string) []Conversation {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations in %s: %v", pattern, err)
	}
	var all []Conversation
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		for _, c := range parse(string(data)) {
			c.File = name
			all = append(all, c)
		}
	}
	return all
}

// On reports whether the conversation is led on a platform.
func (c Conversation) On(platform string) bool {
	return c.only == nil || slices.Contains(c.only, platform)
}

func parse(text string) []Conversation {
	all := []Conversation{{Name: "start"}}
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\r\n")
		c := &all[len(all)-1]
		switch {
		case strings.TrimSpace(l) == "", strings.HasPrefix(l, "#"):
		case strings.HasPrefix(l, "== "):
			all = append(all, named(l[3:]))
		case strings.HasPrefix(l, ">>"):
			c.Turns = append(c.Turns, Turn{Say: strings.TrimPrefix(l[2:], " "), Edit: true})
		case strings.HasPrefix(l, ">"):
			c.Turns = append(c.Turns, Turn{Say: strings.TrimPrefix(l[1:], " ")})
		case len(c.Turns) > 0:
			last := &c.Turns[len(c.Turns)-1]
			last.want = append(last.want, expectation(l))
		}
	}
	if len(all[0].Turns) == 0 {
		all = all[1:]
	}
	return all
}

// named is the conversation below a line with its name.
func named(name string) Conversation {
	var c Conversation
	if lang, rest, ok := strings.Cut(name, ": "); ok && slices.Contains([]string{"de", "en", "zh"}, lang) {
		c.Lang, name = lang, rest
	}
	words := strings.Fields(name)
	for len(words) > 0 && strings.HasPrefix(words[len(words)-1], "@") {
		c.only = append(c.only, words[len(words)-1][1:])
		words = words[:len(words)-1]
	}
	c.Name = strings.Join(words, " ")
	return c
}

var forSome = regexp.MustCompile(`^((?:terminal|telegram|discord)(?:, (?:terminal|telegram|discord))*):(?: (.*))?$`)

func expectation(text string) line {
	if m := forSome.FindStringSubmatch(text); m != nil {
		return line{only: strings.Split(m[1], ", "), want: m[2]}
	}
	return line{want: text}
}

// of are the expectations that hold on a platform, and those of them that are
// not for all.
func (t Turn) of(platform string) (all, own []string) {
	for _, l := range t.want {
		if l.only == nil || slices.Contains(l.only, platform) {
			all = append(all, l.want)
		}
		if slices.Contains(l.only, platform) {
			own = append(own, l.want)
		}
	}
	return all, own
}
