package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"sync"
)

// uploads are the files that messages show. The Telegram in memory keeps none,
// so they are taken from the requests on their way to it. The ids that it gives
// them end with a digest of what is in them, by which they are found again.
type uploads struct {
	mu    sync.Mutex
	files map[string][]byte // by address
}

func newUploads() *uploads { return &uploads{files: map[string][]byte{}} }

// largestRequest is more than Telegram takes, in bytes.
const largestRequest = 64 << 20

// keep looks into a request before a platform sees it, and lets it pass.
func (u *uploads) keep(platform string, r *http.Request) bool {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if platform != "telegram" || err != nil || kind != "multipart/form-data" {
		return true
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, largestRequest))
	r.Body = readAlready{io.MultiReader(bytes.NewReader(body), r.Body), r.Body}
	if err != nil {
		return true // the platform will meet it too
	}
	for parts := multipart.NewReader(bytes.NewReader(body), params["boundary"]); ; {
		p, err := parts.NextPart()
		if err != nil {
			return true // the end, or what the platform complains of
		}
		if content, err := io.ReadAll(p); err == nil && p.FileName() != "" {
			sum := sha256.Sum256(content)
			u.put(telegramFile(hex.EncodeToString(sum[:digest/2]), p.FileName()), content)
		}
	}
}

// readAlready is a body whose beginning was read before.
type readAlready struct {
	io.Reader
	io.Closer
}

// digest is how many characters of an id of Telegram's tell what is in the file.
const digest = 16

// The addresses of files on the page.
func telegramFile(id, name string) string {
	return "telegram/" + id[max(0, len(id)-digest):] + "/" + name
}

func discordFile(id, name string) string { return "discord/" + id + "/" + name }

func (u *uploads) put(address string, content []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.files[address] = content
}

func (u *uploads) get(address string) ([]byte, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	content, ok := u.files[address]
	return content, ok
}

// pictures are the types that browsers show as a picture and as nothing else.
var pictures = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true}

// isPicture goes by the content, never by a name.
func isPicture(content []byte) bool { return pictures[http.DetectContentType(content)] }

// serve hands out a file. What is no picture is downloaded, never opened.
func (u *uploads) serve(w http.ResponseWriter, r *http.Request) {
	address := strings.TrimPrefix(r.URL.Path, "/file/")
	content, ok := u.get(address)
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", http.DetectContentType(content))
	if !isPicture(content) {
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(address)}))
	}
	h.Set("Cache-Control", "max-age=3600")
	_, _ = w.Write(content) // an error means that nobody looks any more
}
