package answer

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/answer/words"
)

//go:embed cues.txt
var cueFile string

// cue is a set of classes: what words say about a question.
type cue uint64

// The classes of cues.txt, in no order that matters.
const (
	cueMember cue = 1 << iota
	cueMembership
	cueList
	cueCount
	cueWhen
	cueJoined
	cueLeft
	cueState
	cueProvince
	cueGerman
	cueChinese
	cueCity
	cueCounty
	cueDistrict
	cueRegion
	cueNetwork
	cueMissing
	cueNot
	cueNear
	cueNext
	cueEvent
	cueContact
	cuePhone
	cueEmail
	cueAddress
	cueWebsite
	cueWhat
	cueComprise
	cueWhich
	cueNow
	cueFresh
	cueAnyone
	cueISA
	cueCarrier
	cueSecretariat
	cueDomain
	cueHow
	cueStatus
	cueDo
	cueOrdinal
	cueFounder
	cueCompare
	cueMost
	cueYou
	cuePrivate
	cuePerson
	cueSuperlative
	cueClaim
	cuePadding
	cueNumber // no words of cues.txt, but digits
)

var cueNames = map[string]cue{
	"member": cueMember, "membership": cueMembership, "list": cueList, "count": cueCount, "when": cueWhen,
	"joinedon": cueJoined, "left": cueLeft, "stateword": cueState, "provinceword": cueProvince,
	"german": cueGerman, "chinese": cueChinese, "city": cueCity, "county": cueCounty, "district": cueDistrict, "region": cueRegion,
	"network": cueNetwork, "missing": cueMissing, "not": cueNot, "near": cueNear, "next": cueNext,
	"event": cueEvent, "contact": cueContact, "phone": cuePhone, "email": cueEmail, "address": cueAddress,
	"website": cueWebsite, "what": cueWhat, "comprise": cueComprise, "which": cueWhich, "now": cueNow,
	"fresh": cueFresh, "anyone": cueAnyone, "isa": cueISA, "carrier": cueCarrier, "secretariat": cueSecretariat, "domain": cueDomain, "how": cueHow, "status": cueStatus, "do": cueDo, "ordinal": cueOrdinal, "founder": cueFounder, "compare": cueCompare, "most": cueMost, "you": cueYou, "private": cuePrivate, "person": cuePerson,
	"superlative": cueSuperlative, "claim": cueClaim, "padding": cuePadding,
}

// kindCues are the words for kinds of members.
const kindCues = cueCity | cueCounty | cueDistrict | cueRegion | cueNetwork

// Sets of classes.
const (
	fillers = cuePadding | cueNumber | cueISA | cueYou | cueClaim | cueNow | cueAnyone | cueCarrier | cueDo
	media   = cueContact | cuePhone | cueEmail | cueAddress
	askers  = cueList | cueCount | cueWhen | cueWhat | cueHow | cueWhich | cueAnyone | cueClaim | cueNow | cueOrdinal
	typable = cueISA | cueMember | cueMembership | cueCount | cueList | cueContact | cueWebsite | cuePhone | cueEmail | cueEvent
)

// lexicon maps runs of folded tokens to what they mean.
type lexicon struct {
	phrases map[string][]cuePhrase // by first token, longest first
	starred map[byte][]starred     // words with a star behind, by first letter
	endings []starred              // words with a star before
	single  []singleCue            // single words of five letters and more
	light   map[string]bool        // stems of words that carry little
}

type singleCue struct {
	word  string
	mark  words.Letters
	means cue
}

// askMeans is what the question words mean that are looked up as one.
var askMeans = map[string]cue{
	"wer": cueList, "wo": cueWhat, "wann": cueWhen, "warum": cueClaim, "wieviel": cueCount, "wielange": cueWhen, "wie": cueHow,
}

type cuePhrase struct {
	tokens []string
	means  cue
	same   string // the word it is looked up as, "" for itself
}

type starred struct {
	stem   string
	behind bool // a star stands behind the stem too
	means  cue
	same   string
}

