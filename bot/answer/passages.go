package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/index"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// The gate: how much of what a question says an entry's own questions must
// cover before its answer is given.
const (
	enoughCover = 0.70
	sureCover   = 0.90
	mostScore   = 0.60 // that counts: beyond, a question of one word is literally a wording
	someCover   = 0.45 // is enough where the answer itself has all the rest,
	fullCover   = 0.95
	leastCover  = 0.30 // or where the wordings have the same several numbers
	enoughAlike = 0.36 // and how like one of them it must be
	veryAlike   = 0.55
	besideAlike = 0.90 // of the best, from which another passage is as much to the point
	mostHits    = 24
	nearCount   = 6
	nearScore   = 0.25
	scopeCover  = 0.40
)

// search looks the text up, best first.
func (k *knowledge) search(text, lang string, most int) []index.Hit {
	return k.index.Search(index.Query{Text: text, Lang: lang}, most)
}

// passage answers with the text of a record whose question, or one of whose
// phrasings, says what was asked; nil where none does.
func (k *knowledge) passage(r *reading, cover float64, fits func(Passage) bool) *reply {
	hits := k.allFitting(r.gate, r.lookup, r, cover, fits)
	if len(hits) == 0 {
		return nil
	}
	p := k.speak(r, hits[0].Entry)
	for _, h := range hits[1:] {
		if h.alike >= besideAlike*hits[0].alike {
			p.beside = append(p.beside, h.Entry)
		}
	}
	return p
}

// besideNames answers a question about the alliance in which a city is named
// by the way: "what does it cost Aachen?"
func (k *knowledge) besideNames(r *reading) *reply {
	if len(r.names) == 0 || r.bare == "" {
		return nil
	}
	hit, ok := k.fitting(r.bare, r.bare, r, sureCover, anyPassage)
	if !ok {
		return nil
	}
	s := k.corpus.Passages[hit.Entry]
	if k.word.alike(k.word.asked(r.bare), r.lang, s) < veryAlike {
		return nil
	}
	if s.Category == Open || s.Category == Outside || r.has(cueISA|cueMembership) {
		return k.speak(r, hit.Entry)
	}
	return nil
}

// fitting is the passage that covers what the gate says and, of those, is asked
// for in words that are most like the wording.
func (k *knowledge) fitting(gate, wording string, r *reading, cover float64, fits func(Passage) bool) (index.Hit, bool) {
	hits := k.allFitting(gate, wording, r, cover, fits)
	if len(hits) == 0 {
		return index.Hit{}, false
	}
	return hits[0].Hit, true
}

// allFitting are the passages that fit, the one that is asked for in the most
// like words first.
func (k *knowledge) allFitting(gate, wording string, r *reading, cover float64, fits func(Passage) bool) []likely {
	var found []likely
	asked := k.word.asked(wording)
	for _, hit := range k.search(gate, r.lang, mostHits) {
		s := k.corpus.Passages[hit.Entry]
		if !fits(s) || k.otherOrdinal(r, hit.Entry) || k.turnedRound(r, s) || !k.covers(r, s, hit, cover) {
			continue
		}
		alike := .6*k.word.alike(asked, cmp.Or(s.wordedIn(r.lang), hit.Lang), s) + .4*min(hit.Score, mostScore) - handicap[s.Category]
		switch {
		case len(unbacked(r, s)) > 0:
			alike -= figureWeight
		case r.numbersIn(s):
			alike += figureWeight
		}
		if alike > enoughAlike && k.speaksOf(hit.Entry, r) {
			found = append(found, likely{hit, alike})
		}
	}
	slices.SortStableFunc(found, func(a, b likely) int { return cmp.Compare(b.alike, a.alike) })
	return found
}

// likely is a passage that fits, and how like the question it is asked for.
type likely struct {
	index.Hit
	alike float64
}

// covers reports whether a hit says enough of the question.
func (k *knowledge) covers(r *reading, s Passage, hit index.Hit, cover float64) bool {
	return hit.Cover >= cover ||
		hit.Cover >= someCover && (hit.CoverAll >= fullCover || k.sameOrdinal(r, hit.Entry)) ||
		hit.Cover >= leastCover && r.sharesNumbers(s)
}

func anyPassage(Passage) bool { return true }

// handicap lets an entry that answers win over one that does not, where both
// are asked for in much the same words.
var handicap = map[string]float64{Open: .05, Outside: .15}

