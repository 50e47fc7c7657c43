package site

import (
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"path"
	"slices"
	"time"

	"github.com/google/uuid"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// feedLength is how many of the latest pieces of news a feed holds.
const feedLength = 30

// feed is what subscribers read, whatever the format. It speaks one language:
// news without a headline in it is left out, and appears as new once it is
// translated. All addresses are absolute.
type feed struct {
	Title, About, Lang string
	Path               string // of the address, without the format's name: "/de" or "/de/topics/events"
	Base               string // the site's address
	Author             string
	Updated            time.Time
	Entries            []entry
}

type entry struct {
	ID, URL, Title     string
	Summary, HTML      string
	Picture, External  string // addresses, "" for none
	Published, Updated time.Time
	Topics             []topic
	Files              []enclosure
}

// topic is one by its slug and its name in the reader's language.
type topic struct{ Slug, Name string }

// path is the address of a topic's feeds, without the format's name.
func (t topic) path(lang string) string { return "/" + lang + "/topics/" + t.Slug }

type enclosure struct{ URL, Type, Title string }

// Home is the page on which the news stands.
func (f feed) Home() string { return f.Base + "/" + f.Lang + "/news" }

// feedKind is a format that feeds are written in.
type feedKind struct {
	name, media string
	write       func(feed) ([]byte, error)
}

var feedKinds = []feedKind{
	{"feed.xml", "application/atom+xml", writeAtom},
	{"feed.json", "application/feed+json", writeJSONFeed},
}

// serveFeed answers with the feed of a language, or of the topic that the
// address names.
func (s *server) serveFeed(lang string, kind feedKind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, err := s.feed(lang, r.PathValue("slug"))
		if err != nil {
			s.fail(w, r, lang, err)
			return
		}
		body, err := kind.write(f)
		if err != nil {
			s.fail(w, r, lang, fmt.Errorf("write %s: %w", kind.name, err))
			return
		}
		s.writeFeed(w, r, kind.media+"; charset=utf-8", lang, body)
	}
}

func (s *server) feed(lang, topicSlug string) (feed, error) {
	f := feed{Lang: lang, Base: s.base(), Path: "/" + lang, About: phrases.SitePages.NewsIntro.In(lang)}
	name, id := phrases.Site.News.In(lang), ""
	if topicSlug != "" {
		t, err := cms.FindTopicBySlug(s.app, topicSlug)
		if err != nil {
			return f, err
		}
		name, _ = t.Name().In(lang)
		id, f.Path = t.Id, topic{Slug: t.Slug()}.path(lang)
		f.About = phrases.SiteFeeds.AboutTopic.In(lang, "topic", name)
	}
	a, err := s.alliance()
	if err != nil {
		return f, err
	}
	brand, initials := brandOf(a, lang)
	f.Author, f.Title = brand.Text, feedTitle(name, brand, initials)
	if a != nil {
		f.Updated = a.GetDateTime("updated").Time()
	}
	return f, s.fill(&f, id)
}

func feedTitle(name string, brand words, initials string) string {
	if initials != "" {
		return initials + " – " + name
	}
	return brand.Text + " – " + name
}

// feedLink leads from a page to a feed. Its type is an attribute and not its value,
// in which the template would escape the plus: not every reader undoes that.
type feedLink struct {
	Title, URL string
	Type       template.HTMLAttr
}

func feedLinks(name, path string, brand words, initials string) []feedLink {
	var out []feedLink
	for _, k := range feedKinds {
		out = append(out, feedLink{feedTitle(name, brand, initials), path + "/" + k.name, template.HTMLAttr(`type="` + k.media + `"`)})
	}
	return out
}

// fill adds the latest news, of one topic if it is named by its id.
func (s *server) fill(f *feed, topicID string) error {
	news, err := cms.FindLatestNews(s.app, s.cfg.Now(), f.Lang, topicID, feedLength)
	if err != nil {
		return err
	}
	topics, err := s.topics(f.Lang)
	if err != nil {
		return err
	}
	machine, err := cms.MachineLanguages(s.app, "news")
	if err != nil {
		return err
	}
	for _, n := range news {
		e := s.entry(n, f.Lang, slices.Contains(machine[n.Id], f.Lang))
		e.Topics = under(n, topics)
		f.Updated = later(f.Updated, e.Updated)
		f.Entries = append(f.Entries, e)
	}
	return nil
}

// topics are all topics by their ids.
func (s *server) topics(lang string) (map[string]topic, error) {
	found, err := cms.FindTopics(s.app)
	out := make(map[string]topic, len(found))
	for _, t := range found {
		name, _ := t.Name().In(lang)
		out[t.Id] = topic{t.Slug(), name}
	}
	return out, err
}

// under are the topics that a piece of news is sorted under.
func under(n *cms.News, topics map[string]topic) (out []topic) {
	for _, id := range n.TopicIDs() {
		if t, ok := topics[id]; ok {
			out = append(out, t)
		}
	}
	return out
}

func (s *server) entry(n *cms.News, lang string, machine bool) entry {
	e := entry{
		ID: stableID("news", n.Id, lang).URN(), URL: s.base() + Path("news", n.Slug(), lang),
		Title: n.Title().Get(lang), Summary: n.Summary().Get(lang),
		Published: n.PublishAt().Time(), Updated: changed(n),
	}
	var doc richtext.Doc
	if machine {
		doc = doc.Add(richtext.Para(phrases.ByMachine.In(lang)))
	}
	if n.Cover() != "" {
		e.Picture = s.base() + coverURL(n)
		alt, _ := n.CoverAlt().In(lang)
		doc = doc.Add(richtext.Block{Kind: richtext.Image, URL: coverURL(n), Alt: alt})
	}
	if e.Summary != "" {
		doc = doc.Join(richtext.FromText(e.Summary))
	}
	if text := said(n.Body(), lang); text.Only == "" {
		doc = doc.Join(s.document(text.Text, lang))
	} else {
		doc = doc.Add(richtext.Para(page{Lang: lang}.Only(text.Only, false)))
	}
	if link, ok := linkTo(n.Link()); ok {
		e.External = link.URL
		colon := page{Lang: lang}.Colon()
		doc = doc.Add(richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{
			{Text: phrases.SitePages.MoreAt.In(lang) + colon}, {Text: link.Host, Link: link.URL}}})
	}
	if len(doc.Blocks) == 0 {
		doc = richtext.FromText(e.Title) // an entry must have some content
	}
	e.HTML = string(markup(s.absolute(doc)))
	for _, name := range n.Attachments() {
		e.Files = append(e.Files, enclosure{s.base() + fileURL("news", n.Id, name), mediaType(name), name})
	}
	return e
}

// stableID names a part of a record for ever, wherever the site moves to.
func stableID(collection, id, part string) uuid.UUID {
	return uuid.NewSHA1(uuid.Nil, []byte(collection+"/"+id+"/"+part))
}

func mediaType(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
