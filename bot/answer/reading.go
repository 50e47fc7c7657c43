package answer

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
)

// reading is a question as far as it is understood: which of its words are
// names, which are cues, and which say something that is not understood.
type reading struct {
	text      string // as asked
	lang      string // in which it is answered
	tokens    []words.Token
	surface   []string // the tokens as written
	means     []cue    // per token; 0 for a name and for what is not understood
	names     []named  // members, places, states, in the order of the question
	offices   []int    // contacts that are named
	unknown   []int    // tokens that are neither name nor cue nor number
	numbers   []int
	ordinals  []string // small numbers, digits or words, as they are looked up
	cues      cue      // all classes together
	rest      string   // the question without names of members, places, states
	lookup    string   // the question without names of the alliance and words that tell nothing
	gate      string   // of the lookup, what an answer must be about
	bare      string   // the gate without names of places
	matter    bool     // one of its words is looked up as a matter: cost, joining, benefits
	ambiguous bool     // one name stands for several things
	locative  bool     // a place is named as where something is: in Köln
	districts []named  // members and places named as districts: Landkreis Köln
}

// read takes a question apart.
func (k *knowledge) read(q bot.Question) *reading {
	r := &reading{text: q.Text}
	folded := words.Fold(q.Text)
	r.tokens = words.Tokens(folded)
	r.surface = surfaces(q.Text, r.tokens)
	r.means = make([]cue, len(r.tokens))
	var rest, lookup, gate, bare strings.Builder
	langs := map[string]int{}
	for i := 0; i < len(r.tokens); {
		length, means, same := k.cues.at(r.tokens, i)
		if run, ok := k.names.at(r.tokens, i, func(j int) string { return r.surface[j] }); ok && len(run.tokens) >= length {
			if length = r.takeName(run); run.means[0].kind != theAlliance {
				k.qualify(r, run, i)
				langs[run.lang]++
				r.write(&lookup, i, length, "")
				r.write(&gate, i, length, "")
			}
			rest.WriteString(" ")
			i += length
			continue
		}
		if length = max(length, 1); means == 0 {
			means = r.takeOther(k, i, length)
		}
		for j := i; j < i+length; j++ {
			r.means[j] = means
		}
		r.write(&rest, i, length, "")
		if means == 0 || means&^empty != 0 {
			k.look(r, &lookup, i, length, same)
		}
		if means == cueNumber {
			if n := r.numbers[len(r.numbers)-1]; isYear(n) {
				lookup.WriteString(" wann ")
			}
			means = cuePadding
		}
		if _, asks := askMeans[same]; same != "" && !asks {
			r.matter = true
		}
		if same != "" && means&askers == 0 || means == 0 || means&^(empty|askers|cueCarrier) != 0 {
			k.look(r, &gate, i, length, same)
			k.look(r, &bare, i, length, same)
		}
		r.cues |= means
		i += length
	}
	r.rest, r.bare = strings.TrimSpace(rest.String()), strings.TrimSpace(bare.String())
	r.lookup = cmp.Or(strings.TrimSpace(lookup.String()), k.strip(q.Text))
	r.gate = cmp.Or(strings.TrimSpace(gate.String()), r.lookup)
	r.ordinals = ordinal.FindAllString(r.lookup, -1)
	r.lang = k.language(q, r, langs)
	r.dropQualifiers(k)
	return r
}

// qualify looks at the words around the name at token i: "in Köln" is where
// something is, and "Landkreis Köln" or "Köln county" is not Köln.
func (k *knowledge) qualify(r *reading, run nameRun, i int) {
	if i > 0 {
		switch r.tokens[i-1].Text {
		case "in", "im", "at", "auf", "bei", "在":
			r.locative = true
		}
	}
	before := i - 1
	for before > 0 && (r.tokens[before].Text == "of" || r.tokens[before].Text == "von" || r.tokens[before].Text == "der") {
		before--
	}
	district := before >= 0 && r.means[before]&(cueCounty|cueDistrict|cueRegion) != 0
	if after := i + len(run.tokens); after < len(r.tokens) && !district {
		_, means, _ := k.cues.at(r.tokens, after)
		district = means&(cueCounty|cueDistrict|cueRegion) != 0
	}
	if district {
		for _, n := range run.means {
			r.districts = appendNamed(r.districts, n)
		}
	}
}

