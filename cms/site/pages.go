package site

import (
	"database/sql"
	"errors"
	"html/template"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// legal are the pages that a site in Germany must have, with the names they
// go by while nobody has written them.
var legal = map[string]phrases.Text{"imprint": phrases.Site.Imprint, "privacy": phrases.Site.Privacy}

// Missing names the legal pages that have no text yet, or none that can be
// read, by their slugs, so that whoever starts the program can be told.
func Missing(app core.App) []string {
	var missing []string
	for _, slug := range []string{"imprint", "privacy"} {
		if p, err := cms.FindPage(app, slug); err != nil || p.Body() == (cms.Texts{}) {
			missing = append(missing, slug)
		}
	}
	return missing
}

type textBody struct {
	Text words
	HTML template.HTML
}

// textPage is a page that staff wrote, for example the imprint.
func (s *server) textPage(r *http.Request, lang string) (page, error) {
	slug := r.PathValue("slug")
	record, err := cms.FindPage(s.app, slug)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return page{}, err
	}
	out := page{Section: slug, Path: "/" + slug}
	if record == nil || record.Body() == (cms.Texts{}) {
		name, ok := legal[slug]
		if !ok {
			return page{}, errNotFound
		}
		out.Template, out.Status, out.NoIndex = "message", http.StatusNotFound, true
		out.Title = name.In(lang) + ": " + phrases.SitePages.NotSetUp.In(lang)
		out.Body = phrases.SitePages.NotSetUpText.In(lang)
		if slug == "privacy" { // what the program itself stores can be told all the same
			out.Template, out.Status = "text", http.StatusOK
			out.Body = textBody{HTML: s.body("<p>"+phrases.SitePages.NotSetUpText.In(lang)+"</p>"+richtext.FromText(phrases.SayPrivacy.In(lang)).HTML(), lang)}
			out.Description = out.Title
		}
		return out, nil
	}
	b := textBody{Text: said(record.Body(), lang)}
	b.HTML = s.body(b.Text.Text, lang)
	out.Template, out.Has, out.Body = "text", languagesOf(record.Body()), b
	if out.Title, _ = record.Title().In(lang); out.Title == "" {
		out.Title = legal[slug].In(lang)
	}
	out.Description = out.Title
	return out, nil
}

type followBody struct {
	Channels []channelLine
	Feeds    []followFeed
}

// followFeed is one of news in the formats that there are: Path is its address
// without their names.
type followFeed struct{ Name, Path string }

type channelLine struct{ Name, Platform, Language, Lang, URL string }

// follow says where the alliance's news can be had.
func (s *server) follow(_ *http.Request, lang string) (page, error) {
	channels, err := cms.FindListedChannels(s.app)
	if err != nil {
		return page{}, err
	}
	var lines []channelLine
	for _, c := range channels {
		if linked(c.InviteURL()) == nil {
			continue
		}
		lines = append(lines, channelLine{Name: c.Name(), Platform: phrases.Platforms[c.Platform()].In(lang),
			Language: phrases.LanguageNames[c.Lang()], Lang: c.Lang(), URL: c.InviteURL()})
	}
	b := followBody{Channels: lines, Feeds: []followFeed{{phrases.SiteFeeds.AllNews.In(lang), "/" + lang}}}
	topics, err := cms.FindTopics(s.app)
	if err != nil {
		return page{}, err
	}
	for _, t := range topics {
		name, _ := t.Name().In(lang)
		b.Feeds = append(b.Feeds, followFeed{name, topic{Slug: t.Slug()}.path(lang)})
	}
	return page{Template: "follow", Section: "follow", Path: "/follow", Title: phrases.Site.Follow.In(lang),
		Description: phrases.SitePages.FollowIntro.In(lang), Body: b}, nil
}
