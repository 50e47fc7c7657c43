package telegramtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// outcome is what goes back to the client, or how nothing does.
type outcome struct {
	status int
	header http.Header
	body   []byte
	drop   FaultKind // "" if the answer goes out whole
}

// apiError is a no of the Bot API.
type apiError struct {
	code  int
	text  string
	retry *int  // seconds
	moved int64 // the supergroup's id
}

func (e *apiError) outcome() outcome {
	answer := map[string]any{"ok": false, "error_code": e.code, "description": e.text}
	header := http.Header{}
	if e.retry != nil {
		answer["parameters"] = map[string]any{"retry_after": *e.retry}
		header.Set("Retry-After", strconv.Itoa(*e.retry))
	}
	if e.moved != 0 {
		answer["parameters"] = map[string]any{"migrate_to_chat_id": e.moved}
	}
	return outcome{status: e.code, header: header, body: encode(answer)}
}

func yes(result any) outcome {
	return outcome{status: http.StatusOK, body: encode(map[string]any{"ok": true, "result": result})}
}

func encode(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // the fake's own values
	}
	return raw
}

// ServeHTTP answers on a real socket. What is never answered hangs until the
// client gives up.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out := f.serve(r)
	switch out.drop {
	case "":
	case TimeoutBefore, TimeoutAfter:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case HalfAnswer:
		w.Header().Set("Content-Length", strconv.Itoa(len(out.body)))
		w.WriteHeader(out.status)
		_, _ = w.Write(out.body[:len(out.body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	default:
		panic(http.ErrAbortHandler)
	}
	for k, v := range out.header {
		w.Header()[k] = v
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(out.status)
	_, _ = w.Write(out.body)
}

// RoundTrip answers without a socket, and tells the request's trace how far the
// request came, as net/http's transport does.
func (f *Fake) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if f.refusesDial(r) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	if t := httptrace.ContextClientTrace(r.Context()); t != nil {
		if t.WroteHeaders != nil {
			t.WroteHeaders()
		}
		if t.WroteRequest != nil {
			t.WroteRequest(httptrace.WroteRequestInfo{})
		}
	}
	out := f.serve(r)
	var body io.Reader = bytes.NewReader(out.body)
	switch out.drop {
	case "":
	case TimeoutBefore, TimeoutAfter:
		return nil, timeout{}
	case HalfAnswer:
		body = io.MultiReader(bytes.NewReader(out.body[:len(out.body)/2]), broken{})
	default:
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	if out.header == nil {
		out.header = http.Header{}
	}
	return &http.Response{
		StatusCode: out.status, Status: strconv.Itoa(out.status) + " " + http.StatusText(out.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: out.header, Body: io.NopCloser(body), ContentLength: int64(len(out.body)), Request: r,
	}, nil
}

type timeout struct{}

func (timeout) Error() string   { return "i/o timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func (f *Fake) refusesDial(r *http.Request) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, method, _ := f.route(r.URL.Path)
	return f.faults.dial(method)
}

// route takes a path apart: /bot<token>/<method>.
func (f *Fake) route(path string) (token, method string, ok bool) {
	rest, ok := strings.CutPrefix(path, "/bot")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, "/")
}

func (f *Fake) serve(r *http.Request) outcome {
	token, method, ok := f.route(r.URL.Path)
	switch {
	case !ok || !strings.Contains(token, ":"):
		return (&apiError{code: 404, text: "Not Found"}).outcome()
	case token != f.cfg.Token:
		return (&apiError{code: 401, text: "Unauthorized"}).outcome()
	}
	handle := methods[method]
	if handle == nil && method != "getUpdates" {
		f.complain("%s: the fake has no such method", method)
		return (&apiError{code: 404, text: "Not Found: method not found"}).outcome()
	}
	p, err := readParams(r)
	if err != nil {
		return (&apiError{code: 400, text: "Bad Request: " + err.Error()}).outcome()
	}
	if method == "getUpdates" {
		return f.getUpdates(r.Context(), r.URL.Path, p)
	}
	out, e := f.execute(r.URL.Path, method, p, handle)
	if e.Effect != "" && f.cfg.Accepted != nil {
		f.cfg.Accepted(e)
	}
	return out
}

func (f *Fake) execute(path, method string, p params, handle handler) (out outcome, e Entry) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.cfg.Now()
	e = Entry{At: now, Method: method}
	c := f.find(p.text("chat_id"))
	if c != nil {
		e.Chat = c.ID
	}
	defer func() {
		e.Answered = out.drop == "" && json.Valid(out.body)
		f.note(&e)
	}()
	fault, failing := f.faults.take(method, e.Chat)
	e.Fault = fault.Kind
	limit, wait := f.limits.arrive(method, c, now)
	if limit != "" {
		e.Violation = limit
		f.violations = append(f.violations, Violation{At: now, Limit: limit, Method: method, Chat: e.Chat})
		switch limit {
		case "pause": // that goes on as it is
		case "30/s":
			f.limits.pause(0, now, wait)
		default:
			f.limits.pause(e.Chat, now, wait)
		}
		return e.refuse(tooMany(wait)), e
	}
	if failing && fault.before() {
		return f.failed(fault, outcome{}, path, now, &e), e
	}
	if text := f.check(method, p); text != "" {
		f.complaints = append(f.complaints, method+": "+text)
		return e.refuse(badRequest("not as the vendor's schema has it: %s", text)), e
	}
	result, no := handle(f, &call{method: method, params: p, now: now, entry: &e})
	if no != nil {
		out = e.refuse(no)
	} else {
		e.Code = http.StatusOK
		out = yes(result)
	}
	if failing {
		out = f.failed(fault, out, path, now, &e)
	}
	return out, e
}

func (e *Entry) refuse(no *apiError) outcome {
	e.Code, e.Error, e.Effect = no.code, no.text, ""
	return no.outcome()
}

var page = []byte("<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")

// failed is what goes back in place of an answer.
func (f *Fake) failed(fault Fault, answer outcome, path string, now time.Time, e *Entry) outcome {
	html := http.Header{"Content-Type": {"text/html"}}
	no := &apiError{code: 502, text: "Bad Gateway"}
	switch fault.Kind {
	case PageBefore, PageAfter:
		e.Code = 502
		return outcome{status: 502, header: html, body: page}
	case OKPageAfter:
		return outcome{status: 200, header: html, body: page}
	case Redirect:
		e.Code = 307
		return outcome{status: 307, header: http.Header{"Location": {path}, "Content-Type": {"text/html"}}}
	case TooMany:
		seconds := fault.RetryAfter
		no = tooMany(seconds)
		if seconds == NoRetryAfter {
			no.retry = nil
		}
		f.limits.told(fault, e, now, seconds)
	case Forbidden:
		no = &apiError{code: 403, text: "Forbidden: bot was blocked by the user"}
	case NoChat:
		no = badRequest("chat not found")
	case Unauthorized:
		no = &apiError{code: 401, text: "Unauthorized"}
	case Conflict:
		no = pushedOut()
	case Moved:
		no = badRequest("group chat was upgraded to a supergroup chat")
		no.moved = fault.MoveTo
	case ServerErrorBefore, ServerErrorAfter:
	default:
		answer.drop = fault.Kind
		return answer
	}
	e.Code, e.Error = no.code, no.text
	return no.outcome()
}
