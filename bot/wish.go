package bot

import (
	"regexp"
	"strings"
	"unicode"
)

const sentenceEnd = "?!.？！。"

// What makes a language named beside a question a wish, in folded text.
const (
	pleaseWords = `bitte|please|pls|plz|请|麻 烦`
	answerWords = `antworten|antworte|antwortet|answer|reply|respond|回 答|回 复|告 诉 我`
)

var (
	pleaseWord = regexp.MustCompile(`(?:^| )(?:` + pleaseWords + `)(?: |$)`)
	answerWord = regexp.MustCompile(`(?:^| )(?:` + answerWords + `)(?: |$)`)
	inWord     = regexp.MustCompile(`(?:^| )(?:auf|in|用)(?: |$)`)
	commanding = regexp.MustCompile(`^(?:` + answerWords + `)(?: |$)|回 答|回 复|告 诉 我`)
	wishGoesOn = regexp.MustCompile(`^(?:` + pleaseWords + `|` + answerWords + `)(?: |$)`)
)

// seam is what stands between a wish and the question.
type seam int

const (
	noSeam  seam = iota
	comma        // a pause
	fullEnd      // the end of a sentence, a colon, a dash or a bracket
)

// wish finds the language that a message asks for before or behind its
// question: "In English, please: who pays?" is ("en", "who pays?"). lang is ""
// and rest the text where there is no such wish: "Is there a brochure in
// German?" asks for none.
func (s *smallTalk) wish(text string) (lang, rest string) {
	if len(text) > 4*MaxQuestion {
		return "", text
	}
	f, _ := fold(text, MaxQuestion)
	first, last := s.tonguesIn(f)
	if first < 0 {
		return "", text
	}
	for _, kind := range []seam{fullEnd, comma, noSeam} {
		for i := first + 1; i <= s.knownHead(f); i++ {
			head, gap, tail := parts(text, f.words[i-1].end)
			if kindOf(gap) == kind && s.before(head, tail, kind) {
				return s.asksFor(head), tail
			}
		}
		for i := s.knownTail(f); i <= last; i++ {
			head, gap, tail := parts(text, f.words[i-1].end)
			if kindOf(gap) == kind && s.behind(head, gap, tail) {
				return s.asksFor(tail), head + gap[:len(gap)-len(strings.TrimLeft(gap, sentenceEnd))]
			}
		}
	}
	return "", text
}

// parts parts a text behind a word that ends at end.
func parts(text string, end int) (head, gap, tail string) {
	tail = strings.TrimLeftFunc(text[end:], between)
	return text[:end], text[end : len(text)-len(tail)], tail
}

// asksFor is the language that a part of a message asks for, if it says nothing else.
func (s *smallTalk) asksFor(part string) string {
	words, short := fold(part, longestTalk)
	if !short {
		return ""
	}
	talk, _ := s.classify(words)
	lang, _ := strings.CutPrefix(talk.class, "language=")
	if lang == talk.class {
		return ""
	}
	return lang
}

// before reports whether head is a wish for the language of the answer to tail.
func (s *smallTalk) before(head, tail string, kind seam) bool {
	if s.asksFor(head) == "" {
		return false
	}
	words, _ := fold(head, longestTalk)
	next, _ := fold(tail, longestTalk)
	please, in := pleaseWord.MatchString(words.text), inWord.MatchString(words.text)
	more, _ := s.tonguesIn(next)
	switch {
	case more == 0: // "Deutsch, Englisch, Chinesisch" is a list
		return false
	case kind == noSeam:
		return in && (please || commanding.MatchString(words.text)) && !wishGoesOn.MatchString(next.text)
	case kind == fullEnd && more < 0:
		return true
	}
	return please || in || answerWord.MatchString(words.text)
}

// behind reports whether tail is a wish for the language of the answer to head.
func (s *smallTalk) behind(head, gap, tail string) bool {
	if s.asksFor(tail) == "" {
		return false
	}
	words, _ := fold(tail, longestTalk)
	please, answer := pleaseWord.MatchString(words.text), answerWord.MatchString(words.text)
	kind := kindOf(gap)
	switch {
	case kind == noSeam:
		return answer && inWord.MatchString(words.text) && (please || script(tail) != "")
	case kind == comma, strings.ContainsAny(gap, ":："), strings.ContainsAny(tail, "?？"):
		return please || answer
	}
	asked, _ := fold(head, MaxQuestion)
	more, _ := s.tonguesIn(asked)
	return please || answer || more < 0
}

// between reports whether r stands between two parts of a message.
func between(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(`"'„“«「《/`, r)
}

func kindOf(gap string) seam {
	switch {
	case strings.ContainsAny(gap, ":：?？!！.。;；\n–—(（[") || strings.Contains(gap, " - "):
		return fullEnd
	case strings.ContainsAny(gap, ",，"):
		return comma
	}
	return noSeam
}

// tonguesIn finds the words at which the first and the last name of a language
// begin, -1 if there is none.
func (s *smallTalk) tonguesIn(f folded) (first, last int) {
	first, last = -1, -1
	for i := range f.words {
		for n := 1; n <= min(s.longestTongue, len(f.words)-i); n++ {
			if !s.tongues[f.phrase(i, i+n)] {
				continue
			}
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// knownHead counts the words at the beginning that small talk may consist of,
// of all but the last.
func (s *smallTalk) knownHead(f folded) int {
	n := 0
	for n < min(len(f.words)-1, longestTalk) && s.known[f.phrase(n, n+1)] {
		n++
	}
	return n
}

// knownTail is the word at which the end begins that small talk may consist
// of, the second at the earliest.
func (s *smallTalk) knownTail(f folded) int {
	i := len(f.words)
	for i > max(1, len(f.words)-longestTalk) && s.known[f.phrase(i-1, i)] {
		i--
	}
	return i
}
