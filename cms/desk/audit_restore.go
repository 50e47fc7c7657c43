package desk

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// notPutBack are fields that the program sets by itself.
var notPutBack = []string{"id", "rev", "author", "published_by", "corrects", "answered_by", "answered_at"}

// steps are the fields of a life that goes forward: they are put back only where
// they are all that was changed, or are asked for.
var steps = []string{"status", "publish_at", "published", "state"}

// restore puts back what a record said before a change, through the same hooks as
// any other change: what the person may not do is refused. A deleted record comes
// back as a draft where it can be one, a correction as one of the same original,
// if that still has none; its files are gone.
// rev is the revision of news that the person has seen.
// POST audit/{id}/restore {fields?, rev?}: {collection, id, restored: [fields], left_out: [fields]}
func (d *desk) restore(e *core.RequestEvent) error {
	var body struct {
		Fields []string `json:"fields"`
		Rev    *int     `json:"rev"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	who := whose(e)
	p := putBack{asked: body.Fields, restored: []string{}, left: []string{}}
	var collection, id string
	err := e.App.RunInTransaction(func(tx core.App) error {
		line, err := cms.FindAuditLine(tx, e.Request.PathValue("id"))
		if err != nil {
			return err
		}
		if collection, id = line.About(); !slices.Contains(readable(who), collection) {
			return missing(who.Lang)
		}
		c, err := tx.FindCachedCollectionByNameOrId(collection)
		if err != nil || c.System || collection == "state" || len(line.Before()) == 0 {
			return &Refusal{Text: phrases.Desk.NothingBefore}
		}
		if !who.MayWrite(collection) {
			return forbidden(phrases.CMS.ForPublishers, who.Lang)
		}
		r, err := toRestore(tx, c, line)
		if err != nil {
			return err
		}
		if p.set(r, line.Before()); len(p.restored) == 0 {
			return &Refusal{Text: phrases.Desk.NothingBefore}
		}
		if err := markMachines(tx, r); err != nil {
			return err
		}
		cms.SetActor(r, who)
		if !r.IsNew() {
			if body.Rev != nil {
				cms.SetRev(r, *body.Rev)
			}
			return tx.Save(r)
		}
		asDraft(r, who)
		if original := corrected(line); original != "" {
			return saveCorrection(tx, r, original)
		}
		return tx.Save(r)
	})
	if err != nil {
		return refused(e, err)
	}
	return e.JSON(http.StatusOK, map[string]any{"collection": collection, "id": id, "restored": p.restored, "left_out": p.left})
}

// markMachines notes the languages of a record that say again what a machine
// drafted: that somebody put it back makes it no person's.
func markMachines(tx core.App, r *core.Record) error {
	var machine []string
	for _, lang := range cms.Languages {
		was, err := cms.WasMachines(tx, r, lang)
		if err != nil {
			return err
		}
		if was {
			machine = append(machine, lang)
		}
	}
	cms.SetMachine(r, machine...)
	return nil
}

// toRestore is the record that a line of the book is about, a new one of the same
// id where it was deleted.
func toRestore(tx core.App, c *core.Collection, line *cms.Audit) (*core.Record, error) {
	_, id := line.About()
	r, err := tx.FindRecordById(c, id)
	switch {
	case line.MergedInto() != "":
		return nil, &Refusal{Text: phrases.Desk.WasMerged}
	case errors.Is(err, sql.ErrNoRows) && !restorable(line, true):
		return nil, &Refusal{Text: phrases.Desk.NothingBefore}
	case errors.Is(err, sql.ErrNoRows) && line.Action() == cms.ActionDelete:
		r = core.NewRecord(c)
		r.Id = id
		return r, nil
	case errors.Is(err, sql.ErrNoRows):
		return nil, &Refusal{Text: phrases.Desk.RecordGone}
	}
	return r, err
}

// putBack is the work at one record.
type putBack struct {
	asked          []string // fields; none is all
	restored, left []string
}

// set sets the fields of a record as they were.
func (p *putBack) set(r *core.Record, before map[string]json.RawMessage) {
	var names []string
	onlySteps := true
	for name := range before {
		f := r.Collection().Fields.GetByName(name)
		wanted := len(p.asked) == 0 || slices.Contains(p.asked, name)
		switch {
		case !wanted || slices.Contains(notPutBack, name):
		case f == nil || f.Type() == core.FieldTypeFile:
			if raw := string(before[name]); raw != `""` && raw != "[]" {
				p.left = append(p.left, name)
			}
		default:
			names = append(names, name)
			onlySteps = onlySteps && slices.Contains(steps, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(steps, name) && !onlySteps && len(p.asked) == 0 && !r.IsNew() {
			p.left = append(p.left, name)
			continue
		}
		var value any
		if json.Unmarshal(before[name], &value) == nil {
			r.Set(name, value)
			p.restored = append(p.restored, name)
		}
	}
	slices.Sort(p.left)
}

// asDraft makes of a record that comes back what its author may make.
func asDraft(r *core.Record, who cms.Actor) {
	switch {
	case r.Collection().Name == "news":
		r.Set("status", string(cms.Draft))
		r.Set("publish_at", "")
	case !who.MayPublish() && slices.Contains(cms.Drafted, r.Collection().Name):
		r.Set("published", false)
	}
}

// saveCorrection saves a record that comes back as a correction. Where it says what
// its original does, its languages stand to each other as they do there.
func saveCorrection(tx core.App, r *core.Record, original string) error {
	collection := r.Collection().Name
	live, err := tx.FindRecordById(collection, original)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !cms.Live(live) {
		return &Refusal{Text: phrases.CMS.OriginalGone}
	}
	if err != nil {
		return err
	}
	if _, err := cms.FindCorrection(tx, collection, original); !errors.Is(err, sql.ErrNoRows) {
		return cmp.Or(err, error(&Refusal{Text: phrases.Desk.CorrectionOpen}))
	}
	r.Set("corrects", original)
	if cms.Live(r) {
		r.Set(cms.Switch(collection), false)
	}
	if err := tx.Save(r); err != nil {
		return err
	}
	same := slices.DeleteFunc(slices.Clone(cms.Languages), func(lang string) bool { return cms.TextHash(live, lang) != cms.TextHash(r, lang) })
	return cms.CopyTranslations(tx, collection, original, r.Id, same...)
}
