package desk

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// correct makes a draft that corrects a live record: it says what the record
// says, and when a publisher releases it, its words take their place. There is
// one at a time; if it is there already, it is named.
// POST {collection}/{id}/correction: {id, made}
func (d *desk) correct(collection string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		var id string
		made := false
		err := e.App.RunInTransaction(func(tx core.App) error {
			live, err := tx.FindRecordById(collection, e.Request.PathValue("id"))
			if err != nil {
				return err
			}
			if open, err := cms.FindCorrection(tx, collection, live.Id); err == nil {
				id = open.Id
				return nil
			}
			if !cms.Live(live) {
				return &Refusal{Text: phrases.Desk.NotLive}
			}
			draft := cms.NewCorrection(live)
			cms.SetActor(draft, whose(e))
			if err := tx.Save(draft); err != nil {
				return err
			}
			id, made = draft.Id, true
			return cms.CopyTranslations(tx, collection, live.Id, draft.Id, cms.Languages...)
		})
		if err != nil {
			return refused(e, err)
		}
		return e.JSON(http.StatusOK, map[string]any{"id": id, "made": made})
	}
}

// maxNote is the greatest length of what is said to a request, in characters.
const maxNote = 1000

// ask hands a record over to those who may release it. A draft of news goes into
// review; of anything else the note says what is wanted. It stands in the book of
// changes, and on the page of today until something happens to the record. rev is
// the revision of a draft of news that the person has seen.
// POST {collection}/{id}/ask {note?, rev?}: 204
func (d *desk) ask(collection string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		var body struct {
			Note string `json:"note"`
			Rev  *int   `json:"rev"`
		}
		if err := e.BindBody(&body); err != nil {
			return unreadable(e, err)
		}
		note := strings.TrimSpace(body.Note)
		if len([]rune(note)) > maxNote {
			return atField(e, "note", "too_long", phrases.DeskFaults["validation_max_text_constraint"])
		}
		return done(e, e.App.RunInTransaction(func(tx core.App) error {
			r, err := tx.FindRecordById(collection, e.Request.PathValue("id"))
			if err != nil {
				return err
			}
			if collection == "news" && r.GetString("status") == string(cms.Draft) {
				r.Set("status", string(cms.Review))
				cms.SetNote(r, note)
				if body.Rev != nil {
					cms.SetRev(r, *body.Rev)
				}
				cms.SetActor(r, whose(e))
				return tx.Save(r)
			}
			if note == "" {
				return atField(e, "note", "no_note", phrases.Desk.NoNote)
			}
			line, err := cms.NewAudit(tx, whose(e), cms.ActionAsk, r, nil, map[string]any{"note": note})
			if err != nil {
				return err
			}
			return tx.Save(line)
		}))
	}
}