// readCues reads the embedded cue file. It panics on a class that the program
// does not know: the file is part of the program.
func readCues() *lexicon {
	lex := &lexicon{phrases: map[string][]cuePhrase{}, starred: map[byte][]starred{}, light: map[string]bool{}}
	for line := range strings.Lines(cueFile) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if fields := strings.Fields(head); fields[0] == "same" {
			means := askMeans[fields[2]]
			if fields[2] == "gegründet" {
				means = cueFounder
			}
			for entry := range strings.SplitSeq(list, ",") {
				lex.add(strings.TrimSpace(entry), means, words.Fold(fields[2]))
			}
			continue
		}
		means := cueNames[strings.Fields(head)[0]]
		if means == 0 {
			panic("cues.txt: no class " + head)
		}
		for entry := range strings.SplitSeq(list, ",") {
			lex.add(strings.TrimSpace(entry), means, "")
		}
	}
	for first, list := range lex.phrases {
		last := list[len(list)-1]
		if len(last.tokens) == 1 && last.means&cueCarrier != 0 {
			lex.light[words.Stem(first, "de")], lex.light[words.Stem(first, "en")] = true, true
		}
		if len(first) >= 5 && len(last.tokens) == 1 && last.means&typable != 0 && !isHan(first) {
			lex.single = append(lex.single, singleCue{first, words.LettersOf(first), last.means})
		}
	}
	slices.SortFunc(lex.single, func(a, b singleCue) int { return strings.Compare(a.word, b.word) })
	return lex
}

func (l *lexicon) add(entry string, means cue, same string) {
	stem := words.Fold(strings.Trim(entry, "*"))
	if stem == "" {
		return
	}
	if strings.Contains(entry, "*") && !strings.Contains(stem, " ") {
		star := starred{stem: stem, behind: strings.HasSuffix(entry, "*"), means: means, same: same}
		if strings.HasPrefix(entry, "*") {
			l.endings = append(l.endings, star)
		} else {
			l.starred[stem[0]] = append(l.starred[stem[0]], star)
		}
		return
	}
	run := tokenTexts(stem)
	for i, p := range l.phrases[run[0]] {
		if equalRun(p.tokens, run) {
			l.phrases[run[0]][i].means |= means
			l.phrases[run[0]][i].same = cmp.Or(p.same, same)
			return
		}
	}
	l.phrases[run[0]] = insertLongest(l.phrases[run[0]], cuePhrase{run, means, same}, func(p cuePhrase) int { return len(p.tokens) })
}

// at returns the length in tokens of the longest cue that starts at tokens[i],
// what it means, and as what it is looked up; 0 where there is none.
func (l *lexicon) at(tokens []words.Token, i int) (length int, means cue, same string) {
	for _, p := range l.phrases[tokens[i].Text] {
		if runAt(tokens, i, p.tokens) {
			if len(p.tokens) == 1 {
				stars, same := l.stars(tokens[i])
				return 1, p.means | stars, cmp.Or(p.same, same)
			}
			return len(p.tokens), p.means, p.same
		}
	}
	if means, same := l.stars(tokens[i]); means != 0 || same != "" {
		return 1, means, same
	}
	return 0, 0, ""
}

func (l *lexicon) stars(t words.Token) (means cue, same string) {
	if t.Han {
		return 0, ""
	}
	for _, s := range l.starred[t.Text[0]] {
		if strings.HasPrefix(t.Text, s.stem) {
			means, same = means|s.means, cmp.Or(same, s.same)
		}
	}
	for _, s := range l.endings {
		if s.behind && strings.Contains(t.Text, s.stem) || strings.HasSuffix(t.Text, s.stem) {
			means, same = means|s.means, cmp.Or(same, s.same)
		}
	}
	return means, same
}

// near returns what the cue word means of which t is a slip of the pen (one
// letter in a word of five or more), 0 where it is none.
func (l *lexicon) near(t words.Token) cue {
	if t.Han || len(t.Text) < 5 {
		return 0
	}
	mark := words.LettersOf(t.Text)
	for _, s := range l.single {
		if s.word[0] == t.Text[0] && mark.MayBeNear(s.mark, 1) && words.Distance(s.word, t.Text, 1) <= 1 {
			return s.means
		}
	}
	return 0
}

func tokenTexts(folded string) []string {
	var out []string
	for _, t := range words.Tokens(folded) {
		out = append(out, t.Text)
	}
	return out
}

func equalRun(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func runAt(tokens []words.Token, i int, run []string) bool {
	if i+len(run) > len(tokens) {
		return false
	}
	for j, s := range run {
		if tokens[i+j].Text != s {
			return false
		}
	}
	return true
}

// insertLongest inserts v into list, which is ordered by falling size.
func insertLongest[T any](list []T, v T, size func(T) int) []T {
	at := len(list)
	for at > 0 && size(list[at-1]) < size(v) {
		at--
	}
	list = append(list, v)
	copy(list[at+1:], list[at:])
	list[at] = v
	return list
}
