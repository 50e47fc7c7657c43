package cms

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Question is one line of the log of questions. Person is a pseudonym.
type Question struct {
	Text, Lang, Platform, Outcome, Person string
	Sources                               []string // "collection/id"
	Latency                               time.Duration
	At                                    time.Time
}

// AddQuestions writes lines into the log, past hooks and validation: it is the
// program's own book, and it is written many lines at a time.
func AddQuestions(tx core.App, lines []Question) error {
	insert := tx.NonconcurrentDB().NewQuery("INSERT INTO {{questions}} " +
		"([[id]], [[text]], [[lang]], [[platform]], [[outcome]], [[person]], [[sources]], [[latency_ms]], [[created]], [[updated]]) VALUES " +
		"({:id}, {:text}, {:lang}, {:platform}, {:outcome}, {:person}, {:sources}, {:latency}, {:at}, {:at})").Prepare()
	defer insert.Close()
	for _, q := range lines {
		sources, err := json.Marshal(q.Sources)
		if err != nil {
			return fmt.Errorf("write the sources of a question: %w", err)
		}
		_, err = insert.Bind(dbx.Params{
			"id": core.GenerateDefaultRandomId(), "text": q.Text, "lang": q.Lang, "platform": q.Platform, "outcome": q.Outcome,
			"person": q.Person, "sources": string(sources), "latency": q.Latency.Milliseconds(), "at": stamp(q.At),
		}).Execute()
		if err != nil {
			return fmt.Errorf("add a question: %w", err)
		}
	}
	return nil
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
