package llm

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sashabaranov/go-openai"

	"isa-portal.de/isabot/bot/llm/llmtest"
)

// is is errors.Is, with nil for no error.
func is(err, want error) bool {
	return want == nil && err == nil || want != nil && errors.Is(err, want)
}

func after(a llmtest.Answer, seconds string) llmtest.Answer {
	a.Header = http.Header{"Retry-After": {seconds}}
	return a
}

func TestEachFailureHasItsError(t *testing.T) {
	lost, stalls := llmtest.Answer{Lost: true}, llmtest.Answer{Stalls: true}
	limited := llmtest.Fails(429, "rate_limit_exceeded", "slow down")
	tests := []struct {
		name     string
		answers  []llmtest.Answer
		want     error
		requests int
		took     int // seconds, virtual ones
	}{
		{"an answer", []llmtest.Answer{said}, nil, 1, 0},
		{"cut off", []llmtest.Answer{llmtest.Ends(`{"sentences":[`, "length")}, ErrCut, 1, 0},
		{"declined", []llmtest.Answer{llmtest.Refuses()}, ErrRefused, 1, 0},
		{"filtered", []llmtest.Answer{llmtest.Ends("", "content_filter")}, ErrRefused, 1, 0},
		{"filtered before it was asked, as on Azure", []llmtest.Answer{llmtest.Fails(400, "content_filter", "The response was filtered")}, ErrRefused, 1, 0},
		{"no list of answers", []llmtest.Answer{{Body: `{"choices":[]}`}}, ErrMalformed, 1, 0},
		{"a page of a proxy", []llmtest.Answer{{Body: `<html>Welcome</html>`}}, ErrMalformed, 1, 0},
		{"half an answer", []llmtest.Answer{{Body: `{"choices":[{"mess`}}, ErrUnreachable, 2, 0},
		{"another shape", []llmtest.Answer{llmtest.Says(`{"sentences":"none"}`)}, ErrMalformed, 1, 0},
		{"nothing in the passages", []llmtest.Answer{llmtest.Says(`{"sentences":[]}`)}, ErrNothing, 1, 0},
		{"no passage that was there", []llmtest.Answer{llmtest.Says(`{"sentences":[{"text":"a","passages":[2,-1]}]}`)}, ErrMalformed, 1, 0},
		{"no passage at all", []llmtest.Answer{llmtest.Says(`{"sentences":[{"text":"a","passages":[]}]}`)}, ErrMalformed, 1, 0},
		{"a wrong key", []llmtest.Answer{llmtest.Fails(401, "invalid_api_key", "Incorrect API key provided: sk-1")}, ErrServer, 1, 0},
		{"no such model", []llmtest.Answer{llmtest.Fails(404, "model_not_found", "The model `m` does not exist")}, ErrServer, 1, 0},
		{"a mistake in the request", []llmtest.Answer{llmtest.Fails(400, "invalid_value", "messages is wrong")}, ErrServer, 1, 0},
		{"down, then up", []llmtest.Answer{{Status: 503}, said}, nil, 2, 0},
		{"down", []llmtest.Answer{llmtest.Fails(500, "server_error", "oops")}, ErrServer, 2, 0},
		{"an error that is no JSON", []llmtest.Answer{{Status: 502, Body: "<html>Bad gateway</html>"}}, ErrServer, 2, 0},
		{"nobody there, then somebody", []llmtest.Answer{lost, said}, nil, 2, 0},
		{"nobody there", []llmtest.Answer{lost}, ErrUnreachable, 2, 0},
		{"limited for a moment", []llmtest.Answer{after(limited, "2"), said}, nil, 2, 2},
		{"limited for too long", []llmtest.Answer{after(limited, "8"), said}, ErrLimited, 1, 0},
		{"limited, nobody says for how long", []llmtest.Answer{limited, said}, ErrLimited, 1, 0},
		{"limited twice", []llmtest.Answer{after(limited, "1")}, ErrLimited, 2, 1},
		{"slow", []llmtest.Answer{stalls}, ErrLate, 1, 8},
		{"limited, then slow: 8 s in all", []llmtest.Answer{after(limited, "3"), stalls}, ErrLate, 2, 8},
		{"sent elsewhere", []llmtest.Answer{{Status: 307, Header: http.Header{"Location": {"https://elsewhere.example/v1"}}}}, ErrUnreachable, 2, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			with(t, Config{Key: "sk-1"}, tt.answers, func(t *testing.T, w *world) {
				start := time.Now()
				got, err := w.write(t)
				if !is(err, tt.want) || (err == nil) != (len(got) == 1) {
					t.Errorf("%v, %v", got, err)
				}
				if n := len(w.server.Requests()); n != tt.requests {
					t.Errorf("%d requests, want %d", n, tt.requests)
				}
				if took := int(time.Since(start).Seconds()); took != tt.took {
					t.Errorf("it took %d s", took)
				}
				if n := w.outcomes("write")[Outcome(err)]; n == 0 {
					t.Errorf("counted %v", w.outcomes("write"))
				}
				if len(w.notes) != tt.requests {
					t.Errorf("%d requests are in the journal", len(w.notes))
				}
				for _, secret := range []string{"sk-1", "http", "kostet", "Welcome", "elsewhere"} {
					if err != nil && strings.Contains(err.Error(), secret) || strings.Contains(w.log.String(), secret) {
						t.Errorf("%s is told: %v; log: %s", secret, err, w.log.String())
					}
				}
			})
		})
	}
}

