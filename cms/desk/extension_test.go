package desk

import (
	"bytes"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/cmstest"
)

// asked are the keys that a script asks for, wholly or by their beginning:
// w("a.b"), w("a." + x), known("a." + x), and named("a"), which is known("a." + x).
var asked = regexp.MustCompile(`\b(?:w|known|named)\(\s*"([a-z_.A-Z]+)"(\s*\+)?`)

func TestEveryWordThatTheScriptsAskForIsThereAndNoOther(t *testing.T) {
	words := phrases.DeskUI()
	used := map[string]bool{}
	for name, text := range sourcesOfScripts(t) {
		for _, m := range asked.FindAllStringSubmatch(text, -1) {
			found := false
			if strings.HasPrefix(m[0], "named") {
				m[1], m[2] = m[1]+".", "+"
			}
			for key := range words {
				if key == m[1] || m[2] != "" && strings.HasPrefix(key, m[1]) {
					found, used[key] = true, true
				}
			}
			if !found {
				t.Errorf("%s asks for %q, which is no word", name, m[1])
			}
		}
		for key := range words { // chosen by a condition
			if strings.Contains(text, `"`+key+`"`) {
				used[key] = true
			}
		}
	}
	for key := range words {
		if !used[key] {
			t.Errorf("nothing asks for %q", key)
		}
	}
}

func TestTheScriptsKeepToWhatIsTheirs(t *testing.T) {
	for name, text := range sourcesOfScripts(t) {
		for _, no := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://", "new Function"} {
			if strings.Contains(text, no) {
				t.Errorf("%s has %s", name, no)
			}
		}
		if n := strings.Count(text, "\n"); n > 300 {
			t.Errorf("%s has %d lines, 300 are the most", name, n)
		}
	}
}

func TestTheNamesOfThePagesAreTheSameInBothFiles(t *testing.T) {
	all := sourcesOfScripts(t)
	listed := regexp.MustCompile(`for \(const name of \["", (.*?)\]\)`).FindStringSubmatch(all["main.js"])
	shown := regexp.MustCompile(`pages = \{ "": today, (.*?) \}`).FindStringSubmatch(all["shell.js"])
	if listed == nil || shown == nil || strings.ReplaceAll(listed[1], `"`, "") != shown[1] {
		t.Errorf("main.js names %q, shell.js %q", listed, shown)
	}
}

func TestEveryHelpTextIsThereInChinese(t *testing.T) {
	template := cmstest.Migrate(false)
	t.Cleanup(template.Remove)
	app := template.Open(t)
	hidden := []string{"deliveries", "inbox", "sessions", "replies", "translations", "questions", "state", "audit", "channel_state", "subscribers", "vectors", "model_log"}
	collections, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, c := range collections {
		if slices.Contains(hidden, c.Name) || c.System && c.Name != "_superusers" {
			continue
		}
		for _, f := range c.Fields {
			help := reflect.ValueOf(f).Elem().FieldByName("Help")
			if !help.IsValid() || f.GetSystem() {
				continue
			}
			_, english, both := strings.Cut(help.String(), " / ")
			for _, l := range []string{"German: ", "English: ", "Chinese: "} {
				english = strings.TrimPrefix(english, l)
			}
			if both && phrases.DeskHelp[english] == "" {
				t.Errorf("%s.%s: no Chinese for %q", c.Name, f.GetName(), english)
			}
			used[english] = true
		}
	}
	for english := range phrases.DeskHelp {
		if !used[english] {
			t.Errorf("no field has the help %q", english)
		}
	}
}

// stepOnNews is a request of the scripts that changes a piece of news as it is stored.
var stepOnNews = regexp.MustCompile(`post\([^\n]*"/(?:publish|schedule|retract|ask|restore)"[^\n]*`)

func TestEveryStepThatTheScriptsTakeSaysWhatThePersonHasSeen(t *testing.T) {
	n := 0
	for name, text := range sourcesOfScripts(t) {
		for _, call := range stepOnNews.FindAllString(text, -1) {
			if n++; !strings.Contains(call, "rev:") {
				t.Errorf("%s asks without a revision: %s", name, call)
			}
		}
	}
	if n < 5 {
		t.Errorf("%d steps found", n)
	}
}

func sourcesOfScripts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := fs.Glob(scripts, "extension/*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(scripts, name)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(name, "extension/")] = string(bytes.ReplaceAll(raw, []byte("http://www.w3.org/2000/svg"), nil))
	}
	return all
}
