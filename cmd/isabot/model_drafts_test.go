package main

import (
	"errors"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/bot/llm/llmtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/desk"
)

func TestAModelsFailureToTranslateIsToldInWordsForStaff(t *testing.T) {
	says := &phrases.DeskTranslate
	for name, tt := range map[string]struct {
		answer llmtest.Answer
		tokens int
		want   phrases.Text
	}{
		"cut off":         {llmtest.Ends(`{"te`, "length"), 0, says.BrokenOff},
		"refused":         {llmtest.Refuses(), 0, says.Refused},
		"no budget":       {llmtest.Refuses(), 10, says.UsedUp},
		"limited":         {llmtest.Fails(429, "rate_limit_exceeded", ""), 0, says.Busy},
		"out of reach":    {llmtest.Answer{Lost: true}, 0, says.Busy},
		"out of its mind": {llmtest.Says("{}"), 0, phrases.Text{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := llm.New(llm.Config{Model: "m", TokensPerDay: tt.tokens}, llm.Options{Transport: llmtest.New(nil, tt.answer), Now: time.Now})
			texts, err := drafting{m}.Translate(t.Context(), desk.Translation{From: "de", To: "zh", Fields: map[string]string{"title": "Neun Gäste"}})
			var no *desk.Refusal
			if texts != nil || err == nil || errors.As(err, &no) != (tt.want != phrases.Text{}) || no != nil && no.Text != tt.want {
				t.Errorf("%v, %v", texts, err)
			}
		})
	}
}

func TestAModelsTranslationIsADraftOfTheDesk(t *testing.T) {
	s := llmtest.New(nil, llmtest.Says(`{"texts":[{"field":"title","text":"九位客人"}]}`))
	m := llm.New(llm.Config{Model: "m"}, llm.Options{Transport: s})
	texts, err := drafting{m}.Translate(t.Context(), desk.Translation{From: "de", To: "zh", Fields: map[string]string{"title": "Neun Gäste"}, Glossary: [][2]string{{"Gäste", "客人"}}})
	if err != nil || texts["title"] != "九位客人" {
		t.Errorf("%v, %v", texts, err)
	}
	if got := s.Requests()[0].Message("user"); got != `{"texts":[{"field":"title","text":"Neun Gäste"}],"glossary":[["Gäste","客人"]]}` {
		t.Errorf("asked %s", got)
	}
}
