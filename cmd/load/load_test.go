package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestLoadCountsAnswersAndFailures(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		failed bool
	}{
		{"an answer", http.StatusOK, `{"answer": "Ja."}`, false},
		{"a refusal", http.StatusTooManyRequests, `{"message": "Bitte warten Sie."}`, true},
		{"an empty answer", http.StatusOK, `{"answer": ""}`, true},
		{"no JSON", http.StatusOK, `<html>`, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked := make(chan string, 100)
			var served atomic.Int32
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				b, _ := io.ReadAll(r.Body)
				if served.Add(1) <= 100 {
					asked <- r.Method + r.URL.Path + string(b)
				}
				w.WriteHeader(tt.status)
				fmt.Fprint(w, tt.body)
			}))
			defer s.Close()
			bodies := [][]byte{[]byte(`{"question":"a"}`), []byte(`{"question":"b"}`)}
			r := load(t.Context(), s.URL, bodies, 2, 50*time.Millisecond)
			if (len(r.took) > 0) == tt.failed || (r.failed > 0) != tt.failed || (r.fault != nil) != tt.failed {
				t.Errorf("%d answered, %d failed, %v", len(r.took), r.failed, r.fault)
			}
			if got := <-asked; !strings.HasPrefix(got, `POST/api/isa/ask{"question":`) {
				t.Errorf("asked %q", got)
			}
		})
	}
}

func TestSharesOfAnswers(t *testing.T) {
	r := result{}
	if r.at(.5) != 0 {
		t.Error("no answers took time")
	}
	for i := range 100 {
		r.took = append(r.took, time.Duration(i+1))
	}
	for share, want := range map[float64]time.Duration{0: 1, .5: 51, .99: 100, 1: 100} {
		if got := r.at(share); got != want {
			t.Errorf("%v of the answers stayed within %d, expected %d", share, got, want)
		}
	}
}

func TestQuestionsAreFirstTurnsThatAreNotTooLong(t *testing.T) {
	file := filepath.Join(t.TempDir(), "q.jsonl")
	set := `{"turns": ["eins", "zwei"]}` + "\n" + `{"turns": [""]}` + "\n" + `{"turns": ["` + strings.Repeat("字", 1001) + `"]}` + "\n"
	if err := os.WriteFile(file, []byte(set), 0o600); err != nil {
		t.Fatal(err)
	}
	bodies, err := readBodies(file)
	if err != nil || len(bodies) != 1 || string(bodies[0]) != `{"question":"eins"}` {
		t.Errorf("read %q, %v", bodies, err)
	}
	if bodies, err = readBodies(file + ".none"); err != nil || len(bodies) != len(general) {
		t.Errorf("without a set, read %d, %v", len(bodies), err)
	}
}

func TestOptionsOutOfBoundsAreRefused(t *testing.T) {
	for _, o := range []options{{}, {program: "a", url: "b"}, {url: "a", clients: 0, seconds: 1}, {url: "a", clients: 5000, seconds: 1}, {url: "a", clients: 1, seconds: 601}} {
		if run(t.Context(), o) == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}
