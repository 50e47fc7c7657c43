package bot

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
)

//go:embed smalltalk.txt
var smallTalkTable string

// The longest small talk, and the longest phrase in its table, in words.
const (
	longestTalk   = 24
	longestPhrase = 8
	anyLength     = 1<<longestPhrase - 1
)

// entry is one entry of the table.
type entry struct {
	class, lang string
	words       map[string]uint8 // phrase -> the "say" lines that it satisfies, 0 for a mere companion
	need        uint8            // all "say" lines
}

// smallTalk knows which messages are no questions.
type smallTalk struct {
	entries []entry
	known   map[string]bool  // single words of all phrases: a quick no for most questions
	phrases map[string]bool  // all phrases of all entries
	opening map[string]uint8 // what may stand before a question
	greets  map[string]uint8 // words that go with a greeting
	tongues map[string]bool  // names of the languages that can be asked for

	longestTongue int // in words
}

// talk is what a message is, if it is small talk.
type talk struct {
	class string
	langs []string // languages in which it can be said; empty if it tells none
}

// What may stand before a question: a greeting in any case, the others only
// where punctuation follows.
const (
	opener = 1 << iota
	closedOpener
)

// newSmallTalk reads the table. It stands in the program, so a fault in it is
// found by the tests.
func newSmallTalk() *smallTalk {
	s := &smallTalk{
		known: map[string]bool{}, phrases: map[string]bool{}, tongues: map[string]bool{},
		opening: map[string]uint8{}, greets: map[string]uint8{},
	}
	common := map[string]uint8{}
	for line := range strings.Lines(smallTalkTable) {
		line = strings.TrimSpace(line)
		if head, found := strings.CutPrefix(line, "["); found {
			class, lang, _ := strings.Cut(strings.TrimSuffix(head, "]"), " ")
			s.entries = append(s.entries, entry{class: class, lang: lang, words: map[string]uint8{}})
			continue
		}
		kind, list, found := strings.Cut(line, " ")
		if !found || kind != "say" && kind != "with" {
			continue
		}
		e := &s.entries[len(s.entries)-1]
		bit := uint8(0)
		if kind == "say" {
			bit = e.need + 1
			e.need |= bit
		}
		for phrase := range strings.SplitSeq(list, ",") {
			s.add(e, phrase, bit, common)
		}
	}
	for i := range s.entries {
		for phrase := range common {
			s.entries[i].words[phrase] |= 0
		}
	}
	s.entries = slices.DeleteFunc(s.entries, func(e entry) bool { return e.class == "padding" })
	return s
}

func (s *smallTalk) add(e *entry, phrase string, bit uint8, common map[string]uint8) {
	f, _ := fold(phrase, longestPhrase)
	if len(f.words) == 0 {
		return
	}
	e.words[f.text] |= bit
	s.phrases[f.text] = true
	for i := range f.words {
		s.known[f.phrase(i, i+1)] = true
	}
	social := e.class == "greeting" || e.class == "thanks"
	if bit > 0 && (social || e.class == "padding") {
		common[f.text] = 0
	}
	switch {
	case bit == 1 && strings.HasPrefix(e.class, "language="):
		s.tongues[f.text] = true
		s.longestTongue = max(s.longestTongue, len(f.words))
	case bit > 0 && e.class == "greeting":
		s.opening[f.text] |= opener
	case bit > 0 && (e.class == "thanks" || e.class == "alone"):
		s.opening[f.text] |= closedOpener
	case bit == 0 && e.class == "greeting":
		s.greets[f.text] = closedOpener
	}
}

// classify says what small talk a message is; ok is false if it is none.
func (s *smallTalk) classify(f folded) (t talk, ok bool) {
	for i := range f.words {
		if !s.known[f.phrase(i, i+1)] {
			return talk{}, false
		}
	}
	lengths := s.lengths(f)
	for i := range s.entries {
		e := &s.entries[i]
		if ok && e.class != t.class {
			break
		}
		if e.covers(f, lengths) {
			t.class, ok = e.class, true
			if e.lang != "any" {
				t.langs = append(t.langs, e.lang)
			}
		}
	}
	return t, ok
}

// says reports whether a message is of the class, whatever else it may be.
func (s *smallTalk) says(f folded, class string) bool {
	lengths := s.lengths(f)
	return slices.ContainsFunc(s.entries, func(e entry) bool { return e.class == class && e.covers(f, lengths) })
}

// lengths tells for each word how long the phrases are that begin there: bit
// n-1 is one of n words. It spares the entries most of their looking up.
func (s *smallTalk) lengths(f folded) (all [longestTalk]uint8) {
	for i := range f.words {
		for n := range min(longestPhrase, len(f.words)-i) {
			if s.phrases[f.phrase(i, i+n+1)] {
				all[i] |= 1 << n
			}
		}
	}
	return all
}

// covers reports whether the message consists of the entry's words and has one of each "say" line.
func (e *entry) covers(f folded, lengths [longestTalk]uint8) bool {
	var have uint8
	for i := 0; i < len(f.words); {
		bit, n := longest(e.words, f, i, lengths[i])
		if n == 0 {
			return false
		}
		have |= bit
		i += n
	}
	return have == e.need
}

// longest finds the longest phrase of the table at word i, and its number of words.
// Only the lengths that are set are tried.
func longest(words map[string]uint8, f folded, i int, lengths uint8) (bits uint8, n int) {
	for n := min(longestPhrase, len(f.words)-i); n > 0; n-- {
		if lengths&(1<<(n-1)) == 0 {
			continue
		}
		if bits, found := words[f.phrase(i, i+n)]; found {
			return bits, n
		}
	}
	return 0, 0
}

// ungreeted cuts the greeting before a question: "Hallo, ist Köln Mitglied?".
// f holds the text's first words.
func (s *smallTalk) ungreeted(text string, f folded) string {
	cut := 0
	for i := 0; i < len(f.words); {
		bits, n := longest(s.opening, f, i, anyLength)
		if n == 0 && cut > 0 {
			bits, n = longest(s.greets, f, i, anyLength)
		}
		if n == 0 || i+n == len(f.words) {
			break
		}
		i += n
		last := f.words[i-1]
		if last.stop || bits&opener != 0 {
			cut = last.end
		}
	}
	if cut == 0 {
		return text
	}
	return strings.TrimLeftFunc(text[cut:], func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(`"'(„“«「《`, r)
	})
}
