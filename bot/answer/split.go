package answer

import (
	"regexp"
	"strings"

	"isa-portal.de/isabot/bot/answer/words"
)

// joints are the words and marks at which one sentence can hold two questions.
var joints = regexp.MustCompile(`(?i)\s+(?:und|oder|sowie|außerdem|ausserdem|and|or|also|plus|as well as)\s+|[,，;；、:：]\s*|\s+[-+/–]\s+|另外|以及|还是|还有|并且`)

const mostSentences = 24

// sentences cuts a message into its sentences, clauses each sentence at its
// joints. What cannot be cut is no part.
func sentences(text string) []string { return parted(text, wholeOrdinals(words.Sentences(text))) }

// wholeOrdinals puts together again what was cut behind a number: "the 4." and
// "meeting".
func wholeOrdinals(parts []string) []string {
	var out []string
	for _, p := range parts {
		if n := len(out); n > 0 && endsInOrdinal.MatchString(out[n-1]) {
			out[n-1] += " " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

var endsInOrdinal = regexp.MustCompile(`\b\d{1,2}\.\s*$`)

func clauses(text string) []string {
	var out []string
	for _, s := range wholeOrdinals(words.Sentences(text)) {
		out = append(out, joints.Split(s, mostSentences)...)
	}
	return parted(text, out)
}

func parted(text string, parts []string) []string {
	var out []string
	for _, p := range parts[:min(len(parts), mostSentences)] {
		if p = strings.TrimSpace(p); p != "" && p != strings.TrimSpace(text) {
			out = append(out, p)
		}
	}
	return out
}
