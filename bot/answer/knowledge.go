package answer

import (
	"isa-portal.de/isabot/bot/answer/index"
	"isa-portal.de/isabot/bot/phrases"
)

// knowledge is a Corpus made ready for questions. It never changes: after an
// edit a new one takes its place.
type knowledge struct {
	corpus  Corpus
	cues    *lexicon
	names   *gazetteer
	index   *index.Index
	word    *wordings
	cache   cache
	lists   directory
	written written

	members  map[string]int // by record id
	states   map[string]int
	ordinals [][]string            // the numbers in the titles of passages
	spelt    map[named][2][]string // how members and places are spelt, Latin and Chinese
}

// newKnowledge makes a Corpus ready; before are the wordings of the last one, so
// that what has not changed need not be read again. They leave out the names of
// the alliance: nil where those have changed.
func newKnowledge(c Corpus, cues *lexicon, b *index.Builder, before *wordings) *knowledge {
	k := &knowledge{corpus: c, cues: cues, names: newGazetteer(&c, cues), members: map[string]int{}, states: map[string]int{}, spelt: map[named][2][]string{}}
	for i, m := range c.Members {
		k.members[m.ID] = i
		k.spelt[named{aMember, i}] = spellings(m.Name)
	}
	for i, p := range c.Places {
		k.spelt[named{aPlace, i}] = spellings(p.Name)
	}
	for i, s := range c.States {
		k.states[s.ID] = i
	}
	k.word = newWordings(c.Passages, k.strip, cues.light, before)
	k.ordinals = make([][]string, len(c.Passages))
	for i, p := range c.Passages {
		k.ordinals[i] = ordinal.FindAllString(k.word.title(p), -1)
	}
	entries := make([]index.Entry, len(c.Passages))
	for i, p := range c.Passages {
		entries[i] = k.word.entry(p)
	}
	k.index = b.Build(entries)
	k.lists = newDirectory(&c)
	return k
}

// text returns t in lang, or in another language where it is missing; in which
// it is, is the second result.
func text(t phrases.Text, lang string) (string, string) {
	if s := t.In(lang); s != "" {
		return s, lang
	}
	for _, other := range []string{"en", "de", "zh"} {
		if s := t.In(other); s != "" {
			return s, other
		}
	}
	return "", lang
}

// title is text without the language.
func title(t phrases.Text, lang string) string {
	s, _ := text(t, lang)
	return s
}

// name is how a member, place or state is called in lang.
func (k *knowledge) name(n named, lang string) string {
	switch n.kind {
	case aMember:
		return title(k.corpus.Members[n.index].Name, lang)
	case aPlace:
		return title(k.corpus.Places[n.index].Name, lang)
	case aState:
		return title(k.corpus.States[n.index].Name, lang)
	case aContact:
		return title(k.corpus.Contacts[n.index].Name, lang)
	}
	return k.corpus.Alliance.ShortName
}

// ref is the record that a name stands for.
func (k *knowledge) ref(n named) (Ref, phrases.Text) {
	switch n.kind {
	case aMember:
		return k.corpus.Members[n.index].Ref, k.corpus.Members[n.index].Name
	case aPlace:
		return k.corpus.Places[n.index].Ref, k.corpus.Places[n.index].Name
	case aState:
		return k.corpus.States[n.index].Ref, k.corpus.States[n.index].Name
	case aContact:
		return k.corpus.Contacts[n.index].Ref, k.corpus.Contacts[n.index].Name
	}
	return k.corpus.Alliance.Ref, k.corpus.Alliance.Name
}

// id is the record id of what a name stands for.
func (k *knowledge) id(n named) string {
	ref, _ := k.ref(n)
	return ref.ID
}

// byID finds members and places again by record id.
func (k *knowledge) byID(ids []string) []named {
	var out []named
	for _, id := range ids {
		if i, ok := k.members[id]; ok {
			out = append(out, named{aMember, i})
			continue
		}
		for i, p := range k.corpus.Places {
			if p.ID == id {
				out = append(out, named{aPlace, i})
			}
		}
	}
	return out
}

// stateOf is the record id of the state in which a member or place lies, "" if not known.
func (k *knowledge) stateOf(n named) string {
	switch n.kind {
	case aMember:
		return k.corpus.Members[n.index].State
	case aPlace:
		return k.corpus.Places[n.index].State
	}
	return ""
}

// stateName is the name of a state by its record id.
func (k *knowledge) stateName(id, lang string) string {
	if i, ok := k.states[id]; ok {
		return title(k.corpus.States[i].Name, lang)
	}
	return ""
}

// filter says which members are meant.
type filter struct{ country, state, kind, year string }

// selectMembers returns the present members that f lets through, in the order of the corpus.
func (k *knowledge) selectMembers(f filter) []int {
	var out []int
	for i, m := range k.corpus.Members {
		if m.Left == "" && (f.country == "" || m.Country == f.country) && (f.state == "" || m.State == f.state) &&
			(f.kind == "" || m.Kind == f.kind) && (f.year == "" || len(m.Joined) >= 4 && m.Joined[:4] == f.year) {
			out = append(out, i)
		}
	}
	return out
}

// published is the figure that the alliance gives for a country ("" = all), 0 if none.
func (k *knowledge) published(country string) int {
	switch country {
	case "DE":
		return k.corpus.Alliance.German
	case "CN":
		return k.corpus.Alliance.Chinese
	}
	return k.corpus.Alliance.Total
}
