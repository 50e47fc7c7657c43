package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"
)

// Why a task failed. Errors wrap one of these, or that of the context; their
// texts hold neither key nor address nor anything that was sent or came back.
var (
	ErrBudget      = errors.New("the model's budget is used up")
	ErrOpen        = errors.New("the model is left alone after failures")
	ErrBusy        = errors.New("too many requests to the model at once")
	ErrUnreachable = errors.New("the model's server cannot be reached")
	ErrLate        = errors.New("the model did not answer in time")
	ErrLimited     = errors.New("the model's server takes no more requests now")
	ErrServer      = errors.New("the model's server answers with an error")
	ErrRefused     = errors.New("the model refused")
	ErrCut         = errors.New("the model's answer was cut off")
	ErrMalformed   = errors.New("the model's answer is not what was asked for")
	ErrNothing     = errors.New("the model found nothing to say")
)

// errForm says that the server does not take the form in which an answer was
// asked for.
var errForm = fmt.Errorf("%w: it does not take the form of the answer", ErrServer)

// errBroken says that the way to the server broke off while it answered.
var errBroken = fmt.Errorf("%w to the end of its answer", ErrUnreachable)

// Outcome is the word for an error in metrics and journals, "ok" for none.
func Outcome(err error) string {
	for _, o := range []struct {
		of   error
		word string
	}{
		{nil, "ok"}, {ErrBudget, "budget"}, {ErrOpen, "open"}, {ErrBusy, "busy"}, {ErrUnreachable, "unreachable"}, {ErrLate, "late"},
		{ErrLimited, "limited"}, {errForm, "form"}, {ErrServer, "server"}, {ErrRefused, "refused"}, {ErrCut, "cut"},
		{ErrMalformed, "malformed"}, {ErrNothing, "nothing"}, {context.Canceled, "cancelled"}, {context.DeadlineExceeded, "late"},
	} {
		if errors.Is(err, o.of) {
			return o.word
		}
	}
	return "error"
}

// statusError is an answer with a status that is none of success.
type statusError struct {
	status int
	code   string        // the server's word for it, "" for none
	after  time.Duration // when to come again; negative where the server does not say
	is     error
}

func (e *statusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%v: %d %s", e.is, e.status, e.code))
}

func (e *statusError) Unwrap() error { return e.is }

// aboutRequest reports whether the server finds fault with what it was sent, such
// as a text that is too long for it, and so is there and takes others.
func aboutRequest(err error) bool {
	var answered *statusError
	return errors.As(err, &answered) && slices.Contains([]int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}, answered.status)
}

// code is what a server's word for an error may look like. Anything else might
// hold what was sent, or part of a key.
var code = regexp.MustCompile(`^[A-Za-z][A-Za-z_.-]{0,63}$`)

// fault turns an error of the client into one of ours.
func fault(ctx context.Context, err error, header http.Header) error {
	var known *openai.APIError
	if errors.As(err, &known) && known.HTTPStatusCode != 0 {
		word, _ := known.Code.(string)
		if !code.MatchString(word) {
			word = known.Type
		}
		return status(known.HTTPStatusCode, word, known.Message, header)
	}
	var bare *openai.RequestError
	if errors.As(err, &bare) {
		return status(bare.HTTPStatusCode, "", string(bare.Body), header)
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return context.Canceled
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return ErrLate
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, io.EOF) && header != nil: // an answer of another kind, or none
		return fmt.Errorf("%w: no answer of a model at all", ErrMalformed)
	}
	var way *url.Error
	switch {
	case header != nil:
		return errBroken
	case errors.As(err, &way):
		return ErrUnreachable
	}
	return fmt.Errorf("%w: the client does not take the model, or its effort", ErrServer)
}

func status(n int, word, message string, header http.Header) error {
	e := &statusError{status: n, after: retryAfter(header), is: ErrServer}
	if code.MatchString(word) {
		e.code = word
	}
	switch {
	case e.code == "content_filter", e.code == "content_policy_violation":
		e.is = ErrRefused
	case (n == http.StatusBadRequest || n == http.StatusUnprocessableEntity) && namesForm(message):
		e.is = errForm
	case n == http.StatusTooManyRequests:
		e.is = ErrLimited
	}
	return e
}

func namesForm(message string) bool {
	message = strings.ToLower(message)
	for _, name := range []string{"response_format", "response format", "json_schema", "json schema", "json_object"} {
		if strings.Contains(message, name) {
			return true
		}
	}
	return false
}

// retryAfter reads Retry-After in seconds, as servers of models send it.
func retryAfter(h http.Header) time.Duration {
	n, err := strconv.ParseFloat(h.Get("Retry-After"), 64)
	if err != nil || n < 0 || n > 3600 {
		return -1
	}
	return time.Duration(n * float64(time.Second))
}
