package index

import (
	"hash/fnv"
	"slices"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/answer/words"
)

// dict numbers the terms of one language: stems, groups of four letters,
// Chinese characters and pairs of them. Numbers stay from build to build.
type dict struct {
	lang     string
	stems    map[string]uint32
	keys     map[uint64]uint32 // letter groups and Chinese terms
	surfaces map[string]uint32 // words as written, folded -> place in forms
	forms    []form
	terms    uint32
	marks    marks
}

// form is a word as written and what it is indexed by.
type form struct {
	word  string
	stem  uint32
	grams []uint32
}

func newDict(lang string) *dict {
	return &dict{lang: lang, stems: map[string]uint32{}, keys: map[uint64]uint32{}, surfaces: map[string]uint32{}}
}

// doc is the text of an entry in one language, counted.
type doc struct {
	terms             []uint32 // ascending
	inTitle, inBody   []uint8  // how often, beside terms
	forms             []uint32 // words as written, ascending
	asked             []uint64 // each title's digest
	titleLen, bodyLen int      // in words and Chinese characters
}

// marks counts the terms of the text that is being read.
type marks struct {
	title, body    []uint8
	touched, forms []uint32
}

func (d *dict) stem(word string) uint32 {
	s := words.Stem(word, d.lang)
	id, ok := d.stems[s]
	if !ok {
		id = d.next()
		d.stems[s] = id
	}
	return id
}

func (d *dict) key(k uint64) uint32 {
	id, ok := d.keys[k]
	if !ok {
		id = d.next()
		d.keys[k] = id
	}
	return id
}

func (d *dict) next() uint32 {
	d.terms++
	d.marks.title, d.marks.body = append(d.marks.title, 0), append(d.marks.body, 0)
	return d.terms - 1
}

// form returns the number of a word as written; the word may be part of a
// longer text and is copied.
func (d *dict) form(word string) uint32 {
	if n, ok := d.surfaces[word]; ok {
		return n
	}
	word = string([]byte(word))
	f := form{word: word, stem: d.stem(word)}
	for k := range grams(word) {
		f.grams = append(f.grams, d.key(k))
	}
	d.forms = append(d.forms, f)
	n := uint32(len(d.forms) - 1)
	d.surfaces[word] = n
	return n
}

// analyse counts the terms of titles and body.
func (d *dict) analyse(titles []string, body string) *doc {
	m := &d.marks
	m.touched, m.forms = m.touched[:0], m.forms[:0]
	out := &doc{}
	for _, t := range titles {
		tokens := words.Tokens(words.Fold(t))
		out.titleLen += d.count(tokens, true)
		out.asked = append(out.asked, phrase(tokens))
	}
	out.bodyLen = d.count(words.Tokens(words.Fold(body)), false)
	slices.Sort(m.touched)
	slices.Sort(m.forms)
	out.terms = slices.Clone(m.touched)
	out.forms = slices.Clone(slices.Compact(m.forms))
	out.inTitle, out.inBody = make([]uint8, len(out.terms)), make([]uint8, len(out.terms))
	for i, t := range out.terms {
		out.inTitle[i], out.inBody[i] = m.title[t], m.body[t]
		m.title[t], m.body[t] = 0, 0
	}
	return out
}

// count marks the terms of one text and returns its length.
func (d *dict) count(tokens []words.Token, title bool) int {
	for i, t := range tokens {
		if t.Han {
			r, _ := utf8.DecodeRuneInString(t.Text)
			d.mark(d.key(uint64(r)), title)
			if next, ok := follows(tokens, i); ok {
				d.mark(d.key(pair(r, next)), title)
			}
			continue
		}
		n := d.form(t.Text)
		d.marks.forms = append(d.marks.forms, n)
		d.mark(d.forms[n].stem, title)
		for _, g := range d.forms[n].grams {
			d.mark(g, title)
		}
	}
	return len(tokens)
}

// phrase is the digest of a text's words in their order.
func phrase(tokens []words.Token) uint64 {
	h := fnv.New64a()
	for _, t := range tokens {
		h.Write([]byte(t.Text))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

func (d *dict) mark(term uint32, title bool) {
	m := &d.marks
	if m.title[term] == 0 && m.body[term] == 0 {
		m.touched = append(m.touched, term)
	}
	field := m.body
	if title {
		field = m.title
	}
	if field[term] < 255 {
		field[term]++
	}
}

// follows returns the Chinese character directly after token i, if there is one.
func follows(tokens []words.Token, i int) (rune, bool) {
	if i+1 == len(tokens) || !tokens[i+1].Han || tokens[i+1].Start != tokens[i].End {
		return 0, false
	}
	r, _ := utf8.DecodeRuneInString(tokens[i+1].Text)
	return r, true
}

// pair is the key of two Chinese characters; one alone is its own key.
func pair(a, b rune) uint64 { return uint64(a)<<21 | uint64(b) }

// grams yields the keys of all groups of four letters in a word, its edges
// counting as letters. Their top bits are set, so that no pair is like them.
func grams(word string) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		const edge = '_'
		key, n := uint64(edge), 1
		push := func(r rune) bool {
			key = key<<16 | uint64(uint16(r))
			n++
			return n < 4 || yield(key)
		}
		for _, r := range word {
			if !push(r) {
				return
			}
		}
		push(edge)
	}
}
