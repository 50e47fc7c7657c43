package hooks

import (
	"database/sql"
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/list"
	"github.com/spf13/cast"

	"isa-portal.de/isabot/cms"
)

// bindMarks notes what a request says about its translations beside the fields:
// "minor_change", and in "machine" the languages that were drafted by a machine.
func bindMarks(app core.App) {
	note := func(e *core.RecordRequestEvent) error {
		info, err := e.RequestInfo()
		if err != nil {
			return err
		}
		cms.SetMinor(e.Record, cast.ToBool(info.Body["minor_change"]))
		cms.SetMachine(e.Record, list.ToUniqueStringSlice(info.Body["machine"])...)
		return e.Next()
	}
	app.OnRecordCreateRequest(cms.TranslatedCollections()...).BindFunc(note)
	app.OnRecordUpdateRequest(cms.TranslatedCollections()...).BindFunc(note)
}

// bindTranslations stamps the translations of what is not announced; those of
// news are stamped before it is planned.
func bindTranslations(app core.App) {
	bindMarks(app)
	bindReviews(app)
	stamped := slices.DeleteFunc(cms.TranslatedCollections(), func(name string) bool { return name == "news" })
	app.OnRecordCreateExecute(stamped...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return stampTranslations(e.App, nil, e.Record)
		})
	})
	app.OnRecordUpdateExecute(stamped...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := e.App.FindRecordById(e.Record.Collection(), e.Record.Id)
			if err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			return stampTranslations(e.App, stored, e.Record)
		})
	})
	app.OnRecordDeleteExecute(stamped...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return cms.DropTranslations(e.App, e.Record.Collection().Name, e.Record.Id)
		})
	})
}

// stampTranslations notes in the transaction of a save which source each
// language was written for. before is nil for a new record.
func stampTranslations(tx core.App, before, after *core.Record) error {
	if err := stampChanged(tx, before, after); err != nil {
		return err
	}
	if draft := cms.CorrectionIn(after); draft != nil {
		return takeStamps(tx, draft, before, after)
	}
	return nil
}

// takeStamps lets what a record takes over from a correction stand to its source
// as it did there, where both say the same: in the draft, a translation may have
// fallen behind, or been looked at.
func takeStamps(tx core.App, draft, before, after *core.Record) error {
	collection := after.Collection().Name
	for _, lang := range cms.Languages {
		if !cms.TakesStamp(before, draft, after, lang) {
			continue
		}
		t, err := cms.FindTranslation(tx, collection, draft.Id, lang)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if err := restamp(tx, after, lang, t.SourceHash(), t); err != nil {
			return err
		}
	}
	return nil
}

// stampChanged goes by what was changed. A language that was changed counts as written for
// the source as it is now; where only the source was changed, the others fall
// behind.
func stampChanged(tx core.App, before, after *core.Record) error {
	minor := cms.Minor(after)
	source := sourceLang(after)
	if before != nil && sourceLang(before) != source {
		return newSource(tx, before, after)
	}
	now := cms.TextHash(after, source)
	was := now // without a past nothing is behind
	if before != nil {
		was = cms.TextHash(before, sourceLang(before))
	}
	collection := after.Collection().Name
	for _, lang := range cms.Languages {
		if lang == source || !cms.Says(after, lang) {
			continue
		}
		written := before == nil || cms.TextHash(before, lang) != cms.TextHash(after, lang)
		stamp, err := cms.FindTranslation(tx, collection, after.Id, lang)
		unstamped := errors.Is(err, sql.ErrNoRows)
		if err != nil && !unstamped {
			return err
		}
		switch {
		case written:
			err = stampWritten(tx, before, after, lang, now)
		case now == was:
			err = nil
		case minor && (unstamped || stamp.SourceHash() == was):
			err = restamp(tx, after, lang, now, stamp)
		case unstamped:
			err = cms.StampTranslation(tx, collection, after.Id, lang, was, cms.ByPerson, "")
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}

// newSource follows a correction of which language is the source: what was current
// against the one before is current against the other.
func newSource(tx core.App, before, after *core.Record) error {
	old, source := sourceLang(before), sourceLang(after)
	for _, lang := range cms.Languages {
		if lang == source || !cms.Says(after, lang) {
			continue
		}
		currency, err := cms.CurrencyOf(tx, before, old, lang)
		if err != nil {
			return err
		}
		hash := cms.TextHash(after, source)
		if currency != cms.Current && cms.TextHash(before, lang) == cms.TextHash(after, lang) {
			hash = "" // it was behind, and it is
		}
		if err := stampWritten(tx, before, after, lang, hash); err != nil {
			return err
		}
	}
	return nil
}

// restamp lets a translation count for the source as it is now, whoever made it.
func restamp(tx core.App, r *core.Record, lang, hash string, stamp *cms.Translation) error {
	origin, reviewer := cms.ByPerson, ""
	if stamp != nil {
		origin, reviewer = stamp.GetString("origin"), stamp.GetString("reviewed_by")
	}
	return cms.StampTranslation(tx, r.Collection().Name, r.Id, lang, hash, origin, reviewer)
}

func sourceLang(r *core.Record) string {
	if s := r.GetString("source_lang"); s != "" {
		return s
	}
	return "de"
}
