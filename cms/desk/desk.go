// Package desk is the staff's side of what the program does with their records:
// what news will look like in each channel, where it went, and the decisions
// that only a person can take.
package desk

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Preview is what a channel would be sent.
type Preview struct {
	Channel  *cms.Channel
	Readers  string // their language
	Lang     string // of the text that they would get
	Outcome  string // send, hold, skip or leave
	Currency cms.Currency
	Pieces   []bot.Piece
	Warnings []bot.Warning
}

// Announcer sends, and takes staff's decisions about what is sent.
type Announcer interface {
	// Preview tells what each channel would be sent; stored is nil for news that
	// was never saved.
	Preview(stored, news *cms.News) ([]Preview, error)
	// Trial sends to the staff channel what a channel would be sent.
	Trial(ctx context.Context, stored, news *cms.News, channel *cms.Channel) error
	Release(delivery string) error
	Drop(delivery string) error
	ItIsThere(delivery, messageID string) error
	SendAgain(delivery string) error
	SendAlso(news *cms.News, channel *cms.Channel) error
	Switch(off bool, by string) error
}

// Refusal is why a decision cannot be carried out, in words for staff.
type Refusal struct {
	Text  phrases.Text
	Pairs []string
}

func (r *Refusal) Error() string { return r.Text.In("en", r.Pairs...) }

// desk is the handler of its routes.
type desk struct {
	announcer Announcer
	now       func() time.Time
}

// Mount hangs the routes /api/isa/desk/… into PocketBase's router. Only staff
// reach them; what changes what readers see is for those who may publish.
func Mount(e *core.ServeEvent, announcer Announcer, now func() time.Time) {
	d := &desk{announcer, now}
	g := e.Router.Group("/api/isa/desk")
	g.Bind(apis.RequireSuperuserAuth(), apis.BodyLimit(4<<20))
	g.POST("/preview", d.preview)
	g.GET("/news/{id}/deliveries", d.deliveries)
	g.GET("/sending", d.sending)
	for path, act := range map[string]func(*core.RequestEvent) error{
		"/trial":                    d.trial,
		"/news/{id}/also":           d.also,
		"/sending":                  d.switchSending,
		"/deliveries/{id}/{action}": d.decide,
	} {
		g.POST(path, publishers(act))
	}
}

func publishers(act func(*core.RequestEvent) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if who := cms.ActorFrom(e.Auth); !who.MayPublish() {
			return e.ForbiddenError(phrases.CMS.OnlyPublishers.In(who.Lang), nil)
		}
		return act(e)
	}
}

// done answers a decision: nothing more to say, or why not.
func done(e *core.RequestEvent, err error) error {
	var no *Refusal
	switch {
	case err == nil:
		return e.NoContent(http.StatusNoContent)
	case errors.As(err, &no):
		refusal := e.BadRequestError("", nil)
		refusal.Message = no.Text.In(cms.ActorFrom(e.Auth).Lang, no.Pairs...)
		return refusal
	}
	return err
}
