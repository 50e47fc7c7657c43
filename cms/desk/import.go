package desk

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
)

// What becomes of a row.
const (
	rowNew       = "new"
	rowChanged   = "changed"
	rowUnchanged = "unchanged"
	rowWrong     = "error"
)

// report is what an import did, or would do.
type report struct {
	Dry     bool           `json:"dry"`
	Done    bool           `json:"done"`    // all of it is saved; false: nothing is
	Message string         `json:"message"` // in words
	Counts  map[string]int `json:"counts"`  // rows: new, changed, unchanged, error
	Rows    []reportRow    `json:"rows"`    // those that are unchanged are counted only
}

type reportRow struct {
	Row     int       `json:"row"` // as a spreadsheet counts them: the header is 1
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	State   string    `json:"state"`
	Changes []changed `json:"changes"`
	Errors  []wrong   `json:"errors"`
}

// changed is a field that differs, as cells show it, and as staff call it.
type changed struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
	Was    string `json:"was"`
	Is     string `json:"is"`
}

type wrong struct {
	Field   string `json:"field"` // "" for the row as a whole
	Message string `json:"message"`
}

// errRolledBack ends a transaction of which nothing is to stay.
var errRolledBack = errors.New("nothing of it is to stay")

// importTable reads a table into a collection, all of it or nothing. A column
// that the table does not have is left as it is, an empty cell empties the field.
// Dry, it saves nothing and tells what would change, having tried it.
// POST import/members, import/faqs ?dry=1, the table being the body or the file
// "file" of a form: see report; 400 where nothing was done for an error, 200 for
// what is done and for the report of a dry run
func (d *desk) importTable(e *core.RequestEvent) error {
	who, collection := whose(e), e.Request.PathValue("collection")
	if _, known := tables[collection]; !known {
		return missing(who.Lang)
	}
	if !who.MayWrite(collection) {
		return forbidden(phrases.CMS.ForPublishers, who.Lang)
	}
	raw, err := sent(e)
	if err != nil {
		return unreadable(e, err)
	}
	rep := report{Dry: e.Request.URL.Query().Get("dry") != "", Counts: map[string]int{}, Rows: []reportRow{}}
	table, no := readSheet(raw, who.Lang)
	if no == nil {
		no = d.runImport(e, collection, table, &rep)
	}
	if no != nil {
		rep.Message = no.Text.In(who.Lang, no.Pairs...)
		return e.JSON(http.StatusBadRequest, rep)
	}
	return e.JSON(http.StatusOK, rep)
}

// runImport carries out an import and fills in its report.
func (d *desk) runImport(e *core.RequestEvent, collection string, table sheet, rep *report) *Refusal {
	err := e.App.RunInTransaction(func(tx core.App) error {
		in, err := newImporter(tx, collection, table, whose(e))
		if err != nil {
			return err
		}
		for _, row := range table.rows {
			line, err := in.row(row)
			if err != nil {
				return err
			}
			rep.Counts[line.State]++
			if line.State != rowUnchanged {
				rep.Rows = append(rep.Rows, line)
			}
		}
		if rep.Dry || rep.Counts[rowWrong] > 0 {
			return errRolledBack
		}
		return nil
	})
	var no *Refusal
	switch {
	case errors.As(err, &no):
		return no
	case err == nil:
		rep.Done = true
		rep.Message = phrases.DeskTable.Imported.In(whose(e).Lang, rep.pairs()...)
		return nil
	case !errors.Is(err, errRolledBack):
		e.App.Logger().Error("An import could not be carried out.", "error", err)
		return &Refusal{Text: phrases.DeskTable.NotImported}
	}
	for i := range rep.Rows {
		if rep.Rows[i].State == rowNew {
			rep.Rows[i].ID = "" // there is no such record
		}
	}
	if !rep.Dry {
		return &Refusal{Text: phrases.DeskTable.RowsWrong, Pairs: rep.pairs()}
	}
	rep.Message = phrases.DeskTable.WouldImport.In(whose(e).Lang, rep.pairs()...)
	return nil
}

// sent is the table of a request: its body, or the file of a form.
func sent(e *core.RequestEvent) ([]byte, error) {
	if !strings.HasPrefix(e.Request.Header.Get("Content-Type"), "multipart/form-data") {
		return io.ReadAll(e.Request.Body)
	}
	file, _, err := e.Request.FormFile("file")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}
