package cms

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// What a form says beside its fields is noted on the record under names that no
// field has: it never reaches the database or an answer of the API.
const (
	revKey     = "@rev"
	minorKey   = "@minor"
	machineKey = "@machine"
	noteKey    = "@note"
	mergedKey  = "@merged"
	wordsKey   = "@words"
)

// SetRev notes the revision that a form was loaded with.
func SetRev(r *core.Record, rev int) { r.SetRaw(revKey, rev) }

// RevOf returns the revision that a form was loaded with; ok is false where none
// was told.
func RevOf(r *core.Record) (rev int, ok bool) {
	rev, ok = r.GetRaw(revKey).(int)
	return rev, ok
}

// SetMinor notes that a change of the source asks for no new translation.
func SetMinor(r *core.Record, minor bool) { r.SetRaw(minorKey, minor) }

// Minor reports whether a change of the source asks for no new translation.
func Minor(r *core.Record) bool {
	minor, _ := r.GetRaw(minorKey).(bool)
	return minor
}

// SetMachine notes the languages whose text a machine has drafted and no person
// has touched.
func SetMachine(r *core.Record, langs ...string) { r.SetRaw(machineKey, langs) }

// MachineIn reports whether the text that a record brings in a language was drafted
// by a machine.
func MachineIn(r *core.Record, lang string) bool {
	langs, _ := r.GetRaw(machineKey).([]string)
	return slices.Contains(langs, lang)
}

// SetNote notes what a person says to a change, for the book of changes.
func SetNote(r *core.Record, note string) { r.SetRaw(noteKey, note) }

// NoteOf returns what a person says to a change.
func NoteOf(r *core.Record) string {
	note, _ := r.GetRaw(noteKey).(string)
	return note
}

// SetMerged notes that a correction was merged into the record with this id, and
// is no more.
func SetMerged(r *core.Record, into string) { r.SetRaw(mergedKey, into) }

// MergedInto is the id of the record that a correction was merged into by being
// saved, "" if it was not.
func MergedInto(r *core.Record) string {
	into, _ := r.GetRaw(mergedKey).(string)
	return into
}

// SetCorrection notes the correction whose words a record takes over.
func SetCorrection(r, draft *core.Record) { r.SetRaw(wordsKey, draft) }

// CorrectionIn is the correction whose words a record takes over, nil for none.
func CorrectionIn(r *core.Record) *core.Record {
	draft, _ := r.GetRaw(wordsKey).(*core.Record)
	return draft
}
