package desk

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// tables are the collections that go into a table and come back from one, each
// with the column by which its rows are known again.
var tables = map[string]string{"members": "slug", "faqs": "id"}

// column is a field of a collection in a table.
type column struct {
	name  string
	field core.Field // nil for the id
}

// columnsOf are the columns of a collection's table, the one that rows are known
// by first. Files do not go into tables.
func columnsOf(c *core.Collection) []column {
	key := tables[c.Name]
	all := []column{{name: key, field: c.Fields.GetByName(key)}}
	if key == core.FieldNameId {
		all[0].field = nil
	}
	for _, f := range c.Fields {
		name := f.GetName()
		skip := f.GetSystem() || f.Type() == core.FieldTypeAutodate || f.Type() == core.FieldTypeFile
		if !skip && name != key && name != "corrects" {
			all = append(all, column{name, f})
		}
	}
	return all
}

// codec writes values into cells and reads them back. States go by their code.
type codec struct {
	states map[string]*cms.State // by id
}

func newCodec(app core.App) (codec, error) {
	states, err := cms.FindStatesByID(app)
	return codec{states}, err
}

// cell is a value of a record as a table shows it.
func (c codec) cell(r *core.Record, col column) string {
	if col.field == nil {
		return r.Id
	}
	switch col.field.(type) {
	case *core.BoolField:
		if r.GetBool(col.name) {
			return "1"
		}
		return "0"
	case *core.NumberField:
		if r.GetFloat(col.name) == 0 {
			return ""
		}
		return strconv.FormatFloat(r.GetFloat(col.name), 'f', -1, 64)
	case *core.DateField:
		return dateCell(r.GetDateTime(col.name))
	case *core.GeoPointField:
		if p := r.GetGeoPoint(col.name); p.Lat != 0 || p.Lon != 0 {
			return fmt.Sprintf("%s, %s", decimal(p.Lat), decimal(p.Lon))
		}
		return ""
	case *core.RelationField:
		if s := c.states[r.GetString(col.name)]; s != nil {
			return s.Code()
		}
		return r.GetString(col.name)
	}
	return r.GetString(col.name)
}

// words are what staff call what a cell says; country is that of the row.
func (c codec) words(col column, cell, country, lang string) string {
	if cell == "" {
		return ""
	}
	switch col.field.(type) {
	case *core.BoolField:
		if cell == "0" {
			return phrases.DeskUI()["no"].In(lang)
		}
		return phrases.DeskUI()["yes"].In(lang)
	case *core.SelectField:
		field := col.name
		if strings.HasSuffix(field, "_lang") {
			field = "lang"
		}
		if text, ok := phrases.DeskValues[field+"."+cell]; ok {
			return text.In(lang)
		}
	case *core.RelationField:
		for _, s := range c.states {
			if name, _ := s.Name().In(lang); s.Code() == cell && s.Country() == country && name != "" {
				return name
			}
		}
	}
	return cell
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// dateCell is a day where the moment is the beginning of one.
func dateCell(d types.DateTime) string {
	switch t := d.Time().UTC(); {
	case d.IsZero():
		return ""
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.Format(time.DateOnly)
	default:
		return t.Format("2006-01-02 15:04:05.000Z")
	}
}

// value reads a cell for a field. country is that of the row, for the code of a
// state. The refusal says what is wrong with the cell.
func (c codec) value(f core.Field, cell, country string) (any, *Refusal) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return nothing(f), nil
	}
	switch f := f.(type) {
	case *core.BoolField:
		return boolOf(cell)
	case *core.NumberField:
		n, err := strconv.ParseFloat(cell, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) || f.OnlyInt && n != math.Trunc(n) {
			return nil, badCell(phrases.DeskTable.BadNumber, cell)
		}
		return n, nil
	case *core.DateField:
		return dateOf(cell)
	case *core.GeoPointField:
		return pointOf(cell)
	case *core.SelectField:
		if !slices.Contains(f.Values, cell) {
			return nil, &Refusal{Text: phrases.DeskTable.BadChoice, Pairs: []string{"value", short(cell), "values", strings.Join(f.Values, ", ")}}
		}
		return cell, nil
	case *core.RelationField:
		for id, s := range c.states {
			if strings.EqualFold(s.Code(), cell) && (country == "" || s.Country() == country) {
				return id, nil
			}
		}
		return nil, badCell(phrases.DeskTable.BadState, cell)
	case *core.TextField:
		if slices.Contains([]string{"joined", "left", "as_of"}, f.Name) {
			return roughOf(cell), nil
		}
	}
	return cell, nil
}

// nothing is what an empty cell says.
func nothing(f core.Field) any {
	switch f.(type) {
	case *core.BoolField:
		return false
	case *core.NumberField:
		return 0
	case *core.GeoPointField:
		return types.GeoPoint{}
	}
	return ""
}

func badCell(text phrases.Text, cell string) *Refusal {
	return &Refusal{Text: text, Pairs: []string{"value", short(cell)}}
}

// short is as much of a cell as a message repeats.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// Words for yes and no, as people and spreadsheets write them.
var (
	yes = []string{"1", "ja", "yes", "true", "wahr", "x", "是"}
	no  = []string{"0", "nein", "no", "false", "falsch", "-", "否"}
)

func boolOf(cell string) (any, *Refusal) {
	switch word := strings.ToLower(cell); {
	case slices.Contains(yes, word):
		return true, nil
	case slices.Contains(no, word):
		return false, nil
	}
	return nil, badCell(phrases.DeskTable.BadYesNo, cell)
}

// Days as spreadsheets write them: in China, in Germany, and as we do. The
// American order is not read, since nobody could tell which one it is.
var days = []string{time.DateOnly, "2006/1/2", "2.1.2006"}

func dateOf(cell string) (any, *Refusal) {
	for _, day := range days {
		for _, hour := range []string{"", " 15:04", " 15:04:05"} {
			if t, err := time.Parse(day+hour, cell); err == nil {
				return t, nil
			}
		}
	}
	if t, err := types.ParseDateTime(cell); err == nil && !t.IsZero() && strings.HasSuffix(cell, "Z") {
		return t.Time(), nil
	}
	return nil, badCell(phrases.DeskTable.BadDay, cell)
}

// roughOf is a full date as we write it, where a spreadsheet has written it
// otherwise; whatever else it is, the record's own check looks at it.
func roughOf(cell string) string {
	for _, day := range days {
		if t, err := time.Parse(day, cell); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return cell
}

func pointOf(cell string) (any, *Refusal) {
	at := strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ' ' })
	if len(at) != 2 || !strings.ContainsAny(cell, ". ") { // "51,25" may be one number
		return nil, badCell(phrases.DeskTable.BadPoint, cell)
	}
	lat, errLat := strconv.ParseFloat(at[0], 64)
	lon, errLon := strconv.ParseFloat(at[1], 64)
	if errLat != nil || errLon != nil || !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) {
		return nil, badCell(phrases.DeskTable.BadPoint, cell)
	}
	return types.GeoPoint{Lat: lat, Lon: lon}, nil
}
