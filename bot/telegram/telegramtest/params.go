package telegramtest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// params are what a request brings.
type params struct {
	values map[string]string // anything but text is JSON
	files  map[string]upload
}

// upload is a file that was sent along.
type upload struct {
	name string
	kind string // media type
	size int
	sum  string
}

// call is a request that is being executed.
type call struct {
	params
	method string
	now    time.Time
	entry  *Entry
}

// handler executes a method. It is called with the fake locked.
type handler func(*Fake, *call) (any, *apiError)

func badRequest(format string, args ...any) *apiError {
	return &apiError{code: 400, text: "Bad Request: " + lowerFirst(fmt.Sprintf(format, args...))}
}

// lowerFirst is what Telegram's server does to the messages of TDLib.
func lowerFirst(s string) string {
	if len(s) >= 2 && (s[1] == '_' || 'A' <= s[1] && s[1] <= 'Z') || s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

const maxRequest = 60 << 20

var errNoForm = errors.New("can't parse the request")

func readParams(r *http.Request) (params, error) {
	p := params{values: map[string]string{}, files: map[string]upload{}}
	for k, v := range r.URL.Query() {
		p.values[k] = v[0]
	}
	if r.Body == nil || r.Body == http.NoBody {
		return p, nil
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		return p, p.readJSON(io.LimitReader(r.Body, maxRequest))
	case "application/x-www-form-urlencoded":
		if err := r.ParseForm(); err != nil {
			return p, errNoForm
		}
		for k, v := range r.PostForm {
			p.values[k] = v[0]
		}
		return p, nil
	case "multipart/form-data":
		return p, p.readMultipart(r)
	case "":
		return p, nil
	}
	return p, fmt.Errorf("unsupported content type")
}

func (p params) readJSON(r io.Reader) error {
	var values map[string]json.RawMessage
	if err := json.NewDecoder(r).Decode(&values); err != nil {
		return errNoForm
	}
	for k, v := range values {
		var s string
		if json.Unmarshal(v, &s) == nil {
			p.values[k] = s
		} else {
			p.values[k] = string(v)
		}
	}
	return nil
}

func (p params) readMultipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return errNoForm
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errNoForm
		}
		data, err := io.ReadAll(io.LimitReader(part, maxRequest))
		if err != nil {
			return errNoForm
		}
		name := part.FormName()
		if _, twice := p.values[name]; twice {
			return fmt.Errorf("the field %s comes twice", name)
		}
		if part.FileName() == "" {
			p.values[name] = string(data)
			continue
		}
		sum := sha256.Sum256(data)
		p.files[name] = upload{
			name: part.FileName(), kind: part.Header.Get("Content-Type"), size: len(data), sum: hex.EncodeToString(sum[:8]),
		}
	}
}

func (p params) text(name string) string { return p.values[name] }

func (p params) number(name string) int {
	n, _ := strconv.Atoi(p.values[name])
	return n
}

func (p params) yes(name string) bool {
	return p.values[name] == "true" || p.values[name] == "True" || p.values[name] == "1"
}

func (f *Fake) complain(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.complaints = append(f.complaints, fmt.Sprintf(format, args...))
}
