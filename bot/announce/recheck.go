package announce

import (
	"database/sql"
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// recheck looks, in the transaction in which a delivery is begun, at what may
// have changed since it was found to be due. What must not go on now it leaves,
// or settles in d.
func (o *Outbox) recheck(tx core.App, d *cms.Delivery) (goOn bool, err error) {
	if d.State == cms.Unsure {
		return true, nil
	}
	if d.NotBefore.Time().After(o.now()) {
		return false, nil
	}
	if s, err := cms.LoadSendingSwitch(tx); err != nil || s.Off {
		return false, err
	}
	if d.Kind == cms.DeliverReply || d.Wanted == cms.Gone {
		return true, nil
	}
	c, err := channelOf(tx, d)
	switch {
	case err == nil && !c.Enabled():
		return false, nil
	case err == nil && d.Kind == cms.DeliverNotice:
		return true, nil
	case err == nil:
	case !errors.Is(err, sql.ErrNoRows):
		return false, err
	case d.Kind == cms.DeliverNotice:
		settleGone(d, o.now()) // staff are not spoken to there any more
		return false, nil
	case begun(d) || d.Part > 1:
		return true, nil // what stands is corrected, whoever asked for it
	default:
		if _, err := cms.FindSubscriber(tx, d.Platform, d.Chat); errors.Is(err, sql.ErrNoRows) {
			settleGone(d, o.now()) // nobody asks for it any more
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	return o.recheckLanguage(tx, d)
}

// recheckLanguage sends the language that the readers have now: a channel or a
// subscriber may have changed it since the news was planned.
func (o *Outbox) recheckLanguage(tx core.App, d *cms.Delivery) (bool, error) {
	if begun(d) || d.Part > 1 {
		return true, nil
	}
	n, err := cms.FindNews(tx, d.Subject)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	t, err := targetOf(tx, d)
	if err != nil {
		return false, err
	}
	currency, err := cms.CurrencyOf(tx, n.Record, n.SourceLang(), t.lang)
	if err != nil {
		return false, err
	}
	in, p := gate(n, t.lang, currency, t.ifMissing, "")
	d.Lang = in
	if p != pass {
		wait(d, drawn{in: in, p: p})
	}
	return p == pass, nil
}

// addParts plans the parts of a message that has more of them than it had when it
// was planned.
func (o *Outbox) addParts(tx core.App, d *cms.Delivery, have []*cms.Delivery, want int) error {
	for part := len(have) + 1; part <= want; part++ {
		more := *d
		more.ID, more.Part, more.State, more.Attempts, more.RemoteIDs = "", part, cms.Pending, 0, ""
		if err := cms.AddDelivery(tx, &more); err != nil {
			return err
		}
	}
	return nil
}
