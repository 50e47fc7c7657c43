package cms

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Question is one line of the log of questions. Person is a pseudonym.
type Question struct {
	ID                                    string // 15 small letters and digits; "" for a new one
	Text, Lang, Platform, Outcome, Person string
	Thumbs                                Thumbs
	Sources                               []string // "collection/id"
	Latency                               time.Duration
	At                                    time.Time
}

// Thumbs is what the asker thinks of the answer, "" if they did not say.
type Thumbs string

// The verdicts.
const (
	ThumbsUp   Thumbs = "up"
	ThumbsDown Thumbs = "down"
)

// AddQuestions writes lines into the log, past hooks and validation: it is the
// program's own book, and it is written many lines at a time. A line whose id
// is there already is left out.
func AddQuestions(tx core.App, lines []Question) error {
	insert := tx.NonconcurrentDB().NewQuery("INSERT OR IGNORE INTO {{questions}} " +
		"([[id]], [[text]], [[lang]], [[platform]], [[outcome]], [[thumbs]], [[person]], [[sources]], [[latency_ms]], [[created]], [[updated]]) VALUES " +
		"({:id}, {:text}, {:lang}, {:platform}, {:outcome}, {:thumbs}, {:person}, {:sources}, {:latency}, {:at}, {:at})").Prepare()
	defer insert.Close()
	for _, q := range lines {
		sources, err := json.Marshal(q.Sources)
		if err != nil {
			return fmt.Errorf("write the sources of a question: %w", err)
		}
		_, err = insert.Bind(dbx.Params{
			"id": cmp.Or(q.ID, core.GenerateDefaultRandomId()), "text": q.Text, "lang": q.Lang, "platform": q.Platform,
			"outcome": q.Outcome, "thumbs": q.Thumbs, "person": q.Person, "sources": string(sources), "latency": q.Latency.Milliseconds(), "at": stamp(q.At),
		}).Execute()
		if err != nil {
			return fmt.Errorf("add a question: %w", err)
		}
	}
	return nil
}

// RateQuestion keeps a verdict on the answer to a question, in place of an
// earlier one, and returns the question's text, "" if there is no such line.
func RateQuestion(app core.App, id string, verdict Thumbs, now time.Time) (string, error) {
	var text []string
	err := app.NonconcurrentDB().NewQuery("UPDATE {{questions}} SET [[thumbs]] = {:verdict}, [[updated]] = {:now} WHERE [[id]] = {:id} RETURNING [[text]]").
		Bind(dbx.Params{"id": id, "verdict": verdict, "now": stamp(now)}).Column(&text)
	if err != nil {
		return "", fmt.Errorf("rate a question: %w", err)
	}
	if len(text) == 0 {
		return "", nil
	}
	return text[0], nil
}

// PurgeQuestions deletes the lines that were written before a moment and
// returns how many they were.
func PurgeQuestions(app core.App, before time.Time) (int64, error) {
	return purge(app, "questions", dbx.NewExp("[[created]] < {:t}", dbx.Params{"t": stamp(before)}))
}

// purge deletes rows of a collection that nothing points to and no hook watches.
func purge(app core.App, collection string, where dbx.Expression) (int64, error) {
	res, err := app.NonconcurrentDB().Delete(collection, where).Execute()
	if err != nil {
		return 0, fmt.Errorf("purge %s: %w", collection, err)
	}
	return res.RowsAffected()
}
