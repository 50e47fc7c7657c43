package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"time"
)

// recall is the share of questions whose answer came first, and among the first five.
type recall struct{ first, five float64 }

func (r recall) String() string { return fmt.Sprintf("%.3f/%.3f", r.first, r.five) }

func measureRecall(s searcher, passages []passage, questions []asking) (recall, error) {
	var first, five int
	for _, q := range questions {
		found, err := s.search(q.Question, q.Lang, 5)
		if err != nil {
			return recall{}, err
		}
		for i, place := range found {
			if passages[place].ID != q.Answer {
				continue
			}
			if i == 0 {
				first++
			}
			five++
			break
		}
	}
	n := float64(len(questions))
	return recall{float64(first) / n, float64(five) / n}, nil
}

// speed is what an engine takes at some size.
type speed struct {
	build    time.Duration
	heap     uint64 // bytes alive on Go's heap more than before
	p50, p99 time.Duration
}

func measureSpeed(e engine, passages []passage, questions []asking) (speed, error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	s, err := e.open(passages)
	if err != nil {
		return speed{}, err
	}
	defer s.close()
	out := speed{build: time.Since(start)}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc {
		out.heap = after.HeapAlloc - before.HeapAlloc
	}
	times := make([]time.Duration, 0, len(questions))
	for _, q := range questions {
		start := time.Now()
		if _, err := s.search(q.Question, q.Lang, 5); err != nil {
			return speed{}, err
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	out.p50, out.p99 = times[len(times)/2], times[len(times)*99/100]
	return out, nil
}

// mixed makes n passages of about 80 words or 160 Chinese characters out of the sentences of all
// sets, a third in each language, and as many questions as there are up to
// 1,000 a language. The same n gives the same passages.
func mixed(sets []set, n int) ([]passage, []asking) {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	langs := []string{"de", "en", "zh"}
	titles, sentences := map[string][]string{}, map[string][]string{}
	asked := map[string][]asking{}
	for _, s := range sets {
		for _, p := range s.passages {
			sentences[p.Lang] = append(sentences[p.Lang], cut(p.Text)...)
		}
		for _, q := range s.clean {
			titles[q.Lang] = append(titles[q.Lang], q.Question)
		}
		asked[s.clean[0].Lang] = append(asked[s.clean[0].Lang], s.clean...)
	}
	passages := make([]passage, n)
	for i := range passages {
		lang := langs[i%3]
		p := passage{ID: fmt.Sprint(i), Lang: lang, Title: titles[lang][random.IntN(len(titles[lang]))]}
		for len(p.Text) < 480 {
			p.Text += sentences[lang][random.IntN(len(sentences[lang]))] + " "
		}
		p.Text += fmt.Sprintf("ref%x", random.Uint32()) // a word of its own, as names and numbers are
		passages[i] = p
	}
	var questions []asking
	for _, lang := range langs {
		all := asked[lang]
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		questions = append(questions, all[:min(1000, len(all))]...)
	}
	random.Shuffle(len(questions), func(i, j int) { questions[i], questions[j] = questions[j], questions[i] })
	return passages, questions
}

func cut(text string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?。！？\n", r) }) {
		if s = strings.TrimSpace(s); len(s) > 20 {
			out = append(out, s+".")
		}
	}
	return out
}
