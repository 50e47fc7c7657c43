package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// rendering is one language of a record.
type rendering struct {
	State     cms.Currency `json:"state"` // current, outdated, missing or machine
	Source    bool         `json:"source"`
	Since     *time.Time   `json:"outdated_since"` // null where it is not known
	Origin    string       `json:"origin"`         // person, machine, "" where it is not known
	Reviewer  string       `json:"reviewed_by"`    // e-mail address
	StampedAt *time.Time   `json:"stamped_at"`     // since when it counts as written for the source as it was
}

// translations tells how the languages of a record stand to each other.
// GET translations/{collection}/{id}: {source, languages: {de: see rendering, …}}
func (d *desk) translations(e *core.RequestEvent) error {
	r, err := translated(e, e.App)
	if err != nil {
		return refused(e, err)
	}
	names, err := cms.AccountNames(e.App)
	if err != nil {
		return err
	}
	source := cms.SourceLangOf(r)
	languages := map[string]rendering{}
	for _, lang := range cms.Languages {
		if languages[lang], err = d.rendering(e.App, r, lang, names); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"source": source, "languages": languages})
}

// translated is the record of a request, if its languages are followed and the
// person may read it.
func translated(e *core.RequestEvent, app core.App) (*core.Record, error) {
	collection := e.Request.PathValue("collection")
	if !slices.Contains(cms.TranslatedCollections(), collection) {
		return nil, missing(whose(e).Lang)
	}
	return app.FindRecordById(collection, e.Request.PathValue("id"))
}

func (d *desk) rendering(app core.App, r *core.Record, lang string, names map[string]string) (rendering, error) {
	source := cms.SourceLangOf(r)
	currency, err := cms.CurrencyOf(app, r, source, lang)
	if err != nil {
		return rendering{}, err
	}
	out := rendering{State: currency, Source: lang == source}
	if out.Source {
		return out, nil
	}
	t, err := cms.FindTranslation(app, r.Collection().Name, r.Id, lang)
	if err != nil {
		return out, nil // it was there before stamps were kept
	}
	out.Origin, out.Reviewer, out.StampedAt = t.GetString("origin"), names[t.GetString("reviewed_by")], moment(t.GetDateTime("updated"))
	if currency == cms.Outdated {
		since, err := cms.OutdatedSince(app, r, t)
		if err != nil {
			return rendering{}, err
		}
		out.Since = moment(since)
	}
	return out, nil
}

// confirmTranslation says that a language fits the source as it is now, and that
// a person has looked at it. What is held for it goes out, so for what is live it
// takes a publisher. POST translations/{collection}/{id}/{lang}/confirm: see rendering
func (d *desk) confirmTranslation(e *core.RequestEvent) error {
	who, lang := whose(e), e.Request.PathValue("lang")
	if !phrases.Known(lang) {
		return missing(who.Lang)
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) (err error) {
		if r, err = translated(e, tx); err != nil {
			return err
		}
		live := cms.Live(r) || !slices.Contains(cms.Drafted, r.Collection().Name)
		if live && !who.MayPublish() {
			return forbidden(phrases.CMS.ForPublishers, who.Lang)
		}
		return d.confirm(tx, r, lang, who)
	})
	if err != nil {
		return refused(e, err)
	}
	d.announcer.Wake()
	names, err := cms.AccountNames(e.App)
	if err != nil {
		return err
	}
	now, err := d.rendering(e.App, r, lang, names)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, now)
}

func (d *desk) confirm(tx core.App, r *core.Record, lang string, who cms.Actor) error {
	source, collection := cms.SourceLangOf(r), r.Collection().Name
	was, err := cms.CurrencyOf(tx, r, source, lang)
	if err != nil {
		return err
	}
	if was == cms.Missing || lang == source {
		return &Refusal{Text: phrases.Desk.NothingToConfirm}
	}
	origin := cms.ByPerson
	if t, err := cms.FindTranslation(tx, collection, r.Id, lang); err == nil {
		origin = t.GetString("origin")
	}
	if err := cms.StampTranslation(tx, collection, r.Id, lang, cms.TextHash(r, source), origin, who.ID); err != nil {
		return err
	}
	line, err := cms.NewAudit(tx, who, cms.ActionConfirm, r, nil, map[string]any{"lang": lang})
	if err != nil {
		return err
	}
	if err := tx.Save(line); err != nil || collection != "news" {
		return err
	}
	news := &cms.News{}
	news.SetProxyRecord(r)
	return d.announcer.Replan(tx, news)
}
