package cms

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Rendering is one language of a record and how it stands to the source.
type Rendering struct {
	Record   *core.Record
	Lang     string
	Currency Currency
	Stamp    *Translation // nil for a text that was there before stamps were kept
}

// SourceLangOf is the language that the others of a record are translated from.
func SourceLangOf(r *core.Record) string { return cmp.Or(r.GetString("source_lang"), "de") }

// FindRenderings returns the languages other than the source of the records of a
// collection that meet all conditions, in the given order of the records.
func FindRenderings(app core.App, collection, order string, where ...dbx.Expression) ([]Rendering, error) {
	var records []*core.Record
	q := app.RecordQuery(collection).OrderBy(strings.Split(order, ", ")...)
	for _, w := range where {
		q.AndWhere(w)
	}
	if err := q.All(&records); err != nil {
		return nil, err
	}
	stamps, err := findAll[Translation](app, "translations", "record, lang", dbx.HashExp{"collection": collection})
	if err != nil {
		return nil, err
	}
	byKey := make(map[string]*Translation, len(stamps))
	for _, t := range stamps {
		byKey[t.GetString("record")+t.GetString("lang")] = t
	}
	var all []Rendering
	for _, r := range records {
		source := SourceLangOf(r)
		for _, lang := range Languages {
			if lang != source {
				t := byKey[r.Id+lang]
				all = append(all, Rendering{r, lang, standsTo(r, source, lang, t), t})
			}
		}
	}
	return all, nil
}

// standsTo is CurrencyOf for a stamp that was read already, nil for none.
func standsTo(r *core.Record, source, lang string, t *Translation) Currency {
	switch {
	case strings.TrimSpace(r.GetString(translated[r.Collection().Name][0]+"_"+lang)) == "":
		return Missing
	case lang == source || t == nil:
		return Current
	case t.SourceHash() != TextHash(r, source):
		return Outdated
	case t.Machine():
		return Machine
	}
	return Current
}

// FindLiveRenderings is FindRenderings for what the public sees of a collection,
// the latest change first.
func FindLiveRenderings(app core.App, collection string) ([]Rendering, error) {
	const latest = "updated DESC, id"
	switch collection {
	case "news":
		return FindRenderings(app, collection, latest, dbx.HashExp{"status": string(Published)})
	case "pages", "alliance":
		return FindRenderings(app, collection, latest)
	}
	return FindRenderings(app, collection, latest, published)
}

// OutdatedSince is when the source was first changed after a language had been
// written, zero where the book of changes does not tell.
func OutdatedSince(app core.App, r *core.Record, t *Translation) (types.DateTime, error) {
	lines, err := FindAudit(app, r.Collection().Name, r.Id)
	if err != nil || t == nil {
		return types.DateTime{}, err
	}
	changed := func(l *Audit, lang string) bool {
		return slices.ContainsFunc(translated[r.Collection().Name], func(base string) bool {
			_, there := l.After()[base+"_"+lang]
			return there
		})
	}
	for _, l := range lines {
		late := !l.At().Time().Before(t.GetDateTime("updated").Time()) // the line is written last
		if late && changed(l, SourceLangOf(r)) && !changed(l, t.GetString("lang")) {
			return l.At(), nil
		}
	}
	return types.DateTime{}, nil
}

// CopyTranslations lets the languages of a record that says the same as another
// stand to each other as those of the other do.
func CopyTranslations(tx core.App, collection, from, to string, langs ...string) error {
	stamps, err := findAll[Translation](tx, "translations", "lang", dbx.HashExp{"collection": collection, "record": from})
	if err != nil {
		return err
	}
	for _, t := range stamps {
		if !slices.Contains(langs, t.GetString("lang")) {
			continue
		}
		err := StampTranslation(tx, collection, to, t.GetString("lang"), t.SourceHash(), t.GetString("origin"), t.GetString("reviewed_by"))
		if err != nil {
			return err
		}
	}
	return nil
}
