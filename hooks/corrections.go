package hooks

import (
	"database/sql"
	"encoding/json"
	"errors"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindCorrections follows drafts that correct what is live. When one is
// released, its words take the place of those of the live record, in the same
// transaction, and the draft is no more: readers see an edit, and no second
// message. Which record a draft corrects is said when it is made, by the desk,
// and by nothing else.
func bindCorrections(app core.App) {
	app.OnRecordCreateRequest(cms.Drafted...).BindFunc(func(e *core.RecordRequestEvent) error {
		e.Record.Set("corrects", "") // the admin's Duplicate copied it
		return e.Next()
	})
	app.OnRecordUpdateRequest(cms.Drafted...).BindFunc(func(e *core.RecordRequestEvent) error {
		e.Record.Set("corrects", e.Record.Original().GetString("corrects"))
		return e.Next()
	})
	app.OnRecordValidate(cms.Drafted...).BindFunc(func(e *core.RecordEvent) error {
		return merged(e.Next(), filesOfCorrection(e.Record))
	})
	app.OnRecordUpdateExecute(cms.Drafted...).BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("corrects") == "" {
			return e.Next()
		}
		return inTransaction(e, func() error {
			stored, err := e.App.FindRecordById(e.Record.Collection(), e.Record.Id)
			if err != nil {
				return err
			}
			if stored.GetString("corrects") == "" || cms.Live(stored) || !cms.Live(e.Record) {
				return e.Next()
			}
			return mergeCorrection(e.App, stored, e.Record)
		})
	})
}

// filesOfCorrection refuses files in a correction: they would be lost with it.
func filesOfCorrection(r *core.Record) validation.Errors {
	faults := validation.Errors{}
	if r.GetString("corrects") == "" {
		return faults
	}
	for _, f := range r.Collection().Fields {
		if f.Type() == core.FieldTypeFile && (len(r.GetStringSlice(f.GetName())) > 0 || len(r.GetUnsavedFiles(f.GetName())) > 0) {
			faults[f.GetName()] = fieldError{code: "correction_file", message: say(phrases.CMS.CorrectionFile, cms.ActorOf(r).Lang)}
		}
	}
	return faults
}

// mergeCorrection puts the words of a draft that is being released into the
// record that it corrects, and deletes the draft.
func mergeCorrection(tx core.App, stored, draft *core.Record) error {
	who := cms.ActorOf(draft)
	if err := mayMerge(tx, stored, draft); err != nil {
		return err
	}
	live, err := tx.FindRecordById(draft.Collection(), stored.GetString("corrects"))
	if errors.Is(err, sql.ErrNoRows) || err == nil && !cms.Live(live) {
		return wrong(cms.Switch(draft.Collection().Name), "original_gone", phrases.CMS.OriginalGone, who.Lang)
	}
	if err != nil {
		return err
	}
	base, err := cms.BaseOf(tx, stored)
	if err != nil {
		return err
	}
	if faults := takeOver(live, draft, base, who.Lang); len(faults) > 0 {
		return faults
	}
	if err := stampTranslations(tx, stored, draft); err != nil { // it is not saved any more
		return err
	}
	cms.SetActor(live, who)
	cms.SetMinor(live, cms.Minor(draft))
	cms.SetCorrection(live, draft)
	machine, err := cms.MachineLanguagesOf(tx, stored)
	if err != nil {
		return err
	}
	cms.SetMachine(live, machine...)
	if err := tx.Save(live); err != nil {
		return err
	}
	cms.SetActor(stored, who)
	cms.SetMerged(stored, live.Id)
	if err := tx.Delete(stored); err != nil {
		return err
	}
	cms.SetMerged(draft, live.Id)
	return nil
}

// mayMerge is what holds for the release of a correction as for any other.
func mayMerge(tx core.App, stored, draft *core.Record) error {
	who := cms.ActorOf(draft)
	field := cms.Switch(draft.Collection().Name)
	if !who.MayPublish() {
		return wrong(field, "only_publishers", phrases.CMS.OnlyPublishers, who.Lang)
	}
	if draft.Collection().Name != "news" {
		return nil
	}
	if err := checkRev(tx, draft, newsOf(stored)); err != nil {
		return err
	}
	if !draft.GetDateTime("publish_at").IsZero() {
		return wrong("publish_at", "correction_now", phrases.CMS.CorrectionNow, who.Lang)
	}
	return checkFourEyes(tx, draft, newsOf(stored))
}

// takeOver sets in live what the draft says otherwise than it did when it was
// made, and names the fields in which both say something new.
func takeOver(live, draft *core.Record, base map[string]json.RawMessage, lang string) validation.Errors {
	faults := validation.Errors{}
	for _, name := range cms.TakeOver(live, draft, base) {
		faults[name] = fieldError{code: "changed_in_original", message: say(phrases.CMS.ChangedInOriginal, lang)}
	}
	return faults
}
