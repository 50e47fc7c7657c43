package desk

import (
	"cmp"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// step is the body of a step in the life of news. All of it may be left out but
// the hour of a schedule.
type step struct {
	Rev   *int   `json:"rev"`          // that the person has seen; another one is refused at the field rev, none is not checked
	Minor bool   `json:"minor_change"` // translations stay current
	At    string `json:"at"`           // RFC 3339, or 2006-01-02T15:04 in the zone of the office
}

// publish releases a piece of news now, one that is scheduled as well. A
// correction takes the place of its original's words, and is no more.
// POST news/{id}/publish {rev?, minor_change?}: {id, status, publish_at, rev, merged}
// where id is the original's and merged true for a correction.
func (d *desk) publish(e *core.RequestEvent) error {
	return d.takeStep(e, func(news *cms.News, _ step) error {
		if news.Status() == cms.Published && !news.PublishAt().Time().After(d.now()) {
			return &Refusal{Text: phrases.Desk.IsOut}
		}
		news.Set("status", string(cms.Published))
		if news.PublishAt().Time().After(d.now()) {
			news.Set("publish_at", "")
		}
		return nil
	})
}

// schedule releases a piece of news at an hour to come, or moves that hour.
// POST news/{id}/schedule {at, rev?, minor_change?}: as publish
func (d *desk) schedule(e *core.RequestEvent) error {
	return d.takeStep(e, func(news *cms.News, s step) error {
		at, ok := d.hour(s.At)
		if !ok || !at.After(d.now()) {
			return atField(e, "at", "not_to_come", phrases.Desk.NotToCome)
		}
		news.Set("status", string(cms.Published))
		news.Set("publish_at", at)
		return nil
	})
}

// retract takes a piece of news back. POST news/{id}/retract {rev?}: as publish
func (d *desk) retract(e *core.RequestEvent) error {
	return d.takeStep(e, func(news *cms.News, _ step) error {
		news.Set("status", string(cms.Retracted))
		return nil
	})
}

// takeStep saves a piece of news after set has changed it, by the same hooks as
// the form does.
func (d *desk) takeStep(e *core.RequestEvent, set func(*cms.News, step) error) error {
	var s step
	if err := e.BindBody(&s); err != nil {
		return unreadable(e, err)
	}
	news, err := cms.FindNews(e.App, e.Request.PathValue("id"))
	if err != nil {
		return refused(e, err)
	}
	cms.SetRev(news.Record, news.Rev()) // what is saved meanwhile is not written over
	if s.Rev != nil {
		cms.SetRev(news.Record, *s.Rev)
	}
	cms.SetMinor(news.Record, s.Minor)
	cms.SetActor(news.Record, whose(e))
	if err := set(news, s); err != nil {
		return refused(e, err)
	}
	if err := e.App.Save(news); err != nil {
		return refused(e, err)
	}
	into := cms.MergedInto(news.Record)
	if news, err = cms.FindNews(e.App, cmp.Or(into, news.Id)); err != nil {
		return refused(e, err)
	}
	return e.JSON(http.StatusOK, map[string]any{
		"id": news.Id, "status": news.Status(), "publish_at": moment(news.PublishAt()), "rev": news.Rev(), "merged": into != "",
	})
}

// hour reads a moment; without a zone it is the office's.
func (d *desk) hour(s string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	t, err := time.ParseInLocation("2006-01-02T15:04", s, d.now().Location())
	return t, err == nil
}
