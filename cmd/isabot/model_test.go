package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/bot/llm/llmtest"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

// spread is a question whose answer stands in more than one record.
const spread = "how does a town apply"

// asksHTTP asks the program over HTTP.
func asksHTTP(t *testing.T, server *httptest.Server, question string) (text, outcome string) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"question": question})
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(server.URL+"/api/isa/ask", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var got struct{ Answer, Outcome string }
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%d, %v", res.StatusCode, err)
	}
	return got.Answer, got.Outcome
}

// faithful is an answer of a model that keeps to what it is given: all sentences
// of each passage that a request holds.
func faithful(t *testing.T, r llmtest.Request) (answer map[string]any, first string) {
	t.Helper()
	var asked struct{ Passages []struct{ Text string } }
	if err := json.Unmarshal([]byte(r.Message("user")), &asked); err != nil || len(asked.Passages) == 0 {
		t.Fatalf("%v in %s", err, r.Message("user"))
	}
	var sentences []any
	for i, p := range asked.Passages {
		for _, text := range strings.Split(strings.TrimSuffix(p.Text, "."), ". ") {
			if first == "" {
				first = text + "."
			}
			sentences = append(sentences, map[string]any{"text": text + ".", "passages": []int{i}})
		}
	}
	return map[string]any{"sentences": sentences}, first
}

// learned is what a model is asked for the question that is spread, and what the
// program answers by itself.
func learned(t *testing.T) (llmtest.Request, string) {
	t.Helper()
	s := llmtest.New(nil, llmtest.Says(`{"sentences":[]}`))
	far := httptest.NewServer(s)
	defer far.Close()
	_, server, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": far.URL + "/v1"})
	plain, outcome := asksHTTP(t, server, spread)
	if len(s.Requests()) != 1 || outcome != "answered" {
		t.Fatalf("%d requests for an answer that is %s", len(s.Requests()), outcome)
	}
	return s.Requests()[0], plain
}

