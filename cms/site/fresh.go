package site

import (
	"net/http"
	"sync"
	"time"
)

// versions remembers since when each address has said what it says: the
// Last-Modified of what is made from many records. No record's date will do, as
// the feed also changes when one disappears. The addresses are those of feeds
// that exist, so they are few.
type versions struct {
	mu    sync.Mutex
	known map[string]version
}

type version struct {
	tag   string
	since time.Time
}

// since is the moment, in whole seconds, from which path has had this tag, as
// far as this process knows. The zero time says that it may change again within
// the same second, which Last-Modified could not tell apart.
func (v *versions) since(path, tag string, now time.Time) time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	now = now.Truncate(time.Second)
	if v.known == nil {
		v.known = map[string]version{}
	}
	known, ok := v.known[path]
	if !ok || known.tag != tag {
		known = version{tag, now}
		v.known[path] = known
	}
	if !known.since.Before(now) {
		return time.Time{}
	}
	return known.since
}

// writeFeed writes what programs fetch again and again, whole only if it changed
// since they last did.
func (s *server) writeFeed(w http.ResponseWriter, r *http.Request, kind, lang string, body []byte) {
	tag := digest(body)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Language", lang)
	since := s.versions.since(r.URL.Path, tag, s.cfg.Now())
	if !since.IsZero() {
		h.Set("Last-Modified", since.UTC().Format(http.TimeFormat))
	}
	asked, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	if err == nil && r.Header.Get("If-None-Match") == "" && !since.IsZero() && !since.After(asked) {
		h.Set("ETag", `"`+tag+`"`)
		h.Set("Cache-Control", feedCache)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	writeCached(w, r, body, feedCache)
}

// feedCache is short, since what is withdrawn has to disappear.
const feedCache = "public, max-age=60"
