package index

import (
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// term is a term of the question and what it adds to a document that is all about it.
type term struct {
	id     uint32
	weight float64
}

// asked is a question as one list understands it.
type asked struct {
	terms []term
	ideal float64 // the score that a document all about the question would reach
	words []unit
}

// unit is a word of the question, or a Chinese character of it: what coverage is counted in.
type unit struct {
	text   string // as typed
	end    int    // where it ends in the folded text
	start  int
	han    bool
	paired bool // a Chinese character beside another
	stop   bool
	known  bool     // in this list, as typed
	terms  []uint32 // its stem or character, or corrections
	before []uint32 // the pair with the character before it
	after  []uint32
	idf    float64 // 0 to 1, 1 for what the list has never seen
}

// question is what is common to all lists.
type question struct {
	tokens []words.Token
	lang   string
}

// ask reads a question for one list. What correct allows may be corrected.
func (l *list) ask(q question, correct func(word string) bool) asked {
	var a asked
	rarest := l.idf(1)
	for i, t := range q.tokens {
		u := unit{text: t.Text, start: t.Start, end: t.End, han: t.Han, idf: 1}
		u.stop = words.Stop(t.Text, q.lang) || words.Stop(t.Text, l.lang)
		if t.Han {
			l.askHan(&a, &u, q, i, rarest)
		} else {
			l.askWord(&a, &u, rarest, correct)
		}
		a.words = append(a.words, u)
	}
	a.merge()
	return a
}

// add adds a term, or what is missing of it, to the question.
func (l *list) add(a *asked, id uint32, found bool, weight, rarest float64) {
	if !found {
		a.ideal += weight * rarest
		return
	}
	weight *= l.idf(l.df(id))
	a.ideal += weight
	a.terms = append(a.terms, term{id, weight})
}

func (l *list) askWord(a *asked, u *unit, rarest float64, correct func(string) bool) {
	weight := 1.0
	if u.stop {
		weight = l.recipe.stop
	}
	id, found := l.stemTerm(words.Stem(u.text, l.lang))
	switch {
	case found:
		u.known, u.terms = true, []uint32{id}
		u.idf = l.idf(l.df(id)) / rarest
		l.add(a, id, true, weight, rarest)
	case correct(u.text):
		u.terms = l.near(u.text)
		for _, t := range u.terms {
			a.terms = append(a.terms, term{t, l.recipe.typo * l.idf(l.df(t))})
		}
		a.ideal += weight * rarest
	default:
		a.ideal += weight * rarest
	}
	for k := range grams(u.text) {
		id, found := l.keyTerm(k)
		l.add(a, id, found, weight*l.recipe.gram, rarest)
	}
}

func (l *list) askHan(a *asked, u *unit, q question, i int, rarest float64) {
	weight := 1.0
	if u.stop {
		weight = l.recipe.stop
	}
	r, _ := utf8.DecodeRuneInString(u.text)
	id, found := l.keyTerm(uint64(r))
	l.add(a, id, found, weight, rarest)
	if found {
		u.known, u.terms = true, []uint32{id}
		u.idf = l.idf(l.df(id)) / rarest
	}
	if i > 0 && len(a.words) > 0 && a.words[i-1].han && a.words[i-1].end == u.start {
		u.before, u.paired = a.words[i-1].after, true
	}
	next, ok := follows(q.tokens, i)
	if !ok {
		return
	}
	u.paired = true
	if u.stop && !words.Stop(q.tokens[i+1].Text, q.lang) {
		weight = 1
	}
	id, found = l.keyTerm(pair(r, next))
	l.add(a, id, found, weight, rarest)
	if found {
		u.after = []uint32{id}
	}
}

// merge leaves each term once, with its greatest weight, in an order that
// depends on the question alone.
func (a *asked) merge() {
	at := make(map[uint32]int, len(a.terms))
	kept := a.terms[:0]
	for _, t := range a.terms {
		if i, ok := at[t.id]; ok {
			kept[i].weight = max(kept[i].weight, t.weight)
			continue
		}
		at[t.id] = len(kept)
		kept = append(kept, t)
	}
	a.terms = kept
}
