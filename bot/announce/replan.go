package announce

import (
	"slices"
	"time"

	"github.com/pocketbase/dbx"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// lateTranslation is how long after publication a translation that comes still
// releases its announcement by itself.
const lateTranslation = 7 * 24 * time.Hour

// retarget follows a change of the channels that a piece of news is for: what a
// channel loses is withdrawn there, what it gains is sent.
func (s *sheet) retarget() error {
	channels, err := cms.FindAnnouncingChannels(s.tx)
	if err != nil {
		return err
	}
	for _, c := range channels {
		t := channelTarget(s.tx, c)
		switch {
		case !wants(s.n, c):
			err = s.leave(dbx.HashExp{"platform": t.place.Platform, "chat": t.place.Chat, "thread": t.place.Thread})
		case c.Enabled():
			err = s.add(t)
		}
		if err != nil {
			return err
		}
	}
	if len(s.n.ChannelIDs()) > 0 {
		return s.leave(dbx.NewExp("(platform, chat) IN (SELECT platform, chat FROM subscribers) AND NOT EXISTS (SELECT 1 FROM channels c " +
			"WHERE c.platform = deliveries.platform AND c.target = deliveries.chat AND c.thread = deliveries.thread)"))
	}
	return s.addSubscribers()
}

func (s *sheet) leave(where dbx.Expression) error {
	return cms.Withdraw(s.tx, cms.DeliverNews, s.n.Id, where, s.now)
}

// replan brings the messages that are wanted in line with what the news says
// now. It adds no place, and no part to a message that has begun.
func (s *sheet) replan() error {
	rows, err := cms.FindDeliveriesOf(s.tx, cms.DeliverNews, s.n.Id)
	if err != nil || len(rows) == 0 {
		return err
	}
	targets, err := s.targets()
	if err != nil {
		return err
	}
	for _, parts := range messages(rows) { // read again: the channels may just have changed
		t, ok := targets[placeOf(parts[0])]
		if !ok {
			continue // its channel is gone, what stands there was left to stand
		}
		if err := s.replanMessage(t, parts); err != nil {
			return err
		}
	}
	return nil
}

// targets are all that news may go to. A channel goes before a subscriber at
// the same place.
func (s *sheet) targets() (map[bot.Place]target, error) {
	all := map[bot.Place]target{}
	places, err := cms.FindSubscribedPlaces(s.tx)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		t := subscriberTarget(p.Platform, p.Chat, p.Lang)
		all[t.place] = t
	}
	channels, err := cms.FindAnnouncingChannels(s.tx)
	if err != nil {
		return nil, err
	}
	for _, c := range channels {
		t := channelTarget(s.tx, c)
		all[t.place] = t
	}
	return all, nil
}

// replanMessage brings the parts of one message in line.
func (s *sheet) replanMessage(t target, parts []*cms.Delivery) error {
	standing, stands := standingOf(parts)
	w, err := s.draw(t, standing, stands)
	if err != nil {
		return err
	}
	if w.p == leave {
		return s.leaveAsIs(parts)
	}
	for _, d := range parts {
		before := *d
		switch {
		case w.p != pass:
			wait(d, w)
		case d.Part <= len(w.hashes):
			s.want(d, w.in, w.hashes[d.Part-1])
		case !begun(d):
			if err := cms.RemoveDelivery(s.tx, d); err != nil {
				return err
			}
			continue
		default:
			surplus(d)
		}
		if *d != before {
			if err := cms.SaveDelivery(s.tx, d, s.now); err != nil {
				return err
			}
		}
	}
	if standing != "" || w.p != pass || parts[0].State == cms.Left {
		return nil
	}
	for i := len(parts); i < len(w.hashes); i++ {
		more := *parts[0]
		more.ID, more.Part, more.WantedHash, more.PlannedAt = "", i+1, w.hashes[i], cms.Moment(s.now)
		if err := cms.AddDelivery(s.tx, &more); err != nil {
			return err
		}
	}
	return nil
}

// leaveAsIs takes back corrections that have not been made yet: their text is not
// current any more.
func (s *sheet) leaveAsIs(parts []*cms.Delivery) error {
	for _, d := range parts {
		before := *d
		switch d.State {
		case cms.Sending, cms.Unsure:
			d.WantedHash = d.TriedHash
		case cms.Pending, cms.Failed:
			if !remoteOf(d).Empty() {
				d.State, d.WantedHash, d.Attempts, d.Error = cms.Sent, d.ShownHash, 0, ""
			}
		}
		if *d != before {
			if err := cms.SaveDelivery(s.tx, d, s.now); err != nil {
				return err
			}
		}
	}
	return nil
}

// standingOf is the language of a message that has begun, "" for none, and what
// of it stands or is on its way.
func standingOf(parts []*cms.Delivery) (lang string, stands []bot.Remote) {
	if !slices.ContainsFunc(parts, begun) {
		return "", nil
	}
	for _, d := range parts {
		stands = append(stands, remoteOf(d))
	}
	return parts[0].Lang, stands
}

// wait holds back what has not begun until its language is current.
func wait(d *cms.Delivery, w drawn) {
	if d.HeldFor == cms.ForRestore {
		return
	}
	d.State, d.HeldFor = w.start()
	d.Lang, d.WantedHash = w.in, ""
}

// want makes a delivery show a text. What is held for staff's decision stays
// held, with the newest text.
func (s *sheet) want(d *cms.Delivery, lang, hash string) {
	switch {
	case d.State == cms.Sending || d.State == cms.Unsure:
		d.Lang, d.WantedHash = lang, hash
		return
	case begun(d):
		d.Lang, d.WantedHash = lang, hash
		if d.State == cms.Held {
			return
		}
		d.State = cms.Pending
		if hash == d.ShownHash {
			d.State = cms.Sent
		} else if d.NotBefore.Time().Before(s.now) {
			d.NotBefore = cms.Moment(time.Time{})
		}
		d.Attempts, d.Error = 0, ""
		return
	}
	if d.HeldFor == cms.ForLanguage && !s.release(d) {
		return
	}
	d.Lang, d.WantedHash = lang, hash
	if d.State == cms.Failed {
		d.State, d.Attempts, d.Error = cms.Pending, 0, ""
	}
	if at := s.n.PublishAt(); at.Time().After(s.now) {
		d.NotBefore = at
	} else if d.NotBefore.Time().After(s.now) && d.Attempts == 0 {
		d.NotBefore = cms.Moment(s.now) // the schedule was brought forward
	}
}

// release lets a delivery go whose language has become current. Long after
// publication staff decide; what a channel leaves out it gets only if it comes
// before the news is due. It reports whether there is anything to show.
func (s *sheet) release(d *cms.Delivery) bool {
	published := s.n.PublishAt().Time()
	switch {
	case d.State == cms.Left && !published.After(s.now):
		return false
	case published.Before(s.now.Add(-lateTranslation)):
		d.State, d.HeldFor = cms.Held, cms.ForReview
	default:
		d.State, d.HeldFor, d.NotBefore = cms.Pending, "", cms.Moment(s.now)
	}
	return true
}

// surplus withdraws a part for which there is no text any more.
func surplus(d *cms.Delivery) {
	d.Wanted, d.WantedHash, d.HeldFor = cms.Gone, "", ""
	if !remoteOf(d).Empty() {
		d.State, d.Attempts, d.Error, d.NotBefore = cms.Pending, 0, "", cms.Moment(time.Time{})
	}
}
