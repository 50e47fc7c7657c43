package answer

import (
	"regexp"
	"strings"

	"isa-portal.de/isabot/bot/answer/words"
)

// joints are the words at which one sentence can hold two questions.
var joints = regexp.MustCompile(`(?i)\s+(?:und|oder|sowie|außerdem|ausserdem|and|or|also|plus|as well as)\s+|[,，;；、]\s*|\s+-\s+|另外|以及|还是|还有|并且`)

// split cuts a message into what may be separate questions: its sentences, and
// within those the clauses at joints. The text as a whole is not among them.
func split(text string) []string {
	var out []string
	sentences := words.Sentences(text)
	if len(sentences) > mostSentences {
		sentences = sentences[:mostSentences]
	}
	for _, s := range sentences {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		if s != strings.TrimSpace(text) {
			out = append(out, s)
		}
	}
	if len(out) > 1 {
		return out
	}
	for _, clause := range joints.Split(text, mostSentences) {
		if clause = strings.TrimSpace(clause); clause != "" && clause != strings.TrimSpace(text) {
			out = append(out, clause)
		}
	}
	return out
}

const mostSentences = 24
