package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// maxSeveral is how many pieces of news are looked at together.
const maxSeveral = 100

// undeletable is the age at which Telegram deletes a bot's own messages no more.
// Source: Bot API, deleteMessage.
const undeletable = 48 * time.Hour

// targetsOf is what a confirmation names before a piece of news is released,
// taken back or deleted.
type targetsOf struct {
	named
	Status cms.Status `json:"status"`
	Rev    int        `json:"rev"`        // for the step that is confirmed
	GoesTo []goesTo   `json:"goes_to"`    // what releasing or saving it brings about
	People int        `json:"goes_to_n"`  // direct subscribers who would be sent it
	Leaves []leaves   `json:"vanishes"`   // what retracting or deleting it brings about
	Lose   int        `json:"vanishes_n"` // direct subscribers with whom it stands
}

// goesTo is a channel that would be sent something.
type goesTo struct {
	Channel  channel      `json:"channel"`
	Lang     string       `json:"lang"`
	Outcome  string       `json:"outcome"` // send, hold, skip or leave
	Currency cms.Currency `json:"currency"`
	Edit     bool         `json:"edit"` // a message stands there and is changed
	Warnings []string     `json:"warnings"`
}

// leaves is a channel from which a message vanishes. How: delete, replace (by a
// word: it is too old to be deleted), drop (it was never sent) or unsure (nobody
// knows whether it stands there).
type leaves struct {
	Channel channel    `json:"channel"`
	How     string     `json:"how"`
	SentAt  *time.Time `json:"sent_at"`
}

// targets names the channels that a piece of news would go to or vanish from.
// GET news/{id}/targets: see targetsOf
func (d *desk) targets(e *core.RequestEvent) error {
	all, err := d.targetsFor(e, e.Request.PathValue("id"))
	if err != nil {
		return refused(e, err)
	}
	return e.JSON(http.StatusOK, all[0])
}

// targetsOfSeveral does the same for several. GET news/targets?ids=a,b: {news:
// [see targetsOf], channels: [names from which something vanishes]}
func (d *desk) targetsOfSeveral(e *core.RequestEvent) error {
	ids := strings.FieldsFunc(e.Request.URL.Query().Get("ids"), func(r rune) bool { return r == ',' })
	if len(ids) == 0 || len(ids) > maxSeveral {
		return refused(e, &Refusal{Text: phrases.Desk.TooMany, Pairs: []string{"most", "100"}})
	}
	all, err := d.targetsFor(e, ids...)
	if err != nil {
		return refused(e, err)
	}
	channels, seen := []channel{}, map[string]bool{}
	for _, t := range all {
		for _, l := range t.Leaves {
			if !seen[l.Channel.ID] {
				seen[l.Channel.ID] = true
				channels = append(channels, l.Channel)
			}
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"news": all, "channels": channels})
}

func (d *desk) targetsFor(e *core.RequestEvent, ids ...string) ([]targetsOf, error) {
	standings, err := cms.FindStandings(e.App, ids...)
	if err != nil {
		return nil, err
	}
	channels, err := channelsByID(e.App)
	if err != nil {
		return nil, err
	}
	all := make([]targetsOf, len(ids))
	for i, id := range ids {
		news, err := cms.FindNews(e.App, id)
		if err != nil {
			return nil, err
		}
		t := targetsOf{named: nameOf(news.Record, whose(e).Lang), Status: news.Status(), Rev: news.Rev(), GoesTo: []goesTo{}, Leaves: []leaves{}}
		edits := d.leaving(&t, standings, channels)
		if err := d.going(e, &t, news, edits); err != nil {
			return nil, err
		}
		all[i] = t
	}
	return all, nil
}

// leaving fills in what stands, and returns the channels in which it does.
func (d *desk) leaving(t *targetsOf, standings []cms.Standing, channels map[string]channel) map[string]bool {
	edits := map[string]bool{}
	for _, s := range standings {
		if s.Subject != t.ID || s.Wanted != cms.Shown || s.State == cms.Left {
			continue
		}
		c, ours := channels[s.Channel]
		if !ours {
			if s.Stands || s.State == cms.Unsure {
				t.Lose += s.Places
			}
			continue
		}
		l := leaves{Channel: c, How: "drop", SentAt: moment(s.SentAt)}
		switch {
		case s.State == cms.Unsure || s.State == cms.Sending:
			l.How = "unsure"
		case s.Stands && s.Platform == "telegram" && d.now().Sub(s.SentAt.Time()) >= undeletable:
			l.How = "replace"
		case s.Stands:
			l.How = "delete"
		}
		edits[c.ID] = edits[c.ID] || l.How != "drop"
		t.Leaves = append(t.Leaves, l)
	}
	return edits
}

// going fills in what releasing or saving a piece of news brings about. What a
// correction brings about is what its original then would.
func (d *desk) going(e *core.RequestEvent, t *targetsOf, news *cms.News, edits map[string]bool) error {
	stored, said, err := asMerged(e.App, news, news)
	if err != nil {
		return err
	}
	if stored.Id != news.Id {
		standings, err := cms.FindStandings(e.App, stored.Id)
		if err != nil {
			return err
		}
		for _, s := range standings {
			edits[s.Channel] = edits[s.Channel] || s.Channel != "" && s.Stands
		}
	}
	previews, err := d.announcer.Preview(stored, said)
	if err != nil {
		return err
	}
	lang := whose(e).Lang
	for _, p := range previews {
		g := goesTo{Channel: channelOf(p.Channel), Lang: p.Lang, Outcome: p.Outcome, Currency: p.Currency, Edit: edits[p.Channel.Id], Warnings: []string{}}
		if live := said.Status() == cms.Published; live && !g.Edit {
			continue // it was chosen once, when it was released
		}
		for _, w := range p.Warnings {
			g.Warnings = append(g.Warnings, w.In(lang))
		}
		t.GoesTo = append(t.GoesTo, g)
	}
	if said.Status() == cms.Published || len(said.ChannelIDs()) > 0 {
		return nil
	}
	t.People, err = cms.CountReceivers(e.App, said.TopicIDs(), d.now())
	return err
}

// asMerged is a piece of news as it will be once it is released: a correction as
// its original, with the words of the correction. Any other is returned as it is.
func asMerged(app core.App, stored, said *cms.News) (*cms.News, *cms.News, error) {
	if stored == nil || stored.GetString("corrects") == "" {
		return stored, said, nil
	}
	original, err := cms.FindNews(app, stored.GetString("corrects"))
	if err != nil {
		return stored, said, nil // it is gone, and the draft stands for itself
	}
	base, err := cms.BaseOf(app, stored.Record)
	if err != nil {
		return nil, nil, err
	}
	r := original.Clone()
	for _, name := range cms.TakeOver(r, said.Record, base) {
		r.Set(name, said.Get(name)) // it is refused for now; this is what the draft wants
	}
	cms.SetCorrection(r, said.Record)
	machine, err := cms.MachineLanguagesOf(app, stored.Record)
	if err != nil {
		return nil, nil, err
	}
	cms.SetMachine(r, slices.DeleteFunc(slices.Clone(cms.Languages), func(lang string) bool {
		kept := slices.Contains(machine, lang) && cms.TextHash(stored.Record, lang) == cms.TextHash(said.Record, lang)
		return !kept && !cms.MachineIn(said.Record, lang)
	})...)
	after := &cms.News{}
	after.SetProxyRecord(r)
	return original, after, nil
}
