package answer

import (
	"context"
	"errors"
	"hash/fnv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
)

// meanings embeds texts by their words, of which some mean the same.
type meanings struct {
	same    map[string]string
	records int
	fails   int // that many times Records fails
	asked   []string
}

func (m *meanings) vector(text string) []float32 {
	v := make([]float32, 256)
	for w := range strings.FieldsSeq(strings.ToLower(strings.Trim(text, "?!. "))) {
		if s, ok := m.same[w]; ok {
			w = s
		}
		h := fnv.New32a()
		h.Write([]byte(w))
		v[h.Sum32()%256]++
	}
	return v
}

func (m *meanings) Records(_ context.Context, texts []string) ([][]float32, error) {
	m.records++
	if m.records <= m.fails {
		return nil, errors.New("not now")
	}
	out := make([][]float32, len(texts))
	for i, t := range texts {
		out[i] = m.vector(t)
	}
	return out, nil
}

func (m *meanings) Question(_ context.Context, text string) ([]float32, error) {
	m.asked = append(m.asked, text)
	return m.vector(text), nil
}

func embedded(t testing.TB, m *meanings) *Engine {
	t.Helper()
	e := New(func(context.Context) (Corpus, error) { return spreadCorpus(), nil }, Options{Now: clock, Embedder: m})
	if err := e.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	return e
}

// run runs an engine until the test ends.
func run(t *testing.T, e *Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); e.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	synctest.Wait()
}

// otherWords says what the record "Wer darf das Siegel der ABC verwenden?" asks in words none
// of which stands there.
const otherWords = "welchen leuten wurde erlaubt jenes emblem aufzudrucken"

func sameMeaning() map[string]string {
	return map[string]string{"welchen": "wer", "leuten": "wer", "erlaubt": "darf", "jenes": "das", "emblem": "siegel", "aufzudrucken": "verwenden", "wurde": "der"}
}

func TestWhatIsAskedInOtherWordsIsFoundByItsMeaning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &meanings{same: sameMeaning()}
		e := embedded(t, m)
		run(t, e)
		a := talk(t, e, otherWords)
		if text := a.Body.Text(); a.Outcome != bot.Answered || !strings.Contains(text, "dürfen Betriebe") || !strings.Contains(text, "„Wer darf das Siegel der ABC verwenden?“") {
			t.Errorf("[%s] %s", a.Outcome, text)
		}
	})
}

func TestWhatIsNotNearEnoughIsNotAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &meanings{same: sameMeaning()}
		e := embedded(t, m)
		run(t, e)
		for _, question := range []string{
			"welchen wein trinkt man zum emblem", "Bananenbrot Rezept mit Zimt und Nelken",
			otherWords + " in Essen", // a place of which the record does not speak
		} {
			if got, want := talk(t, e, question).Body.Text(), plainAnswer(t, question); got != want {
				t.Errorf("%s: %s", question, got)
			}
		}
		if len(m.asked) != 3 {
			t.Errorf("asked: %q", m.asked)
		}
	})
}

func TestWhatTheWordsFindIsNotEmbedded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &meanings{}
		e := embedded(t, m)
		run(t, e)
		for _, question := range []string{"Ist Köln Mitglied?", "Was kostet die Mitgliedschaft?", spread, "Wie wird das Wetter?"} {
			talk(t, e, question)
		}
		if len(m.asked) > 0 {
			t.Errorf("embedded: %q", m.asked)
		}
	})
}

func TestRecordsThatCouldNotBeEmbeddedAreTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &meanings{same: sameMeaning(), fails: 2}
		e := embedded(t, m)
		run(t, e)
		if got, want := talk(t, e, otherWords).Body.Text(), plainAnswer(t, otherWords); got != want || len(m.asked) > 0 {
			t.Errorf("without vectors: %s", got)
		}
		<-time.After(2*retryEmbed + time.Second)
		synctest.Wait()
		if a := talk(t, e, "und "+otherWords); m.records != 3 || a.Outcome != bot.Answered {
			t.Errorf("tried %d times: %s", m.records, a.Body.Text())
		}
	})
}

func TestVectorsOfOldRecordsAreNotUsedForNewOnes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &meanings{same: sameMeaning()}
		e := embedded(t, m)
		run(t, e)
		m.fails = 99
		if err := e.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got, want := talk(t, e, otherWords).Body.Text(), plainAnswer(t, otherWords); got != want {
			t.Error(got)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	v := &vectors{size: 1536}
	for i := range 2000 {
		v.entries = append(v.entries, i/10)
		one := make([]float32, v.size)
		one[i%v.size] = 1
		v.unit = append(v.unit, one...)
	}
	asked := unit(v.at(7))
	for b.Loop() {
		v.nearest(asked)
	}
}