// takeName notes what a name stands for and returns its length.
func (r *reading) takeName(run nameRun) int {
	places := 0
	for _, n := range run.means {
		switch n.kind {
		case theAlliance:
			r.cues |= cueISA
		case aContact:
			r.offices = append(r.offices, n.index)
			r.cues |= cueISA
		default:
			if n.kind != aState {
				places++
			}
			r.names = appendNamed(r.names, n)
		}
	}
	r.ambiguous = r.ambiguous || places > 1
	return len(run.tokens)
}

// takeOther looks at tokens that are neither name nor cue.
func (r *reading) takeOther(k *knowledge, i, length int) cue {
	if length > 1 {
		for j := range length {
			r.unknown = append(r.unknown, i+j)
		}
		return 0
	}
	t := r.tokens[i]
	if n, err := strconv.Atoi(t.Text); err == nil {
		r.numbers = append(r.numbers, n)
		return cueNumber
	}
	if !t.Han && len(t.Text) == 1 {
		return cuePadding
	}
	if !k.index.Known(t.Text, "de") && !k.index.Known(t.Text, "en") && len(k.names.near(t.Text)) == 0 {
		if means := k.cues.near(t); means != 0 {
			return means
		}
	}
	r.unknown = append(r.unknown, i)
	return 0
}

// dropQualifiers leaves out a state that only says which place is meant, as in
// "Freiberg (Sachsen)".
func (r *reading) dropQualifiers(k *knowledge) {
	states := map[string]bool{}
	for _, n := range r.names {
		if n.kind != aState {
			states[k.stateOf(n)] = true
		}
	}
	kept := r.names[:0]
	for _, n := range r.names {
		if n.kind != aState || !states[k.corpus.States[n.index].ID] {
			kept = append(kept, n)
		}
	}
	r.names = kept
}

// only reports whether every word of the question is a name, a number or a cue
// of the given classes.
func (r *reading) only(allowed cue) bool { return len(r.unknown) == 0 && r.restOnly(allowed) }

// restOnly is only for the words that are understood.
func (r *reading) restOnly(allowed cue) bool {
	for _, m := range r.means {
		if m != 0 && m&allowed == 0 {
			return false
		}
	}
	return true
}

func (r *reading) has(any cue) bool { return r.cues&any != 0 }

// country is the country that the question speaks of: DE, CN, or "" for
// neither or both.
func (r *reading) country() string {
	de, cn := r.has(cueGerman), r.has(cueChinese)
	switch {
	case de && !cn:
		return "DE"
	case cn && !de:
		return "CN"
	}
	return ""
}

// of returns the names of one kind.
func (r *reading) of(kind nameKind) []named {
	var out []named
	for _, n := range r.names {
		if n.kind == kind {
			out = append(out, n)
		}
	}
	return out
}

// places returns the members and places that are named.
func (r *reading) places() []named {
	var out []named
	for _, n := range r.names {
		if n.kind == aMember || n.kind == aPlace {
			out = append(out, n)
		}
	}
	return out
}

// unknownName is the run of words that is not understood, as written, where
// there is exactly one run of at most three words (six characters of Chinese).
func (r *reading) unknownName() string {
	if len(r.unknown) == 0 || r.unknown[len(r.unknown)-1]-r.unknown[0] != len(r.unknown)-1 {
		return ""
	}
	han := r.tokens[r.unknown[0]].Han
	if !han && len(r.unknown) > 3 || han && len(r.unknown) > 6 {
		return ""
	}
	first, last := r.surface[r.unknown[0]], r.surface[r.unknown[len(r.unknown)-1]]
	if from := strings.Index(r.text, first); from >= 0 {
		if to := strings.LastIndex(r.text, last); to >= from && to-from < 60 {
			return r.text[from : to+len(last)] // as it was written, hyphens and all
		}
	}
	var b strings.Builder
	for n, i := range r.unknown {
		if n > 0 && !r.tokens[i].Han {
			b.WriteString(" ")
		}
		b.WriteString(r.surface[i])
	}
	return b.String()
}

// surfaces gives each token as it was written. Words are found again by folding
// the written ones; where that fails the folded token stands.
func surfaces(text string, tokens []words.Token) []string {
	out := make([]string, len(tokens))
	written := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	folded := make([]string, len(written))
	for j, w := range written {
		folded[j] = words.Fold(w)
	}
	at := 0
	for i, t := range tokens {
		out[i] = t.Text
		if t.Han {
			continue
		}
		for j := at; j < len(written); j++ {
			if folded[j] == t.Text {
				out[i], at = written[j], j+1
				break
			}
		}
	}
	return out
}
