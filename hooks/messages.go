package hooks

import (
	"maps"

	"isa-portal.de/isabot/bot/phrases"

	validation "github.com/pocketbase/ozzo-validation/v4"
)

// fieldError is what the admin shows at a field.
type fieldError struct {
	code, message string
	more          map[string]any // for the desk, beside the two
}

func (e fieldError) Error() string { return e.message }

// Code names the error for programs.
func (e fieldError) Code() string { return e.code }

// Resolve keeps the message as it is: PocketBase would put a full stop behind
// the Chinese one.
func (e fieldError) Resolve(data map[string]any) any {
	maps.Copy(data, e.more)
	data["message"] = e.message
	return data
}

// wrong is an error at one field.
func wrong(field, code string, message phrases.Text, lang string, pairs ...string) validation.Errors {
	return validation.Errors{field: fieldError{code: code, message: say(message, lang, pairs...)}}
}

// say is the text in the reader's language, or in all of them where nobody is
// known to read it.
func say(t phrases.Text, lang string, pairs ...string) string {
	if phrases.Known(lang) {
		return t.In(lang, pairs...)
	}
	return t.In("de", pairs...) + " / " + t.In("en", pairs...) + " / " + t.In("zh", pairs...)
}

// merged lays our errors at fields over PocketBase's, which developers wrote for
// developers. An error of another sort stays alone.
func merged(theirs error, ours validation.Errors) error {
	if len(ours) == 0 {
		return theirs
	}
	all := validation.Errors{}
	if theirs != nil {
		fields, ok := theirs.(validation.Errors)
		if !ok {
			return theirs
		}
		maps.Copy(all, fields)
	}
	maps.Copy(all, ours)
	return all
}
