package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// page is what the templates show.
type page struct {
	Lang, Template, Section string
	Path                    string // the address after the language: "/members/koeln", "" for the start page
	Title, Description      string
	Has                     []string // the languages that have a text of their own; none = all
	NoIndex                 bool
	Article                 *article // of a piece of news
	Topics                  []topic  // those that have feeds of their own to offer here
	Status                  int      // 0 = 200
	Body                    any

	Brand              words // set by dress
	Short, Base, Query string
	Feeds              []feedLink
}

// article is what other sites show of a piece of news that is shared there.
type article struct {
	Published, Modified string // RFC 3339
	Picture, Alt        string // a path, "" for none
}

// words are a text and the language that it is in, "" for the page's own. Machine
// says that a machine translated it and nobody has checked that.
type words struct {
	Text, Lang, Only string
	Machine          bool
}

// said is a text of a record for a page in lang; where another language stands
// in, it says so.
func said(t cms.Texts, lang string) words {
	text, really := t.In(lang)
	if really == lang || text == "" {
		return words{Text: text}
	}
	return words{Text: text, Lang: really, Only: really}
}

// saidBy is said for a record some of whose languages were written by a machine.
func saidBy(t cms.Texts, lang string, machine []string) words {
	w := said(t, lang)
	w.Machine = w.Text != "" && slices.Contains(machine, cmp.Or(w.Lang, lang))
	return w
}

// others are the same name in the other languages, each once.
func others(t cms.Texts, lang string) []words {
	shown, _ := t.In(lang)
	seen := []string{shown}
	var out []words
	for _, l := range phrases.Languages {
		if s := t.Get(l); s != "" && !slices.Contains(seen, s) {
			seen = append(seen, s)
			out = append(out, words{Text: s, Lang: l})
		}
	}
	return out
}

// Say is a phrase in the page's language.
func (p page) Say(t phrases.Text, pairs ...string) string { return t.In(p.Lang, pairs...) }

// Colon parts a label from what it names, as the language writes it.
func (p page) Colon() string {
	if p.Lang == "zh" {
		return "："
	}
	return ": "
}

// Phrases, and the next two, hand the tables of phrases to the templates.
func (page) Phrases() any { return phrases.Site }

// MemberPhrases are the phrases of the directory.
func (page) MemberPhrases() any { return phrases.SiteMembers }

// PagePhrases are the phrases of the other pages.
func (page) PagePhrases() any { return phrases.SitePages }

// FeedPhrases are the phrases of feeds and calendar.
func (page) FeedPhrases() any { return phrases.SiteFeeds }

// WeChatPhrases are the phrases of the copies for WeChat.
func (page) WeChatPhrases() any { return phrases.SiteWeChat }

// Only says that a text is in one language only, in full or short.
func (p page) Only(lang string, short bool) string {
	t := phrases.Site.Only
	if short {
		t = phrases.Site.OnlyName
	}
	return t.In(p.Lang, "language", phrases.LanguageWords[lang].In(p.Lang))
}

// ByMachine says that a text was translated by a machine, in full or short.
func (p page) ByMachine(short bool) string {
	if short {
		return phrases.ByMachineShort.In(p.Lang)
	}
	return phrases.ByMachine.In(p.Lang)
}

// FullTitle is the title of the window: the page's and ours.
func (p page) FullTitle() string {
	brand := p.Brand.Text
	if p.Short != "" && p.Section != "home" {
		brand = p.Short
	}
	if p.Title == "" || p.Section == "home" {
		return brand
	}
	return p.Title + " – " + brand
}

// alternate is the same page in a language.
type alternate struct {
	Lang, Name, URL, Here string
	Current, Own          bool
}

// Alternates are the languages of the page. Here keeps the page's selection,
// for the reader who switches; URL leaves it out, for machines.
func (p page) Alternates() []alternate {
	var out []alternate
	for _, l := range phrases.Languages {
		path := "/" + l + p.Path
		here := path
		if p.Query != "" && p.Status == 0 && !strings.Contains(path, "?") {
			here += "?" + p.Query
		}
		if p.Status != 0 && p.Path == "" {
			here = "/" + l
		}
		out = append(out, alternate{Lang: l, Name: phrases.LanguageNames[l], URL: p.Base + path, Here: here,
			Current: l == p.Lang, Own: len(p.Has) == 0 || slices.Contains(p.Has, l)})
	}
	return out
}

