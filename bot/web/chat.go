package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// view is what the template shows. Without a script the page holds one
// question and its answer; with it, chat.js adds further ones.
type view struct {
	Lang         string
	Embed        bool
	Languages    []languageLink
	Max          int
	Starters     []string
	Words        map[string]map[string]string // for chat.js, by language
	Mark         template.HTML
	Conversation string
	Draft        string // what stays in the box
	Question     string // what was asked, "" for none
	Reply        *bot.Reply
	Body         template.HTML
	Fault        string
	T            any // the phrases
	AsOf         phrases.Text
}

type languageLink struct {
	Lang, Name, Address string
	Current             bool
}

// chat shows the page, and answers a question that was sent by the form.
func (s *server) chat(w http.ResponseWriter, r *http.Request) {
	v := s.newView(r)
	if r.Method != http.MethodPost {
		s.show(w, http.StatusOK, v)
		return
	}
	in, f := readForm(w, r)
	in.Lang = hint(in.Question, v.Lang)
	out, f := s.ask(r, in, f)
	if r.Context().Err() != nil {
		return
	}
	v.Conversation = in.Conversation
	if f != nil {
		f.headers(w)
		v.Draft, v.Fault = in.Question, f.message(v.Lang)
		s.show(w, f.status, v)
		return
	}
	v.Conversation, v.Question, v.Reply = out.Conversation, in.Question, &out
	v.Body = template.HTML(out.HTML) // richtext has escaped all text in it
	s.show(w, http.StatusOK, v)
}

func (s *server) newView(r *http.Request) view {
	q := r.URL.Query()
	lang := q.Get("lang")
	if !phrases.Known(lang) {
		lang = headerLang(r)
	}
	v := view{
		Lang: lang, Embed: q.Get("embed") == "1", Max: bot.MaxQuestion, Mark: s.files.mark,
		Words: map[string]map[string]string{}, T: phrases.Web, AsOf: phrases.AsOf,
	}
	for _, l := range phrases.Languages {
		address := "/chat?lang=" + l
		if v.Embed {
			address += "&embed=1"
		}
		v.Languages = append(v.Languages, languageLink{Lang: l, Name: phrases.LanguageNames[l], Address: address, Current: l == lang})
		v.Words[l] = scriptWords(l)
	}
	for _, t := range phrases.WebStarters {
		v.Starters = append(v.Starters, t.In(lang))
	}
	return v
}

// Here is the page's own address in its language.
func (v view) Here() string {
	for _, l := range v.Languages {
		if l.Current {
			return l.Address
		}
	}
	return "/chat"
}

// show writes the page. It is rendered whole first, so that a fault in it
// cannot leave half a page.
func (s *server) show(w http.ResponseWriter, status int, v view) {
	var b bytes.Buffer
	if err := s.files.page.Execute(&b, v); err != nil {
		panic(fmt.Errorf("rendering the chat page: %w", err))
	}
	frames := "'self'"
	if v.Embed {
		frames = "*"
	}
	h := w.Header()
	h.Del("X-Frame-Options") // the policy below says it, and knows the widget
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "+frames)
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Lang)
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Language")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // an error means that nobody listens any more
}

// readForm reads a question from the page's form. A pressed suggestion or
// choice ("say") goes before what stands in the box.
func readForm(w http.ResponseWriter, r *http.Request) (request, *fault) {
	body, f := readBody(w, r)
	if f != nil {
		return request{}, f
	}
	form, err := url.ParseQuery(string(body))
	if err != nil && len(form) == 0 {
		return request{}, invalid("", "malformed", phrases.WebFaults.Empty)
	}
	in := request{Question: form.Get("question"), Conversation: form.Get("conversation")}
	if say := form.Get("say"); say != "" {
		in.Question = say
	}
	in.Question = strings.ReplaceAll(in.Question, "\r\n", "\n")
	return in, nil
}

// hint is the language to answer in, given the page's: a text of some length
// tells its language itself (""), a bare name does not. chat.js does the same.
func hint(text, page string) string {
	if hasHan(text) || len(strings.Fields(text)) > 2 {
		return ""
	}
	return page
}

func scriptWords(lang string) map[string]string {
	t := phrases.Web
	words := map[string]phrases.Text{
		"you": t.You, "label": t.Label, "answer": t.Answer, "person": t.Person, "personAt": t.PersonAt,
		"sources": t.Sources, "asOf": phrases.AsOf, "newTab": t.NewTab, "next": t.Next, "choices": t.Choices,
		"waiting": t.Waiting, "retry": t.Retry, "kept": t.Kept, "left": t.Left, "over": t.Over,
		"offline": t.Offline, "slow": t.Slow, "noText": t.NoText, "empty": phrases.WebFaults.Empty,
	}
	out := make(map[string]string, len(words))
	for k, w := range words {
		out[k] = w.In(lang)
	}
	out["tooLong"] = phrases.WebFaults.TooLong.In(lang, "max", strconv.Itoa(bot.MaxQuestion))
	return out
}
