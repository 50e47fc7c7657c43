package answer

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"isa-portal.de/isabot/bot"
)

// Embedder gives texts vectors whose cosine tells how near they are in meaning.
type Embedder interface {
	// Records embeds texts of records. They are the same most times: what was
	// embedded before should be kept.
	Records(ctx context.Context, texts []string) ([][]float32, error)
	// Question embeds what somebody asked.
	Question(ctx context.Context, text string) ([]float32, error)
}

// vectors are the wordings of all passages, embedded. They belong to one
// knowledge and are searched whole: some thousands need no index.
type vectors struct {
	of      *knowledge
	entries []int     // the passage of each
	unit    []float32 // their vectors, of length 1, one behind the other
	size    int       // of one vector
	enough  float64   // the cosine from which a question means a passage
}

const (
	surely      = 0.02 // by so much the nearest passage must be nearer than the next
	falseShare  = 0.10 // of wordings that may be this near to another passage
	alikeTexts  = 0.999
	mostSamples = 400 // wordings by which that is measured
	retryEmbed  = time.Minute
)

// embed makes the vectors of a knowledge. What is near enough is measured, since
// every model has its own scale: nearer than all but a few wordings are to a
// passage that they do not ask for.
func (k *knowledge) embed(ctx context.Context, e Embedder) (*vectors, error) {
	v := &vectors{of: k}
	var texts []string
	for i, p := range k.corpus.Passages {
		for lang := range wordingLangs {
			for _, text := range p.wordings(lang) {
				texts, v.entries = append(texts, text), append(v.entries, i)
			}
		}
	}
	if len(texts) == 0 {
		return v, nil
	}
	raw, err := e.Records(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embedding the records: %w", err)
	}
	if len(raw) != len(texts) {
		return nil, fmt.Errorf("embedding the records: %d vectors for %d texts", len(raw), len(texts))
	}
	v.size = len(raw[0])
	v.unit = make([]float32, 0, len(raw)*v.size)
	for _, one := range raw {
		if len(one) != v.size {
			return nil, fmt.Errorf("embedding the records: vectors of different lengths")
		}
		v.unit = append(v.unit, unit(one)...)
	}
	v.measure()
	return v, nil
}

// unit is a vector of length 1, or of length 0.
func unit(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	out := make([]float32, len(v))
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return out
	}
	length := math.Sqrt(sum)
	for i, x := range v {
		out[i] = float32(float64(x) / length)
	}
	return out
}

func (v *vectors) at(i int) []float32 { return v.unit[i*v.size : (i+1)*v.size] }

// measure sets what is near enough.
func (v *vectors) measure() {
	step := max(1, len(v.entries)/mostSamples)
	var others []float64
	for i := 0; i < len(v.entries); i += step {
		best := -1.0
		for _, n := range v.nearest(v.at(i)) {
			if n.entry != v.entries[i] {
				best = n.cosine
				break
			}
		}
		if best < alikeTexts { // else two records have the same title
			others = append(others, best)
		}
	}
	if v.enough = 1; len(others) == 0 {
		return
	}
	slices.Sort(others)
	v.enough = others[min(len(others)-1, int(float64(len(others))*(1-falseShare)))]
}

// nearby is a passage and how near its nearest wording is.
type nearby struct {
	entry  int
	cosine float64
}

// nearest are the two passages that are nearest to a vector of length 1.
func (v *vectors) nearest(asked []float32) []nearby {
	var first, second nearby
	first.entry, second.entry, first.cosine, second.cosine = -1, -1, -2, -2
	for i, entry := range v.entries {
		var sum float32
		for j, x := range v.at(i) {
			sum += x * asked[j]
		}
		switch c := float64(sum); {
		case entry == first.entry:
			first.cosine = max(first.cosine, c)
		case c > first.cosine:
			first, second = nearby{entry, c}, first
		case c > second.cosine:
			second = nearby{entry, c}
		}
	}
	return []nearby{first, second}
}

// meant answers a message that the words of the records did not answer with the
// passage that is nearest in meaning; nil where none is near enough, or where it
// is not about the places and figures that are asked for.
func (e *Engine) meant(ctx context.Context, k *knowledge, q bot.Question, lang string) *reply {
	v := e.vectors.Load()
	if v == nil || v.of != k || v.size == 0 {
		return nil
	}
	raw, err := e.embedder.Question(ctx, bot.Mask(q.Text))
	if err != nil || len(raw) != v.size {
		return nil
	}
	near := v.nearest(unit(raw))
	if near[0].cosine < v.enough || near[0].cosine-near[1].cosine < surely {
		return nil
	}
	entry := near[0].entry
	r, s := k.read(bot.Question{Text: q.Text, Lang: lang, Topic: q.Topic}), k.corpus.Passages[entry]
	if k.otherOrdinal(r, entry) || k.turnedRound(r, s) || !k.speaksOf(entry, r) || len(unbacked(r, s)) > 0 {
		return nil
	}
	p := k.speak(r, entry)
	if s.Category != Outside {
		k.sayUnderstood(p)
	}
	return p
}

// LoadVectors embeds the records that are loaded, for who does not Run the
// Engine. Without an Embedder it does nothing.
func (e *Engine) LoadVectors(ctx context.Context) error {
	k := e.knows.Load()
	if k == nil || e.embedder == nil {
		return nil
	}
	v, err := e.embedAll(ctx, k)
	if err != nil {
		return err
	}
	e.vectors.Store(v)
	return nil
}

// keepVectors makes the vectors anew whenever there is new knowledge, until ctx
// ends. Until they are there, questions are answered without.
func (e *Engine) keepVectors(ctx context.Context) {
	for {
		var again <-chan time.Time
		if err := e.LoadVectors(ctx); err != nil && ctx.Err() == nil {
			e.log.Warn("The records could not be embedded; they are found by their words alone.", "error", err)
			again = time.After(retryEmbed)
		}
		select {
		case <-ctx.Done():
			return
		case <-e.loaded:
		case <-again:
		}
	}
}

// embedAll is embed for a worker: a panic in it is an error.
func (e *Engine) embedAll(ctx context.Context, k *knowledge) (v *vectors, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = bot.PanicError(r)
		}
	}()
	return k.embed(ctx, e.embedder)
}