// figureWeight is what it counts that an entry knows the question's figures.
const figureWeight = .1

// speak gives a passage as the answer.
func (k *knowledge) speak(r *reading, entry int) *reply {
	s := k.corpus.Passages[entry]
	p := newReply(r.lang, "passage")
	p.topic.Words = r.gate
	for _, n := range unbacked(r, s) {
		if s.Category == Open || s.Category == Outside {
			break // they claim nothing
		}
		sentence := phrases.YearUnbacked
		switch {
		case isYear(n) && r.has(cueFounder):
			sentence = phrases.SinceWrong
		case isYear(n):
			sentence = phrases.YearOther
		}
		p.say(sentence, "n", strconv.Itoa(n), "year", strconv.Itoa(n))
		p.outcome = bot.Clarify
	}
	p.quote(entry, s)
	p.on(s.Ref, s.Title)
	switch s.Category {
	case Open:
		k.handOver(p, r)
	case joining:
		k.caveat(p, r)
		if p.office == "" {
			outcome := p.outcome
			k.handOver(p, r)
			p.outcome = outcome
		}
	case Outside:
		p.outcome = bot.Declined
		p.grounds = nil
		p.suggest = k.samples(r.lang)
	default:
		k.caveat(p, r)
	}
	return p
}

// speaksOf reports whether a passage speaks of every place that is asked for.
// Those that answer no question of fact need not.
func (k *knowledge) speaksOf(entry int, r *reading) bool {
	s := k.corpus.Passages[entry]
	places := r.places()
	if s.Category == Outside || s.Category == Open && !r.locative || len(places) == 0 || k.sameOrdinal(r, entry) {
		return true
	}
	all := " " + strings.Join(tokenTexts(words.Fold(s.told())), " ")
	for _, n := range places {
		spelt := k.spelt[n]
		if !slices.ContainsFunc(slices.Concat(spelt[0], spelt[1]), func(name string) bool { return strings.Contains(all, " "+name) }) {
			return false
		}
	}
	return true
}

// turnedRound reports whether the question asks for the opposite of what the
// passage says: which are not, or which after a year that it does not know.
func (k *knowledge) turnedRound(r *reading, s Passage) bool {
	if r.has(cueCompare) && r.year() != "" && s.Category != Open {
		return true
	}
	return r.has(cueNot) && r.has(cueList) && !negated.MatchString(s.Title.De+" "+s.Title.En+" "+s.Title.Zh)
}

var negated = regexp.MustCompile(`(?i)\b(?:nicht|kein|keine|not|no|without|ohne)\b|不|没|未|非`)

// entryAbout is the FAQ entry that speaks of just this name and what is asked
// of it; it is told after the computed sentence.
func (k *knowledge) entryAbout(r *reading, n named) *Passage {
	hit, ok := k.fitting(r.gate, r.lookup, r, sureCover, anyPassage)
	if !ok {
		return nil
	}
	s := k.corpus.Passages[hit.Entry]
	if s.Category != aboutMembers || k.word.alike(k.word.asked(r.lookup), r.lang, s) < veryAlike || !strings.Contains(s.Title.In(hit.Lang), coreWritten(k.name(n, hit.Lang))) {
		return nil
	}
	return &s
}

func coreWritten(name string) string { return strings.TrimSpace(inParens.ReplaceAllString(name, "")) }

// nearQuestions are the titles of entries that may be what was meant.
func (k *knowledge) nearQuestions(hits []index.Hit, lang string) []string {
	var out []string
	for _, h := range hits {
		s := k.corpus.Passages[h.Entry]
		if s.Collection == "faqs" && s.Category != Outside && h.Score >= nearScore && len(out) < 3 {
			if t := s.Title.In(lang); t != "" {
				out = append(out, t)
			}
		}
	}
	if len(out) == 0 {
		return k.samples(lang)
	}
	return out
}

// concerns reports whether a question that is not answered is about the
// alliance at all.
func (k *knowledge) concerns(r *reading, hits []index.Hit) bool {
	if r.has(cueISA|cueMember|cueMembership|cueLeft|cueSecretariat|cueDomain|media) || len(r.offices) > 0 {
		return true
	}
	var ours, outside float64
	for _, h := range hits {
		if k.corpus.Passages[h.Entry].Category == Outside {
			outside = max(outside, h.Cover)
		} else {
			ours = max(ours, h.Cover)
		}
	}
	return ours >= scopeCover && ours > outside
}
