package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"isa-portal.de/isabot/bot/phrases"
)

// fault is why a request is not answered, in words for the one who asked.
type fault struct {
	status int
	code   string // for programs
	field  string // the field at fault, "" for none
	text   phrases.Text
	pairs  []string      // what fills the text
	wait   time.Duration // when to come again, 0 for no advice
	also   map[string]any
}

func (f *fault) message(lang string) string { return f.text.In(lang, f.pairs...) }

func invalid(field, code string, text phrases.Text, pairs ...string) *fault {
	return &fault{status: http.StatusBadRequest, field: field, code: code, text: text, pairs: pairs}
}

func badLang() *fault {
	f := invalid("lang", "unknown_language", phrases.WebFaults.BadLang, "allowed", strings.Join(phrases.Languages, ", "))
	f.also = map[string]any{"allowed": phrases.Languages}
	return f
}

func tooBig() *fault {
	return &fault{status: http.StatusRequestEntityTooLarge, code: "too_big", text: phrases.WebFaults.TooBig,
		pairs: []string{"max", strconv.Itoa(maxBody >> 10)}}
}

func tooMany(wait time.Duration) *fault {
	return &fault{status: http.StatusTooManyRequests, code: "too_many", text: phrases.WebFaults.TooMany, wait: wait,
		pairs: []string{"seconds", seconds(wait)}}
}

func busy() *fault {
	return &fault{status: http.StatusServiceUnavailable, code: "busy", text: phrases.WebFaults.Busy, wait: 3 * time.Second}
}

func slow() *fault {
	return &fault{status: http.StatusServiceUnavailable, code: "slow", text: phrases.WebFaults.Slow, wait: 5 * time.Second}
}

func broken() *fault {
	return &fault{status: http.StatusInternalServerError, code: "broken", text: phrases.WebFaults.Broken}
}

func notFound() *fault {
	return &fault{status: http.StatusNotFound, code: "not_found", text: phrases.WebFaults.NotFound}
}

func wrongMethod(allowed []string) *fault {
	list := strings.Join(allowed, ", ")
	return &fault{status: http.StatusMethodNotAllowed, code: "wrong_method", text: phrases.WebFaults.Method,
		pairs: []string{"allowed", list}, also: map[string]any{"allowed": allowed}}
}

// seconds rounds up: who comes back after them is let in.
func seconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

// refuse writes a fault as {status, message, data}.
func (s *server) refuse(w http.ResponseWriter, f *fault, lang string) {
	data := map[string]any{}
	for k, v := range f.also {
		data[k] = v
	}
	message := f.message(lang)
	data["code"] = f.code
	if f.field != "" {
		data[f.field] = map[string]string{"code": f.code, "message": message}
	}
	f.headers(w)
	w.Header().Set("Content-Language", lang)
	writeJSON(w, f.status, map[string]any{"status": f.status, "message": message, "data": data})
}

func (f *fault) headers(w http.ResponseWriter) {
	if f.wait > 0 {
		w.Header().Set("Retry-After", seconds(f.wait))
	}
	if f.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", strings.Join(f.also["allowed"].([]string), ", "))
	}
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil { // nothing we write can fail to encode
		panic(fmt.Errorf("encoding an answer: %w", err))
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // an error means that nobody listens any more
}

// headerLang is the language that the browser asks for, else English.
func headerLang(r *http.Request) string { return phrases.Accepted(r.Header.Get("Accept-Language")) }

// askerLang is the language to refuse a question in: the one asked for, else
// Chinese for Chinese characters, else the browser's, else English.
func askerLang(r *http.Request, in request) string {
	if phrases.Known(in.Lang) {
		return in.Lang
	}
	if hasHan(in.Question) {
		return "zh"
	}
	return headerLang(r)
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}
