package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/claims"
)

// item is a word, a Chinese character, a mark or a date of a sentence.
type item struct {
	text string // folded; of a date as written
	date string // YYYY[-MM[-DD]]
	free bool   // the date only says when: it is no end, no beginning and no part of a span
}

// says reports whether a sentence says what a record does: its words, small ones
// and marks too, in its order. Three things may be shorter, since what is said
// stays true: a date that only says when may lose its day, or day and month; the
// one date of a sentence about the past may be left out at its end; and behind
// what is dated, a clause that begins with another date may be left out.
func says(r recorded, text string, said []item) bool {
	if asks(text) != asks(r.text) || len(said) == 0 || len(said) > len(r.items) {
		return false
	}
	for i, t := range said {
		if !r.items[i].covers(t) {
			return false
		}
	}
	rest := r.items[len(said):]
	switch {
	case len(rest) == 0:
		return true
	case len(rest) == 1:
		return rest[0].free && past.MatchString(r.text) && !present.MatchString(r.text) &&
			!slices.ContainsFunc(said, func(t item) bool { return t.date != "" || mark(t.text) })
	}
	dated := slices.ContainsFunc(said, func(t item) bool { return t.date != "" })
	parted := rest[0].text == ";" || rest[0].text == "," && said[len(said)-1].date == ""
	return dated && parted && rest[1].free && len(rest) > 3 && !mark(rest[2].text)
}

// covers reports whether a word of a record is the one that is said, or is a
// date that is more exact.
func (i item) covers(said item) bool {
	if i.date == "" || said.date == "" {
		return i.date == said.date && i.text == said.text
	}
	return i.date == said.date || i.free && strings.HasPrefix(i.date, said.date+"-")
}

var (
	past    = regexp.MustCompile(`(?i)\b(?:wurden?|waren?|hatten?|fand|fanden|kam|kamen|nahm|nahmen|was|were|had|took|came|held)\b`)
	present = regexp.MustCompile(`(?i)\b(?:ist|sind|hat|haben|wird|werden|kann|können|is|are|has|have|will|can|may)\b`)
	year    = regexp.MustCompile(`^(?:19|20)\d\d$`)
	closing = regexp.MustCompile(`[.!?…;。！？；\s]+$`)
)

// Words before and behind a date that only says when, and those behind one that
// make it the end or the beginning of something, or one of several.
var (
	when  = []string{"in", "im", "am", "on", "于"}
	spans = strings.Fields("bis to until till und and or oder through from von - / & 、 前 后 以 起 至 到 底 末 初 之 间 期 和 与 及 或 间 中")
)

func asks(s string) bool { return strings.ContainsAny(closing.FindString(s), "?？") }

func mark(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// itemsOf takes a sentence apart, without the mark at its end.
func itemsOf(text string) []item {
	text = closing.ReplaceAllString(norm.NFKC.String(text), "")
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return wordsOf(text) // and has no date
	}
	var out []item
	for _, c := range claims.In(text) {
		date := dateOf(c)
		at := strings.Index(text, c.Written)
		if date == "" || at < 0 {
			continue
		}
		out = append(out, wordsOf(text[:at])...)
		free := len(out) == 0 || strings.Contains(",;:", out[len(out)-1].text)
		if n := len(out) - 1; n >= 0 && slices.Contains(when, out[n].text) {
			out, free = out[:n], true
		}
		text = text[at+len(c.Written):]
		if next := wordsOf(strings.TrimPrefix(text, "年")); len(next) > 0 && slices.Contains(spans, next[0].text) {
			free = false
		}
		if out = append(out, item{c.Written, date, free}); strings.Contains(c.Written, "年") {
			out = append(out, item{text: "年"}) // as it stands behind a year alone
		}
	}
	return append(out, wordsOf(text)...)
}

// dateOf is the day, month or year that a claim gives, "" where it gives none or
// leaves open which.
func dateOf(c claims.Claim) string {
	if len(c.Values) != 1 {
		return ""
	}
	v := c.Values[0]
	if c.Kind == claims.Date && !strings.HasPrefix(v, "-") || c.Kind == claims.Number && v == strings.TrimSpace(c.Written) && year.MatchString(v) {
		return v
	}
	return ""
}

// wordsOf are the words and marks of a piece of a sentence.
func wordsOf(text string) []item {
	folded := words.Fold(text)
	var out []item
	at := 0
	marks := func(to int) {
		for _, r := range folded[at:to] {
			if !unicode.IsSpace(r) {
				out = append(out, item{text: string(r)})
			}
		}
	}
	for _, t := range words.Tokens(folded) {
		marks(t.Start)
		out, at = append(out, item{text: t.Text}), t.End
	}
	marks(len(folded))
	return out
}
