package hooks

import (
	"slices"

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
// what they have written on: as the author, by an earlier change of what it says,
// or by this one. A picture, an attachment and a link are said as a text is.
func checkFourEyes(tx core.App, r *core.Record, stored *cms.News) error {
	who, holds, err := fourEyes(tx, r)
	if err != nil || !holds {
		return err
	}
	wrote := stored.Author() == who.ID || len(rewritten(stored.Record, r)) > 0
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

// checkLiveText refuses, under the same rule, that anybody rewrites what is
// published by their own hand: it is corrected by a draft that another releases.
func checkLiveText(tx core.App, r *core.Record, stored *cms.News) error {
	who, holds, err := fourEyes(tx, r)
	if err != nil || !holds || cms.CorrectionIn(r) != nil { // a correction was checked itself
		return err
	}
	if fields := rewritten(stored.Record, r); len(fields) > 0 {
		return wrong(fields[0], "live_for_two", phrases.CMS.LiveForTwo, who.Lang)
	}
	return nil
}

// fourEyes reports whether two persons are asked for, and who is the one at hand.
func fourEyes(tx core.App, r *core.Record) (cms.Actor, bool, error) {
	who := cms.ActorOf(r)
	rules, err := cms.LoadStaffRules(tx)
	return who, err == nil && rules.FourEyes && who.ID != "", err
}

// rewritten are the fields in which a record says something else than before.
func rewritten(before, after *core.Record) []string {
	return slices.DeleteFunc(cms.WrittenFields(after.Collection()), func(name string) bool {
		return cms.SameJSON(before.Get(name), after.Get(name))
	})
}
