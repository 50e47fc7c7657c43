package announce

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Planner writes down what shall stand where. It works in the transaction of the
// change: if planning fails, the change is not saved.
type Planner struct {
	Composer  Composer
	Platforms map[string]Platform
	Now       func() time.Time
}

// Plan follows a change of a piece of news. before is nil for a new one, after
// for one that is deleted. Planning the same change again changes nothing.
func (p *Planner) Plan(tx core.App, before, after *cms.News) error {
	wasOut := before != nil && before.Status() == cms.Published
	switch {
	case after == nil:
		return p.withdraw(tx, before.Id)
	case after.Status() != cms.Published:
		if !wasOut {
			return nil
		}
		return p.withdraw(tx, after.Id)
	}
	rows, err := cms.FindDeliveriesOf(tx, cms.DeliverNews, after.Id)
	if err != nil {
		return err
	}
	s := p.sheet(tx, after, rows)
	switch {
	case !wasOut && len(s.live) == 0:
		return s.publish()
	case wasOut && !sameSet(before.ChannelIDs(), after.ChannelIDs()):
		if err := s.retarget(); err != nil {
			return err
		}
	}
	return s.replan()
}

// SendAlso sends what is published to one more channel.
func (p *Planner) SendAlso(tx core.App, n *cms.News, c *cms.Channel) error {
	n, err := cms.FindNews(tx, n.Id) // it may have been withdrawn meanwhile
	if err != nil {
		return err
	}
	if n.Status() != cms.Published {
		return ErrNotWaiting
	}
	rows, err := cms.FindDeliveriesOf(tx, cms.DeliverNews, n.Id)
	if err != nil {
		return err
	}
	return p.sheet(tx, n, rows).add(channelTarget(tx, c))
}

func (p *Planner) withdraw(tx core.App, id string) error {
	return cms.Withdraw(tx, cms.DeliverNews, id, nil, p.Now())
}

// speaking are the platforms that are on.
func (p *Planner) speaking() []string {
	var names []string
	for name, platform := range p.Platforms {
		if platform.Sender != nil {
			names = append(names, name)
		}
	}
	return names
}

// sheet is the planning of one piece of news in one transaction.
type sheet struct {
	*Planner
	tx    core.App
	n     *cms.News
	now   time.Time
	drawn map[string]drawn  // what was rendered already, by all that it depends on
	live  [][]*cms.Delivery // the messages that are wanted, their parts in order
	gen   int               // of new messages
}

type drawn struct {
	in     string // the language of the text
	p      passage
	hashes []string
}

func (p *Planner) sheet(tx core.App, n *cms.News, rows []*cms.Delivery) *sheet {
	s := &sheet{Planner: p, tx: tx, n: n, now: p.Now(), drawn: map[string]drawn{}, live: messages(rows), gen: 1}
	for _, d := range rows {
		s.gen = max(s.gen, d.Gen+1)
	}
	return s
}

// messages are the deliveries that are wanted, those of one message together.
func messages(rows []*cms.Delivery) [][]*cms.Delivery {
	var found [][]*cms.Delivery
	for _, d := range rows { // ordered by generation, place and part
		if d.Wanted != cms.Shown {
			continue
		}
		if n := len(found); n > 0 && placeOf(found[n-1][0]) == placeOf(d) && found[n-1][0].Gen == d.Gen {
			found[n-1] = append(found[n-1], d)
		} else {
			found = append(found, []*cms.Delivery{d})
		}
	}
	return found
}

func placeOf(d *cms.Delivery) bot.Place {
	return bot.Place{Platform: d.Platform, Chat: d.Chat, Thread: d.Thread}
}

// publish plans a new message at each place that the news is for.
func (s *sheet) publish() error {
	channels, err := cms.FindAnnouncingChannels(s.tx)
	if err != nil {
		return err
	}
	for _, c := range channels {
		if c.Enabled() && wants(s.n, c) {
			if err := s.add(channelTarget(s.tx, c)); err != nil {
				return err
			}
		}
	}
	if len(s.n.ChannelIDs()) > 0 {
		return nil // it is for these channels only
	}
	return s.addSubscribers()
}

// wants reports whether a piece of news is for a channel: named by it, or else
// by topic.
func wants(n *cms.News, c *cms.Channel) bool {
	if named := n.ChannelIDs(); len(named) > 0 {
		return slices.Contains(named, c.Id)
	}
	topics := c.TopicIDs()
	return len(topics) == 0 || slices.ContainsFunc(topics, func(t string) bool { return slices.Contains(n.TopicIDs(), t) })
}

