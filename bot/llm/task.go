package llm

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed prompts
var prompts embed.FS

// task is something that the model can be asked to do: what it is told, and what
// its answer must look like.
type task struct {
	name       string
	prompt     string // {language} stands for the language of the answer
	schemaText json.RawMessage
	schema     *jsonschema.Schema
}

type tasks struct{ write, queries, translate *task }

// readTasks reads what is built in. That it can be read is a matter of the build.
func readTasks() tasks {
	return tasks{write: readTask("write"), queries: readTask("queries"), translate: readTask("translate")}
}

func readTask(name string) *task {
	prompt, err := prompts.ReadFile("prompts/" + name + ".md")
	if err != nil {
		panic(fmt.Sprintf("the task %s: %v", name, err))
	}
	text, err := prompts.ReadFile("prompts/" + name + ".json")
	if err != nil {
		panic(fmt.Sprintf("the task %s: %v", name, err))
	}
	t := &task{name: name, prompt: strings.TrimSpace(string(prompt)), schemaText: text}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		panic(fmt.Sprintf("the schema of the task %s: %v", name, err))
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("file:///"+name, doc); err != nil {
		panic(fmt.Sprintf("the schema of the task %s: %v", name, err))
	}
	t.schema = c.MustCompile("file:///" + name)
	return t
}

// languageNames are what models call the languages.
var languageNames = map[string]string{"de": "German", "en": "English", "zh": "Simplified Chinese"}

// system is the prompt for an answer in a language; one that is not known counts
// as English.
func (t *task) system(lang string) string {
	name, known := languageNames[lang]
	if !known {
		name = languageNames["en"]
	}
	return strings.ReplaceAll(t.prompt, "{language}", name)
}

// data is what a task is about, as JSON: so no text of it can be taken for what
// the model is told to do, nor end before its end.
func data(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // < and > are a waste of tokens in another form
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("write what the model is asked: %w", err)
	}
	return strings.TrimSpace(b.String()), nil
}
