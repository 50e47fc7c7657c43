package desk

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

func (rep *report) pairs() []string {
	var pairs []string
	for _, state := range []string{rowNew, rowChanged, rowUnchanged, rowWrong} {
		pairs = append(pairs, state, strconv.Itoa(rep.Counts[state]))
	}
	return pairs
}

// importer brings the rows of one table into a collection, in one transaction.
type importer struct {
	tx         core.App
	collection *core.Collection
	who        cms.Actor
	code       codec
	columns    map[int]column // by their place in the table
	narrow     bool
	records    []*core.Record
	taken      map[string]int // the row that a record was changed by
}

// newImporter makes ready for a table whose columns are all known. What is wrong
// with them is a Refusal.
func newImporter(tx core.App, collection string, table sheet, who cms.Actor) (*importer, error) {
	c, err := tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	in := &importer{tx: tx, collection: c, who: who, columns: map[int]column{}, narrow: table.narrow, taken: map[string]int{}}
	if in.code, err = newCodec(tx); err != nil {
		return nil, err
	}
	if in.records, err = cms.FindInTables(tx, collection); err != nil {
		return nil, err
	}
	known := columnsOf(c)
	for i, name := range table.header {
		at := slices.IndexFunc(known, func(col column) bool { return col.name == name })
		if at < 0 {
			names := make([]string, len(known))
			for j, col := range known {
				names[j] = col.name
			}
			return nil, &Refusal{Code: "column", Text: phrases.DeskTable.NoColumn, Pairs: []string{"name", short(name), "names", strings.Join(names, ", ")}}
		}
		if slices.Index(table.header, name) != i {
			return nil, &Refusal{Code: "column", Text: phrases.DeskTable.ColumnTwice, Pairs: []string{"name", name}}
		}
		in.columns[i] = known[at]
	}
	return in, nil
}

// row brings in one row. The error is one of the program; what is wrong with the
// row stands in the report.
func (in *importer) row(row sheetRow) (reportRow, error) {
	out := reportRow{Row: row.number, State: rowUnchanged, Changes: []changed{}, Errors: []wrong{}}
	cells := map[string]string{}
	for i, col := range in.columns {
		if i < len(row.cells) {
			cells[col.name] = original(row.cells[i])
		} else {
			cells[col.name] = ""
		}
	}
	if len(row.cells) > len(in.columns) && slices.ContainsFunc(row.cells[len(in.columns):], func(c string) bool { return strings.TrimSpace(c) != "" }) {
		in.wrong(&out, "", phrases.DeskTable.TooManyCells)
	}
	r := in.record(cells, &out)
	if r != nil {
		in.set(r, cells, &out)
		out.Title = cms.TitleOf(r, in.who.Lang)
	}
	if len(out.Errors) == 0 && (r.IsNew() || len(out.Changes) > 0) {
		out.State = rowChanged
		if r.IsNew() {
			out.State = rowNew
		}
		cms.SetActor(r, in.who)
		if err := in.save(r, &out); err != nil {
			return out, err
		}
		out.ID = r.Id
	}
	if len(out.Errors) > 0 {
		out.State = rowWrong
	}
	return out, nil
}

func (in *importer) wrong(out *reportRow, field string, text phrases.Text, pairs ...string) {
	out.Errors = append(out.Errors, wrong{field, text.In(in.who.Lang, pairs...)})
}

// record is the record that a row speaks of, a new one if it is not there yet; nil
// where that is wrong.
func (in *importer) record(cells map[string]string, out *reportRow) *core.Record {
	found := in.find(cells)
	switch {
	case len(found) > 1:
		in.wrong(out, "", phrases.DeskTable.SeveralMatch)
		return nil
	case len(found) == 0 && strings.TrimSpace(cells["id"]) != "":
		in.wrong(out, "id", phrases.DeskTable.NoSuchID, "id", short(cells["id"]))
		return nil
	case len(found) == 0:
		if same := in.namesake(cells); same != nil {
			in.wrong(out, "slug", phrases.DeskTable.Namesake, "slug", same.GetString("slug"))
			return nil
		}
		return core.NewRecord(in.collection)
	}
	r := found[0]
	if before := in.taken[r.Id]; before > 0 {
		in.wrong(out, "", phrases.DeskTable.RowTwice, "row", strconv.Itoa(before))
		return nil
	}
	in.taken[r.Id], out.ID = out.Row, r.Id
	return r
}

