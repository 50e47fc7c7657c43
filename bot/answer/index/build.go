package index

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"sync"
)

// Builder builds indexes. It keeps what it read of each text, so that building
// again after a change reads only what changed. One goroutine at a time.
type Builder struct {
	recipe recipe
	dicts  [3]*dict
	read   [3]map[digest]*doc
}

type digest [sha256.Size]byte

// NewBuilder returns a Builder that has read nothing yet.
func NewBuilder() *Builder { return &Builder{recipe: measured} }

// Build returns an index of the entries. Earlier indexes stay as they are. The
// result is the same whatever was built before.
func (b *Builder) Build(entries []Entry) *Index {
	ix := &Index{}
	largest := 0
	for lang := range Languages {
		ix.lists[lang] = b.list(lang, entries)
		largest = max(largest, len(ix.lists[lang].docs))
	}
	ix.pool = sync.Pool{New: func() any { return newScratch(largest) }}
	return ix
}

// list builds the index of one language.
func (b *Builder) list(lang int, entries []Entry) *list {
	b.refresh(lang)
	d, hasher := b.dicts[lang], sha256.New()
	l := &list{lang: Languages[lang], recipe: b.recipe}
	kept := make(map[digest]*doc, len(b.read[lang]))
	for i, e := range entries {
		titles, body := e.Titles[lang], e.Bodies[lang]
		if empty(titles) && body == "" {
			continue
		}
		sum := digestOf(hasher, titles, body)
		text := kept[sum]
		if text == nil {
			text = b.read[lang][sum]
		}
		if text == nil {
			text = d.analyse(titles, body)
		}
		kept[sum] = text
		l.entries, l.docs = append(l.entries, int32(i)), append(l.docs, text)
	}
	b.read[lang] = kept
	l.post(d)
	l.vocabulary(d)
	return l
}

func empty(titles []string) bool {
	for _, t := range titles {
		if t != "" {
			return false
		}
	}
	return true
}

// refresh forgets a dictionary that is mostly made of terms no longer used.
func (b *Builder) refresh(lang int) {
	d := b.dicts[lang]
	if d != nil && len(d.forms) > 20_000 {
		used := make([]bool, len(d.forms))
		n := 0
		for _, text := range b.read[lang] {
			for _, f := range text.forms {
				if !used[f] {
					used[f] = true
					n++
				}
			}
		}
		if n < len(d.forms)/2 {
			d = nil
		}
	}
	if d == nil {
		b.dicts[lang], b.read[lang] = newDict(Languages[lang]), nil
	}
}

func digestOf(h hash.Hash, titles []string, body string) digest {
	h.Reset()
	var size [8]byte
	write := func(s string) {
		binary.LittleEndian.PutUint64(size[:], uint64(len(s)))
		h.Write(size[:])
		h.Write([]byte(s))
	}
	for _, t := range titles {
		write(t)
	}
	h.Write([]byte{0}) // parts titles from the body
	write(body)
	var sum digest
	h.Sum(sum[:0])
	return sum
}

// post fills the postings from the documents, term by term.
func (l *list) post(d *dict) {
	n := int(d.terms)
	l.starts = make([]uint32, n+1)
	var titles, bodies float64
	for _, text := range l.docs {
		titles, bodies = titles+float64(text.titleLen), bodies+float64(text.bodyLen)
		for _, t := range text.terms {
			l.starts[t+1]++
		}
	}
	for t := range n {
		l.starts[t+1] += l.starts[t]
	}
	l.places, l.impacts = make([]uint32, l.starts[n]), make([]uint16, l.starts[n])
	l.tops = make([]uint16, n)
	next := make([]uint32, n)
	copy(next, l.starts)
	count := max(float64(len(l.docs)), 1)
	norm := norms{recipe: l.recipe, title: max(titles/count, 1), body: max(bodies/count, 1)}
	for place, text := range l.docs {
		norm.of(text)
		for i, t := range text.terms {
			at := next[t]
			next[t]++
			impact := norm.impact(text.inTitle[i], text.inBody[i])
			l.places[at], l.impacts[at] = uint32(place), impact
			l.tops[t] = max(l.tops[t], impact)
		}
	}
	l.index(d)
}

// norms turns counts into impacts, the lengths of a document being settled once.
type norms struct {
	recipe
	title, body     float64 // mean lengths
	inTitle, inBody float64 // what one occurrence counts in this document
}

func (n *norms) of(text *doc) {
	n.inTitle = 1 / (1 - n.titleB + n.titleB*float64(text.titleLen)/n.title)
	n.inBody = 1 / (1 - n.bodyB + n.bodyB*float64(text.bodyLen)/n.body)
}

// impact is the weight of a term in a document, 0 to 1 on 16 bits, never 0.
// Title and body saturate each by itself: a long body never outweighs a title.
func (n *norms) impact(inTitle, inBody uint8) uint16 {
	title, body := float64(inTitle)*n.inTitle, float64(inBody)*n.inBody
	w := n.recipe.title
	share := (w*title/(n.k1+title) + body/(n.k1+body)) / (w + 1)
	return uint16(max(1, math.Round(share*full)))
}

// full is the impact of a term that is all that a document is about.
const full = 1<<16 - 1
