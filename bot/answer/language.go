package answer

import (
	"slices"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// language decides in which language to answer: the one asked for, else the
// text's, else the one in which a name was written, else the conversation's.
func (k *knowledge) language(q bot.Question, r *reading, written map[string]int) string {
	if phrases.Known(q.Lang) {
		return q.Lang
	}
	if r.telling() {
		if lang, sure := words.Detect(r.rest); sure {
			return lang
		}
		if lang, sure := words.Detect(q.Text); sure {
			return lang
		}
	}
	if written["zh"] > 0 || isHan(q.Text) {
		return "zh"
	}
	if lang := k.vocabulary(r); lang != "" {
		return lang
	}
	if phrases.Known(q.Habit) {
		return q.Habit
	}
	if written["en"] > 0 && written["de"] == 0 {
		return "en"
	}
	return "de"
}

// vocabulary is the language whose records use more of the words, "" for none.
func (k *knowledge) vocabulary(r *reading) string {
	de, en := 0, 0
	for i, t := range r.tokens {
		if r.means[i]&^cuePadding == 0 && !slices.Contains(r.unknown, i) {
			continue
		}
		if k.index.Known(t.Text, "de") {
			de++
		}
		if k.index.Known(t.Text, "en") {
			en++
		}
	}
	switch {
	case de > en:
		return "de"
	case en > de:
		return "en"
	}
	return ""
}

// telling reports whether the question has a word of some language that is more
// than a letter: in "Freiburg i. Br." there is none.
func (r *reading) telling() bool {
	for i, t := range r.tokens {
		if t.Han || r.means[i] != 0 && len(t.Text) > 1 || slices.Contains(r.unknown, i) && len(t.Text) > 2 {
			return true
		}
	}
	return false
}
