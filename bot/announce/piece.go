package announce

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// fill gives an attempt its piece. The hash is that of the piece without its
// marker, which differs at each place.
func (o *Outbox) fill(tx core.App, a *attempt, parts []*cms.Delivery) error {
	live := parts[:0:0]
	for _, p := range parts {
		if p.Wanted == cms.Shown {
			live = append(live, p)
		}
	}
	_, stands := standingOf(live)
	for _, marker := range []string{"", markerOf(a.d)} {
		pieces, err := o.pieces(tx, a.d, stands, marker)
		if err != nil {
			return err
		}
		if a.parts = len(pieces); a.d.Part > a.parts {
			return nil
		}
		a.piece = pieces[a.d.Part-1]
		if marker == "" {
			if a.hash, err = hashOf(a.piece); err != nil {
				return err
			}
		}
	}
	return nil
}

// standIn is a piece by whose marker and sort a message can be looked for whose
// news was deleted. What is not news has no page and no marker: without its
// words nobody can tell.
func (o *Outbox) standIn(tx core.App, d *cms.Delivery) (bot.Piece, error) {
	if d.Kind != cms.DeliverNews {
		return bot.Piece{Kind: remoteOf(d).Kind}, nil
	}
	t, err := targetOf(tx, d)
	if err != nil {
		return bot.Piece{}, err
	}
	t.shape.Marker = markerOf(d)
	post := bot.Post{Title: "–", Lang: d.Lang, Link: o.planner.Composer.Page("–", d.Lang)}
	pieces, err := o.planner.Platforms[d.Platform].Render(post, t.shape)
	if err != nil || len(pieces) == 0 {
		return bot.Piece{}, err
	}
	pieces[0].Kind, pieces[0].Plain = remoteOf(d).Kind, ""
	return pieces[0], nil
}

// pieces renders what the message of a delivery shall be.
func (o *Outbox) pieces(tx core.App, d *cms.Delivery, stands []bot.Remote, marker string) ([]bot.Piece, error) {
	if d.Kind != cms.DeliverNews {
		return o.speech(tx, d, stands)
	}
	n, err := cms.FindNews(tx, d.Subject)
	if err != nil {
		return nil, err
	}
	t, err := targetOf(tx, d)
	if err != nil {
		return nil, err
	}
	machine, err := cms.MachineLanguagesOf(tx, n.Record)
	if err != nil {
		return nil, err
	}
	t.shape.Marker = marker
	return o.planner.render(n, d.Lang, t, stands, slices.Contains(machine, d.Lang))
}

// speech renders what is not news.
func (o *Outbox) speech(tx core.App, d *cms.Delivery, stands []bot.Remote) ([]bot.Piece, error) {
	compose := o.speeches[d.Kind]
	if compose == nil {
		return nil, fmt.Errorf("nobody composes a %s", d.Kind)
	}
	post, err := compose(tx, d)
	if err != nil {
		return nil, err
	}
	t, err := targetOf(tx, d)
	if err != nil {
		return nil, err
	}
	return o.planner.Platforms[d.Platform].Render(post, bot.Shape{Split: true, Stands: stands, Forum: t.shape.Forum})
}

// tombstone is what replaces a message that cannot be deleted.
func (o *Outbox) tombstone(a *attempt) (bot.Piece, error) {
	platform := o.planner.Platforms[a.d.Platform]
	var words phrases.Text
	switch a.d.Kind {
	case cms.DeliverReply:
		words = phrases.PersonAnswers.Withdrawn
	case cms.DeliverNotice:
		words = phrases.Staff.NoLonger
	default:
		return platform.RenderWithdrawn(a.remote), nil
	}
	post := bot.Post{Body: richtext.FromText(words.In(a.d.Lang)), Lang: a.d.Lang}
	pieces, err := platform.Render(post, bot.Shape{Stands: []bot.Remote{a.remote}})
	if err != nil {
		return bot.Piece{}, fmt.Errorf("render the word that a message was withdrawn: %w", err)
	}
	return pieces[0], nil
}

// channelOf is the channel that a delivery goes to; sql.ErrNoRows where a person
// or a group asked for it.
func channelOf(app core.App, d *cms.Delivery) (*cms.Channel, error) {
	switch d.Kind {
	case cms.DeliverNews:
		return cms.FindChannelAt(app, d.Platform, d.Chat, d.Thread, "announcements")
	case cms.DeliverNotice:
		return cms.FindChannelAt(app, d.Platform, d.Chat, d.Thread, "staff")
	}
	return nil, fmt.Errorf("an answer goes to no channel: %w", sql.ErrNoRows)
}

// targetOf is the channel or subscriber that a delivery goes to.
func targetOf(tx core.App, d *cms.Delivery) (target, error) {
	c, err := channelOf(tx, d)
	if err == nil {
		return channelTarget(tx, c), nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return target{}, err
	}
	t := subscriberTarget(d.Platform, d.Chat, d.Lang)
	t.place.Thread = d.Thread
	if s, err := cms.FindSubscriber(tx, d.Platform, d.Chat); err == nil {
		t = subscriberTarget(d.Platform, d.Chat, s.Lang())
	}
	return t, nil
}
