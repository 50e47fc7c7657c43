package cms

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Subscriber is a person or group who asked for news.
type Subscriber struct{ core.BaseRecordProxy }

// Lang is the language of the news that it is sent.
func (s *Subscriber) Lang() string { return s.GetString("lang") }

// TopicIDs are the topics that it chose; none means all.
func (s *Subscriber) TopicIDs() []string { return s.GetStringSlice("topics") }

// Blocked says that it takes no messages any more.
func (s *Subscriber) Blocked() bool { return s.GetBool("blocked") }

// FindSubscriber returns the subscriber at a place.
func FindSubscriber(app core.App, platform, chat string) (*Subscriber, error) {
	return findOne[Subscriber](app, "subscribers", dbx.HashExp{"platform": platform, "chat": chat})
}

// SaveSubscriber subscribes a place, or changes what it is subscribed to. A
// place that had blocked us takes news again.
func SaveSubscriber(tx core.App, platform, chat, lang string, topics []string, now time.Time) error {
	s, err := FindSubscriber(tx, platform, chat)
	if errors.Is(err, sql.ErrNoRows) {
		r, err := newRecord(tx, "subscribers")
		if err != nil {
			return err
		}
		r.Set("platform", platform)
		r.Set("chat", chat)
		s = &Subscriber{}
		s.SetProxyRecord(r)
	} else if err != nil {
		return err
	}
	if s.GetDateTime("since").IsZero() || s.Blocked() {
		s.Set("since", now) // what was published while it was away stays away
	}
	s.Set("lang", lang)
	s.Set("topics", topics)
	s.Set("blocked", false)
	return tx.Save(s)
}

// DropSubscriber ends a subscription. What was planned for it is dropped when it
// is due. It reports whether there was one.
func DropSubscriber(tx core.App, platform, chat string) (bool, error) {
	s, err := FindSubscriber(tx, platform, chat)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, tx.Delete(s)
}

// SubscriberBack notes that a place takes messages again: news from now on, if
// it is subscribed, and the answers that could not be brought there.
func SubscriberBack(tx core.App, platform, chat string, now time.Time) error {
	s, err := FindSubscriber(tx, platform, chat)
	if err == nil && s.Blocked() {
		err = SaveSubscriber(tx, platform, chat, s.Lang(), s.TopicIDs(), now)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	_, err = tx.NonconcurrentDB().Update("deliveries",
		dbx.Params{"state": Pending, "attempts": 0, "error": "", "not_before": "", "updated": stamp(now)},
		dbx.HashExp{"platform": platform, "chat": chat, "kind": DeliverReply, "state": Failed}).Execute()
	if err != nil {
		return fmt.Errorf("try answers again: %w", err)
	}
	return nil
}

// IsAway reports whether a place is known to take nothing: it blocked the bot
// while it was subscribed, or an answer could not be brought there.
func IsAway(app core.App, platform, chat string) (away bool, err error) {
	err = app.ConcurrentDB().NewQuery("SELECT EXISTS (SELECT 1 FROM subscribers WHERE platform = {:platform} AND chat = {:chat} AND blocked = true) " +
		"OR EXISTS (SELECT 1 FROM deliveries WHERE platform = {:platform} AND chat = {:chat} AND kind = 'reply' AND state = 'failed')").
		Bind(dbx.Params{"platform": platform, "chat": chat}).Row(&away)
	if err != nil {
		return false, fmt.Errorf("is a place away: %w", err)
	}
	return away, nil
}

// ofNoChannel is the condition of news that a subscriber is sent, and no channel
// of ours at the same place.
const ofNoChannel = "kind = 'news' AND NOT EXISTS (SELECT 1 FROM channels c WHERE c.platform = deliveries.platform AND c.target = deliveries.chat " +
	"AND c.thread = deliveries.thread AND c.purpose IN ('', 'announcements'))"

// BlockSubscriber notes that a place takes nothing any more, and drops what it
// would still be sent. It reports whether there was such a subscriber.
func BlockSubscriber(tx core.App, platform, chat string, now time.Time) (bool, error) {
	res, err := tx.NonconcurrentDB().Update("subscribers", dbx.Params{"blocked": true, "updated": stamp(now)},
		dbx.HashExp{"platform": platform, "chat": chat}).Execute()
	if err != nil {
		return false, fmt.Errorf("block a subscriber: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	_, err = tx.NonconcurrentDB().Update("deliveries",
		dbx.Params{"state": Left, "wanted": Gone, "settled_at": stamp(now), "updated": stamp(now)},
		dbx.And(dbx.HashExp{"platform": platform, "chat": chat, "state": []any{Pending, Held, Failed}},
			dbx.NewExp(ofNoChannel+" AND "+bare))).Execute()
	if err != nil {
		return true, fmt.Errorf("drop what a subscriber would be sent: %w", err)
	}
	return true, nil
}

// MoveSubscriber follows a group that goes on under another id, with its
// subscription and the answers to questions from there. What stands in the
// group as it was stays there.
func MoveSubscriber(tx core.App, platform, from, to string, now time.Time) error {
	if err := MoveInquiries(tx, platform, from, to); err != nil {
		return err
	}
	moving := " AND (kind = 'reply' OR " + ofNoChannel + ") AND " + bare
	for table, where := range map[string]string{"subscribers": "", "deliveries": moving} {
		_, err := tx.NonconcurrentDB().NewQuery("UPDATE OR IGNORE {{" + table + "}} SET chat = {:to} WHERE platform = {:platform} AND chat = {:from}" + where).
			Bind(dbx.Params{"platform": platform, "from": from, "to": to}).Execute()
		if err != nil {
			return fmt.Errorf("follow a group that moved: %w", err)
		}
	}
	// Where both ids were subscribed, the new one goes on alone.
	if _, err := purge(tx, "subscribers", dbx.HashExp{"platform": platform, "chat": from}); err != nil {
		return err
	}
	return DropPlanned(tx, dbx.And(dbx.HashExp{"platform": platform, "chat": from}, dbx.NewExp(ofNoChannel)), now)
}

// SubscribedPlace is where a subscriber is, and the language spoken to it.
type SubscribedPlace struct {
	Platform string `db:"platform"`
	Chat     string `db:"chat"`
	Lang     string `db:"lang"`
}

// FindSubscribedPlaces returns the places of all subscribers, those who blocked
// us included: what stands there is still corrected, if they come back.
func FindSubscribedPlaces(app core.App) ([]SubscribedPlace, error) {
	var all []SubscribedPlace
	if err := app.DB().Select("platform", "chat", "lang").From("subscribers").All(&all); err != nil {
		return nil, fmt.Errorf("list subscribers: %w", err)
	}
	return all, nil
}
