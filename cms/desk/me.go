package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// me tells who is at the desk and what they may do, so that the pages can leave
// out the rest. GET me: {id, email, lang, role, may: {publish, administer, write:
// [collections]}, rules: {four_eyes}, drafts: {collection: [fields]}}; drafts is
// of what a machine can draft translations
func (d *desk) me(e *core.RequestEvent) error {
	who := whose(e)
	rules, err := cms.LoadStaffRules(e.App)
	if err != nil {
		return err
	}
	all, err := e.App.FindAllCollections()
	if err != nil {
		return err
	}
	writes := []string{}
	for _, c := range all {
		if !c.System && who.MayWrite(c.Name) {
			writes = append(writes, c.Name)
		}
	}
	return e.JSON(http.StatusOK, map[string]any{
		"id": who.ID, "email": who.Name, "lang": who.Lang, "role": who.Role,
		"may":   map[string]any{"publish": who.MayPublish(), "administer": who.MayAdminister(), "write": writes},
		"rules": rules, "drafts": d.draftable(),
	})
}

// rules tells what staff agreed on. GET rules: {four_eyes}
func (d *desk) rules(e *core.RequestEvent) error {
	rules, err := cms.LoadStaffRules(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, rules)
}

// setRules sets them and writes it down. POST rules {four_eyes}: 204
func (d *desk) setRules(e *core.RequestEvent) error {
	var body struct {
		FourEyes *bool `json:"four_eyes"`
	}
	if err := e.BindBody(&body); err != nil || body.FourEyes == nil {
		return unreadable(e, err)
	}
	return done(e, e.App.RunInTransaction(func(tx core.App) error {
		before, err := cms.LoadStaffRules(tx)
		if err != nil || before.FourEyes == *body.FourEyes {
			return err
		}
		if err := cms.SaveStaffRules(tx, cms.StaffRules{FourEyes: *body.FourEyes}); err != nil {
			return err
		}
		c, err := tx.FindCachedCollectionByNameOrId("state")
		if err != nil {
			return err
		}
		about := core.NewRecord(c)
		about.Id = "staff_rules"
		line, err := cms.NewAudit(tx, whose(e), cms.ActionUpdate, about,
			map[string]any{"four_eyes": before.FourEyes}, map[string]any{"four_eyes": *body.FourEyes})
		if err != nil {
			return err
		}
		return tx.Save(line)
	}))
}
