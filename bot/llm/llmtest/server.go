// Package llmtest is a model's server for tests: one in memory that answers as a
// test says, and holds every request against the vendor's schema, and aimock, a
// server of its own that is reached over sockets.
package llmtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Answer is how the server answers one request.
type Answer struct {
	Status int // 0 is 200
	Header http.Header
	Body   string
	Stalls bool // until the asker goes
	Lost   bool // there is nobody at the address
}

// Says is the answer of a model that says a text; 100 tokens went in, 10 out.
func Says(text string) Answer { return Ends(text, "stop") }

// Ends is the answer of a model that ends for a reason, as OpenAI names it.
func Ends(text, reason string) Answer {
	return completion(map[string]any{"role": "assistant", "content": text}, reason, `,"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110}`)
}

// Uncounted is the answer of a server that does not count tokens.
func Uncounted(text string) Answer {
	return completion(map[string]any{"role": "assistant", "content": text}, "stop", "")
}

// Refuses is the answer of a model that declines.
func Refuses() Answer {
	return completion(map[string]any{"role": "assistant", "content": nil, "refusal": "I cannot help with that."}, "stop", "")
}

// Fails is an answer with a status and an error as OpenAI has it.
func Fails(status int, code, message string) Answer {
	body, _ := json.Marshal(map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "param": nil, "code": code}})
	return Answer{Status: status, Body: string(body)}
}

func completion(message map[string]any, reason, usage string) Answer {
	text, _ := json.Marshal(message)
	return Answer{Body: `{"id":"chatcmpl-1","object":"chat.completion","created":1795886657,"model":"m","choices":[{"index":0,"message":` +
		string(text) + `,"logprobs":null,"finish_reason":` + strconv.Quote(reason) + `}]` + usage + `}`}
}

// Request is what the server was asked.
type Request struct {
	Path, Query string
	Header      http.Header
	Body        []byte
	Fields      map[string]any // the body
}

// Message is what the message of a role says, "" if there is none.
func (r Request) Message(role string) string {
	all, _ := r.Fields["messages"].([]any)
	for _, m := range all {
		if m, _ := m.(map[string]any); m["role"] == role {
			text, _ := m["content"].(string)
			return text
		}
	}
	return ""
}

// Server is a model's server. It is safe for concurrent use.
type Server struct {
	schema *Schema
	by     func(Request) Answer // nil: by answers

	mu       sync.Mutex
	answers  []Answer
	requests []Request
	faults   []error
}

// New makes a server that gives the answers in turn, the last one again and
// again. schema may be nil: then requests are not judged.
func New(schema *Schema, answers ...Answer) *Server { return &Server{schema: schema, answers: answers} }

// NewBy makes a server whose answers depend on what it is asked.
func NewBy(schema *Schema, by func(Request) Answer) *Server { return &Server{schema: schema, by: by} }

// Then replaces the answers that are still to be given.
func (s *Server) Then(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = answers
}

// Requests are those that were made so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Faults are what was wrong with requests, against the vendor's schema.
func (s *Server) Faults() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.faults...)
}

// RoundTrip answers without a socket and without waiting: in a synctest bubble
// time is virtual.
func (s *Server) RoundTrip(r *http.Request) (*http.Response, error) {
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	a := s.take(r, body)
	switch {
	case a.Stalls:
		<-r.Context().Done()
		return nil, r.Context().Err()
	case a.Lost:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	}
	header := a.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("Content-Type", "application/json")
	status := cmp.Or(a.Status, http.StatusOK)
	return &http.Response{
		Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(strings.NewReader(a.Body)), ContentLength: -1, Request: r,
	}, nil
}

// ServeHTTP answers over a socket.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	res, err := s.RoundTrip(r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	for name, values := range res.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(res.StatusCode)
	_, _ = io.Copy(w, res.Body)
}

func (s *Server) take(r *http.Request, body []byte) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	got := Request{Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(), Body: body}
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(&got.Fields); err != nil {
		s.faults = append(s.faults, err)
	}
	if s.schema != nil {
		if err := s.schema.Fits(r.URL.Path, body); err != nil {
			s.faults = append(s.faults, err)
		}
	}
	s.requests = append(s.requests, got)
	if s.by != nil {
		return s.by(got)
	}
	a := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	return a
}
