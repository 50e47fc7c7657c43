package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/llm/llmtest"
	"isa-portal.de/isabot/bot/phrases"
)

// questionSets are the sets at hand: our own, and those of a folder that
// ISABOT_EVALS names.
func questionSets(t *testing.T) []string {
	t.Helper()
	own, err := filepath.Abs("../../bot/answer/testdata")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, dir := range []string{own, os.Getenv("ISABOT_EVALS")} {
		if dir == "" {
			t.Log("ISABOT_EVALS does not name a folder of other question sets: our own ones are asked.")
			continue
		}
		found, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

// openAI is the vendor's schema, nil where ISABOT_SPECS does not name its folder.
func openAI(t *testing.T) *llmtest.Schema {
	t.Helper()
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		t.Log("ISABOT_SPECS is not set: requests are not held against the vendor's schema.")
		return nil
	}
	schema, err := llmtest.LoadSchema(folder)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Who lies behind the writer, and asks for what nobody asked, makes not one
// wrong claim more, and nothing of what they made up is said.
func TestALyingModelMakesNoWrongClaim(t *testing.T) {
	files := questionSets(t)
	for name, liar := range map[string]*llmtest.Liar{"with truths between the lies": {}, "nothing but lies": {Only: true}} {
		t.Run(name, func(t *testing.T) {
			liar.Names = []string{"Köln", "Cologne", "科隆", "Essen", "埃森", "Hamburg", "汉堡", "Berlin", "柏林", "Foshan", "佛山", "Shanghai", "上海", "München", "Freiburg", "Freiberg"}
			server := llmtest.NewBy(openAI(t), liar.Answer)
			at := httptest.NewServer(server)
			t.Cleanup(at.Close)
			p := wholeProgramIn(t, map[string]string{"OPENAI_MODEL": "liar", "OPENAI_BASE_URL": at.URL + "/v1", "OPENAI_API_KEY": "sk-none"})
			worded := 0
			for _, file := range files {
				cases, err := readCases(file)
				if err != nil {
					t.Fatal(err)
				}
				results := runCases(t.Context(), p.bench(false), cases, p.spent)
				for _, r := range results {
					for _, claim := range r.claims {
						t.Errorf("%s: %s\n%s", r.ID, claim, r.post.Body.Text())
					}
					text := r.post.Body.Text()
					if !strings.Contains(text, phrases.ChosenByModel.In(r.post.Lang)) {
						continue
					}
					worded++
					for _, lie := range liar.Lies() {
						if strings.Contains(text, lie) {
							t.Errorf("%s says %q:\n%s", r.ID, lie, text)
						}
					}
				}
			}
			if liar.Calls("write") == 0 || liar.Calls("queries") == 0 {
				t.Errorf("the model was asked to write %d times and for queries %d times", liar.Calls("write"), liar.Calls("queries"))
			}
			t.Logf("it was asked to write %d times and for queries %d times, and told %d lies; %d answers are worded by it", liar.Calls("write"), liar.Calls("queries"), len(liar.Lies()), worded)
			if err := server.Faults(); err != nil {
				t.Error(err)
			}
		})
	}
}
