package announce

import (
	"cmp"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// Preview is what a channel would be sent, by the renderer that sends it.
type Preview struct {
	Channel  *cms.Channel
	Readers  string        // their language
	Lang     string        // of the text that they get
	Outcome  string        // send, hold, skip or leave
	Currency cms.Currency  // of the text in the readers' language
	Pieces   []bot.Piece   // none unless it is sent
	Warnings []bot.Warning // of all pieces, and of the text itself
}

// Outcomes of a preview.
const (
	WillSend  = "send"
	WillHold  = "hold"  // until the translation is current
	WillSkip  = "skip"  // the channel takes current texts only
	WillLeave = "leave" // what stands there stays, until the translation is current
)

var outcomes = map[passage]string{pass: WillSend, hold: WillHold, skip: WillSkip, leave: WillLeave}

// Preview tells what each channel that a piece of news is for would be sent.
// stored is how the news is saved, nil for a new one; n may hold changes that
// are not saved. Switched-off channels are left out.
func (p *Planner) Preview(app core.App, stored, n *cms.News) ([]Preview, error) {
	channels, err := cms.FindAnnouncingChannels(app)
	if err != nil {
		return nil, err
	}
	var all []Preview
	for _, c := range channels {
		if !c.Enabled() || !wants(n, c) {
			continue
		}
		v, err := p.PreviewIn(app, stored, n, c)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// PreviewIn tells what one channel would be sent, whether the news is for it or not.
func (p *Planner) PreviewIn(app core.App, stored, n *cms.News, c *cms.Channel) (Preview, error) {
	t := channelTarget(app, c)
	standing, stands, err := p.standingAt(app, n, t.place)
	if err != nil {
		return Preview{}, err
	}
	v := Preview{Channel: c, Readers: t.lang}
	if v.Currency, err = currencyUnsaved(app, stored, n, t.lang); err != nil {
		return Preview{}, err
	}
	in, passes := gate(n, t.lang, v.Currency, t.ifMissing, standing)
	v.Lang, v.Outcome = in, outcomes[passes]
	if passes != pass {
		return v, nil
	}
	if v.Pieces, err = p.render(n, in, t, stands, in == t.lang && v.Currency == cms.Machine); err != nil {
		return Preview{}, err
	}
	v.Warnings = warnings(n, in, t.lang, v.Pieces)
	return v, nil
}

// standingAt is what of a piece of news stands at a place.
func (p *Planner) standingAt(app core.App, n *cms.News, place bot.Place) (string, []bot.Remote, error) {
	rows, err := cms.FindDeliveriesOf(app, cms.DeliverNews, cmp.Or(n.Id, "none"))
	if err != nil {
		return "", nil, err
	}
	for _, parts := range messages(rows) {
		if placeOf(parts[0]) == place {
			lang, stands := standingOf(parts)
			return lang, stands, nil
		}
	}
	return "", nil, nil
}

// currencyUnsaved is the currency that a language will have once n is saved: a
// text that was changed counts as written for the source as it is. Words that come
// from a correction stand to each other as they do there.
func currencyUnsaved(app core.App, stored, n *cms.News, lang string) (cms.Currency, error) {
	if draft := cms.CorrectionIn(n.Record); draft != nil && cms.TakesStamp(stored.Record, draft, n.Record, lang) {
		now, err := cms.FindNews(app, draft.Id)
		if err != nil {
			return cms.Missing, err
		}
		said := &cms.News{}
		said.SetProxyRecord(draft)
		return currencyUnsaved(app, now, said, lang)
	}
	c, err := cms.CurrencyOf(app, n.Record, n.SourceLang(), lang)
	if err != nil || c == cms.Missing || c == cms.Current && stored == nil && !cms.MachineIn(n.Record, lang) {
		return c, err
	}
	switch {
	case stored == nil || cms.TextHash(stored.Record, lang) != cms.TextHash(n.Record, lang):
		if cms.MachineIn(n.Record, lang) {
			return cms.Machine, nil
		}
		return cms.Current, nil
	case lang != n.SourceLang() && cms.TextHash(stored.Record, stored.SourceLang()) != cms.TextHash(n.Record, n.SourceLang()):
		return cms.Outdated, nil
	}
	return c, nil
}

// warnings are those of the pieces, each once, and what Chinese readers cannot open.
func warnings(n *cms.News, in, readers string, pieces []bot.Piece) []bot.Warning {
	var all []bot.Warning
	for _, piece := range pieces {
		for _, w := range piece.Warnings {
			if !slices.ContainsFunc(all, func(had bot.Warning) bool { return had.In("de") == w.In("de") }) {
				all = append(all, w)
			}
		}
	}
	if readers != "zh" {
		return all
	}
	links := append(richtext.ParseHTML(n.Body().Get(in)).Links(), n.Link())
	for _, link := range slices.Compact(links) {
		if cms.BlockedInChina(link) {
			all = append(all, bot.Warn("blocked", phrases.Posts.Blocked, "link", link))
		}
	}
	return all
}
