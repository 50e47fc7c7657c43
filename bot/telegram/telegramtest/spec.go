package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// specFile is the vendor's schema: the Bot API's page in machine form, by
// github.com/PaulSonOfLars/telegram-bot-api-spec.
const specFile = "telegram-bot-api-10.1.json"

type spec struct {
	Methods map[string]struct {
		Fields  []specField `json:"fields"`
		Returns []string    `json:"returns"`
	} `json:"methods"`
	Types map[string]specType `json:"types"`
}

type specType struct {
	Fields   []specField `json:"fields"`
	Subtypes []string    `json:"subtypes"`
}

type specField struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
	About    string   `json:"description"`
}

func loadSpec(folder string) (*spec, error) {
	if folder == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(filepath.Join(folder, specFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s := &spec{}
	return s, json.Unmarshal(raw, s)
}

// check says what of a request is not as the schema has it, "" for nothing.
func (f *Fake) check(method string, p params) string {
	if f.spec == nil {
		return ""
	}
	m, ok := f.spec.Methods[method]
	if !ok {
		return "no such method"
	}
	for name := range p.values {
		if !slices.ContainsFunc(m.Fields, func(f specField) bool { return f.Name == name }) {
			return "unknown parameter " + name
		}
	}
	for _, field := range m.Fields {
		text, given := p.values[field.Name]
		_, uploaded := p.files[field.Name]
		switch {
		case given:
			if !f.spec.paramFits(text, field.Types) {
				return fmt.Sprintf("parameter %s is no %s", field.Name, strings.Join(field.Types, " or "))
			}
		case uploaded:
			if !slices.Contains(field.Types, "InputFile") {
				return fmt.Sprintf("parameter %s is a file", field.Name)
			}
		case field.Required:
			return "parameter " + field.Name + " is missing"
		}
	}
	return ""
}

// paramFits reports whether a parameter, as it is written in a form, has one of
// the types.
func (s *spec) paramFits(text string, types []string) bool {
	for _, t := range types {
		switch t {
		case "String", "InputFile":
			return true
		case "Integer":
			if _, err := strconv.ParseInt(text, 10, 64); err == nil {
				return true
			}
		case "Boolean":
			if text == "true" || text == "false" {
				return true
			}
		default:
			var v any
			if json.Unmarshal([]byte(text), &v) == nil && s.fits(v, t) == nil {
				return true
			}
		}
	}
	return false
}

// fits returns why a value of JSON is not of a type.
func (s *spec) fits(v any, t string) error {
	wrong := fmt.Errorf("no %s", t)
	if of, ok := strings.CutPrefix(t, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return wrong
		}
		for i, item := range list {
			if err := s.fits(item, of); err != nil {
				return fmt.Errorf("item %d: %w", i, err)
			}
		}
		return nil
	}
	switch t {
	case "String", "InputFile":
		return is[string](v, wrong)
	case "Boolean":
		return is[bool](v, wrong)
	case "Integer", "Float":
		return is[float64](v, wrong)
	}
	return s.fitsObject(v, t)
}

// mustBe is how the schema says what kind of object one is.
var mustBe = regexp.MustCompile(`(?:must be|always) [“"]?(\w+)[”"]?$`)

func is[T any](v any, wrong error) error {
	if _, ok := v.(T); !ok {
		return wrong
	}
	return nil
}

func (s *spec) fitsObject(v any, t string) error {
	object, ok := v.(map[string]any)
	def, known := s.Types[t]
	if !ok || !known {
		return fmt.Errorf("no %s", t)
	}
	if len(def.Subtypes) > 0 {
		var why []error
		for _, sub := range def.Subtypes {
			err := s.fits(v, sub)
			if err == nil {
				return nil
			}
			why = append(why, err)
		}
		return errors.Join(why...)
	}
	for name := range object {
		if !slices.ContainsFunc(def.Fields, func(f specField) bool { return f.Name == name }) {
			return fmt.Errorf("%s has no field %s", t, name)
		}
	}
	for _, field := range def.Fields {
		value, given := object[field.Name]
		if !given {
			if field.Required {
				return fmt.Errorf("%s lacks %s", t, field.Name)
			}
			continue
		}
		if must := mustBe.FindStringSubmatch(field.About); must != nil && field.Name == "type" && value != must[1] {
			return fmt.Errorf("type of %s is not %s", t, must[1])
		}
		if !slices.ContainsFunc(field.Types, func(t string) bool { return s.fits(value, t) == nil }) {
			return fmt.Errorf("%s of %s is no %s", field.Name, t, strings.Join(field.Types, " or "))
		}
	}
	return nil
}
