package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"

	"isa-portal.de/isabot/bot"
)

// questions are the first turns of the project's own question set.
func questions(b *testing.B) []string {
	b.Helper()
	path, err := filepath.Abs("../../bot/answer/testdata/questions.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	cases, err := readCases(path)
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, c := range cases {
		out = append(out, c.Turns[0])
	}
	return out
}

// BenchmarkAnswer measures the engine alone, on the real content.
func BenchmarkAnswer(b *testing.B) {
	asked := questions(b)
	p := wholeProgram(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := p.engine.Answer(b.Context(), bot.Question{Text: asked[i%len(asked)]}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAsk measures a question through the JSON interface as it is mounted,
// without the network.
func BenchmarkAsk(b *testing.B) {
	asked := questions(b)
	bodies := make([][]byte, len(asked))
	for i, q := range asked {
		body, err := json.Marshal(map[string]string{"question": q})
		if err != nil {
			b.Fatal(err)
		}
		bodies[i] = body
	}
	_, server, _ := served(b)
	handler := server.Config.Handler
	var n atomic.Int64
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r := httptest.NewRequest(http.MethodPost, "/api/isa/ask", bytes.NewReader(bodies[int(n.Add(1))%len(bodies)]))
			i := n.Load()
			r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", i>>16&255, i>>8&255, i&255) // many askers, or the limit would be measured
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				b.Fatal(w.Code, w.Body.String())
			}
		}
	})
}

// BenchmarkLoad measures reading all records anew after an edit.
func BenchmarkLoad(b *testing.B) {
	p := wholeProgram(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.engine.Load(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
