// Package site is the alliance's public face: pages in German, English and
// Chinese, rendered on the server from the records that guests may see.
package site

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
)

//go:embed templates assets
var embedded embed.FS

// Config says how the pages are served.
type Config struct {
	PublicURL func() string    // the address that the world knows us by, https://…; nil or "" makes addresses relative
	Now       func() time.Time // nil = time.Now
	Log       *slog.Logger     // nil = slog.Default()
}

// Paths are the patterns that the handler of New serves, for a router of
// net/http's syntax, all methods. The last one takes what nobody else serves
// and says in the visitor's language that there is no such page.
func Paths() []string {
	paths := []string{"/{$}"}
	for _, lang := range phrases.Languages {
		paths = append(paths, "/"+lang, "/"+lang+"/{path...}")
	}
	return append(paths, "/site.css", "/favicon.svg", "/favicon.ico", "/robots.txt", "/sitemap.xml", "/{path...}")
}

// Path is the address of a record's page without our host, for example
// /de/members/koeln. The key is the record's slug; for faqs, which have none,
// its id. A collection without pages has the start page.
func Path(collection, key, lang string) string {
	if !phrases.Known(lang) {
		lang = phrases.Languages[0]
	}
	base := "/" + lang
	switch {
	case collection == "members" && key != "":
		return base + "/members/" + key
	case collection == "news" && key != "":
		return base + "/news/" + key
	case collection == "faqs" && key != "":
		return base + "/faq#" + key
	case collection == "events" && key != "":
		return base + "/events#" + key
	case collection == "pages" && key != "":
		return base + "/" + key
	case collection == "contacts":
		return base + "#contact"
	case collection == "members" || collection == "places" || collection == "states":
		return base + "/members"
	case collection == "channels":
		return base + "/follow"
	case collection == "news" || collection == "events":
		return base + "/" + collection
	case collection == "faqs":
		return base + "/faq"
	}
	return base
}

type server struct {
	app       core.App
	cfg       Config
	templates templates
	files     map[string]file
	versions  versions
}

// view makes a page in a language. errNotFound (wrapped or not) says that
// there is no such page, errWithdrawn that there is none any more.
type view func(r *http.Request, lang string) (page, error)

// New returns the handler for Paths. It reads its templates here and panics
// if they are broken, which only a broken build can cause.
func New(app core.App, cfg Config) http.Handler {
	if cfg.PublicURL == nil {
		cfg.PublicURL = func() string { return "" }
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	s := &server{app: app, cfg: cfg, files: loadFiles()}
	s.templates = loadTemplates(s.files["/site.css"].tag)
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", s.root)
	for _, lang := range phrases.Languages {
		s.routes(mux, lang)
	}
	for path := range s.files {
		mux.HandleFunc(path, s.file)
	}
	mux.HandleFunc("/robots.txt", s.robots)
	mux.HandleFunc("/sitemap.xml", s.sitemap)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, negotiate(r), errNotFound)
	})
	return s.guarded(mux)
}

func (s *server) routes(mux *http.ServeMux, lang string) {
	base := "/" + lang
	for path, v := range map[string]view{
		"":                    s.home,
		"/members":            s.members,
		"/members/{slug}":     s.member,
		"/faq":                s.faq,
		"/news":               s.newsList,
		"/news/{slug}":        s.newsItem,
		"/news/{slug}/wechat": s.weChat,
		"/events":             s.events,
		"/follow":             s.follow,
		"/{slug}":             s.textPage,
	} {
		mux.HandleFunc(base+path, s.serve(lang, v))
	}
	for _, kind := range feedKinds {
		mux.HandleFunc(base+"/"+kind.name, s.serveFeed(lang, kind))
		mux.HandleFunc(base+"/topics/{slug}/"+kind.name, s.serveFeed(lang, kind))
	}
	mux.HandleFunc(base+"/events.ics", s.calendar(lang))
	mux.HandleFunc(base+"/{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, base, http.StatusMovedPermanently)
	})
	mux.HandleFunc(base+"/", s.serve(lang, func(*http.Request, string) (page, error) { return page{}, errNotFound }))
}

func (s *server) logError(ctx context.Context, msg string, args ...any) {
	s.cfg.Log.ErrorContext(ctx, msg, args...)
}
