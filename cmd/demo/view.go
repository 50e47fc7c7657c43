package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

//go:embed assets
var assets embed.FS

// publicURL is the address that the stage tells isabot to be reached under.
// Nobody answers there: links to it are led to the isabot that is running.
const publicURL = "https://isa.example"

// view serves the page on which the channels are watched.
type view struct {
	stage    *stage.Stage
	channels []channel
	kept     *uploads
	page     *template.Template
}

func newView(s *stage.Stage, channels []channel, kept *uploads) http.Handler {
	v := &view{stage: s, channels: channels, kept: kept}
	v.page = template.Must(template.New("page.html").Funcs(template.FuncMap{
		"clock": func(t time.Time) string { return t.Format("15:04") },
		"iso":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"pair":  func(c column, m any) shown { return shown{c, m} },
	}).ParseFS(assets, "assets/*.html"))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", v.whole)
	mux.HandleFunc("GET /columns", v.columns)
	mux.HandleFunc("GET /file/", kept.serve)
	mux.Handle("POST /trouble", http.NewCrossOriginProtection().Handler(http.HandlerFunc(v.trouble)))
	for _, name := range []string{"/page.css", "/page.js"} {
		mux.HandleFunc("GET "+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, assets, "assets"+name) })
	}
	return v.guarded(mux)
}

// guarded lets the page load nothing but what comes from here and isabot's
// pictures, whatever stands in a message.
func (v *view) guarded(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "+
			"img-src 'self' data: "+v.stage.Base+"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Cache-Control", "no-cache")
		h.ServeHTTP(w, r)
	})
}

// column is a channel as the page shows it.
type column struct {
	Key, Name, Lang, Platform, Kind string
	Staff, Aside                    bool // for staff only; not for announcements
	Messages                        []message
	T                               any    // the phrases
	In                              string // the language of who watches
	Watcher                         string // the same, as HTML names it
}

// shown is a message, or a medium, and the column in which it stands.
type shown struct {
	C column
	M any
}

func (v *view) whole(w http.ResponseWriter, r *http.Request) {
	lang := watcher(r)
	p := struct {
		Lang, Admin, Email, Password string
		Languages                    []string
		Names                        map[string]string
		T                            any
		Tries                        []phrases.Text
		Columns                      []column
	}{lang, adminOf(v.stage.Base), stage.Email, stage.Password, phrases.Languages, phrases.LanguageNames, phrases.Demo, phrases.DemoTries, v.seen(lang)}
	var b bytes.Buffer
	if err := v.page.Execute(&b, p); err != nil {
		http.Error(w, "the page cannot be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // an error means that nobody looks any more
}

// columns answers with what each channel shows now, as HTML by its key.
func (v *view) columns(w http.ResponseWriter, r *http.Request) {
	out := map[string]string{}
	for _, c := range v.seen(watcher(r)) {
		var b strings.Builder
		if err := v.page.ExecuteTemplate(&b, "messages", c); err != nil {
			http.Error(w, "a channel cannot be shown: "+err.Error(), http.StatusInternalServerError)
			return
		}
		out[c.Key] = b.String()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out) // an error means that nobody looks any more
}

// watcher is the language of who watches: chosen, or the browser's.
func watcher(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); phrases.Known(lang) {
		return lang
	}
	return phrases.Accepted(r.Header.Get("Accept-Language"))
}

func (v *view) seen(lang string) []column {
	var out []column
	e := eye{lang: lang, to: addresses{publicURL, v.stage.Base}, kept: v.kept}
	for _, c := range v.channels {
		shown := column{Key: c.key(), Name: c.name, Lang: htmlLang(c.lang), Platform: c.platform, Kind: kindOf(c).In(lang),
			Staff: c.purpose == "staff", Aside: c.purpose != "announcements", T: phrases.Demo, In: lang, Watcher: htmlLang(lang)}
		if c.platform == "telegram" {
			shown.Messages = e.telegram(v.stage.Telegram.Chat(c.chat.ID), v.title)
		} else {
			for _, p := range postsOf(c, v.stage) {
				shown.Messages = append(shown.Messages, e.discord(p, v.stage.Discord.Channel(p.ID), v.stage.Discord.Bot())...)
			}
		}
		out = append(out, shown)
	}
	return out
}

func (v *view) title(chat int64) string {
	for _, c := range v.channels {
		if c.chat.ID == chat {
			return c.name
		}
	}
	return ""
}

func htmlLang(lang string) string {
	if lang == "zh" {
		return "zh-Hans"
	}
	return lang
}

func kindOf(c channel) phrases.Text {
	switch {
	case c.platform == "telegram" && c.chat.Type == telegramtest.Channel:
		return phrases.Demo.TelegramChannel
	case c.platform == "telegram":
		return phrases.Demo.TelegramGroup
	case c.kind == discordtest.Announcement:
		return phrases.Demo.DiscordNews
	case c.kind == discordtest.Forum:
		return phrases.Demo.DiscordForum
	}
	return phrases.Demo.DiscordText
}
