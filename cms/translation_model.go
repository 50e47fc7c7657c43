package cms

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Translation is a stamp: which source text a language was translated from.
type Translation struct{ core.BaseRecordProxy }

// Origins of a translation.
const (
	ByPerson  = "person"
	ByMachine = "machine"
)

// SourceHash is the hash of the text that was translated.
func (t *Translation) SourceHash() string { return t.GetString("source_hash") }

// Machine says that no person has looked at it.
func (t *Translation) Machine() bool {
	return t.GetString("origin") == ByMachine && t.GetString("reviewed_by") == ""
}

// Currency says how a language of a record stands to its source.
type Currency string

// The currencies of a language.
const (
	Current  Currency = "current"
	Outdated Currency = "outdated" // the source has changed since
	Missing  Currency = "missing"
	Machine  Currency = "machine" // translated by a machine and looked at by nobody
)

// translated are the fields of each collection that a translation is made of,
// the one first without which there is none.
var translated = map[string][]string{
	"news":     {"title", "summary", "body", "cover_alt"},
	"members":  {"name", "profile"},
	"contacts": {"name", "role"},
	"faqs":     {"question", "answer"},
	"events":   {"title", "place", "body"},
	"pages":    {"title", "body"},
	"alliance": {"name", "purpose"},
}

// TranslatedCollections are the collections whose translations are followed.
func TranslatedCollections() []string { return slices.Sorted(maps.Keys(translated)) }

// TranslatedFields are the fields that a language of the collection consists
// of, without their language; none for a collection that is not followed.
func TranslatedFields(collection string) []string { return translated[collection] }

// TextHash is the hash of all that a record says in a language.
func TextHash(r *core.Record, lang string) string {
	sum := sha256.New()
	for _, f := range translated[r.Collection().Name] {
		sum.Write([]byte(strings.TrimSpace(r.GetString(f + "_" + lang))))
		sum.Write([]byte{0xff}) // no byte of UTF-8: parts the texts
	}
	return base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:12])
}

// Says reports whether a record says anything in a language.
func Says(r *core.Record, lang string) bool {
	return slices.ContainsFunc(translated[r.Collection().Name], func(f string) bool { return strings.TrimSpace(r.GetString(f+"_"+lang)) != "" })
}

// CurrencyOf tells how a language of a record stands to its source. A text
// without a stamp was there before stamps were kept, and counts as current.
func CurrencyOf(app core.App, r *core.Record, source, lang string) (Currency, error) {
	if strings.TrimSpace(r.GetString(translated[r.Collection().Name][0]+"_"+lang)) == "" || lang == source {
		return standsTo(r, source, lang, nil), nil
	}
	t, err := FindTranslation(app, r.Collection().Name, r.Id, lang)
	if errors.Is(err, sql.ErrNoRows) {
		return Current, nil
	}
	if err != nil {
		return Missing, err
	}
	return standsTo(r, source, lang, t), nil
}

// FindTranslation returns the stamp of a language of a record.
func FindTranslation(app core.App, collection, record, lang string) (*Translation, error) {
	return findOne[Translation](app, "translations", dbx.HashExp{"collection": collection, "record": record, "lang": lang})
}

// StampTranslation notes what a language was translated from, by whom, and who
// has looked at it (the id of an account, "" for nobody).
func StampTranslation(tx core.App, collection, record, lang, sourceHash, origin, reviewer string) error {
	t, err := FindTranslation(tx, collection, record, lang)
	if errors.Is(err, sql.ErrNoRows) {
		r, err := newRecord(tx, "translations")
		if err != nil {
			return err
		}
		r.Set("collection", collection)
		r.Set("record", record)
		r.Set("lang", lang)
		t = &Translation{}
		t.SetProxyRecord(r)
	} else if err != nil {
		return err
	}
	t.Set("source_hash", sourceHash)
	t.Set("origin", origin)
	t.Set("reviewed_by", reviewer)
	return tx.Save(t)
}

// DropTranslations forgets the stamps of a record that is deleted.
func DropTranslations(tx core.App, collection, record string) error {
	_, err := purge(tx, "translations", dbx.HashExp{"collection": collection, "record": record})
	return err
}
