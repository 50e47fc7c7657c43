package site

import (
	"cmp"
	"database/sql"
	"errors"
	"html/template"
	"net/http"
	"path"
	"strconv"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

const newsPerPage = 20

type newsListBody struct {
	News         []newsLine
	PageOf       string
	Newer, Older string // addresses, "" for none
}

// newsLine is a piece of news in a list.
type newsLine struct {
	URL, Date, DateISO string
	Pinned             bool
	Title, Summary     words
}

func (s *server) newsLines(news []*cms.News, lang string) ([]newsLine, error) {
	var out []newsLine
	machine, err := cms.MachineLanguages(s.app, "news")
	for _, n := range news {
		at := n.PublishAt().Time()
		out = append(out, newsLine{URL: Path("news", n.Slug(), lang), Date: day(at, lang), DateISO: dayISO(at), Pinned: n.Pinned(),
			Title: saidBy(n.Title(), lang, machine[n.Id]), Summary: saidBy(n.Summary(), lang, machine[n.Id])})
	}
	return out, err
}

// newsList is the list of what is published and due.
func (s *server) newsList(r *http.Request, lang string) (page, error) {
	now := s.cfg.Now()
	all, err := cms.CountVisibleNews(s.app, now)
	if err != nil {
		return page{}, err
	}
	pages := max((all+newsPerPage-1)/newsPerPage, 1)
	at := 1
	if q := r.URL.Query().Get("page"); q != "" {
		if at, err = strconv.Atoi(q); err != nil || at < 1 || at > pages {
			return page{}, errNotFound
		}
	}
	news, err := cms.FindVisibleNews(s.app, now, newsPerPage, (at-1)*newsPerPage)
	if err != nil {
		return page{}, err
	}
	var b newsListBody
	if b.News, err = s.newsLines(news, lang); err != nil {
		return page{}, err
	}
	here, base := "/news", "/"+lang+"/news"
	if pages > 1 {
		b.PageOf = phrases.SitePages.PageOf.In(lang, "page", strconv.Itoa(at), "pages", strconv.Itoa(pages))
	}
	if at > 1 {
		here += "?page=" + strconv.Itoa(at)
		b.Newer = base + "?page=" + strconv.Itoa(at-1)
	}
	if at < pages {
		b.Older = base + "?page=" + strconv.Itoa(at+1)
	}
	return page{Template: "news", Section: "news", Path: here, Title: phrases.Site.News.In(lang),
		Description: phrases.SitePages.NewsIntro.In(lang), Body: b}, nil
}

type newsBody struct {
	newsLine
	Changed     string
	Text        words
	HTML        template.HTML
	Cover       string
	CoverAlt    string
	Attachments []attachment
	Link        *sourceLink
	Members     []memberLine
}

type attachment struct{ URL, Name string }

// newsItem is the page of one piece of news.
func (s *server) newsItem(r *http.Request, lang string) (page, error) {
	n, err := s.visibleNews(r.PathValue("slug"))
	if err != nil {
		return page{}, err
	}
	members, err := cms.FindVisibleMembersByID(s.app, n.MemberIDs()...)
	if err != nil {
		return page{}, err
	}
	machine, err := cms.MachineLanguagesOf(s.app, n.Record)
	if err != nil {
		return page{}, err
	}
	lines, err := s.newsLines([]*cms.News{n}, lang)
	if err != nil {
		return page{}, err
	}
	b := newsBody{newsLine: lines[0], Text: saidBy(n.Body(), lang, machine), Link: linked(n.Link())}
	b.HTML = s.body(b.Text.Text, lang)
	created, updated := n.GetDateTime("created").Time(), n.GetDateTime("updated").Time()
	if updated.Sub(created) > time.Hour && dayISO(updated) > b.DateISO { // what was only filed later has not changed
		b.Changed = day(updated, lang)
	}
	if n.Cover() != "" {
		b.Cover = coverURL(n)
		b.CoverAlt, _ = n.CoverAlt().In(lang)
	}
	for _, a := range n.Attachments() {
		b.Attachments = append(b.Attachments, attachment{fileURL("news", n.Id, a), path.Base(a)})
	}
	for _, id := range n.MemberIDs() {
		if m := members[id]; m != nil {
			b.Members = append(b.Members, memberLineOf(m, lang, nil))
		}
	}
	topics, err := s.topics(lang)
	if err != nil {
		return page{}, err
	}
	return page{Template: "newsitem", Section: "news", Path: "/news/" + n.Slug(), Title: b.Title.Text, Topics: under(n, topics),
		Article:     &article{stamp(n.PublishAt().Time()), stamp(changed(n)), b.Cover, b.CoverAlt},
		Description: cmp.Or(richtext.FromText(b.Summary.Text).Excerpt(200), richtext.ParseHTML(b.Text.Text).Excerpt(200)), Has: languagesOf(n.Title()), Body: b}, nil
}

// visibleNews is a piece of news that guests see. errWithdrawn says that they
// did once.
func (s *server) visibleNews(slug string) (*cms.News, error) {
	n, err := cms.FindVisibleNewsBySlug(s.app, s.cfg.Now(), slug)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	if gone, goneErr := cms.WasVisibleNews(s.app, slug); goneErr != nil || gone {
		return nil, cmp.Or(goneErr, errWithdrawn)
	}
	return nil, err
}

// coverURL is where guests find the picture of a piece of news, in a size for
// the screen; the record's rule says who is shown it.
func coverURL(n *cms.News) string { return fileURL("news", n.Id, n.Cover()) + "?thumb=1200x0" }

// changed is the moment at which a piece of news last changed for its readers:
// one that was saved with its hour set has not before that.
func changed(n *cms.News) time.Time {
	return later(n.GetDateTime("updated").Time(), n.PublishAt().Time())
}

// later is the later of two moments.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
