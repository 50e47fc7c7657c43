package desk

import (
	"database/sql"
	"errors"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/list"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// shown is a preview as the desk reads it.
type shown struct {
	Channel  channel      `json:"channel"`
	Readers  string       `json:"readers"`
	Lang     string       `json:"lang"`
	Outcome  string       `json:"outcome"`
	Currency cms.Currency `json:"currency"`
	Pieces   []piece      `json:"pieces"`
	Warnings []string     `json:"warnings"`
}

// channel is a channel as all pages name it.
type channel struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Platform string `json:"platform"`
}

func channelOf(c *cms.Channel) channel { return channel{c.Id, c.Name(), c.Platform()} }

// channelsByID are all channels by their ids.
func channelsByID(app core.App) (map[string]channel, error) {
	found, err := cms.FindAllChannels(app)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]channel, len(found))
	for _, c := range found {
		byID[c.Id] = channelOf(c)
	}
	return byID, nil
}

type piece struct {
	Kind   bot.PieceKind  `json:"kind"`
	Method string         `json:"method"`
	Fields map[string]any `json:"fields"`
	Files  []string       `json:"files"`
	Plain  string         `json:"plain"`
	Length int            `json:"length"`
	Limit  int            `json:"limit"`
}

// preview answers with what each channel would be sent of the form as it is,
// saved or not; of a correction, with how its original would be changed. Files
// that were not uploaded yet are not part of it. POST preview {id?, …fields}:
// [see shown]
func (d *desk) preview(e *core.RequestEvent) error {
	stored, news, err := d.form(e)
	if err != nil {
		return err
	}
	if stored, news, err = asMerged(e.App, stored, news); err != nil {
		return err
	}
	previews, err := d.announcer.Preview(stored, news)
	if err != nil {
		return err
	}
	lang := whose(e).Lang
	all := make([]shown, len(previews))
	for i, p := range previews {
		all[i] = show(p, lang)
	}
	return e.JSON(http.StatusOK, all)
}

func show(p Preview, lang string) shown {
	s := shown{
		Channel: channelOf(p.Channel),
		Readers: p.Readers, Lang: p.Lang, Outcome: p.Outcome, Currency: p.Currency,
		Pieces: []piece{}, Warnings: []string{},
	}
	for _, w := range p.Warnings {
		s.Warnings = append(s.Warnings, w.In(lang))
	}
	for _, q := range p.Pieces {
		out := piece{Kind: q.Kind, Method: q.Method, Fields: q.Fields, Files: []string{}, Plain: q.Plain, Length: q.Length, Limit: q.Limit}
		for _, f := range q.Files {
			out.Files = append(out.Files, f.Name)
		}
		s.Pieces = append(s.Pieces, out)
	}
	return s
}

// form is the news of a request: as it is stored, nil if it is not, and as the
// form has it. The program's own fields are taken from what is stored.
func (d *desk) form(e *core.RequestEvent) (stored, news *cms.News, err error) {
	info, err := e.RequestInfo()
	if err != nil {
		return nil, nil, unreadable(e, err)
	}
	body := info.Body
	id, _ := body["id"].(string)
	stored, err = cms.FindNews(e.App, id)
	var r *core.Record
	switch {
	case errors.Is(err, sql.ErrNoRows):
		stored = nil
		c, err := e.App.FindCachedCollectionByNameOrId("news")
		if err != nil {
			return nil, nil, err
		}
		r = core.NewRecord(c)
	case err != nil:
		return nil, nil, err
	default:
		r = stored.Clone()
	}
	for name, value := range body {
		f := r.Collection().Fields.GetByName(name)
		if f == nil || slices.Contains(own, name) || f.Type() == core.FieldTypeFile {
			continue
		}
		r.Set(name, value)
	}
	cms.SetMachine(r, list.ToUniqueStringSlice(body["machine"])...)
	news = &cms.News{}
	news.SetProxyRecord(r)
	return stored, news, nil
}

// own are the fields of news that a form does not decide.
var own = []string{"id", "created", "updated", "rev", "author", "published_by", "corrects"}
