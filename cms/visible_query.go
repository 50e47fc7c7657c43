package cms

import (
	"database/sql"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Fingerprint is a number over the visible rows of all collections that answers
// rest on. It differs when a row differs in any column, however it came to be
// changed, and when the clock lets a row appear or expire.
func Fingerprint(app core.App, now time.Time) (uint64, error) {
	sum := fnv.New64a()
	for _, t := range []struct {
		name  string
		where dbx.Expression
	}{
		{"alliance", nil}, {"states", nil}, {"members", published}, {"places", nil}, {"contacts", published},
		{"faqs", dbx.And(published, notPast(now))}, {"events", published}, {"news", public(now)},
	} {
		_, _ = sum.Write([]byte(t.name))
		if err := hashRows(app.ConcurrentDB().Select("*").From(t.name).Where(t.where).OrderBy("id"), sum.Write); err != nil {
			return 0, fmt.Errorf("fingerprint of %s: %w", t.name, err)
		}
	}
	return sum.Sum64(), nil
}

// hashRows feeds the values of all rows to write, which never fails.
func hashRows(q *dbx.SelectQuery, write func([]byte) (int, error)) error {
	rows, err := q.Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]sql.RawBytes, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			_, _ = write(v)
			_, _ = write([]byte{0xff}) // no byte of UTF-8: parts the values
		}
	}
	return rows.Err()
}

// NextChange is the moment at which the clock alone will have let a record
// appear or expire, the next one after now; the zero time if there is none.
func NextChange(app core.App, now time.Time) (time.Time, error) {
	next, err := nextMoment(app, `
		SELECT min(t) FROM (
			SELECT min([[publish_at]]) t FROM {{news}} WHERE [[status]] = 'published' AND [[publish_at]] > {:now}
			UNION ALL
			SELECT min([[valid_until]]) t FROM {{faqs}} WHERE [[published]] = true AND [[valid_until]] >= {:now}
		)`, now)
	if err != nil || next.IsZero() {
		return time.Time{}, err
	}
	// An entry is valid including that millisecond, the finest step of the dates.
	return next.Add(time.Millisecond), nil
}

// nextMoment runs a query for one moment after {:now}; the zero time if there is none.
func nextMoment(app core.App, query string, now time.Time) (time.Time, error) {
	var next sql.NullString
	if err := app.ConcurrentDB().NewQuery(query).Bind(dbx.Params{"now": stamp(now)}).Row(&next); err != nil {
		return time.Time{}, fmt.Errorf("next moment: %w", err)
	}
	if !next.Valid {
		return time.Time{}, nil
	}
	at, err := types.ParseDateTime(next.String)
	if err != nil {
		return time.Time{}, fmt.Errorf("next moment: %w", err)
	}
	return at.Time(), nil
}