// find looks for the records that a row means: by its id, its slug, or else the
// question in any language.
func (in *importer) find(cells map[string]string) []*core.Record {
	if id := strings.TrimSpace(cells["id"]); id != "" {
		return in.having(func(r *core.Record) bool { return r.Id == id })
	}
	if tables[in.collection.Name] == "slug" {
		slug := strings.TrimSpace(cells["slug"])
		return in.having(func(r *core.Record) bool { return slug != "" && r.GetString("slug") == slug })
	}
	return in.having(func(r *core.Record) bool {
		return slices.ContainsFunc(cms.Languages, func(lang string) bool {
			asked := plain(cells["question_"+lang])
			return asked != "" && asked == plain(r.GetString("question_"+lang))
		})
	})
}

func (in *importer) having(is func(*core.Record) bool) []*core.Record {
	var found []*core.Record
	for _, r := range in.records {
		if is(r) {
			found = append(found, r)
		}
	}
	return found
}

// namesake is a member of the same name in the same country, where a row without
// a slug would make another.
func (in *importer) namesake(cells map[string]string) *core.Record {
	if in.collection.Name != "members" || strings.TrimSpace(cells["slug"]) != "" {
		return nil
	}
	found := in.having(func(r *core.Record) bool {
		name := plain(cells["name_de"])
		return name != "" && plain(r.GetString("name_de")) == name && r.GetString("country") == strings.TrimSpace(cells["country"])
	})
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// plain is a text as cells are compared: line ends and spaces around it do not
// count.
func plain(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// set puts the cells that differ into a record.
func (in *importer) set(r *core.Record, cells map[string]string, out *reportRow) {
	country := r.GetString("country")
	if c, has := cells["country"]; has {
		country = strings.TrimSpace(c)
	}
	for _, at := range in.inOrder() {
		col := in.columns[at]
		if col.field == nil {
			continue
		}
		before, cell := in.code.cell(r, col), cells[col.name]
		if plain(before) == plain(cell) {
			continue
		}
		if in.narrow && strings.Contains(cell, "??") {
			in.wrong(out, col.name, phrases.DeskTable.LostCharacters)
			continue
		}
		value, no := in.code.value(col.field, strings.ReplaceAll(cell, "\r\n", "\n"), country)
		if no != nil {
			in.wrong(out, col.name, no.Text, no.Pairs...)
			continue
		}
		r.Set(col.name, value)
		if after := in.code.cell(r, col); plain(after) != plain(before) {
			out.Changes = append(out.Changes, changed{col.name, before, after, in.code.words(col, before, country, in.who.Lang), in.code.words(col, after, country, in.who.Lang)})
		}
	}
}

func (in *importer) inOrder() []int {
	var all []int
	for at := range in.columns {
		all = append(all, at)
	}
	slices.Sort(all)
	return all
}

// save saves a record through the hooks, and notes in the report why it cannot
// be.
func (in *importer) save(r *core.Record, out *reportRow) error {
	err := in.tx.Save(r)
	var fields validation.Errors
	var refusal *router.ApiError
	switch {
	case err == nil:
		in.taken[r.Id] = out.Row
		if !slices.Contains(in.records, r) {
			in.records = append(in.records, r)
		}
	case errors.As(err, &fields):
		said := inWords(fields, in.who.Lang)
		for _, name := range sortedKeys(said) {
			out.Errors = append(out.Errors, wrong{name, said[name].Error()})
		}
	case errors.As(err, &refusal):
		out.Errors = append(out.Errors, wrong{"", refusal.Message})
	default:
		return fmt.Errorf("save row %d of a table: %w", out.Row, err)
	}
	return nil
}

func sortedKeys(m validation.Errors) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
