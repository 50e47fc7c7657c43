package hooks

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// stampWritten notes what the text of a language was written for, and by whom: a
// machine where the form says so, or where it is an unchanged copy of what a
// machine wrote. before is nil for a new record.
func stampWritten(tx core.App, before, after *core.Record, lang, sourceHash string) error {
	machine, err := writtenByMachine(tx, before, after, lang)
	if err != nil {
		return err
	}
	origin := cms.ByPerson
	if machine {
		origin = cms.ByMachine
	}
	return cms.StampTranslation(tx, after.Collection().Name, after.Id, lang, sourceHash, origin, "")
}

func writtenByMachine(tx core.App, before, after *core.Record, lang string) (bool, error) {
	if before == nil {
		copied, err := cms.CopiedFromMachine(tx, after, lang) // the admin's Duplicate
		return copied || cms.MachineIn(after, lang), err
	}
	if cms.TextHash(before, lang) != cms.TextHash(after, lang) {
		return cms.MachineIn(after, lang), nil
	}
	t, err := cms.FindTranslation(tx, after.Collection().Name, after.Id, lang)
	return err == nil && t.Machine(), nil
}

// bindReviews keeps what an account has looked at when the account goes.
func bindReviews(app core.App) {
	app.OnRecordDeleteExecute(core.CollectionNameSuperusers).BindFunc(func(e *core.RecordEvent) error {
		if !hasBook(e.App) {
			return e.Next() // nothing is stamped before the schema is there
		}
		return inTransaction(e, func() error {
			if err := cms.KeepReviews(e.App, e.Record.Id); err != nil {
				return err
			}
			return e.Next()
		})
	})
}

// noteDrafted adds to what a change brought which of its languages a machine
// drafted.
func noteDrafted(r *core.Record, after map[string]any) {
	for _, lang := range cms.Languages {
		if !cms.MachineIn(r, lang) {
			continue
		}
		for _, name := range cms.TranslatedFields(r.Collection().Name) {
			if text, ok := after[name+"_"+lang].(string); ok && strings.TrimSpace(text) != "" {
				cms.NoteDrafted(after, lang)
			}
		}
	}
}