// add plans a new message at one place, unless one is wanted there already.
func (s *sheet) add(t target) error {
	_, speaks := s.Platforms[t.place.Platform]
	if !speaks || slices.ContainsFunc(s.live, func(parts []*cms.Delivery) bool { return placeOf(parts[0]) == t.place }) {
		return nil
	}
	w, err := s.draw(t, "", nil)
	if err != nil {
		return err
	}
	for i, hash := range w.rows() {
		d := &cms.Delivery{
			Kind: cms.DeliverNews, Subject: s.n.Id, Platform: t.place.Platform, Chat: t.place.Chat, Thread: t.place.Thread,
			Part: i + 1, Gen: s.gen, Lang: w.in, Wanted: cms.Shown, WantedHash: hash,
			NotBefore: s.n.PublishAt(), PlannedAt: cms.Moment(s.now),
		}
		d.State, d.HeldFor = w.start()
		if err := cms.AddDelivery(s.tx, d); err != nil {
			return err
		}
	}
	return nil
}

// addSubscribers plans a message for each direct subscriber that the news is for.
func (s *sheet) addSubscribers() error {
	for platform := range s.Platforms {
		for _, lang := range phrases.Languages {
			w, err := s.draw(subscriberTarget(platform, "", lang), "", nil)
			if err != nil {
				return err
			}
			r := cms.Reception{
				Kind: cms.DeliverNews, Subject: s.n.Id, Platform: platform, Lang: lang, Gen: s.gen, Hashes: w.rows(),
				At: s.n.PublishAt().Time(), Topics: s.n.TopicIDs(), Since: s.n.PublishAt().Time(), Now: s.now,
			}
			r.State, r.HeldFor = w.start()
			if err := cms.AddReceptions(s.tx, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// draw renders what a target shall be shown. standing is the language of what
// stands there, stands the messages of it; both empty for nothing.
func (s *sheet) draw(t target, standing string, stands []bot.Remote) (drawn, error) {
	key := fmt.Sprint(t.place.Platform, t.lang, t.ifMissing, t.shape.Split, t.shape.Crosspost, t.shape.Forum, standing, kinds(stands))
	if w, ok := s.drawn[key]; ok {
		return w, nil
	}
	currency, err := cms.CurrencyOf(s.tx, s.n.Record, s.n.SourceLang(), t.lang)
	if err != nil {
		return drawn{}, err
	}
	in, p := gate(s.n, t.lang, currency, t.ifMissing, standing)
	w := drawn{in: in, p: p}
	if p == pass {
		pieces, err := s.render(s.n, in, t, stands, in == t.lang && currency == cms.Machine)
		if err != nil {
			return drawn{}, err
		}
		for _, piece := range pieces {
			hash, err := hashOf(piece)
			if err != nil {
				return drawn{}, err
			}
			w.hashes = append(w.hashes, hash)
		}
	}
	s.drawn[key] = w
	return w, nil
}

// render makes the pieces of a piece of news for a target. machine says that its
// text was translated by a machine and is for a person to check.
func (p *Planner) render(n *cms.News, in string, t target, stands []bot.Remote, machine bool) ([]bot.Piece, error) {
	shape := t.shape
	shape.Stands, shape.Silent, shape.Pin = stands, n.Silent(), n.Pinned()
	pieces, err := p.Platforms[t.place.Platform].Render(p.Composer.compose(n, in, t.lang, machine), shape)
	if err != nil {
		return nil, fmt.Errorf("render news for %s: %w", t.place.Platform, err)
	}
	return pieces, nil
}

// rows are the hashes of the parts, one empty one for a text that waits.
func (w drawn) rows() []string {
	if len(w.hashes) == 0 {
		return []string{""}
	}
	return w.hashes
}

// start is how a new delivery begins.
func (w drawn) start() (cms.DeliveryState, cms.HeldFor) {
	switch w.p {
	case hold:
		return cms.Held, cms.ForLanguage
	case skip:
		return cms.Left, cms.ForLanguage
	}
	return cms.Pending, ""
}

func kinds(stands []bot.Remote) []bot.PieceKind {
	var all []bot.PieceKind
	for _, r := range stands {
		all = append(all, r.Kind)
	}
	return all
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