// Canonical is the address that stands for this page.
func (p page) Canonical() string { return p.Base + "/" + p.textLang() + p.Path }

// textLang is the page's language, or the first that has a text where it has none.
func (p page) textLang() string {
	if len(p.Has) > 0 && !slices.Contains(p.Has, p.Lang) {
		if slices.Contains(p.Has, "en") { // as cms.Texts falls back
			return "en"
		}
		return p.Has[0]
	}
	return p.Lang
}

// Default is the address for readers of other languages.
func (p page) Default() string {
	switch {
	case p.Path == "":
		return p.Base + "/"
	case len(p.Has) > 0 && !slices.Contains(p.Has, "en"):
		return p.Base + "/" + p.Has[0] + p.Path
	}
	return p.Base + "/en" + p.Path
}

// Locale names the language of what the page's address stands for, as the Open
// Graph does.
func (p page) Locale() string { return locales[p.textLang()] }

// OtherLocales are those in which the page can be had as well.
func (p page) OtherLocales() []string {
	var out []string
	for _, l := range phrases.Languages {
		if l != p.textLang() && (len(p.Has) == 0 || slices.Contains(p.Has, l)) {
			out = append(out, locales[l])
		}
	}
	return out
}

var locales = map[string]string{"de": "de_DE", "en": "en_GB", "zh": "zh_CN"}

// Picture is the address of the picture that stands for the page elsewhere, "" for
// none: it must be absolute.
func (p page) Picture() string {
	if p.Article == nil || p.Article.Picture == "" || p.Base == "" {
		return ""
	}
	return p.Base + p.Article.Picture
}

type menuItem struct {
	Name, URL string
	Current   bool
}

// Menu are the main pages.
func (p page) Menu() []menuItem {
	t := &phrases.Site
	return p.menu([]string{"members", "faq", "news", "events"}, t.Members, t.Questions, t.News, t.Events)
}

// FooterMenu are the pages that stand at the end.
func (p page) FooterMenu() []menuItem {
	t := &phrases.Site
	return p.menu([]string{"follow", "imprint", "privacy"}, t.Follow, t.Imprint, t.Privacy)
}

func (p page) menu(paths []string, names ...phrases.Text) []menuItem {
	out := make([]menuItem, len(paths))
	for i, path := range paths {
		out[i] = menuItem{Name: names[i].In(p.Lang), URL: "/" + p.Lang + "/" + path, Current: p.Section == path}
	}
	return out
}

// templates are the pages' templates by name, each with the frame around it.
type templates map[string]*template.Template

func loadTemplates(cssTag string) templates {
	frame := template.Must(template.New("frame.html").Funcs(template.FuncMap{
		"css":  func() string { return "/site.css?v=" + cssTag },
		"join": strings.Join,
		"pair": pair, "newsOf": newsOf, "eventOf": eventOf,
		"mark": func() template.HTML { return template.HTML(mustRead("assets/favicon.svg")) },
	}).ParseFS(embedded, "templates/frame.html", "templates/parts.html"))
	files, err := embedded.ReadDir("templates")
	if err != nil {
		panic(err) // the files are part of the program
	}
	out := templates{}
	for _, f := range files {
		name, _ := strings.CutSuffix(f.Name(), ".html")
		if name == "frame" || name == "parts" {
			continue
		}
		out[name] = template.Must(template.Must(frame.Clone()).ParseFS(embedded, "templates/"+f.Name()))
	}
	return out
}

func (t templates) render(b *bytes.Buffer, p page) error {
	tmpl, ok := t[p.Template]
	if !ok {
		return fmt.Errorf("no template %q", p.Template)
	}
	if err := tmpl.Execute(b, p); err != nil {
		return fmt.Errorf("render %s: %w", p.Template, err)
	}
	return nil
}
