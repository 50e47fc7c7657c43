package answer

import (
	"context"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func TestWhatAModelWordsOfAMachineTranslationSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		machine []string
		marks   int
	}{
		"of the language":         {[]string{"de"}, 1},
		"of another language":     {[]string{"zh"}, 0},
		"written by people alone": {nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			corpus := spreadCorpus()
			for i := range corpus.Passages {
				corpus.Passages[i].Machine = c.machine
			}
			model := &scripted{write: func(Draft, int) ([]Sentence, error) { return honest, nil }}
			e := New(func(context.Context) (Corpus, error) { return corpus, nil }, Options{Now: clock, Model: model})
			if err := e.Load(t.Context()); err != nil {
				t.Fatal(err)
			}
			said := talk(t, e, spread).Body.Text()
			if !strings.Contains(said, honest[2].Text) || strings.Count(said, phrases.ByMachine.De) != c.marks {
				t.Errorf("%s", said)
			}
		})
	}
}
