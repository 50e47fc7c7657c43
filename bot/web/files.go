package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"path"

	"isa-portal.de/isabot/bot/phrases"
)

// files are the page's own files, complete in memory.
type files struct {
	page   *template.Template
	byPath map[string]file
	mark   template.HTML // the sign of the alliance, to stand inside the page
}

type file struct {
	body          []byte
	kind, version string
}

// address names the file with its version, so that browsers may keep it for
// long and still get the next one at once.
func (f files) address(name string) string { return name + "?v=" + f.byPath[name].version }

// loadFiles reads what was built into the program: it cannot fail in a build
// whose tests passed.
func loadFiles() files {
	words, err := json.Marshal(widgetWords())
	if err != nil {
		panic(fmt.Errorf("encoding the widget's words: %w", err))
	}
	out := files{byPath: map[string]file{}}
	for _, name := range []string{"/chat.css", "/chat.js", "/chat.svg", "/widget.js"} {
		body := mustRead(name)
		if name == "/widget.js" {
			body = bytes.Replace(body, []byte(`"WORDS"`), words, 1)
		}
		sum := sha256.Sum256(body)
		out.byPath[name] = file{body: body, kind: mime.TypeByExtension(path.Ext(name)), version: hex.EncodeToString(sum[:8])}
	}
	out.mark = template.HTML(mustRead("/chat.svg")) // ours, and no markup from anywhere else
	funcs := template.FuncMap{"day": day, "linkable": linkable, "address": out.address}
	out.page = template.Must(template.New("chat.html").Funcs(funcs).Parse(string(mustRead("/chat.html"))))
	return out
}

func mustRead(name string) []byte {
	body, err := assets.ReadFile("assets" + name)
	if err != nil {
		panic(fmt.Errorf("reading a file of the chat page: %w", err))
	}
	return body
}

func widgetWords() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, lang := range phrases.Languages {
		out[lang] = map[string]string{"open": phrases.Web.Open.In(lang), "close": phrases.Web.Close.In(lang)}
	}
	return out
}

// file serves one of the page's files.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	f := s.files.byPath[r.URL.Path]
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", `"`+f.version+`"`)
	h.Set("Cache-Control", "public, max-age=3600")
	if r.URL.RawQuery == "v="+f.version {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if r.URL.Path == "/widget.js" {
		h.Set("Cross-Origin-Resource-Policy", "cross-origin") // made for other sites
	}
	if r.Header.Get("If-None-Match") == `"`+f.version+`"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(f.body) // an error means that nobody listens any more
}
