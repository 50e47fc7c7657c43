package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func malformed(why string) error { return fmt.Errorf("%w: %s", ErrMalformed, why) }

// errNoJSON says that a model answered in words where JSON was asked for.
var errNoJSON = malformed("no JSON in it")

// thoughts are what some servers leave in front of an answer.
var thoughts = regexp.MustCompile(`(?s)^\s*<think(?:ing)?>.*?</think(?:ing)?>`)

// mostBegins is at how many braces it is tried whether an object begins there.
const mostBegins = 20

// parse finds the JSON object that fits the schema in an answer: models put
// fences and words around it.
func parse(answer string, schema *jsonschema.Schema, into any) error {
	answer = thoughts.ReplaceAllString(answer, "")
	if strings.TrimSpace(answer) == "" {
		return malformed("it is empty")
	}
	found := errNoJSON
	for range mostBegins {
		at := strings.IndexByte(answer, '{')
		if at < 0 {
			break
		}
		answer = answer[at:]
		var raw json.RawMessage
		if err := json.NewDecoder(strings.NewReader(answer)).Decode(&raw); err == nil {
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err = errors.Join(err, schema.Validate(v)); err == nil {
				return json.Unmarshal(raw, into)
			}
			found = malformed("its JSON does not fit the schema")
		} else if errors.Is(found, errNoJSON) {
			found = malformed("its JSON is broken")
		}
		answer = answer[1:]
	}
	return found
}
