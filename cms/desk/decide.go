package desk

import (
	"cmp"
	"database/sql"
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// trial sends the form to the staff channel, as the channel named in the request
// would get it. POST trial {id?, …fields, channel}: 204
func (d *desk) trial(e *core.RequestEvent) error {
	stored, news, err := d.form(e)
	if err != nil {
		return err
	}
	if stored, news, err = asMerged(e.App, stored, news); err != nil {
		return err
	}
	c, err := d.channel(e, "channel")
	if err != nil {
		return err
	}
	return done(e, d.announcer.Trial(e.Request.Context(), stored, news, c))
}

// also sends news that is out to one more channel. POST news/{id}/also {channel}: 204
func (d *desk) also(e *core.RequestEvent) error {
	news, err := cms.FindNews(e.App, e.Request.PathValue("id"))
	if err != nil {
		return refused(e, err)
	}
	c, err := d.channel(e, "channel")
	if err != nil {
		return err
	}
	if news.Status() != cms.Published {
		return done(e, &Refusal{Text: phrases.Desk.NotPublished})
	}
	return done(e, d.announcer.SendAlso(news, c))
}

// channel is the channel whose id the body of a request gives.
func (d *desk) channel(e *core.RequestEvent, field string) (*cms.Channel, error) {
	info, err := e.RequestInfo()
	if err != nil {
		return nil, unreadable(e, err)
	}
	id, _ := info.Body[field].(string)
	c, err := cms.FindChannel(e.App, cmp.Or(id, "none"))
	if err != nil {
		return nil, refused(e, err)
	}
	return c, nil
}

// decide takes what a person decided about one delivery: release or drop one that
// is held; it is there (with the id of the message) or send again for one of
// which nobody knows whether it was sent. A decision about one part is one about
// the whole message. Who may answer decides about answers, publishers about all.
// POST deliveries/{id}/release|drop|there|again {message?}: 204
func (d *desk) decide(e *core.RequestEvent) error {
	var body struct {
		Message string `json:"message"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	id := e.Request.PathValue("id")
	found, err := cms.FindDelivery(e.App, id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	who := whose(e)
	if err == nil && !who.MayPublish() && (found.Kind != cms.DeliverReply || !who.MayWrite("inquiries")) {
		return forbidden(phrases.CMS.ForPublishers, who.Lang)
	}
	switch e.Request.PathValue("action") {
	case "release":
		return done(e, d.announcer.Release(id))
	case "drop":
		return done(e, d.announcer.Drop(id))
	case "there":
		return done(e, d.announcer.ItIsThere(id, body.Message))
	case "again":
		return done(e, d.announcer.SendAgain(id))
	}
	return missing(whose(e).Lang)
}

// sending tells how the switch stands. GET sending: {on, why, at}
func (d *desk) sending(e *core.RequestEvent) error {
	s, err := cms.LoadSendingSwitch(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"on": !s.Off, "why": s.Why, "at": s.At})
}

// switchSending sets the switch. POST sending {on}: 204
func (d *desk) switchSending(e *core.RequestEvent) error {
	var body struct {
		On *bool `json:"on"`
	}
	if err := e.BindBody(&body); err != nil || body.On == nil {
		return unreadable(e, err)
	}
	return done(e, d.announcer.Switch(!*body.On, e.Auth.Id))
}

// delivery is a row as the desk reads it.
type delivery struct {
	ID       string            `json:"id"`
	Platform string            `json:"platform"`
	Channel  string            `json:"channel"` // its name, "" for subscribers
	Lang     string            `json:"lang"`
	Part     int               `json:"part"`
	Gen      int               `json:"gen"`
	State    cms.DeliveryState `json:"state"`
	Wanted   cms.Wanted        `json:"wanted"`
	HeldFor  cms.HeldFor       `json:"held_for"`
	Error    string            `json:"error"`
	SentAt   *time.Time        `json:"sent_at"`
	Remote   string            `json:"remote_ids"`
	Says     string            `json:"says"` // how it stands, in words
}

// deliveries lists where a piece of news went. Those to direct subscribers are
// counted by their state: who they are is nobody's business.
// GET news/{id}/deliveries: {channels: [see delivery], subscribers: {state: n}}
func (d *desk) deliveries(e *core.RequestEvent) error {
	rows, err := cms.FindDeliveriesOf(e.App, cms.DeliverNews, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	all := struct {
		Channels    []delivery                `json:"channels"`
		Subscribers map[cms.DeliveryState]int `json:"subscribers"`
	}{[]delivery{}, map[cms.DeliveryState]int{}}
	words, err := wordingFor(e)
	if err != nil {
		return err
	}
	names := map[[3]string]string{}
	channels, err := cms.FindAnnouncingChannels(e.App)
	if err != nil {
		return err
	}
	for _, c := range channels {
		names[[3]string{c.Platform(), c.Target(), c.Thread()}] = c.Name()
	}
	for _, r := range rows {
		name, ok := names[[3]string{r.Platform, r.Chat, r.Thread}]
		if !ok {
			all.Subscribers[r.State]++
			continue
		}
		out := delivery{ID: r.ID, Platform: r.Platform, Channel: name, Lang: r.Lang, Part: r.Part, Gen: r.Gen, State: r.State,
			Wanted: r.Wanted, HeldFor: r.HeldFor, Error: r.Error, Remote: r.RemoteIDs, Says: words.of(r.State, r.HeldFor, r.Error)}
		if at := r.SentAt.Time(); !at.IsZero() {
			out.SentAt = &at
		}
		all.Channels = append(all.Channels, out)
	}
	return e.JSON(http.StatusOK, all)
}
