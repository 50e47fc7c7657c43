package desk

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// bom tells a spreadsheet that a text is UTF-8.
const bom = "\uFEFF"

// export gives a collection as a table that a spreadsheet opens as it is: UTF-8
// with a mark, and the separator that it expects in the language of the person.
// GET export/members.csv, export/faqs.csv ?sep=; or , or tab
func (d *desk) export(e *core.RequestEvent) error {
	collection, isTable := strings.CutSuffix(e.Request.PathValue("file"), ".csv")
	if _, known := tables[collection]; !known || !isTable {
		return missing(whose(e).Lang)
	}
	records, err := cms.FindInTables(e.App, collection)
	if err != nil {
		return err
	}
	c, err := e.App.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	text, err := d.write(e.App, c, records, separator(e))
	if err != nil {
		return err
	}
	name := "isa-" + collection + "-" + d.now().Format("2006-01-02") + ".csv"
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return e.Blob(http.StatusOK, "text/csv; charset=utf-8", text)
}

// separator is what a spreadsheet in the language of the person expects between
// cells: German ones a semicolon, since the comma is in their numbers.
func separator(e *core.RequestEvent) rune {
	switch e.Request.URL.Query().Get("sep") {
	case ";":
		return ';'
	case ",":
		return ','
	case "tab":
		return '\t'
	}
	if whose(e).Lang == "de" {
		return ';'
	}
	return ','
}

func (d *desk) write(app core.App, c *core.Collection, records []*core.Record, sep rune) ([]byte, error) {
	code, err := newCodec(app)
	if err != nil {
		return nil, err
	}
	columns := columnsOf(c)
	var out bytes.Buffer
	out.WriteString(bom)
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = sep, true
	cells := make([]string, len(columns))
	for i, col := range columns {
		cells[i] = col.name
	}
	_ = w.Write(cells) // a buffer takes all
	for _, r := range records {
		for i, col := range columns {
			cells[i] = harmless(code.cell(r, col))
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// tricky are the characters with which a cell begins that a spreadsheet would
// compute, in their full-width forms too. A cell that begins with ' begins with
// two, so that what is read is what was written.
const tricky = "=+-@\t\r\n＝＋－＠'"

// harmless is a cell that a spreadsheet takes as text.
func harmless(cell string) string {
	if begins(cell) {
		return "'" + cell
	}
	return cell
}

// original is the cell that harmless was given.
func original(cell string) string {
	if rest, marked := strings.CutPrefix(cell, "'"); marked && begins(rest) {
		return rest
	}
	return cell
}

func begins(cell string) bool {
	first := strings.TrimLeft(cell, " \u00a0")
	return first != "" && strings.ContainsAny(first[:runeLen(first)], tricky)
}

// runeLen is the length of the first character.
func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}
