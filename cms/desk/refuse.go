package desk

import (
	"database/sql"
	"errors"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"isa-portal.de/isabot/bot/phrases"
)

// failed says of an error of the program that it is one; PocketBase would call it
// the caller's. The log of requests has its text.
func failed(e *core.RequestEvent, err error) error {
	var known *router.ApiError
	if err == nil || errors.As(err, &known) {
		return err
	}
	failure := apis.NewInternalServerError("", err)
	failure.Message = phrases.Desk.Failed.In(whose(e).Lang)
	return failure
}

// done answers a decision: nothing more to say, or why not.
func done(e *core.RequestEvent, err error) error {
	if err != nil {
		return refused(e, err)
	}
	return e.NoContent(http.StatusNoContent)
}

// refused says in the caller's language why something was not done: a Refusal as
// it is, errors at fields with the fields, and what is not there as such. Any
// other error is the program's.
func refused(e *core.RequestEvent, err error) error {
	lang := whose(e).Lang
	var no *Refusal
	var fields validation.Errors
	var known *router.ApiError
	switch {
	case errors.As(err, &no):
		refusal := apis.NewBadRequestError("", nil)
		refusal.Message = no.Text.In(lang, no.Pairs...)
		if no.Code != "" {
			refusal.Data = map[string]any{"code": no.Code}
		}
		return refusal
	case errors.As(err, &fields):
		refusal := apis.NewBadRequestError("", inWords(fields, lang))
		refusal.Message = phrases.Desk.NotSaved.In(lang)
		return refusal
	case errors.As(err, &known):
		return known
	case errors.Is(err, sql.ErrNoRows):
		return missing(lang)
	}
	return err
}

func missing(lang string) error {
	refusal := apis.NewNotFoundError("", nil)
	refusal.Message = phrases.Desk.NotThere.In(lang)
	return refusal
}

func forbidden(text phrases.Text, lang string) error {
	refusal := apis.NewForbiddenError("", nil)
	refusal.Message = text.In(lang) // without the full stop that PocketBase puts behind Chinese
	return refusal
}

// unreadable refuses a request that is no request of ours.
func unreadable(e *core.RequestEvent, err error) error {
	refusal := apis.NewBadRequestError("", err)
	refusal.Message = phrases.Desk.Unreadable.In(whose(e).Lang)
	return refusal
}

// atField is an error at one field of a request.
func atField(e *core.RequestEvent, field, code string, text phrases.Text, pairs ...string) error {
	return refused(e, validation.Errors{field: said{code: code, message: text.In(whose(e).Lang, pairs...)}})
}

// said is an error at a field in words that are not changed any more.
type said struct{ code, message string }

func (s said) Error() string { return s.message }

// Code names the error for programs.
func (s said) Code() string { return s.code }

// Resolve keeps the message as it is: PocketBase would put a full stop behind
// the Chinese one.
func (s said) Resolve(data map[string]any) any {
	data["message"] = s.message
	return data
}

// inWords puts what PocketBase says to developers into words for staff.
func inWords(fields validation.Errors, lang string) validation.Errors {
	all := validation.Errors{}
	for name, err := range fields {
		var coded validation.Error
		if errors.As(err, &coded) {
			text, ok := phrases.DeskFaults[coded.Code()]
			if !ok {
				text = phrases.Desk.BadValue
			}
			err = said{coded.Code(), text.In(lang, "reason", coded.Error())}
		}
		all[name] = err
	}
	return all
}
