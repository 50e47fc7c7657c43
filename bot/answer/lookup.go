package answer

import (
	"strings"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// empty are the words that don't tell one question from another.
const empty = cuePadding | cueISA | cueYou

// strip leaves out of a wording what read leaves out of a question's lookup.
// Where nothing is left, only the names of the alliance are left out.
func (k *knowledge) strip(text string) string {
	r := &reading{tokens: words.Tokens(words.Fold(text))}
	var out, rest strings.Builder
	for i := 0; i < len(r.tokens); {
		length, means, same := k.cues.at(r.tokens, i)
		if run, ok := k.names.at(r.tokens, i, func(int) string { return "" }); ok && len(run.tokens) >= length {
			if length = len(run.tokens); run.means[0].kind != theAlliance {
				r.write(&out, i, length, "")
			}
		} else {
			length = max(length, 1)
			r.write(&rest, i, length, same)
			if means == 0 || means&^empty != 0 {
				r.write(&out, i, length, same)
			}
		}
		i += length
	}
	switch {
	case out.Len() > 0:
		return out.String()
	case rest.Len() > 0:
		return rest.String()
	}
	return text
}

// look writes what tokens are looked up as: a compound that the records don't
// use as its parts, if they use those.
func (k *knowledge) look(r *reading, to *strings.Builder, from, length int, same string) {
	if same == "" && length == 1 {
		if head, tail := k.compound(r.tokens[from].Text); tail != "" {
			to.WriteString(" " + head + " " + tail)
			return
		}
	}
	r.write(to, from, length, same)
}

// compound parts a German compound that is not known into two words that are.
func (k *knowledge) compound(word string) (head, tail string) {
	const least, most = 4, 60 // bytes; each cut of a longer one would cost time for nothing
	if len(word) < 2*least || len(word) > most || isHan(word) || k.index.Known(word, "de") || k.index.Known(word, "en") {
		return "", ""
	}
	for i := len(word) - least; i >= least; i-- {
		if !utf8.RuneStart(word[i]) || !k.index.Known(word[i:], "de") {
			continue
		}
		for _, link := range []string{"", "s", "n", "en", "es"} {
			if h, ok := strings.CutSuffix(word[:i], link); ok && len(h) >= least && k.index.Known(h, "de") {
				return h, word[i:]
			}
		}
	}
	return "", ""
}

// write copies tokens, or the word as which they are looked up. Latin words are
// set apart, Chinese characters stay together.
func (r *reading) write(to *strings.Builder, from, length int, same string) {
	if same != "" {
		to.WriteString(" " + same + " ")
		return
	}
	for _, t := range r.tokens[from : from+length] {
		if !t.Han {
			to.WriteString(" ")
		}
		to.WriteString(t.Text)
	}
}
