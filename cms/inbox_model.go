package cms

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Update is something that a platform sent, as it sent it.
type Update struct {
	ID   string // the platform's own
	Body []byte // JSON
}

// KeepUpdates keeps updates that are to be handled, each once by its id, and
// returns which of them were not known before. One without a body counts as
// handled. Like all of the inbox it is the program's own book: it is written
// past hooks and validation.
func KeepUpdates(tx core.App, platform string, updates []Update, now time.Time) (map[string]bool, error) {
	fresh := make(map[string]bool, len(updates))
	if len(updates) == 0 {
		return fresh, nil
	}
	insert := tx.NonconcurrentDB().NewQuery("INSERT OR IGNORE INTO {{inbox}} " +
		"([[platform]], [[update_id]], [[payload]], [[handled_at]], [[created]], [[updated]]) " +
		"VALUES ({:platform}, {:id}, {:payload}, {:handled}, {:now}, {:now})").Prepare()
	defer insert.Close()
	at := stamp(now)
	for _, u := range updates {
		row := dbx.Params{"platform": platform, "id": u.ID, "payload": string(u.Body), "handled": "", "now": at}
		if len(u.Body) == 0 {
			row["payload"], row["handled"] = nil, at
		}
		res, err := insert.Bind(row).Execute()
		if err != nil {
			return nil, fmt.Errorf("keep an update: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil {
			return nil, fmt.Errorf("keep an update: %w", err)
		} else if n > 0 {
			fresh[u.ID] = true
		}
	}
	return fresh, nil
}

// SettleUpdates notes that updates are handled, and forgets what was in them.
func SettleUpdates(tx core.App, platform string, ids []string, now time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("settle updates: %w", err)
	}
	_, err = tx.NonconcurrentDB().NewQuery("UPDATE {{inbox}} SET [[payload]] = NULL, [[handled_at]] = {:now}, [[updated]] = {:now} " +
		"WHERE [[platform]] = {:platform} AND [[update_id]] IN (SELECT value FROM json_each({:ids})) AND [[handled_at]] = ''").
		Bind(dbx.Params{"platform": platform, "ids": string(all), "now": stamp(now)}).Execute()
	if err != nil {
		return fmt.Errorf("settle updates: %w", err)
	}
	return nil
}

// FindWaitingUpdates returns at most limit updates that are not handled and
// stand behind a position, the oldest first, and the position of the last.
func FindWaitingUpdates(app core.App, platform string, after int64, limit int) ([]Update, int64, error) {
	var rows []struct {
		At   int64  `db:"at"`
		ID   string `db:"update_id"`
		Body string `db:"payload"`
	}
	err := app.ConcurrentDB().NewQuery("SELECT rowid AS at, [[update_id]], coalesce([[payload]], '') AS payload FROM {{inbox}} " +
		"WHERE [[platform]] = {:platform} AND [[handled_at]] = '' AND rowid > {:after} ORDER BY rowid LIMIT {:limit}").
		Bind(dbx.Params{"platform": platform, "after": after, "limit": limit}).All(&rows)
	if err != nil {
		return nil, after, fmt.Errorf("list updates that wait: %w", err)
	}
	found := make([]Update, len(rows))
	for i, r := range rows {
		found[i], after = Update{ID: r.ID, Body: []byte(r.Body)}, r.At
	}
	return found, after, nil
}

// BlankUpdates settles all updates in which a number or name stands, and forgets
// what was in them. That an update was known stays known.
func BlankUpdates(tx core.App, where dbx.Expression, now time.Time) error {
	_, err := tx.NonconcurrentDB().Update("inbox", dbx.Params{"payload": nil, "handled_at": stamp(now), "updated": stamp(now)}, where).Execute()
	if err != nil {
		return fmt.Errorf("forget what was in updates: %w", err)
	}
	return nil
}

// PurgeUpdates deletes the updates that came before a moment, handled or not.
// The last one of all only loses what was in it: SQLite would give its position
// out again, and positions must grow.
func PurgeUpdates(tx core.App, before, now time.Time) error {
	old := dbx.NewExp("[[created]] < {:t}", dbx.Params{"t": stamp(before)})
	if err := BlankUpdates(tx, dbx.And(old, dbx.NewExp("[[payload]] IS NOT NULL")), now); err != nil {
		return err
	}
	_, err := purge(tx, "inbox", dbx.And(old, dbx.NewExp("rowid < (SELECT max(rowid) FROM {{inbox}})")))
	return err
}

// Reply says which messages answer a question, as JSON that its writer reads.
type Reply struct{ Chat, Question, Answer string }

// SaveReplies notes which messages answer which, in place of what was noted.
func SaveReplies(tx core.App, platform string, replies []Reply, now time.Time) error {
	if len(replies) == 0 {
		return nil
	}
	upsert := tx.NonconcurrentDB().NewQuery("INSERT INTO {{replies}} " +
		"([[platform]], [[chat]], [[question]], [[answer]], [[created]], [[updated]]) VALUES ({:platform}, {:chat}, {:question}, {:answer}, {:now}, {:now}) " +
		"ON CONFLICT ([[platform]], [[chat]], [[question]]) DO UPDATE SET [[answer]] = excluded.[[answer]], [[updated]] = excluded.[[updated]]").Prepare()
	defer upsert.Close()
	for _, r := range replies {
		_, err := upsert.Bind(dbx.Params{
			"platform": platform, "chat": r.Chat, "question": r.Question, "answer": r.Answer, "now": stamp(now),
		}).Execute()
		if err != nil {
			return fmt.Errorf("note what answers a question: %w", err)
		}
	}
	return nil
}

// FindReply returns what was noted about a question, "" if nothing was.
func FindReply(app core.App, platform, chat, question string) (string, error) {
	var found []string
	err := app.ConcurrentDB().Select("answer").From("replies").
		Where(dbx.HashExp{"platform": platform, "chat": chat, "question": question}).Column(&found)
	if err != nil {
		return "", fmt.Errorf("look up what answers a question: %w", err)
	}
	if len(found) == 0 {
		return "", nil
	}
	return found[0], nil
}

// PurgeReplies deletes what was noted before a moment.
func PurgeReplies(app core.App, before time.Time) error {
	_, err := purge(app, "replies", dbx.NewExp("[[created]] < {:t}", dbx.Params{"t": stamp(before)}))
	return err
}
