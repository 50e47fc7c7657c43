package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/cms"
)

// Announce binds what makes announcements of news, and brings the answers of
// people to those who asked: each change is planned in its own transaction, and
// once it is committed the outbox is woken. It is called after Register, so that
// only what may be saved is planned.
func Announce(app core.App, planner *announce.Planner, now func() time.Time, outbox Waker) {
	app.OnRecordCreateExecute("news").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			if err := stampTranslations(e.App, nil, e.Record); err != nil {
				return err
			}
			return planner.Plan(e.App, nil, newsOf(e.Record))
		})
	})
	app.OnRecordUpdateExecute("news").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := cms.FindNews(e.App, e.Record.Id)
			if err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			if err := stampTranslations(e.App, stored.Record, e.Record); err != nil {
				return err
			}
			return planner.Plan(e.App, stored, newsOf(e.Record))
		})
	})
	app.OnRecordDeleteExecute("news").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			if err := cms.DropTranslations(e.App, "news", e.Record.Id); err != nil {
				return err
			}
			return planner.Plan(e.App, newsOf(e.Record), nil)
		})
	})
	bindAnswers(app, planner, now)
	bindChannels(app, now)
	bindTopics(app)
	bindOutbox(app, outbox)
}

func newsOf(r *core.Record) *cms.News {
	n := &cms.News{}
	n.SetProxyRecord(r)
	return n
}

// bindOutbox wakes the outbox after what concerns it was committed.
func bindOutbox(app core.App, outbox Waker) {
	wake := func(e *core.RecordEvent) error {
		outbox.Wake()
		return e.Next()
	}
	for _, collection := range []string{"news", "channels", "channel_state", "subscribers", "inquiries"} {
		app.OnRecordAfterCreateSuccess(collection).BindFunc(wake)
		app.OnRecordAfterUpdateSuccess(collection).BindFunc(wake)
		app.OnRecordAfterDeleteSuccess(collection).BindFunc(wake)
	}
	// By this file a database that was put back is known; it must not be put
	// back with it.
	app.OnBackupCreate().BindFunc(func(e *core.BackupEvent) error {
		e.Exclude = append(e.Exclude, announce.CountFile)
		return e.Next()
	})
	app.OnBackupRestore().BindFunc(func(e *core.BackupEvent) error {
		e.Exclude = append(e.Exclude, announce.CountFile)
		return e.Next()
	})
}
