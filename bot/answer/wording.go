package answer

import (
	"math"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/answer/index"
	"isa-portal.de/isabot/bot/answer/words"
)

// wordings compares a question with the ways in which an entry is asked for.
// The index finds entries that share words; this tells whether one of their
// wordings asks the same thing, which "Wie wird man Mitglied?" and "Wie viele
// Mitglieder?" don't.
type wordings struct {
	known map[string]wording // by language and text; shared between builds
	seen  map[string]int     // in how many wordings a term stands
	count int
	light map[string]bool // words that carry little
}

type wording struct {
	stripped string
	terms    terms
	weight   float64 // of all its terms
}

// terms are the stems of a wording, sorted, each once; of Chinese the
// characters and their pairs.
type terms []string

func newWordings(passages []Passage, strip func(string) string, light map[string]bool, before *wordings) *wordings {
	w := &wordings{known: map[string]wording{}, seen: map[string]int{}, light: light}
	for _, p := range passages {
		for i, lang := range wordingLangs {
			for _, text := range p.wordings(i) {
				key := lang + text
				t, ok := w.known[key]
				if !ok && before != nil {
					t, ok = before.known[key]
				}
				if !ok {
					t.stripped = strip(text)
					t.terms = termsOf(t.stripped, lang)
				}
				w.known[key] = t
				w.count++
				for _, s := range t.terms {
					w.seen[s]++
				}
			}
		}
	}
	for key, t := range w.known {
		t.weight = w.sum(t.terms, key[:2])
		w.known[key] = t
	}
	return w
}

var wordingLangs = [3]string{"de", "en", "zh"}

// wordings are the title and the phrasings of a passage in one language.
func (p Passage) wordings(lang int) []string {
	title := [3]string{p.Title.De, p.Title.En, p.Title.Zh}[lang]
	if title == "" {
		return nil
	}
	return append([]string{title}, p.Phrasings[lang]...)
}

// entry is the passage as the index takes it: its wordings, and those of the
// FAQ once more as questions are looked up.
func (w *wordings) entry(p Passage) index.Entry {
	e := index.Entry{Bodies: [3]string{p.Body.De, p.Body.En, p.Body.Zh}}
	for i, lang := range wordingLangs {
		e.Titles[i] = p.wordings(i)
		if p.Collection != "faqs" {
			continue
		}
		for _, text := range p.wordings(i) {
			e.Titles[i] = append(e.Titles[i], w.known[lang+text].stripped)
		}
	}
	return e
}

// title is the title of a passage in all languages, as questions are looked up.
func (w *wordings) title(p Passage) string {
	var b strings.Builder
	for i, lang := range wordingLangs {
		if list := p.wordings(i); len(list) > 0 {
			b.WriteString(w.known[lang+list[0]].stripped + " ")
		}
	}
	return b.String()
}

// wordedIn is lang if the passage can be asked for in it, else "".
func (p Passage) wordedIn(lang string) string {
	if p.Title.In(lang) == "" {
		return ""
	}
	return lang
}

func termsOf(text, lang string) terms {
	var out terms
	tokens := words.Tokens(words.Fold(text))
	for i, t := range tokens {
		out = append(out, words.Stem(t.Text, lang))
		if t.Han && i > 0 && tokens[i-1].Han && tokens[i-1].End == t.Start {
			out = append(out, tokens[i-1].Text+t.Text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// weight is how much a term tells: rare ones much, function words little, but
// the question words more, since "who" and "when" ask different things.
func (w *wordings) weight(term, lang string) float64 {
	idf := math.Log(1+float64(w.count)/float64(1+w.seen[term])) / math.Log(2+float64(w.count))
	han := isHan(term)
	switch {
	case asking[term]:
		return .7
	case w.light[term]:
		return .15
	case han && len([]rune(term)) == 1:
		return .1 * idf
	case words.Stop(term, lang):
		return .05
	}
	return max(idf, .1)
}

// asking are the question words as they are looked up, stemmed.
var asking = map[string]bool{
	"wer": true, "wo": true, "wann": true, "warum": true, "wie": true, "wieviel": true, "wielang": true, "wielange": true,
	"find": true, "finde": true, "找": true, "macht": true, "mach": true, "tut": true, "do": true, "does": true, "做什": true, "干什": true,
}

// sameWording is the likeness of a question that says what a wording says: no
// other passage can have more.
const sameWording = 1.25

// question is a question, stripped as the wordings are, ready to be compared in
// any language.
type question struct {
	text  string
	terms [3]terms
}

func (w *wordings) asked(text string) *question { return &question{text: text} }

func (q *question) in(i int) terms {
	if q.terms[i] == nil {
		q.terms[i] = termsOf(q.text, wordingLangs[i])
	}
	return q.terms[i]
}

// alike is how much a question and the nearest wording of a passage have in
// common, from 0 to 1: the harmonic mean of the share of the question that the
// wording says and the share of the wording that the question says. What all
// wordings of the passage say counts more than what one says by the way.
func (w *wordings) alike(q *question, lang string, p Passage) float64 {
	i := slices.Index(wordingLangs[:], lang)
	if i < 0 {
		return 0
	}
	var best, all float64
	asked := q.in(i)
	total := w.sum(asked, lang)
	list := p.wordings(i)
	for _, text := range list {
		t := w.known[lang+text]
		if slices.Equal(asked, t.terms) {
			return sameWording
		}
		both := w.shared(asked, t.terms, lang)
		if sum := total + t.weight; sum > 0 {
			best = max(best, 2*both/sum)
			all += both / max(total, .01) / float64(len(list))
		}
	}
	return max(best, .7*best+.3*min(all, 1))
}

func (w *wordings) sum(t terms, lang string) float64 {
	var sum float64
	for _, s := range t {
		sum += w.weight(s, lang)
	}
	return sum
}

// shared weighs the terms that stand in both; a word of six letters and more
// also counts, a little less, when it is one letter off or a part of a compound.
func (w *wordings) shared(a, b terms, lang string) float64 {
	var sum float64
	for _, s := range a {
		if _, ok := slices.BinarySearch(b, s); ok {
			sum += w.weight(s, lang)
			continue
		}
		if len(s) < 6 || isHan(s) {
			continue
		}
		for _, t := range b {
			if len(t) >= 6 && (words.Distance(s, t, 1) <= 1 || contains(s, t)) {
				sum += .8 * min(w.weight(s, lang), w.weight(t, lang))
				break
			}
		}
	}
	return sum
}

// contains reports whether one of two words is the end or the start of the other.
func contains(s, t string) bool {
	if len(s) < len(t) {
		s, t = t, s
	}
	return len(s) > len(t) && (s[:len(t)] == t || s[len(s)-len(t):] == t)
}
