package cms

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// ofChannel joins the channel that a delivery goes to, none for a person.
const ofChannel = ` LEFT JOIN {{channels}} c ON c.platform = d.platform AND c.target = d.chat AND c.thread = d.thread
	AND (d.kind = 'news' AND c.purpose IN ('', 'announcements') OR d.kind = 'notice' AND c.purpose = 'staff') `

// Waiting is one message that needs a person, or several of the same sort to
// persons: who they are is nobody's business.
type Waiting struct {
	ID       string         `db:"id"` // of its first part, or of any of them
	Kind     DeliveryKind   `db:"kind"`
	Subject  string         `db:"subject"`
	Platform string         `db:"platform"`
	Channel  string         `db:"channel"` // id, "" for persons
	Lang     string         `db:"lang"`
	State    DeliveryState  `db:"state"`
	HeldFor  HeldFor        `db:"held_for"`
	Wanted   Wanted         `db:"wanted"`
	Error    string         `db:"error"`
	Since    types.DateTime `db:"since"`
	Count    int            `db:"count"`  // messages, or persons
	Stands   bool           `db:"stands"` // something of it is known to be there
}

// FindWaitingDeliveries returns what is held, failed or may have been sent, answers
// to persons first, then the latest, and at most limit.
func FindWaitingDeliveries(app core.App, limit int) ([]Waiting, error) {
	var all []Waiting
	err := app.ConcurrentDB().NewQuery(`
		SELECT d.id, d.kind, d.subject, d.platform, coalesce(c.id, '') AS channel, d.lang, d.state, d.held_for, d.wanted, d.error,
			max(d.updated) AS since, count(DISTINCT d.chat || d.thread) AS count,
			max(coalesce(json_array_length(d.remote_ids, '$.ids'), 0) > 0) AS stands, min(d.part + 0)
		FROM {{deliveries}} d` + ofChannel + `
		WHERE d.state IN ('held', 'failed', 'unsure')
		GROUP BY d.kind, d.subject, d.platform, coalesce(c.id, ''), d.lang, d.gen, d.state, d.held_for
		ORDER BY d.kind != 'reply', since DESC, d.subject LIMIT {:limit}`).Bind(dbx.Params{"limit": limit}).All(&all)
	if err != nil {
		return nil, fmt.Errorf("list what waits for staff: %w", err)
	}
	return all, nil
}

// FindDeliveriesAlike returns what waits for the same decision as a delivery to a
// person: those of the same message to other persons, and itself. Of a delivery
// to a channel it returns that one alone.
func FindDeliveriesAlike(app core.App, d *Delivery) ([]*Delivery, error) {
	var ids []any
	err := app.DB().NewQuery(`SELECT d.id FROM {{deliveries}} d` + ofChannel + `
		WHERE c.id IS NULL AND d.kind = {:kind} AND d.subject = {:subject} AND d.platform = {:platform} AND d.lang = {:lang}
			AND d.gen = {:gen} AND d.state = {:state} AND d.held_for = {:held}`).
		Bind(dbx.Params{"kind": d.Kind, "subject": d.Subject, "platform": d.Platform, "lang": d.Lang, "gen": d.Gen, "state": d.State, "held": d.HeldFor}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find what waits for the same decision: %w", err)
	}
	if !slices.Contains(ids, any(d.ID)) {
		return []*Delivery{d}, nil
	}
	return deliveries(app, "id", dbx.HashExp{"id": ids})
}

// Standing is how far a message of a piece of news has come in one channel, all
// its parts, or how far those to persons have that are in the same state.
type Standing struct {
	Subject  string         `db:"subject"`
	Platform string         `db:"platform"`
	Channel  string         `db:"channel"` // id, "" for persons
	Lang     string         `db:"lang"`
	State    DeliveryState  `db:"state"`
	HeldFor  HeldFor        `db:"held_for"`
	Wanted   Wanted         `db:"wanted"`
	SentAt   types.DateTime `db:"sent_at"`
	Parts    int            `db:"parts"`
	Places   int            `db:"places"`
	Stands   bool           `db:"stands"` // something of it is known to be there
}