func TestAnEffortThatTheModelDoesNotHaveIsNoFailureOfTheWay(t *testing.T) {
	with(t, Config{Model: openai.GPT6Sol, Effort: "minimal"}, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		if _, err := w.write(t); !is(err, ErrServer) || !strings.Contains(err.Error(), "effort") || len(w.server.Requests()) != 0 || len(w.notes) != 1 {
			t.Errorf("%v, %d requests, %d noted", err, len(w.server.Requests()), len(w.notes))
		}
	})
}

func TestPassagesThatWereNotThereAreStruck(t *testing.T) {
	answer := `{"sentences":[{"text":" A. ","passages":[0,2,1]},{"text":"B.","passages":[9]},{"text":"","passages":[0]},{"text":"C.","passages":[1]}]}`
	with(t, Config{}, []llmtest.Answer{llmtest.Says(answer)}, func(t *testing.T, w *world) {
		got, err := w.write(t)
		if err != nil || len(got) != 2 || got[0].Text != "A." || len(got[0].Passages) != 2 || got[1].Text != "C." {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestATranslationHasAMinute(t *testing.T) {
	with(t, Config{}, []llmtest.Answer{{Stalls: true}}, func(t *testing.T, w *world) {
		start := time.Now()
		_, err := w.Translate(t.Context(), Translation{From: "de", To: "en", Fields: map[string]string{"title": "Tag"}})
		if !is(err, ErrLate) || time.Since(start) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestAServerThatFailsIsLeftAlone(t *testing.T) {
	with(t, Config{}, []llmtest.Answer{llmtest.Fails(401, "invalid_api_key", "no")}, func(t *testing.T, w *world) {
		for range failuresInRow {
			if _, err := w.write(t); !is(err, ErrServer) {
				t.Fatal(err)
			}
		}
		if _, err := w.write(t); !is(err, ErrOpen) || len(w.server.Requests()) != failuresInRow {
			t.Fatalf("%v after %d requests", err, len(w.server.Requests()))
		}
		<-time.After(leftAlone + time.Second)
		if _, err := w.write(t); !is(err, ErrServer) { // the one that tries it
			t.Fatal(err)
		}
		if _, err := w.write(t); !is(err, ErrOpen) {
			t.Fatal(err)
		}
		<-time.After(leftAlone + time.Second)
		w.server.Then(said)
		for range 2 {
			if _, err := w.write(t); err != nil {
				t.Fatal(err)
			}
		}
		if log := w.log.String(); strings.Count(log, "left alone") != 2 || strings.Count(log, "answers again") != 1 {
			t.Errorf("the log says %s", log)
		}
	})
}

// What a model says, however useless, is a sign of life, and an asker who goes
// away is no sign of anything.
func TestOnlyTheServerIsBlamedForFailures(t *testing.T) {
	for name, answer := range map[string]llmtest.Answer{
		"declined": llmtest.Refuses(), "cut": llmtest.Ends("{", "length"), "another shape": llmtest.Says(`{"a":1}`), "gone": {Stalls: true},
		"too long": llmtest.Fails(400, "context_length_exceeded", "too many tokens"), "too large": {Status: 413}, "not to be processed": llmtest.Fails(422, "invalid", "no"),
	} {
		t.Run(name, func(t *testing.T) {
			with(t, Config{}, []llmtest.Answer{answer}, func(t *testing.T, w *world) {
				for range 2 * failuresInRow {
					ctx, cancel := context.WithCancel(t.Context())
					time.AfterFunc(time.Second, cancel)
					if _, err := w.Write(ctx, "", writing); err == nil || is(err, ErrOpen) {
						t.Fatal(err)
					}
					cancel()
				}
			})
		})
	}
}

func TestTooManyAtOnceAreTurnedAway(t *testing.T) {
	with(t, Config{}, []llmtest.Answer{{Stalls: true}}, func(t *testing.T, w *world) {
		ended := make(chan error, atOnce)
		for range atOnce {
			go func() {
				_, err := w.Write(context.Background(), "", writing)
				ended <- err
			}()
		}
		synctest.Wait()
		start := time.Now()
		if _, err := w.write(t); !is(err, ErrBusy) || time.Since(start) != 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		for range atOnce {
			if err := <-ended; !is(err, ErrLate) {
				t.Error(err)
			}
		}
		w.server.Then(said)
		if _, err := w.write(t); err != nil && !is(err, ErrOpen) {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestDraftsOfTranslationsTakeNoPlaceFromAnswers(t *testing.T) {
	stalls := llmtest.Answer{Stalls: true}
	with(t, Config{}, []llmtest.Answer{stalls, stalls, stalls, stalls, stalls, stalls, stalls, stalls, said}, func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(t.Context())
		drafted := make(chan error, atOnce+1)
		for range atOnce + 1 {
			go func() {
				_, err := w.Translate(ctx, Translation{From: "de", To: "en", Fields: map[string]string{"title": "Tag"}})
				drafted <- err
			}()
		}
		synctest.Wait()
		if err := <-drafted; !is(err, ErrBusy) {
			t.Errorf("one draft too many: %v", err)
		}
		if _, err := w.write(t); err != nil {
			t.Errorf("an answer: %v", err)
		}
		cancel()
		for range atOnce {
			if err := <-drafted; !is(err, context.Canceled) {
				t.Error(err)
			}
		}
	})
}

func TestAFormThatTheServerDoesNotTakeIsNotAskedForAgain(t *testing.T) {
	none := llmtest.Fails(400, "invalid_request_error", "This response_format type is unavailable now")
	plain := llmtest.Says("Es kostet nichts.")
	fenced := llmtest.Says("Gern:\n```json\n{\"sentences\":[{\"text\":\"Es kostet nichts.\",\"passages\":[0]}]}\n```\n")
	tests := []struct {
		name    string
		answers []llmtest.Answer
		forms   string // of the requests, and of one more
		err     error
	}{
		{"taken", []llmtest.Answer{said}, "json_schema json_schema", nil},
		{"no schemas, as on DeepSeek", []llmtest.Answer{none, said}, "json_schema json_object json_object", nil},
		{"422", []llmtest.Answer{llmtest.Fails(422, "", "json_schema is not supported"), said}, "json_schema json_object json_object", nil},
		{"an error that is a bare text, as on Ollama", []llmtest.Answer{{Status: 400, Body: `{"error":"invalid response_format"}`}, said}, "json_schema json_object json_object", nil},
		{"schemas are passed over", []llmtest.Answer{plain, fenced}, "json_schema json_object json_object", nil},
		{"no forms at all", []llmtest.Answer{none, none, fenced}, "json_schema json_object - -", nil},
		{"no JSON whatever is asked", []llmtest.Answer{plain}, "json_schema json_object - -", ErrMalformed},
		{"another mistake", []llmtest.Answer{llmtest.Fails(400, "invalid_value", "temperature")}, "json_schema json_schema", ErrServer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			with(t, Config{}, tt.answers, func(t *testing.T, w *world) {
				for range 2 {
					if _, err := w.write(t); !is(err, tt.err) {
						t.Fatal(err)
					}
				}
				var forms []string
				for _, r := range w.server.Requests() {
					kind := "-"
					if f, ok := r.Fields["response_format"].(map[string]any); ok {
						kind, _ = f["type"].(string)
					}
					forms = append(forms, kind)
					if told := strings.Contains(r.Message("system"), `"additionalProperties"`); told == (kind == "json_schema") {
						t.Errorf("asked by %s, the schema stands in the prompt: %v", kind, told)
					}
				}
				if got := strings.Join(forms, " "); got != tt.forms {
					t.Errorf("asked by %s", got)
				}
			})
		})
	}
}
