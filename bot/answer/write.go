package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

const (
	modelTime    = 8 * time.Second // in which all that a model does for one answer must be done
	mostExtracts = 4
	longText     = 600 // characters from which sentences of one record are chosen, too
	mostWritten  = 1024
)

// wordable are the passages that a reply quotes, and those beside them that say
// something on the question too. There are none where the whole record
// is the best answer: it is a single one and short, or there is none in the language
// of the reply, or what it says is that nothing is on record.
func (k *knowledge) wordable(p *reply) (quoted, beside []int) {
	size := 0
	for _, q := range p.quotes {
		s := k.corpus.Passages[q.entry]
		if s.Category == Open || s.Category == Outside || s.Body.In(p.lang) == "" {
			return nil, nil
		}
		if !slices.Contains(quoted, q.entry) {
			quoted = append(quoted, q.entry)
			size += utf8.RuneCountInString(s.Body.In(p.lang))
		}
	}
	if len(quoted) == 0 || len(quoted) > mostExtracts {
		return nil, nil
	}
	for _, i := range p.beside {
		s := k.corpus.Passages[i]
		if s.Category != Open && s.Category != Outside && s.Body.In(p.lang) != "" && !slices.Contains(quoted, i) && !slices.Contains(beside, i) && len(quoted)+len(beside) < mostExtracts {
			beside = append(beside, i)
		}
	}
	if len(quoted)+len(beside) < 2 && size < longText {
		return nil, nil
	}
	return quoted, beside
}

// write has the model word a reply: choose from what is on record and put that
// in order. Unless the check lets through a text that tells every passage that
// the reply quotes, the model is told what is wrong and asked once more, and then
// the reply stays as it is.
func (e *Engine) write(ctx context.Context, k *knowledge, q bot.Question, p *reply) {
	quoted, beside := k.wordable(p)
	if len(quoted) == 0 {
		return
	}
	entries := append(quoted, beside...)
	key := writtenKey{strings.TrimSpace(q.Text), p.lang, fmt.Sprint(entries)}
	if known, ok := k.written.get(key); ok {
		p.word(k, entries, known)
		return
	}
	d := Draft{Lang: p.lang, Question: bot.Mask(q.Text)}
	for _, i := range entries {
		s := k.corpus.Passages[i]
		d.Extracts = append(d.Extracts, Extract{title(s.Title, p.lang), s.Body.In(p.lang)})
	}
	c := checking(d.Extracts)
	for range 2 {
		said, err := e.model.Write(ctx, q.Asker, d)
		if err != nil {
			return
		}
		good, told, wrong := c.sift(said)
		left := c.leftOut(told, len(quoted))
		if left == "" {
			k.written.put(key, good)
			p.word(k, entries, good)
			return
		}
		d.Wrong = append(wrong, left)
	}
	k.written.put(key, nil)
}

// word puts sentences in the place of what the reply quotes, a paragraph for
// each extract that they rest on first; none leave it as it is.
func (p *reply) word(k *knowledge, entries []int, said []Sentence) {
	if len(said) == 0 {
		return
	}
	var paragraphs []string
	machine := false
	last, between := -1, " "
	if p.lang == "zh" {
		between = ""
	}
	for _, s := range said {
		text := strings.TrimSpace(s.Text)
		if n := len(paragraphs); s.Extracts[0] != last || n == 0 {
			paragraphs = append(paragraphs, text)
		} else {
			paragraphs[n-1] += between + text
		}
		last = s.Extracts[0]
		for _, i := range s.Extracts {
			s := k.corpus.Passages[entries[i]]
			p.on(s.Ref, s.Title)
			machine = machine || slices.Contains(s.Machine, p.lang)
		}
	}
	if machine {
		paragraphs = append(paragraphs, phrases.ByMachine.In(p.lang))
	}
	var doc richtext.Doc
	for i, block := range p.doc.Blocks {
		if i == p.quotes[0].block {
			for _, text := range paragraphs {
				doc = doc.Add(richtext.Para(text))
			}
		}
		if !slices.ContainsFunc(p.quotes, func(q quote) bool { return q.block == i }) {
			doc = doc.Add(block)
		}
	}
	p.doc, p.quotes, p.worded = doc, nil, true
}

// written keeps what a model has worded, as long as the records are the same.
type written struct {
	mu    sync.Mutex
	texts map[writtenKey][]Sentence
}

type writtenKey struct{ question, lang, entries string }

func (w *written) get(key writtenKey) ([]Sentence, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	said, ok := w.texts[key]
	return said, ok
}

// put keeps sentences, none where the model could not word the question. When
// there are too many it begins anew.
func (w *written) put(key writtenKey, said []Sentence) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.texts) >= mostWritten || w.texts == nil {
		w.texts = map[writtenKey][]Sentence{}
	}
	w.texts[key] = said
}
