package cms

import (
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
	c, err := tx.FindCachedCollectionByNameOrId("questions")
	if err != nil {
		return fmt.Errorf("collection questions: %w", err)
	}
	for _, q := range lines {
		r := core.NewRecord(c)
		r.Set("text", q.Text)
		r.Set("lang", q.Lang)
		r.Set("platform", q.Platform)
		r.Set("outcome", q.Outcome)
		r.Set("person", q.Person)
		r.Set("sources", q.Sources)
		r.Set("latency_ms", q.Latency.Milliseconds())
		at := stamp(q.At)
		r.SetRaw("created", at)
		r.SetRaw("updated", at)
		row, err := r.DBExport(tx)
		if err != nil {
			return fmt.Errorf("export a question: %w", err)
		}
		row["id"] = core.GenerateDefaultRandomId()
		if _, err := tx.NonconcurrentDB().Insert("questions", row).Execute(); err != nil {
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
