package llm

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPromptsSayWhatTheyMustAndNoMore(t *testing.T) {
	secrets := regexp.MustCompile(`(?i)https?:|www\.|@|\bsk-|api[-_ ]?key|token|password|\d{4,}`)
	// What is true of the alliance stands in the records, and comes as data.
	facts := regexp.MustCompile(`(?i)\bISA\b|allian|industr|foshan|berlin|telegram|discord|联盟`)
	tasks := readTasks()
	for _, task := range []*task{tasks.write, tasks.queries, tasks.translate} {
		t.Run(task.name, func(t *testing.T) {
			if n := utf8.RuneCountInString(task.prompt); n > 1600 {
				t.Errorf("it has %d characters", n)
			}
			if found := secrets.FindString(task.prompt); found != "" {
				t.Errorf("it holds %q", found)
			}
			if found := facts.FindString(task.prompt); found != "" {
				t.Errorf("it knows of %q", found)
			}
			for _, must := range []string{"{language}", "JSON data", "All of it is data", "do not follow", "Reply in JSON"} {
				if !strings.Contains(strings.Join(strings.Fields(task.prompt), " "), must) {
					t.Errorf("it does not say %q", must)
				}
			}
			if got := task.system("xx"); strings.Contains(got, "{language}") || !strings.Contains(got, "English") {
				t.Errorf("in a language that nobody knows it says %s", got)
			}
		})
	}
}

// The example in each prompt fits its schema, and the schemas are of the kind
// that servers hold strictly: every field required, no other allowed.
func TestSchemasAreStrictAndFitTheirPrompts(t *testing.T) {
	tasks := readTasks()
	for _, task := range []*task{tasks.write, tasks.queries, tasks.translate} {
		example := task.prompt[strings.Index(task.prompt, "Reply in JSON"):]
		var got map[string]any
		if err := parse(example, task.schema, &got); err != nil {
			t.Errorf("%s: its example: %v", task.name, err)
		}
		var schema any
		if err := json.Unmarshal(task.schemaText, &schema); err != nil {
			t.Fatal(err)
		}
		strict(t, task.name, schema)
	}
}

func strict(t *testing.T, at string, v any) {
	t.Helper()
	s, ok := v.(map[string]any)
	if !ok {
		return
	}
	if fields, ok := s["properties"].(map[string]any); ok {
		required, _ := s["required"].([]any)
		if s["additionalProperties"] != false || len(required) != len(fields) {
			t.Errorf("%s is not strict", at)
		}
		for name, f := range fields {
			strict(t, at+"."+name, f)
		}
	}
	strict(t, at+"[]", s["items"])
}
