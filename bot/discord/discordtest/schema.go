package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Schema is the vendor's description of the API. An OpenAPI 3.1 document is
// JSON Schema as it stands, so each part is compiled where it lies, once. It is
// safe for concurrent use.
type Schema struct {
	mu       sync.Mutex
	doc      document
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// document is what is read of the description beside the schemas themselves.
type document struct {
	Paths map[string]map[string]json.RawMessage `json:"paths"`
}

// operation is one method of a path.
type operation struct {
	Parameters []struct {
		Name   string `json:"name"`
		In     string `json:"in"`
		Schema struct {
			Type any `json:"type"`
		} `json:"schema"`
	} `json:"parameters"`
	RequestBody *struct{}                  `json:"requestBody"`
	Responses   map[string]json.RawMessage `json:"responses"`
}

// schemaFile is the vendor's description, and resource the name under which the
// compiler knows it: a whole address, or it would be looked for in what is the
// working directory then.
const (
	schemaFile = "discord-openapi.json"
	resource   = "file:///" + schemaFile
)

// LoadSchema reads discord-openapi.json, the vendor's own, in folder. Tests
// share one: what was compiled is kept.
func LoadSchema(folder string) (*Schema, error) {
	text, err := os.ReadFile(filepath.Join(folder, schemaFile))
	if err != nil {
		return nil, fmt.Errorf("reading Discord's schema: %w", err)
	}
	s := &Schema{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	s.compiler.DefaultDraft(jsonschema.Draft2020)
	var whole any
	if err := errors.Join(json.Unmarshal(text, &s.doc), json.Unmarshal(text, &whole)); err != nil {
		return nil, fmt.Errorf("reading Discord's schema: %w", err)
	}
	if err := s.compiler.AddResource(resource, whole); err != nil {
		return nil, fmt.Errorf("reading Discord's schema: %w", err)
	}
	return s, nil
}

// request holds a request against the schema: its parameters and its JSON. Of a
// multipart request that is the part payload_json.
func (s *Schema) request(c *call) error {
	op, err := s.operation(c.route.method, c.route.path)
	if err != nil {
		return err
	}
	if err := s.queryFits(c, op); err != nil {
		return err
	}
	if op.RequestBody == nil {
		if len(c.body) > 0 {
			return errors.New("the schema knows no body here")
		}
		return nil
	}
	return s.fits(c.body, "paths", c.route.path, strings.ToLower(c.route.method), "requestBody", "content", "application/json", "schema")
}

// Answer holds a JSON answer against the schema of a route: the fake's own
// tests ask whether it answers as Discord would.
func (s *Schema) Answer(method, route string, status int, body []byte) error {
	op, err := s.operation(method, route)
	if err != nil {
		return err
	}
	if op.Responses[strconv.Itoa(status)] == nil {
		return fmt.Errorf("the schema knows no answer %d here", status)
	}
	return s.fits(body, "paths", route, strings.ToLower(method), "responses", strconv.Itoa(status), "content", "application/json", "schema")
}

func (s *Schema) operation(method, path string) (op operation, err error) {
	text, known := s.doc.Paths[path][strings.ToLower(method)]
	if !known {
		return op, fmt.Errorf("the schema has no %s %s", method, path)
	}
	return op, json.Unmarshal(text, &op)
}

// queryFits holds the parameters behind the question mark against the schema.
func (s *Schema) queryFits(c *call, op operation) error {
	return eachParameter(c.r.URL.Query(), func(name, value string) error {
		for i, p := range op.Parameters {
			if p.Name != name || p.In != "query" {
				continue
			}
			text := value
			if strings.Contains(fmt.Sprint(p.Schema.Type), "integer") && value != "" {
				if _, err := strconv.ParseInt(value, 10, 64); err != nil {
					return fmt.Errorf("%s=%q is no number", name, value)
				}
			} else {
				text = strconv.Quote(value)
			}
			return s.fits([]byte(text), "paths", c.route.path, strings.ToLower(c.route.method), "parameters", strconv.Itoa(i), "schema")
		}
		return fmt.Errorf("the schema knows no parameter %q", name)
	})
}

func eachParameter(q url.Values, do func(name, value string) error) error {
	var errs []error
	for name, values := range q {
		for _, v := range values {
			errs = append(errs, do(name, v))
		}
	}
	return errors.Join(errs...)
}

// fits holds JSON against the part of the document at a path of names.
func (s *Schema) fits(text []byte, at ...string) error {
	schema, err := s.part(at)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](schema.Validate(v)); ok {
		return fmt.Errorf("against the schema: %s", strings.Join(causes(invalid), "; "))
	}
	return nil
}

func (s *Schema) part(at []string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pointer := ""
	for _, name := range at {
		pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(name)
	}
	if known := s.compiled[pointer]; known != nil {
		return known, nil
	}
	schema, err := s.compiler.Compile(resource + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("the schema at %s: %w", pointer, err)
	}
	s.compiled[pointer] = schema
	return schema, nil
}

// causes are the innermost faults, each with its place. That a value is not
// null, where null would do too, tells nothing.
func causes(e *jsonschema.ValidationError) (out []string) {
	for _, cause := range e.Causes {
		out = append(out, causes(cause)...)
	}
	if len(e.Causes) == 0 {
		if want, ok := e.ErrorKind.(*kind.Type); ok && len(want.Want) == 1 && want.Want[0] == "null" {
			return nil
		}
		if want, ok := e.ErrorKind.(*kind.Required); ok {
			return []string{fmt.Sprintf("/%s lacks %s", strings.Join(e.InstanceLocation, "/"), strings.Join(want.Missing, ", "))}
		}
		return []string{fmt.Sprintf("/%s: %s", strings.Join(e.InstanceLocation, "/"), strings.Join(e.ErrorKind.KeywordPath(), "/"))}
	}
	return out
}