// FindStandings returns how far the messages about pieces of news have come, of
// each place those of the latest publication.
func FindStandings(app core.App, news ...string) ([]Standing, error) {
	if len(news) == 0 {
		return nil, nil
	}
	ids := make([]any, len(news))
	for i, id := range news {
		ids[i] = id
	}
	var all []Standing
	err := app.ConcurrentDB().Select("d.subject", "d.platform", "coalesce(c.id, '') AS channel", "d.lang", "d.state", "d.held_for", "d.wanted",
		"max(d.sent_at) AS sent_at", "count(*) AS parts", "count(DISTINCT d.chat || d.thread) AS places",
		"max(coalesce(json_array_length(d.remote_ids, '$.ids'), 0) > 0) AS stands").
		From("deliveries d").
		LeftJoin("channels c", dbx.NewExp("c.platform = d.platform AND c.target = d.chat AND c.thread = d.thread AND c.purpose IN ('', 'announcements')")).
		Where(dbx.And(dbx.HashExp{"d.kind": DeliverNews, "d.subject": ids}, dbx.NewExp("NOT EXISTS (SELECT 1 FROM {{deliveries}} l WHERE l.kind = d.kind "+
			"AND l.subject = d.subject AND l.platform = d.platform AND l.chat = d.chat AND l.thread = d.thread AND l.gen + 0 > d.gen + 0)"))).
		GroupBy("d.subject", "d.platform", "coalesce(c.id, '')", "d.state", "d.held_for", "d.wanted", "d.lang").
		OrderBy("d.subject", "c.name", "d.platform").All(&all)
	if err != nil {
		return nil, fmt.Errorf("list where news stands: %w", err)
	}
	return all, nil
}

// ChannelCount is what of news stands in a channel, waits for it or went wrong.
type ChannelCount struct {
	Channel string         `db:"channel"`
	Sent    int            `db:"sent"`    // parts that stand as they shall
	Pending int            `db:"pending"` // on their way
	Held    int            `db:"held"`
	Unsure  int            `db:"unsure"`
	Failed  int            `db:"failed"`
	Last    types.DateTime `db:"last"` // when something new was last brought there
}

// CountByChannel counts the deliveries of all channels, by the channel's id.
func CountByChannel(app core.App) (map[string]ChannelCount, error) {
	var all []ChannelCount
	err := app.ConcurrentDB().NewQuery(`
		SELECT c.id AS channel, sum(d.state = 'sent') AS sent, sum(d.state IN ('pending', 'sending')) AS pending, sum(d.state = 'held') AS held,
			sum(d.state = 'unsure') AS unsure, sum(d.state = 'failed') AS failed, max(d.sent_at) AS last
		FROM {{deliveries}} d` + ofChannel + `WHERE c.id IS NOT NULL GROUP BY c.id`).All(&all)
	if err != nil {
		return nil, fmt.Errorf("count deliveries by channel: %w", err)
	}
	byID := make(map[string]ChannelCount, len(all))
	for _, c := range all {
		byID[c.Channel] = c
	}
	return byID, nil
}

// CountReceivers counts the persons and groups who would be sent a piece of news
// now, under these topics.
func CountReceivers(app core.App, topics []string, at time.Time) (int, error) {
	named, err := json.Marshal(topics)
	if err != nil {
		return 0, fmt.Errorf("count who would be sent news: %w", err)
	}
	var n int
	err = app.ConcurrentDB().Select("count(*)").From("subscribers s").
		Where(dbx.And(dbx.HashExp{"s.blocked": false}, dbx.NewExp("s.since <= {:at} AND (json_array_length(coalesce(nullif(s.topics, ''), '[]')) = 0 "+
			"OR EXISTS (SELECT 1 FROM json_each(s.topics) j WHERE j.value IN (SELECT value FROM json_each({:topics}))))",
			dbx.Params{"at": stamp(at), "topics": string(named)}))).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count who would be sent news: %w", err)
	}
	return n, nil
}
