package discordtest

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"strconv"

	"github.com/gorilla/websocket"
)

// ServeHTTP answers over a socket, and is the gateway for those who want a
// websocket. A stalled request holds until its sender goes; a cut one ends in a
// broken connection.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if websocket.IsWebSocketUpgrade(r) {
		f.upgrade(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest+1))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	out := f.answer(r, body)
	switch out.lost {
	case None:
	case StallBefore, StallAfter:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case CutInAnswer:
		w.Header().Set("Content-Length", strconv.Itoa(len(out.body)+1))
	default:
		panic(http.ErrAbortHandler)
	}
	for k, v := range out.header {
		w.Header()[k] = v
	}
	w.WriteHeader(out.status)
	if out.lost == CutInAnswer {
		_, _ = w.Write(out.body[:len(out.body)/2])
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(out.body)
}

// Transport carries requests to the fake without a socket and without waiting:
// with a clock of the test's, time is virtual. It tells the request's
// httptrace.ClientTrace what was written.
func (f *Fake) Transport() http.RoundTripper { return transport{f} }

type transport struct{ fake *Fake }

// RoundTrip answers at once; what stalls is a time-out.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var body []byte
	if r.Body != nil {
		var err error
		body, err = io.ReadAll(io.LimitReader(r.Body, maxRequest+1))
		_ = r.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	out := t.fake.answer(r, body)
	if out.lost == Unreachable {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	}
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil {
		if trace.WroteHeaders != nil {
			trace.WroteHeaders()
		}
		if trace.WroteRequest != nil {
			trace.WroteRequest(httptrace.WroteRequestInfo{})
		}
	}
	var answer io.Reader = bytes.NewReader(out.body)
	switch out.lost {
	case StallBefore, StallAfter:
		return nil, os.ErrDeadlineExceeded
	case CutBefore, CutAfter:
		return nil, io.ErrUnexpectedEOF
	case CutInAnswer:
		answer = io.MultiReader(bytes.NewReader(out.body[:len(out.body)/2]), brokenOff{})
	}
	return &http.Response{
		Status: strconv.Itoa(out.status) + " " + http.StatusText(out.status), StatusCode: out.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: out.header, Body: io.NopCloser(answer), ContentLength: -1, Request: r,
	}, nil
}

// brokenOff is the end of an answer whose connection was cut.
type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
