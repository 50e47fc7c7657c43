package llmtest

import (
	"os"
	"testing"
)

func TestTheSchemaFindsWhatIsWrong(t *testing.T) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		t.Skip("ISABOT_SPECS names no folder with the vendor's schema.")
	}
	s, err := LoadSchema(folder)
	if err != nil {
		t.Fatal(err)
	}
	const messages = `"messages":[{"role":"user","content":"a"}]`
	for _, tt := range []struct {
		path, body string
		ok         bool
	}{
		{"/v1/chat/completions", `{"model":"m",` + messages + `}`, true},
		{"/openai/deployments/d/chat/completions", `{"model":"m",` + messages + `,"max_tokens":5,"temperature":0.5}`, true},
		{"/v1/chat/completions", `{"model":"m"}`, false},
		{"/v1/chat/completions", `{"model":"m","messages":[]}`, false},
		{"/v1/chat/completions", `{"model":"m","messages":[{"role":"boss","content":"a"}]}`, false},
		{"/v1/chat/completions", `{"model":"m",` + messages + `,"temperature":9}`, false},
		{"/v1/chat/completions", `{"model":"m",` + messages + `,"temprature":1}`, false},
		{"/v1/chat/completions", `{"model":"m",` + messages + `,"response_format":{"type":"xml"}}`, false},
		{"/v1/embeddings", `{"model":"m","input":["a"]}`, true},
		{"/v1/embeddings", `{"model":"m"}`, false},
		{"/v1/elsewhere", `{}`, false},
	} {
		if err := s.Fits(tt.path, []byte(tt.body)); (err == nil) != tt.ok {
			t.Errorf("%s %s: %v", tt.path, tt.body, err)
		}
	}
}
