package cms

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Actions that change no field.
const (
	ActionAsk     = "ask"     // somebody asks a publisher; the note says what for
	ActionConfirm = "confirm" // a translation was looked at
)

// At is when it happened.
func (a *Audit) At() types.DateTime { return a.GetDateTime("created") }

// About is the collection and id of the record that it is about.
func (a *Audit) About() (collection, record string) {
	return a.GetString("collection"), a.GetString("record")
}

// Before are the values of the changed fields that were replaced, nil for a
// record that was made.
func (a *Audit) Before() map[string]json.RawMessage { return a.side("before") }

// After are the values that replaced them, nil for a record that was deleted.
func (a *Audit) After() map[string]json.RawMessage { return a.side("after") }

func (a *Audit) side(name string) map[string]json.RawMessage {
	var values map[string]json.RawMessage
	_ = json.Unmarshal([]byte(a.GetString(name)), &values) // we wrote it
	return values
}

// Note is what the person said to it.
func (a *Audit) Note() string {
	var note string
	_ = json.Unmarshal(a.After()["note"], &note) // none is ""
	return note
}

// MergedInto is the id of the record that took over the words of a correction, of
// whose deletion the line tells; "" for any other.
func (a *Audit) MergedInto() string {
	var into string
	_ = json.Unmarshal(a.After()[mergedInto], &into) // none is ""
	return into
}

// mergedInto stands in a line beside the fields.
const mergedInto = "merged_into"

// NoteMerged notes in what a line says of after that the record was merged into
// another.
func NoteMerged(after map[string]any, into string) { after[mergedInto] = into }

// drafted stands in a line beside the fields, before a language.
const drafted = "drafted_"

// NoteDrafted notes in what a line says of after that a machine drafted a language.
func NoteDrafted(after map[string]any, lang string) { after[drafted+lang] = true }

// FindAuditLine returns a line by its id.
func FindAuditLine(app core.App, id string) (*Audit, error) {
	return findOne[Audit](app, "audit", dbx.HashExp{"id": id})
}

// FindLastAudit returns the last line about a record.
func FindLastAudit(app core.App, collection, record string) (*Audit, error) {
	found, err := fetch[Audit](app.RecordQuery("audit").OrderBy("created DESC", "_rowid_ DESC").Limit(1), "audit",
		dbx.HashExp{"collection": collection, "record": record})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("last change of a record in %s: %w", collection, sql.ErrNoRows)
	}
	return found[0], nil
}

// FindAuditBefore returns the lines about the given collections that are older
// than a moment (zero: all), the latest first and at most limit.
func FindAuditBefore(app core.App, collections []string, before time.Time, limit int) ([]*Audit, error) {
	names := make([]any, len(collections))
	for i, c := range collections {
		names[i] = c
	}
	q := app.RecordQuery("audit").OrderBy("created DESC", "_rowid_ DESC").Limit(int64(limit))
	if !before.IsZero() {
		q.AndWhere(dbx.NewExp("[[created]] < {:before}", dbx.Params{"before": stamp(before)}))
	}
	return fetch[Audit](q, "audit", dbx.HashExp{"collection": names})
}

// FindOpenAsks returns what staff asked publishers for since a moment, where
// nothing has happened to the record after, the latest first.
func FindOpenAsks(app core.App, since time.Time) ([]*Audit, error) {
	return fetch[Audit](app.RecordQuery("audit").OrderBy("created DESC", "_rowid_ DESC"), "audit",
		dbx.HashExp{"action": ActionAsk}, dbx.NewExp("[[created]] >= {:since}", dbx.Params{"since": stamp(since)}),
		dbx.NewExp("NOT EXISTS (SELECT 1 FROM {{audit}} l WHERE l.collection = {{audit}}.collection AND l.record = {{audit}}.record AND l._rowid_ > {{audit}}._rowid_)"))
}

// FindAsk returns the last time that somebody asked for the release of a record.
func FindAsk(app core.App, collection, record string) (*Audit, error) {
	found, err := fetch[Audit](app.RecordQuery("audit").OrderBy("created DESC", "_rowid_ DESC").Limit(1), "audit",
		dbx.HashExp{"collection": collection, "record": record, "action": ActionAsk})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("who asked for a record in %s: %w", collection, sql.ErrNoRows)
	}
	return found[0], nil
}

// HasWritten reports whether somebody wrote or attached something of a record, or
// changed it, as far as the book of changes goes back.
func HasWritten(app core.App, r *core.Record, actor string) (bool, error) {
	lines, err := FindAudit(app, r.Collection().Name, r.Id)
	if err != nil {
		return false, err
	}
	written := WrittenFields(r.Collection())
	for _, l := range lines {
		if l.Actor() != actor {
			continue
		}
		for name := range l.After() {
			if slices.Contains(written, name) {
				return true, nil
			}
		}
	}
	return false, nil
}

// BaseOf are the values that a draft was made with, at first: one that was deleted
// and put back was not made anew.
func BaseOf(app core.App, r *core.Record) (map[string]json.RawMessage, error) {
	made, err := fetch[Audit](app.RecordQuery("audit").OrderBy("created", "_rowid_").Limit(1), "audit",
		dbx.HashExp{"collection": r.Collection().Name, "record": r.Id, "action": ActionCreate})
	if err != nil {
		return nil, err
	}
	if len(made) == 0 {
		return nil, fmt.Errorf("how a draft in %s was made: %w", r.Collection().Name, sql.ErrNoRows)
	}
	return made[0].After(), nil
}

// BlankAudit takes a field out of all that the book of changes says about a record.
func BlankAudit(tx core.App, collection, record, field string) error {
	for _, side := range []string{"before", "after"} {
		_, err := tx.NonconcurrentDB().NewQuery("UPDATE {{audit}} SET [[" + side + "]] = json_remove([[" + side + "]], {:path}) " +
			"WHERE [[collection]] = {:collection} AND [[record]] = {:record} AND json_valid([[" + side + "]])").
			Bind(dbx.Params{"path": "$." + field, "collection": collection, "record": record}).Execute()
		if err != nil {
			return fmt.Errorf("blank a field in the book of changes: %w", err)
		}
	}
	return nil
}
