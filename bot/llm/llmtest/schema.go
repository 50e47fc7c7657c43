package llmtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaFile is the vendor's description of the API, an OpenAPI 3.1 document,
// and resource the whole address under which the compiler knows it.
const (
	schemaFile = "openai-openapi.json"
	resource   = "file:///" + schemaFile
)

// Schema is the vendor's description of what is asked of a model. It is safe for
// concurrent use.
type Schema struct {
	bodies map[string]*jsonschema.Schema // by the end of the path
	known  map[string]map[string]bool    // and the names of the fields
}

// LoadSchema reads openai-openapi.json, the vendor's own, in folder. Tests
// share one: it is compiled once.
func LoadSchema(folder string) (*Schema, error) {
	text, err := os.ReadFile(filepath.Join(folder, schemaFile))
	if err != nil {
		return nil, fmt.Errorf("reading OpenAI's schema: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("reading OpenAI's schema: %w", err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(resource, doc); err != nil {
		return nil, fmt.Errorf("reading OpenAI's schema: %w", err)
	}
	s := &Schema{bodies: map[string]*jsonschema.Schema{}, known: map[string]map[string]bool{}}
	for end, name := range map[string]string{"/chat/completions": "CreateChatCompletionRequest", "/embeddings": "CreateEmbeddingRequest"} {
		if s.bodies[end], err = c.Compile(resource + "#/components/schemas/" + name); err != nil {
			return nil, fmt.Errorf("OpenAI's schema of %s: %w", name, err)
		}
		s.known[end] = map[string]bool{}
		fields(s.bodies[end], s.known[end])
	}
	return s, nil
}

// fields collects the names that an object may have, over all that it is made of.
func fields(s *jsonschema.Schema, into map[string]bool) {
	if s.Ref != nil {
		fields(s.Ref, into)
	}
	for _, part := range s.AllOf {
		fields(part, into)
	}
	for name := range s.Properties {
		into[name] = true
	}
}

// Fits holds the body of a request to a path, whatever stands before its end,
// against the schema. A field that the schema does not know is a fault too.
func (s *Schema) Fits(path string, body []byte) error {
	for end, schema := range s.bodies {
		if !strings.HasSuffix(path, end) {
			continue
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			return fmt.Errorf("%s: no JSON: %w", end, err)
		}
		faults := []error{schema.Validate(v)}
		var names map[string]json.RawMessage
		faults = append(faults, json.Unmarshal(body, &names))
		for name := range names {
			if !s.known[end][name] {
				faults = append(faults, fmt.Errorf("%s: the schema has no field %s", end, name))
			}
		}
		return errors.Join(faults...)
	}
	return fmt.Errorf("the schema has no %s", path)
}
