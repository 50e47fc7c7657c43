package tdlib

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func open(t testing.TB) *Library {
	t.Helper()
	l, err := Open()
	if errors.Is(err, ErrMissing) {
		t.Skip("This test asks TDLib, which is not installed here: make tdlib.")
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The library is held against the vectors first: they are TDLib's own tests.
func TestTheLibraryPassesTheVectors(t *testing.T) {
	l := open(t)
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		t.Skip("ISABOT_SPECS does not name the folder of the vendors' test vectors.")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "telegram-html-vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		HTML  string  `json:"html"`
		Error string  `json:"error"`
		Text  *string `json:"text"`
	}
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, v := range vectors {
		text, _, err := l.ParseHTML(v.HTML)
		switch {
		case v.Error != "" && (err == nil || err.Error() != "Can't parse entities: "+v.Error):
			t.Errorf("%q: error %v, want %q", v.HTML, err, v.Error)
		case v.Error == "" && (err != nil || text != *v.Text):
			t.Errorf("%q: got %q, %v; want %q", v.HTML, text, err, *v.Text)
		default:
			passed++
		}
	}
	t.Logf("%d of %d vectors passed", passed, len(vectors))
}
