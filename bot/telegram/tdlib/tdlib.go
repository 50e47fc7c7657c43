// Package tdlib asks Telegram's own library what it makes of a text: it holds
// the parser that the Bot API server uses. Nothing in it needs the network or
// an account. It serves tests only.
package tdlib

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/ebitengine/purego"
)

// ErrMissing says that the library is not installed: make tdlib does that.
var ErrMissing = errors.New("TDLib is not installed (make tdlib), and ISABOT_TDLIB names no libtdjson.so")

// Library is TDLib. It is safe for concurrent use.
type Library struct {
	mu      sync.Mutex
	execute func(request string) string
}

// Entity is a marked part of a text. Offset and Length count UTF-16 units.
type Entity struct {
	Offset, Length int
	Type           string // as TDLib names it: textEntityTypeBold
	URL            string // of a textEntityTypeTextUrl
}

// Open loads the library from the file that ISABOT_TDLIB names, or from
// .tools/tdlib in a folder above this one. The error is ErrMissing if it is in
// neither place.
func Open() (*Library, error) {
	file := os.Getenv("ISABOT_TDLIB")
	if file == "" {
		var err error
		if file, err = find(); err != nil {
			return nil, err
		}
	}
	handle, err := purego.Dlopen(file, purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		return nil, fmt.Errorf("load TDLib: %w", err)
	}
	l := &Library{}
	purego.RegisterLibFunc(&l.execute, handle, "td_execute")
	return l, l.call(map[string]any{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}, nil)
}

func find() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		files, _ := filepath.Glob(filepath.Join(dir, ".tools/tdlib/node_modules/@prebuilt-tdlib", platform(), "libtdjson.*"))
		if len(files) > 0 {
			return files[0], nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", ErrMissing
		}
		dir = parent
	}
}

// platform is how the package of the library names this machine.
func platform() string {
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	if runtime.GOOS == "linux" {
		return "linux-" + arch + "-glibc"
	}
	return runtime.GOOS + "-" + arch
}

// call makes a synchronous request. Its answer lies in memory of the calling
// thread, which must stay the same until it is read.
func (l *Library) call(request, answer any) error {
	raw, err := json.Marshal(request)
	if err != nil {
		return err
	}
	l.mu.Lock()
	runtime.LockOSThread()
	said := []byte(l.execute(string(raw)))
	runtime.UnlockOSThread()
	l.mu.Unlock()
	var fault struct {
		Type    string `json:"@type"`
		Message string `json:"message"`
	}
	if err := json.Unmarshal(said, &fault); err != nil {
		return fmt.Errorf("read TDLib's answer: %w", err)
	}
	if fault.Type == "error" {
		return errors.New(fault.Message)
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(said, answer)
}

type formatted struct {
	Text     string `json:"text"`
	Entities []struct {
		Offset int `json:"offset"`
		Length int `json:"length"`
		Type   struct {
			Type string `json:"@type"`
			URL  string `json:"url"`
		} `json:"type"`
	} `json:"entities"`
}

func (f formatted) entities() []Entity {
	out := make([]Entity, len(f.Entities))
	for i, e := range f.Entities {
		out[i] = Entity{Offset: e.Offset, Length: e.Length, Type: e.Type.Type, URL: e.Type.URL}
	}
	return out
}

// ParseHTML is what parse_mode HTML makes of a text. The error is in the words
// of the Bot API.
func (l *Library) ParseHTML(html string) (text string, entities []Entity, err error) {
	var f formatted
	err = l.call(map[string]any{
		"@type": "parseTextEntities", "text": html,
		"parse_mode": map[string]any{"@type": "textParseModeHTML"},
	}, &f)
	return f.Text, f.entities(), err
}

// Sent is what of a plain text is left when it is sent: TDLib removes and
// replaces some characters. White space at its ends stays here, though not in
// a message.
func (l *Library) Sent(plain string) (string, error) {
	var f formatted
	err := l.call(map[string]any{
		"@type": "getMarkdownText", "text": map[string]any{"@type": "formattedText", "text": plain, "entities": []any{}},
	}, &f)
	return f.Text, err
}

// Found are the links, mentions and the like that readers' programs see in a
// plain text without being told.
func (l *Library) Found(plain string) ([]Entity, error) {
	var f formatted
	err := l.call(map[string]any{"@type": "getTextEntities", "text": plain}, &f)
	return f.entities(), err
}
