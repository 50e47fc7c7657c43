package desk

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// auditLine is one change: who, when, and what it said before and after.
type auditLine struct {
	ID      string     `json:"id"`
	At      *time.Time `json:"at"`
	By      string     `json:"by"` // e-mail address, "" for the program itself
	Action  string     `json:"action"`
	Says    string     `json:"says"` // the action in words
	About   named      `json:"about"`
	Note    string     `json:"note"`
	Changes []differs  `json:"changes"`
	Back    bool       `json:"restorable"` // POST audit/{id}/restore has something to put back
	Rev     int        `json:"rev"`        // of news, as it is stored now; 0 for others
	Comes   string     `json:"comes_back"` // as what a deleted record would: draft, correction or record; "" for other changes
}

// differs is a field that was changed; null where there was no record.
type differs struct {
	Field  string          `json:"field"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// perAudit is how many lines a page of the book of changes has.
const perAudit = 100

// auditOf tells what was done to one record, the latest first. GET
// audit/{collection}/{id}: {items: [see auditLine]}
func (d *desk) auditOf(e *core.RequestEvent) error {
	collection := e.Request.PathValue("collection")
	if !slices.Contains(readable(whose(e)), collection) {
		return missing(whose(e).Lang)
	}
	lines, err := cms.FindAudit(e.App, collection, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	slices.Reverse(lines)
	return e.JSON(http.StatusOK, map[string]any{"items": describeLines(e, lines)})
}

// audit tells what was done last, in all collections or one. GET
// audit?collection=&before=RFC 3339: {items: [see auditLine], more}
func (d *desk) audit(e *core.RequestEvent) error {
	query, collections := e.Request.URL.Query(), readable(whose(e))
	if name := query.Get("collection"); name != "" {
		if !slices.Contains(collections, name) {
			return missing(whose(e).Lang)
		}
		collections = []string{name}
	}
	before, _ := time.Parse(time.RFC3339, query.Get("before")) // none is the end
	lines, err := cms.FindAuditBefore(e.App, collections, before, perAudit)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": describeLines(e, lines), "more": len(lines) == perAudit})
}

// readable are the collections whose changes a person may read about.
func readable(who cms.Actor) []string {
	all := []string{"alliance", "states", "members", "places", "contacts", "topics", "faqs", "events", "pages", "news", "channels", "inquiries"}
	if who.MayAdminister() {
		all = append(all, core.CollectionNameSuperusers, "state")
	}
	return all
}

func describeLines(e *core.RequestEvent, lines []*cms.Audit) []auditLine {
	lang := whose(e).Lang
	names, gone, revs := map[[2]string]named{}, map[[2]string]bool{}, map[[2]string]int{}
	all := make([]auditLine, len(lines))
	for i, l := range lines {
		collection, record := l.About()
		key := [2]string{collection, record}
		about, known := names[key]
		if !known {
			about = named{collection, record, phrases.Desk.Deleted.In(lang)}
			if r, err := e.App.FindRecordById(collection, record); err == nil {
				about, revs[key] = nameOf(r, lang), r.GetInt("rev")
			} else {
				gone[key] = true
				if r := remembered(e.App, l); r != nil {
					about.Title = cms.TitleOf(r, lang)
				}
			}
			names[key] = about
		}
		all[i] = auditLine{ID: l.Id, At: moment(l.At()), By: l.ActorName(), Action: l.Action(), Says: phrases.DeskActions[l.Action()].In(lang),
			About: about, Note: l.Note(), Changes: differences(l), Back: restorable(l, gone[key]), Rev: revs[key]}
		if gone[key] && l.Action() == cms.ActionDelete && all[i].Back {
			all[i].Comes = comesBack(l, whose(e))
		}
	}
	return all
}

// restorable reports whether there is something that may be put back. A deleted
// inquiry is not: what was asked was never in the book.
func restorable(l *cms.Audit, gone bool) bool {
	switch collection, _ := l.About(); collection {
	case core.CollectionNameSuperusers, "state":
		return false
	case "inquiries":
		return len(l.Before()) > 0 && !gone
	}
	return len(l.Before()) > 0 && l.MergedInto() == ""
}

// comesBack is as what a deleted record would come back to a person.
func comesBack(l *cms.Audit, who cms.Actor) string {
	switch collection, _ := l.About(); {
	case corrected(l) != "":
		return "correction"
	case collection == "news", !who.MayPublish() && slices.Contains(cms.Drafted, collection):
		return "draft"
	}
	return "record"
}

// corrected is the id of the original where the line tells of a correction.
func corrected(l *cms.Audit) string {
	var original string
	_ = json.Unmarshal(l.Before()["corrects"], &original) // none is ""
	return original
}

// remembered is a deleted record as the line of its deletion has it, nil for
// other lines.
func remembered(app core.App, l *cms.Audit) *core.Record {
	collection, _ := l.About()
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil || l.Action() != cms.ActionDelete {
		return nil
	}
	r := core.NewRecord(c)
	for name, raw := range l.Before() {
		var value any
		if json.Unmarshal(raw, &value) == nil {
			r.Set(name, value)
		}
	}
	return r
}

// differences are the fields that a line says were changed, by name.
func differences(l *cms.Audit) []differs {
	before, after := l.Before(), l.After()
	var names []string
	for name := range before {
		names = append(names, name)
	}
	for name := range after {
		if _, both := before[name]; !both && !slices.Contains([]string{"note", "merged_into"}, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	all := make([]differs, len(names))
	for i, name := range names {
		all[i] = differs{name, before[name], after[name]}
	}
	return all
}
