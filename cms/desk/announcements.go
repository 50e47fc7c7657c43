package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// announcement is a piece of news and how far it has come.
type announcement struct {
	named
	Status    cms.Status                `json:"status"`
	Scheduled bool                      `json:"scheduled"` // published, and its hour is to come
	PublishAt *time.Time                `json:"publish_at"`
	Date      *time.Time                `json:"date"` // under which it stands in a calendar
	Languages map[string]cms.Currency   `json:"languages"`
	Source    string                    `json:"source_lang"`
	Author    string                    `json:"author"`       // e-mail address
	By        string                    `json:"published_by"` // e-mail address
	Corrects  string                    `json:"corrects"`     // id of the original of a correction
	Pinned    bool                      `json:"pinned"`
	Channels  []standing                `json:"channels"`
	People    map[cms.DeliveryState]int `json:"people"` // direct subscribers by state
	Counts    map[cms.DeliveryState]int `json:"counts"` // channels by state
}

// standing is how far a message has come in one channel. Where its parts differ,
// it is the part that needs a person most.
type standing struct {
	channel
	Lang    string            `json:"lang"`
	State   cms.DeliveryState `json:"state"`
	HeldFor cms.HeldFor       `json:"held_for"`
	Wanted  cms.Wanted        `json:"wanted"`
	Says    string            `json:"says"`
	Parts   int               `json:"parts"`
	SentAt  *time.Time        `json:"sent_at"`
}

// perPage is how many pieces of news a page of the list has.
const perPage = 30

// perCalendar is how many a calendar takes.
const perCalendar = 500

// announcements lists all news, the latest first, each with its state at every
// place. GET announcements?status=&page=1, or for a calendar ?from=YYYY-MM-DD&to=
// YYYY-MM-DD (both days included): {items: [see announcement], total, page, per_page}
func (d *desk) announcements(e *core.RequestEvent) error {
	f := cms.NewsFilter{Status: cms.Status(e.Request.URL.Query().Get("status")), From: d.day(e, "from"), To: d.day(e, "to")}
	page, size := number(e, "page", 1, 1, 10_000), perPage
	if !f.To.IsZero() {
		f.To = f.To.AddDate(0, 0, 1)
	}
	if !f.From.IsZero() && !f.To.IsZero() {
		size = perCalendar
	}
	found, total, err := cms.FindNewsFor(e.App, f, size, (page-1)*size)
	if err != nil {
		return err
	}
	items, err := d.describeNews(e, found)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items, "total": total, "page": page, "per_page": size})
}

func (d *desk) describeNews(e *core.RequestEvent, found []*cms.News) ([]announcement, error) {
	ids := make([]string, len(found))
	for i, n := range found {
		ids[i] = n.Id
	}
	standings, err := cms.FindStandings(e.App, ids...)
	if err != nil {
		return nil, err
	}
	channels, err := channelsByID(e.App)
	if err != nil {
		return nil, err
	}
	names, err := cms.AccountNames(e.App)
	if err != nil {
		return nil, err
	}
	words, err := wordingFor(e)
	if err != nil {
		return nil, err
	}
	all := make([]announcement, len(found))
	for i, n := range found {
		a := announcement{
			named: nameOf(n.Record, words.lang), Status: n.Status(), PublishAt: moment(n.PublishAt()), Date: moment(n.PublishAt()),
			Scheduled: n.Status() == cms.Published && n.PublishAt().Time().After(d.now()),
			Languages: map[string]cms.Currency{}, Source: n.SourceLang(), Author: names[n.Author()], By: names[n.PublishedBy()],
			Corrects: n.GetString("corrects"), Pinned: n.Pinned(),
			Channels: []standing{}, People: map[cms.DeliveryState]int{}, Counts: map[cms.DeliveryState]int{},
		}
		if a.Date == nil {
			a.Date = moment(n.GetDateTime("created"))
		}
		for _, l := range cms.Languages {
			if a.Languages[l], err = cms.CurrencyOf(e.App, n.Record, n.SourceLang(), l); err != nil {
				return nil, err
			}
		}
		a.fill(standings, channels, words)
		all[i] = a
	}
	return all, nil
}

// fill takes from the standings of several pieces of news what concerns this one.
func (a *announcement) fill(standings []cms.Standing, channels map[string]channel, words wording) {
	for _, s := range standings {
		if s.Subject != a.ID {
			continue
		}
		c, ours := channels[s.Channel]
		if !ours {
			a.People[s.State] += s.Places
			continue
		}
		line := standing{c, s.Lang, s.State, s.HeldFor, s.Wanted, words.of(s.State, s.HeldFor, ""), s.Parts, moment(s.SentAt)}
		i := slices.IndexFunc(a.Channels, func(had standing) bool { return had.ID == c.ID })
		switch {
		case i < 0:
			a.Channels = append(a.Channels, line)
		case urgency(line.State) > urgency(a.Channels[i].State):
			line.Parts += a.Channels[i].Parts
			a.Channels[i] = line
		default:
			a.Channels[i].Parts += line.Parts
		}
	}
	for _, c := range a.Channels {
		a.Counts[c.State]++
	}
}

// urgency is how much a state needs a person.
func urgency(s cms.DeliveryState) int {
	return slices.Index([]cms.DeliveryState{cms.Left, cms.Sent, cms.Pending, cms.Sending, cms.Held, cms.Unsure, cms.Failed}, s)
}
