package hooks

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindLive keeps editors from what is live, whichever way they come to it: the
// API, the desk, an import. News has steps of its own.
func bindLive(app core.App) {
	app.OnRecordCreateExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		if err := mayChange(cms.ActorOf(e.Record), nil, e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordUpdateExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := e.App.FindRecordById(e.Record.Collection(), e.Record.Id)
			if err != nil {
				return err
			}
			if err := mayChange(cms.ActorOf(e.Record), stored, e.Record); err != nil {
				return err
			}
			return e.Next()
		})
	})
	app.OnRecordDeleteExecute(audited...).BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := e.App.FindRecordById(e.Record.Collection(), e.Record.Id)
			if err != nil {
				return err
			}
			if err := mayChange(cms.ActorOf(e.Record), stored, nil); err != nil {
				return err
			}
			return e.Next()
		})
	})
}

// mayChange refuses what a role may not do to a record; before or after is nil
// for one that comes or goes. The program itself may do all.
func mayChange(who cms.Actor, before, after *core.Record) error {
	about := after
	if about == nil {
		about = before
	}
	name := about.Collection().Name
	switch {
	case who.ID == "" || who.MayAdminister() || name == core.CollectionNameSuperusers:
		return nil
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
