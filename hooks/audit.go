package hooks

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// audited are the collections whose changes are written down.
var audited = []string{
	"alliance", "states", "members", "places", "contacts", "topics", "faqs", "events", "pages", "news", "channels", "inquiries",
	core.CollectionNameSuperusers,
}

// personal are the fields of people who wrote to us; they stay in their record,
// with which they are deleted.
var personal = map[string][]string{
	"inquiries": {"question", "translation", "platform", "chat", "thread", "conversation"},
}

// bindAudit writes a line into the book of changes, in the transaction of the
// change: without the line there is no change.
func bindAudit(app core.App) {
	app.OnRecordCreateExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return writeAudit(e, nil, values(e.Record))
		})
	})
	app.OnRecordUpdateExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := e.App.FindRecordById(e.Record.Collection(), e.Record.Id)
			if err != nil {
				return fmt.Errorf("read what is stored: %w", err)
			}
			before := values(stored)
			if err := e.Next(); err != nil {
				return err
			}
			return writeAudit(e, before, values(e.Record))
		})
	})
	app.OnRecordDeleteExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			before := values(e.Record)
			if e.Record.Collection().Name == "inquiries" { // an answer speaks to a person, of whom nothing is to be left
				delete(before, "answer")
				if err := cms.BlankAudit(e.App, "inquiries", e.Record.Id, "answer"); err != nil {
					return err
				}
			}
			return writeAudit(e, before, nil)
		})
	})
}

// writeAudit notes what differs between before and after; one of them is nil for
// a record that comes or goes. What people do themselves is not staff's doing:
// an inquiry is only noted when somebody of the staff touches it.
func writeAudit(e *core.RecordEvent, before, after map[string]any) error {
	who := cms.ActorOf(e.Record)
	if who.ID == "" && e.Record.Collection().Name == "inquiries" {
		return nil
	}
	if e.Record.Collection().Name == core.CollectionNameSuperusers && !hasBook(e.App) {
		return nil // the first account may be made before there is a book
	}
	action := actionOf(before, after)
	dropEqual(before, after)
	if note := cms.NoteOf(e.Record); note != "" && after != nil {
		after["note"] = note
	}
	noteDrafted(e.Record, after)
	if len(before) == 0 && len(after) == 0 {
		return nil // saved as it was
	}
	if into := cms.MergedInto(e.Record); into != "" && action == cms.ActionDelete {
		after = map[string]any{}
		cms.NoteMerged(after, into)
	}
	line, err := cms.NewAudit(e.App, who, action, e.Record, before, after)
	if err != nil {
		return err
	}
	if err := e.App.Save(line); err != nil {
		return fmt.Errorf("write down the change: %w", err)
	}
	return nil
}

func hasBook(app core.App) bool {
	_, err := app.FindCachedCollectionByNameOrId("audit")
	return err == nil
}

// actionOf gives the change its name.
func actionOf(before, after map[string]any) string {
	switch {
	case before == nil:
		return cms.ActionCreate
	case after == nil:
		return cms.ActionDelete
	case after["status"] != before["status"] && after["status"] == string(cms.Published):
		return cms.ActionPublish
	case after["status"] != before["status"] && after["status"] == string(cms.Retracted):
		return cms.ActionRetract
	case after["status"] != before["status"] && after["status"] == string(cms.Review):
		return cms.ActionAsk
	case after["state"] != before["state"] && after["state"] == cms.InquiryAnswered:
		return cms.ActionAnswer
	}
	return cms.ActionUpdate
}

// values are the fields of a record that staff fill, as JSON holds them.
func values(r *core.Record) map[string]any {
	all := map[string]any{}
	for _, f := range r.Collection().Fields {
		if f.Type() == core.FieldTypeAutodate || f.GetName() == core.FieldNameId || secret(f) {
			continue
		}
		all[f.GetName()] = r.Get(f.GetName())
	}
	for _, f := range personal[r.Collection().Name] {
		delete(all, f)
	}
	return all
}

// secret reports whether a field opens an account.
func secret(f core.Field) bool {
	return f.Type() == core.FieldTypePassword || f.GetName() == core.FieldNameTokenKey
}

// dropEqual removes from both what is the same in both.
func dropEqual(before, after map[string]any) {
	for name, old := range before {
		if now, ok := after[name]; ok && cms.SameJSON(old, now) {
			delete(before, name)
			delete(after, name)
		}
	}
}
