package cms

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// SentCount is how many messages were brought to a platform in one hour.
type SentCount struct {
	Hour     string `db:"hour"` // see HourLayout
	Platform string `db:"platform"`
	Count    int    `db:"count"`
}

// CountSent counts what was sent since a moment.
func CountSent(app core.App, since time.Time) ([]SentCount, error) {
	var all []SentCount
	err := app.ConcurrentDB().NewQuery("SELECT substr(sent_at, 1, 13) AS hour, platform, count(*) AS count FROM {{deliveries}} " +
		"WHERE sent_at >= {:since} GROUP BY 1, 2 ORDER BY 1").Bind(dbx.Params{"since": stamp(since)}).All(&all)
	if err != nil {
		return nil, fmt.Errorf("count what was sent: %w", err)
	}
	return all, nil
}

// CountDeliveryStates counts the deliveries that were planned since a moment, by
// their state.
func CountDeliveryStates(app core.App, since time.Time) (map[DeliveryState]int, error) {
	var all []struct {
		State DeliveryState `db:"state"`
		Count int           `db:"count"`
	}
	err := app.ConcurrentDB().Select("state", "count(*) AS count").From("deliveries").
		Where(dbx.NewExp("[[planned_at]] >= {:since}", dbx.Params{"since": stamp(since)})).GroupBy("state").All(&all)
	if err != nil {
		return nil, fmt.Errorf("count deliveries by state: %w", err)
	}
	states := map[DeliveryState]int{}
	for _, s := range all {
		states[s.State] = s.Count
	}
	return states, nil
}

// delays are the seconds between the moment at which a message was to be there
// and the one at which it was.
const delays = `SELECT (julianday(d.sent_at) - julianday(max(d.planned_at, coalesce(n.publish_at, '')))) * 86400 AS delay
	FROM {{deliveries}} d LEFT JOIN {{news}} n ON d.kind = 'news' AND n.id = d.subject WHERE d.sent_at >= {:since} AND d.sent_at != ''`

// DeliveryDelay is the delay that a share of the messages sent since a moment did
// not exceed: 0.5 is the median. It is 0 where nothing was sent.
func DeliveryDelay(app core.App, since time.Time, share float64) (time.Duration, error) {
	params := dbx.Params{"since": stamp(since)}
	var n int
	if err := app.ConcurrentDB().NewQuery("SELECT count(*) FROM (" + delays + ")").Bind(params).Row(&n); err != nil {
		return 0, fmt.Errorf("count delays: %w", err)
	}
	if n == 0 {
		return 0, nil
	}
	params["at"] = min(int(share*float64(n)), n-1)
	var seconds float64
	err := app.ConcurrentDB().NewQuery("SELECT max(delay, 0) FROM (" + delays + ") ORDER BY delay LIMIT 1 OFFSET {:at}").Bind(params).Row(&seconds)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("read a delay: %w", err)
	}
	return time.Duration(seconds * float64(time.Second)), nil
}
