package llm

import (
	"strings"
	"testing"
)

func TestParseFindsTheObjectThatIsMeant(t *testing.T) {
	schema := readTasks().write.schema
	const good = `{"sentences":[{"text":"A","passages":[0]}]}`
	tests := []struct{ name, answer, want, fault string }{
		{"bare", good, "A", ""},
		{"in a fence", "```json\n" + good + "\n```", "A", ""},
		{"in prose with braces", "For {you}: " + good + " {enjoy}", "A", ""},
		{"behind thoughts that hold another", `<think>Perhaps {"sentences":[{"text":"B","passages":[1]}]}?</think>` + good, "A", ""},
		{"behind one of another shape", `{"note":1}` + good, "A", ""},
		{"no JSON", "Es kostet nichts.", "", "no JSON"},
		{"nothing", "", "", "empty"},
		{"nothing but thoughts", "<think>Well.</think>\n", "", "empty"},
		{"broken", `{"sentences":[{"text":"A"`, "", "broken"},
		{"another shape", `{"sentences":[{"text":1,"passages":[0]}]}`, "", "schema"},
		{"a field too many", `{"sentences":[],"note":"x"}`, "", "schema"},
		{"a field missing", `{"sentences":[{"text":"A"}]}`, "", "schema"},
		{"an index that is no number", `{"sentences":[{"text":"A","passages":["0"]}]}`, "", "schema"},
		{"a number that is no index", `{"sentences":[{"text":"A","passages":[0.5]}]}`, "", "schema"},
		{"braces without end", strings.Repeat("{", 100_000), "", "broken"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got struct{ Sentences []Sentence }
			err := parse(tt.answer, schema, &got)
			if tt.fault == "" && (err != nil || len(got.Sentences) != 1 || got.Sentences[0].Text != tt.want) {
				t.Errorf("%+v, %v", got, err)
			}
			if tt.fault != "" && (!is(err, ErrMalformed) || !strings.Contains(err.Error(), tt.fault)) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// Whatever a model says, a sentence that comes out has a text and rests on
// passages that were there.
func FuzzReadSentences(f *testing.F) {
	task := readTasks().write
	f.Add(`{"sentences":[{"text":"A","passages":[0,7]}]}`)
	f.Add("```json\n{\"sentences\":[]}```")
	f.Add(`<think>{</think>{"sentences":[{"text":" ","passages":[-1]}]}`)
	f.Fuzz(func(t *testing.T, answer string) {
		got, err := readSentences(task, answer, 2)
		if (err == nil) != (len(got) > 0) {
			t.Fatalf("%v, %v", got, err)
		}
		for _, s := range got {
			if strings.TrimSpace(s.Text) == "" || len(s.Passages) == 0 {
				t.Errorf("%+v", s)
			}
			for _, i := range s.Passages {
				if i < 0 || i > 1 {
					t.Errorf("passage %d of 2", i)
				}
			}
		}
	})
}
