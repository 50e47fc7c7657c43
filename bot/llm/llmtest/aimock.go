package llmtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// Fixture is what aimock answers to what: see its documentation. The first that
// matches is used.
type Fixture struct {
	Match    map[string]any `json:"match"`           // userMessage, systemMessage, sequenceIndex, responseFormat, inputText, …
	Response map[string]any `json:"response"`        // content, finishReason, usage; error and status; embedding
	Chaos    map[string]any `json:"chaos,omitempty"` // latencyMs, malformedRate, disconnectRate
}

// When answers with a text where the user's message contains some words.
func When(words, text string) Fixture {
	return Fixture{Match: map[string]any{"userMessage": words}, Response: map[string]any{"content": text}}
}

var listening = regexp.MustCompile(`listening on (http://127\.0\.0\.1:\d+)`)

// Aimock starts aimock for one test, from the package that ISABOT_AIMOCK names,
// and returns the base URL of its OpenAI. Without ISABOT_AIMOCK the test is
// skipped.
func Aimock(t testing.TB, fixtures ...Fixture) string {
	t.Helper()
	installed := os.Getenv("ISABOT_AIMOCK")
	if installed == "" {
		t.Skip("This test asks aimock, and ISABOT_AIMOCK does not name the folder it is installed in: make model.")
	}
	text, err := json.Marshal(map[string]any{"fixtures": fixtures})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "fixtures.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), "node", filepath.Join(installed, "dist", "cli.js"), "-p", "0", "-f", file)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = c.Stdout
	if err := c.Start(); err != nil {
		t.Fatalf("starting aimock: %v", err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	address, err := addressIn(bufio.NewScanner(out))
	if err != nil {
		t.Fatal(err)
	}
	return address + "/v1"
}

// addressIn reads until the server says where it is, and goes on reading, so that
// it never waits for somebody to read what it says.
func addressIn(lines *bufio.Scanner) (string, error) {
	said := ""
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() {
				}
			}()
			return m[1], nil
		}
		said += lines.Text() + "\n"
	}
	return "", fmt.Errorf("aimock did not start: %s", said)
}
