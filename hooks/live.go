package hooks

import (
	"database/sql"
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindLive keeps editors from what is live, whichever way they come to it: the
// API, the desk, an import. News has steps of its own.
func bindLive(app core.App) {
	checked := func(goes bool) func(*core.RecordEvent) error {
		return func(e *core.RecordEvent) error {
			who, name := cms.ActorOf(e.Record), e.Record.Collection().Name
			if who.ID == "" || who.MayAdminister() || name == core.CollectionNameSuperusers {
				return e.Next() // the program itself, and who may do all; accounts have rules of their own
			}
			return inTransaction(e, func() error {
				stored, err := e.App.FindRecordById(name, e.Record.Id)
				if err != nil && !errors.Is(err, sql.ErrNoRows) {
					return err
				}
				after := e.Record
				if goes {
					after = nil
				}
				if err := mayChange(who, name, stored, after); err != nil {
					return err
				}
				return e.Next()
			})
		}
	}
	app.OnRecordCreateExecute(audited...).BindFunc(checked(false))
	app.OnRecordUpdateExecute(audited...).BindFunc(checked(false))
	app.OnRecordDeleteExecute(audited...).BindFunc(checked(true))
}

// mayChange refuses what an editor or publisher may not do to a record; before or
// after is nil for one that comes or goes.
func mayChange(who cms.Actor, name string, before, after *core.Record) error {
	switch {
	case !who.MayWrite(name):
		return forbidden(say(phrases.CMS.ForPublishers, who.Lang))
	case who.MayPublish():
		return nil
	case name == "inquiries" && after == nil:
		return forbidden(say(phrases.CMS.ForPublishers, who.Lang))
	case name == "news" || !slices.Contains(cms.Drafted, name):
		return nil
	case before != nil && cms.Live(before):
		return wrong("published", "only_publishers", phrases.CMS.LiveForPublishers, who.Lang)
	case after != nil && cms.Live(after):
		return wrong("published", "only_publishers", phrases.CMS.ReleaseForPublishers, who.Lang)
	}
	return nil
}
