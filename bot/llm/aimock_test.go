package llm

import (
	"log/slog"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/llm/llmtest"
)

// The same over real HTTP, with a server that nobody here has written.
func TestAimockAnswersAndFails(t *testing.T) {
	good := map[string]any{"sentences": []any{map[string]any{"text": "Es kostet nichts.", "passages": []int{0}}}}
	when := func(words string, response map[string]any, more ...any) llmtest.Fixture {
		f := llmtest.Fixture{Match: map[string]any{"userMessage": words}, Response: response}
		for i := 0; i+1 < len(more); i += 2 {
			name := more[i].(string)
			switch {
			case name == "sequenceIndex" || name == "responseFormat":
				f.Match[name] = more[i+1]
			default:
				f.Chaos = map[string]any{name: more[i+1]}
			}
		}
		return f
	}
	limited := map[string]any{"error": map[string]any{"message": "Rate limited", "type": "rate_limit_error", "code": "rate_limit_exceeded"}, "status": 429, "retryAfter": 1}
	down := map[string]any{"error": map[string]any{"message": "oops", "type": "server_error"}, "status": 500}
	base := llmtest.Aimock(t,
		when("normal", map[string]any{"content": good, "usage": map[string]any{"prompt_tokens": 90, "completion_tokens": 9, "total_tokens": 99}}),
		when("cut", map[string]any{"content": `{"sentences":[{"te`, "finishReason": "length"}),
		when("limited", limited, "sequenceIndex", 0), when("limited", map[string]any{"content": good}, "sequenceIndex", 1),
		when("crowded", map[string]any{"error": limited["error"], "status": 429, "retryAfter": 60}),
		when("stumbles", down, "sequenceIndex", 0), when("stumbles", map[string]any{"content": good}, "sequenceIndex", 1),
		when("down", down),
		when("slow", map[string]any{"content": good}, "latencyMs", 20_000),
		when("malformed", map[string]any{"content": good}, "malformedRate", 1),
		when("gone", map[string]any{"content": good}, "disconnectRate", 1),
		when("shape", map[string]any{"content": map[string]any{"answer": "Es kostet nichts."}}),
		when("refused", map[string]any{"content": "", "finishReason": "content_filter"}),
		when("object", map[string]any{"error": map[string]any{"message": "response_format json_schema is not supported", "type": "invalid_request_error"}, "status": 400}, "responseFormat", "json_schema"),
		when("object", map[string]any{"content": good}, "responseFormat", "json_object"),
		llmtest.Fixture{Match: map[string]any{"inputText": "Foshan"}, Response: map[string]any{"embedding": []float64{0.5, 0.25}}},
	)
	for _, tt := range []struct {
		question string
		want     error
	}{
		{"normal", nil}, {"cut", ErrCut}, {"limited", nil}, {"crowded", ErrLimited}, {"stumbles", nil}, {"down", ErrServer}, {"slow", ErrLate},
		{"malformed", ErrMalformed}, {"gone", ErrUnreachable}, {"shape", ErrMalformed}, {"refused", ErrRefused}, {"object", nil},
	} {
		t.Run(tt.question, func(t *testing.T) {
			m := New(Config{Key: "k", BaseURL: base, Model: "gpt-4o-mini", Timeout: 3 * time.Second}, Options{Log: slog.New(slog.DiscardHandler)})
			got, err := m.Write(t.Context(), "", Writing{Lang: "de", Question: tt.question, Passages: writing.Passages})
			if !is(err, tt.want) || err == nil && (len(got) != 1 || got[0].Text != "Es kostet nichts.") {
				t.Errorf("%+v, %v", got, err)
			}
			if u := m.Usage()["write"]; tt.question == "normal" && (u.TokensIn != 90 || u.TokensOut != 9) {
				t.Errorf("used %+v", u)
			}
		})
	}
	t.Run("embeddings", func(t *testing.T) {
		m := New(Config{BaseURL: base, Model: "m", EmbeddingModel: "text-embedding-3-small"}, Options{})
		got, err := m.Embed(t.Context(), []string{"Foshan", "Foshan"})
		if err != nil || len(got) != 2 || len(got[0]) != 2 || got[1][1] != 0.25 {
			t.Errorf("%v, %v", got, err)
		}
	})
}
