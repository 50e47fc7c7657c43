package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// checkRev refuses a form that was loaded before somebody else saved the piece.
// A form without a revision, as a program sends it, is not checked. Beside the
// message the error says which revision is stored, who saved it and when: the
// desk shows both texts.
func checkRev(tx core.App, r *core.Record, stored *cms.News) error {
	rev, sent := cms.RevOf(r)
	if !sent || rev == stored.Rev() {
		return nil
	}
	who := cms.ActorOf(r)
	more := map[string]any{"rev": stored.Rev(), "saved_at": stored.GetDateTime("updated")}
	if last, err := cms.FindLastAudit(tx, "news", r.Id); err == nil {
		more["saved_by"] = last.ActorName()
	}
	fault := wrong("rev", "changed_meanwhile", phrases.CMS.RevChanged, who.Lang)
	fault["rev"] = fieldError{code: "changed_meanwhile", message: fault["rev"].Error(), more: more}
	return fault
}

// checkFourEyes refuses, where the alliance agreed on it, that somebody publishes
// what they have written on: as the author, by an earlier change of a text, or by
// this one.
func checkFourEyes(tx core.App, r *core.Record, stored *cms.News) error {
	who := cms.ActorOf(r)
	rules, err := cms.LoadStaffRules(tx)
	if err != nil || !rules.FourEyes || who.ID == "" {
		return err
	}
	wrote := stored.Author() == who.ID
	for _, lang := range cms.Languages {
		wrote = wrote || cms.TextHash(stored.Record, lang) != cms.TextHash(r, lang)
	}
	if !wrote {
		if wrote, err = cms.HasWritten(tx, stored.Record, who.ID); err != nil {
			return err
		}
	}
	if wrote {
		return wrong("status", "own_release", phrases.CMS.OwnRelease, who.Lang)
	}
	return nil
}
