package main

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"isa-portal.de/isabot/bot/llm/llmtest"
)

func TestTheEvaluationTellsWhatAModelCosts(t *testing.T) {
	set, err := filepath.Abs("../../bot/answer/testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	at := httptest.NewServer(llmtest.NewBy(nil, (&llmtest.Liar{}).Answer)) // 100 tokens in and 10 out a request
	t.Cleanup(at.Close)
	p := wholeProgramIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": at.URL + "/v1", "ISABOT_MODEL_PRICE_IN": "2", "ISABOT_MODEL_PRICE_OUT": "5"})
	cases, err := readCases(set)
	if err != nil {
		t.Fatal(err)
	}
	results := runCases(t.Context(), p.rehearsal(), cases, p.spent)
	var out bytes.Buffer
	reportModel(&out, results, p.spent())
	m := regexp.MustCompile(`^(\d+\.\d) % answered without a model; for 1,000 questions: (\d+) requests, (\d+) tokens in, (\d+) tokens out, cost (\d+\.\d+)\n$`).FindStringSubmatch(out.String())
	if m == nil {
		t.Fatal(out.String())
	}
	got := make([]float64, 5)
	for i := range got {
		if got[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
			t.Fatal(err)
		}
	}
	calls := float64(p.spent().calls)
	want := []float64{got[0], 1000 * calls / 260, 100_000 * calls / 260, 10_000 * calls / 260, 1000 * calls * (100*2 + 10*5) / 1e6 / 260}
	for i := range want {
		if d := got[i] - want[i]; d > .6 || d < -.6 {
			t.Errorf("%s: number %d is %v, want %v", out.String(), i, got[i], want[i])
		}
	}
	if got[0] < 70 || got[0] >= 100 {
		t.Errorf("%v %% are answered without a model", got[0])
	}
}
