package site

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// errNotFound says that there is no such page, errWithdrawn that there was one.
var (
	errNotFound  = errors.New("no such page")
	errWithdrawn = errors.New("the page was withdrawn")
)

// policy lets a page load what is ours and nothing else, and run nothing.
const policy = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// guarded sets the headers that every answer carries, lets reading methods
// through only, and turns a panic into a page that says so.
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		defer func() {
			v := recover()
			if v == http.ErrAbortHandler {
				panic(v)
			}
			if v != nil {
				s.fail(w, r, pathLang(r), bot.PanicError(v))
			}
		}()
		if r.Method != http.MethodGet && r.Method != http.MethodHead && !ofAPI(r) {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// root sends a visitor to the start page in the language of the browser.
func (s *server) root(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept-Language")
	w.Header().Set("Cache-Control", "private, max-age=60")
	http.Redirect(w, r, "/"+negotiate(r), http.StatusFound)
}

func (s *server) serve(lang string, v view) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p, err := v(r, lang)
		if err != nil {
			s.fail(w, r, lang, err)
			return
		}
		p.Lang = lang
		s.show(w, r, p)
	}
}

// fail answers with the page for an error. Only faults are logged: asking for
// a page that is not there is nobody's mistake.
func (s *server) fail(w http.ResponseWriter, r *http.Request, lang string, err error) {
	if ofAPI(r) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"status":404,"message":"The requested resource wasn't found.","data":{}}`))
		return
	}
	t := &phrases.SitePages
	p := page{Lang: lang, NoIndex: true, Template: "message", Status: http.StatusNotFound,
		Title: t.NotFoundTitle.In(lang), Body: t.NotFound.In(lang)}
	switch {
	case errors.Is(err, errWithdrawn):
		p.Status, p.Title, p.Body = http.StatusGone, t.WithdrawnTitle.In(lang), t.Withdrawn.In(lang)
	case !errors.Is(err, errNotFound) && !errors.Is(err, sql.ErrNoRows):
		if r.Context().Err() != nil {
			return // nobody waits for the answer any more
		}
		s.logError(r.Context(), "A public page could not be shown.", "error", err)
		p.Status, p.Title, p.Body = http.StatusInternalServerError, t.FaultTitle.In(lang), t.Fault.In(lang)
	}
	s.show(w, r, p)
}

// ofAPI reports whether a request wants a part of the API, which comes here only
// if there is no such part.
func ofAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// show renders a page and writes it whole, so that a fault cannot leave half
// a page.
func (s *server) show(w http.ResponseWriter, r *http.Request, p page) {
	s.dress(&p, r)
	var b bytes.Buffer
	if err := s.templates.render(&b, p); err != nil {
		s.logError(r.Context(), "A public page could not be rendered.", "template", p.Template, "error", err)
		http.Error(w, phrases.SitePages.Fault.In(p.Lang), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	if p.NoIndex {
		h.Set("X-Robots-Tag", "noindex")
	}
	if p.Status != 0 && p.Status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(p.Status)
		_, _ = w.Write(b.Bytes()) // an error means that nobody listens any more
		return
	}
	// Short, since what is withdrawn has to disappear.
	writeCached(w, r, b.Bytes(), "public, max-age=60")
}

// writeCached writes a body with its tag, or says that the reader has it.
func writeCached(w http.ResponseWriter, r *http.Request, body []byte, cache string) {
	tag := `"` + digest(body) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", cache)
	if match := r.Header.Get("If-None-Match"); match != "" && strings.Contains(match, tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body) // an error means that nobody listens any more
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// dress gives a page what all pages have: the alliance's name, addresses.
func (s *server) dress(p *page, r *http.Request) {
	p.Base = s.base()
	p.Query = r.URL.RawQuery
	a, err := s.alliance()
	if err != nil {
		s.logError(r.Context(), "The alliance's name could not be read.", "error", err)
	}
	p.Brand, p.Short = brandOf(a, p.Lang)
	p.Feeds = feedLinks(phrases.Site.News.In(p.Lang), "/"+p.Lang, p.Brand, p.Short)
	for _, t := range p.Topics {
		p.Feeds = append(p.Feeds, feedLinks(t.Name, t.path(p.Lang), p.Brand, p.Short)...)
	}
}

// alliance is the alliance's own record, nil where there is none.
func (s *server) alliance() (*cms.Alliance, error) {
	a, err := cms.FindAlliance(s.app)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return a, err
}

// brandOf is the name that the site goes by, and its initials where it has some.
func brandOf(a *cms.Alliance, lang string) (brand words, initials string) {
	brand = words{Text: phrases.Site.Brand.In(lang)}
	if a == nil {
		return brand, ""
	}
	if name := said(a.Name(), lang); name.Text != "" {
		brand = name
	}
	return brand, a.ShortName()
}

// base is our public address without a slash at its end.
func (s *server) base() string { return strings.TrimRight(s.cfg.PublicURL(), "/") }

// negotiate is the language that the address names, else the one that the
// browser asks for, else English.
func negotiate(r *http.Request) string {
	if lang := pathLang(r); strings.HasPrefix(r.URL.Path, "/"+lang+"/") {
		return lang
	}
	return phrases.Accepted(r.Header.Get("Accept-Language"))
}

// pathLang is the language that the address names, English if none.
func pathLang(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if phrases.Known(first) {
		return first
	}
	return "en"
}
