package cms

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// unseen is the condition of stamps of what a machine translated and nobody has
// looked at.
var unseen = dbx.HashExp{"origin": ByMachine, "reviewed_by": ""}

// MachineLanguages tells for the records of a collection, by id, in which languages
// a machine has translated them and nobody has looked at that: what readers are to
// be told, whether the source has changed since or not. Records without any are
// left out.
func MachineLanguages(app core.App, collection string) (map[string][]string, error) {
	return machineLanguages(app, collection)
}

// MachineLanguagesOf is MachineLanguages for one record that is stored.
func MachineLanguagesOf(app core.App, r *core.Record) ([]string, error) {
	if r.Id == "" {
		return nil, nil
	}
	found, err := machineLanguages(app, r.Collection().Name, dbx.HashExp{"t.record": r.Id})
	return found[r.Id], err
}

func machineLanguages(app core.App, collection string, where ...dbx.Expression) (map[string][]string, error) {
	var rows []struct{ Record, Lang string }
	q := app.DB().Select("t.record", "t.lang").From("translations t").
		InnerJoin(collection+" r", dbx.NewExp("[[r.id]] = [[t.record]]")).
		Where(dbx.HashExp{"t.collection": collection, "t.origin": ByMachine, "t.reviewed_by": ""}).
		AndWhere(dbx.NewExp("[[t.lang]] != coalesce(nullif([[r.source_lang]], ''), 'de')")). // a source is nobody's translation
		OrderBy("t.record", "t.lang")
	for _, w := range where {
		q.AndWhere(w)
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("find what machines translated of %s: %w", collection, err)
	}
	all := map[string][]string{}
	for _, row := range rows {
		all[row.Record] = append(all[row.Record], row.Lang)
	}
	return all, nil
}

// CopiedFromMachine reports whether the text of a record in a language is the same
// as one of its collection that a machine has translated and nobody has looked at:
// a copy of it is no person's either.
func CopiedFromMachine(app core.App, r *core.Record, lang string) (bool, error) {
	collection := r.Collection().Name
	stamps, err := findAll[Translation](app, "translations", "id", dbx.HashExp{"collection": collection, "lang": lang}, unseen)
	if err != nil {
		return false, err
	}
	hash := TextHash(r, lang)
	for _, t := range stamps {
		other, err := app.FindRecordById(collection, t.GetString("record"))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return false, err
		}
		if other.Id != r.Id && TextHash(other, lang) == hash {
			return true, nil
		}
	}
	return false, nil
}

// WasMachines reports whether a record says in a language, word for word, what it
// said when a machine had drafted that and no person had touched it, as far as the
// book of changes goes back. It need not be stored.
func WasMachines(app core.App, r *core.Record, lang string) (bool, error) {
	collection := r.Collection().Name
	lines, err := FindAudit(app, collection, r.Id)
	if err != nil {
		return false, err
	}
	said, machine, was := map[string]string{}, false, false
	for _, l := range lines {
		after := l.After()
		for _, field := range TranslatedFields(collection) {
			var text string
			if raw, written := after[field+"_"+lang]; written && json.Unmarshal(raw, &text) == nil {
				said[field] = strings.TrimSpace(text)
				_, machine = after[drafted+lang]
			}
		}
		if l.Action() == ActionConfirm && string(after["lang"]) == strconv.Quote(lang) {
			machine = false
		}
		same := true
		for field, text := range said {
			same = same && text == strings.TrimSpace(r.GetString(field+"_"+lang))
		}
		if same {
			was = machine
		}
	}
	return was, nil
}

// FindUncheckedRenderings returns the machine translations of a collection that
// are for a person to look at, whether the record is live or not, the latest
// change first.
func FindUncheckedRenderings(app core.App, collection string) ([]Rendering, error) {
	found, err := FindRenderings(app, collection, "updated DESC, id", dbx.NewExp(
		"[[id]] IN (SELECT record FROM translations WHERE collection = {:of} AND origin = {:by} AND reviewed_by = '')",
		dbx.Params{"of": collection, "by": ByMachine}))
	return slices.DeleteFunc(found, func(r Rendering) bool { return r.Currency != Machine }), err
}

// KeepReviews lets what an account has looked at stay looked at when the account
// is deleted: it counts as a person's then.
func KeepReviews(tx core.App, account string) error {
	stamps, err := findAll[Translation](tx, "translations", "id", dbx.HashExp{"reviewed_by": account})
	if err != nil {
		return err
	}
	for _, t := range stamps {
		t.Set("origin", ByPerson)
		if err := tx.Save(t); err != nil {
			return err
		}
	}
	return nil
}