func TestAModelWordsAnAnswerAndItIsWrittenDown(t *testing.T) {
	request, plain := learned(t)
	answer, first := faithful(t, request)
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	s := llmtest.New(nil, llmtest.Says(string(text)))
	far := httptest.NewServer(s)
	defer far.Close()
	env := map[string]string{"OPENAI_MODEL": "gpt-4o-mini", "OPENAI_BASE_URL": far.URL + "/v1", "OPENAI_API_KEY": "sk-secret", "ISABOT_MODEL_TOKENS_PER_DAY": "100000"}
	p, server, said := servedIn(t, env)
	if host := strings.TrimPrefix(far.URL, "http://"); !strings.Contains(said, "Model    is on: questions, extracts of the records and what staff have translated are sent to "+host+"\n") || strings.Contains(said, "sk-secret") {
		t.Errorf("it says\n%s", said)
	}
	got, outcome := asksHTTP(t, server, spread)
	if outcome != "answered" || !strings.Contains(got, first) || got == plain {
		t.Errorf("%s: %s", outcome, got)
	}
	res, err := http.Get(server.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`isabot_model_calls_total{outcome="ok",task="write"} 1`, `isabot_model_tokens_total{direction="in",task="write"} 100`, `isabot_model_seconds_total{task="write"}`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	p.stores.stop(time.Minute)
	r := onlyCall(t, p.app)
	if r.GetString("answer") != string(text) || !strings.Contains(r.GetString("request"), spread) || r.GetString("outcome") != "ok" || r.GetInt("tokens_in") != 100 ||
		r.GetString("host") != strings.TrimPrefix(far.URL, "http://") || r.GetString("model") != "gpt-4o-mini" || strings.Contains(r.GetString("request"), "sk-secret") {
		t.Errorf("the journal says %v", r.FieldsData())
	}
	var day llm.Day
	if found, err := cms.LoadSystemState(p.app, modelUsage, &day); !found || err != nil || day.Tokens != 110 {
		t.Errorf("used %+v, %v", day, err)
	}
}

func onlyCall(t *testing.T, app core.App) *core.Record {
	t.Helper()
	all, err := app.FindAllRecords("model_log")
	if err != nil || len(all) != 1 {
		t.Fatalf("%d requests are written down, %v", len(all), err)
	}
	return all[0]
}

func TestWhatAModelIsSentIsMasked(t *testing.T) {
	s := llmtest.New(nil, llmtest.Says(`{"queries":["What does it cost?"]}`))
	far := httptest.NewServer(s)
	defer far.Close()
	m := llm.New(llm.Config{Model: "m", BaseURL: far.URL + "/v1"}, llm.Options{})
	if _, err := (wording{m}).Queries(t.Context(), "web:4711", answer.Unclear{Lang: "en", Text: "and that", Earlier: []string{"mail lea@example.org what it costs"}}); err != nil {
		t.Fatal(err)
	}
	if sent := string(s.Requests()[0].Body); strings.Contains(sent, "lea@") || strings.Contains(sent, "4711") || !strings.Contains(sent, "what it costs") {
		t.Errorf("sent %s", sent)
	}
}

func TestStaffAreToldWhenTheModelsBudgetIsUsed(t *testing.T) {
	s := llmtest.New(nil, llmtest.Says(`{"sentences":[]}`))
	far := httptest.NewServer(s)
	defer far.Close()
	p, server, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": far.URL + "/v1", "ISABOT_MODEL_TOKENS_PER_DAY": "5000"})
	p.stores.Save(llm.Day{Date: p.now().Format(time.DateOnly), Tokens: 4900})
	if err := p.stores.models.flush(); err != nil {
		t.Fatal(err)
	}
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Team", "platform": "telegram", "target": "-1001", "lang": "de", "purpose": "staff", "enabled": true})
	for range 2 {
		asksHTTP(t, server, spread)
	}
	if n := len(s.Requests()); n != 0 {
		t.Errorf("%d requests beyond the budget", n)
	}
	if err := p.stores.models.flush(); err != nil {
		t.Fatal(err)
	}
	var subjects []string
	if err := p.app.DB().Select("subject").From("deliveries").Column(&subjects); err != nil || len(subjects) != 1 || subjects[0] != "budget "+p.now().Format(time.DateOnly)+" all" {
		t.Errorf("staff are told of %q, %v", subjects, err)
	}
}

// A backup holds the database for long, and an answer has eight seconds.
func TestWhoAsksDoesNotWaitUntilStaffAreTold(t *testing.T) {
	s := llmtest.New(nil, llmtest.Says(`{"sentences":[]}`))
	far := httptest.NewServer(s)
	defer far.Close()
	p, _, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": far.URL + "/v1", "ISABOT_MODEL_TOKENS_PER_DAY": "100"})
	p.stores.Save(llm.Day{Date: p.now().Format(time.DateOnly), Tokens: 90})
	if err := p.stores.models.flush(); err != nil {
		t.Fatal(err)
	}
	answered := make(chan error, 1)
	err := p.app.RunInTransaction(func(core.App) error {
		go func() {
			_, err := p.model.Write(t.Context(), "", llm.Writing{Lang: "de", Question: "Was?"})
			answered <- err
		}()
		select {
		case err := <-answered:
			if !errors.Is(err, llm.ErrBudget) {
				t.Error(err)
			}
		case <-time.After(10 * time.Second):
			t.Error("it waits for the database")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.stores.stop(time.Minute)
	if n := count(t, p.app, "state"); n == 0 {
		t.Error("nothing is kept")
	}
}

func TestServeSaysThatThereIsNoModel(t *testing.T) {
	p, _, said := served(t)
	if !strings.Contains(said, "Model    is off: set OPENAI_MODEL") || p.model != nil || p.wording() != nil {
		t.Errorf("it says\n%s", said)
	}
}

func TestWhatAModelIsSentIsNotWrittenDownIfThatIsOff(t *testing.T) {
	s := llmtest.New(nil, llmtest.Says(`{"sentences":[]}`))
	far := httptest.NewServer(s)
	defer far.Close()
	p, server, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": far.URL + "/v1", "ISABOT_MODEL_LOG": "off"})
	asksHTTP(t, server, spread)
	p.stores.stop(time.Minute)
	if n := count(t, p.app, "model_log"); n != 0 || len(s.Requests()) == 0 {
		t.Errorf("%d of %d requests are written down", n, len(s.Requests()))
	}
	var day llm.Day
	if found, err := cms.LoadSystemState(p.app, modelUsage, &day); !found || err != nil || day.Tokens == 0 {
		t.Errorf("used %+v, %v", day, err)
	}
}

func TestWhatAModelDoesIsWrittenDownForThirtyDays(t *testing.T) {
	t.Parallel()
	s, app := testStores(t)
	s.Note(llm.Entry{Task: "write", At: storeNoon.Add(-keepModelLog - time.Second)}) // at once: nothing is written in batches yet
	s.Note(llm.Entry{Task: "translate", At: storeNoon.Add(-keepModelLog + time.Second), Request: "q", Took: time.Second, Estimated: true})
	if n := count(t, app, "model_log"); n != 2 {
		t.Fatalf("%d requests are written down", n)
	}
	s.start()
	for n := range 5 {
		s.Save(llm.Day{Date: "2026-05-04", Tokens: n})
	}
	s.stop(time.Minute)
	if r := onlyCall(t, app); r.GetString("task") != "translate" || r.GetInt("took_ms") != 1000 || !r.GetBool("estimated") {
		t.Errorf("kept %v", r.FieldsData())
	}
	if day, err := s.Load(t.Context()); err != nil || day != (llm.Day{Date: "2026-05-04", Tokens: 4}) {
		t.Errorf("%+v, %v", day, err)
	}
}

// Over real HTTP, with a server that nobody here has written: what it says well
// is said, and what goes wrong there is never seen.
func TestAimockWordsAnAnswerAndItsFailuresAreNotSeen(t *testing.T) {
	llmtest.Aimock(t) // skips where there is none
	request, plain := learned(t)
	answer, first := faithful(t, request)
	failing := func(status int, more map[string]any) map[string]any {
		out := map[string]any{"error": map[string]any{"message": "no", "type": "server_error"}, "status": status}
		for k, v := range more {
			out[k] = v
		}
		return out
	}
	says := func(l *llmtest.Liar) map[string]any {
		text, err := l.Text(request)
		if err != nil {
			t.Fatal(err)
		}
		return map[string]any{"content": text}
	}
	half, whole := &llmtest.Liar{}, &llmtest.Liar{Only: true}
	for name, tt := range map[string]struct {
		response, chaos map[string]any
		worded          bool
	}{
		"it lies":              {says(whole), nil, false},
		"lies among truths":    {says(half), nil, true},
		"it answers":           {map[string]any{"content": answer}, nil, true},
		"cut off":              {map[string]any{"content": `{"sentences":[{"te`, "finishReason": "length"}, nil, false},
		"limited":              {failing(429, map[string]any{"retryAfter": 60}), nil, false},
		"down":                 {failing(500, nil), nil, false},
		"slow":                 {map[string]any{"content": answer}, map[string]any{"latencyMs": 12_000}, false},
		"no JSON at all":       {map[string]any{"content": answer}, map[string]any{"malformedRate": 1}, false},
		"another shape":        {map[string]any{"content": map[string]any{"answer": "It is free."}}, nil, false},
		"refused":              {map[string]any{"content": "", "finishReason": "content_filter"}, nil, false},
		"a word of a wise man": {map[string]any{"content": "It costs 500 €."}, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			base := llmtest.Aimock(t, llmtest.Fixture{Match: map[string]any{"userMessage": spread}, Response: tt.response, Chaos: tt.chaos})
			_, server, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "gpt-4o-mini", "OPENAI_BASE_URL": base, "OPENAI_API_KEY": "k"})
			got, outcome := asksHTTP(t, server, spread)
			if outcome != "answered" || tt.worded && (!strings.Contains(got, first) || got == plain) || !tt.worded && got != plain {
				t.Errorf("%s: %s\nby itself: %s", outcome, got, plain)
			}
			for _, lie := range append(half.Lies(), whole.Lies()...) {
				if strings.Contains(got, lie) {
					t.Errorf("it says %q: %s", lie, got)
				}
			}
		})
	}
}
