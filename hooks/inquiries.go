package hooks

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindInquiries sees to it that an inquiry called answered has an answer, and
// notes who gave it when.
func bindInquiries(app core.App, now func() time.Time) {
	answered := func(e *core.RecordEvent) error {
		r := e.Record
		blank := strings.TrimSpace(r.GetString("answer")) == ""
		state := r.GetString("state")
		if state != cms.InquiryAnswered && (state != cms.InquiryClosed || blank) {
			return e.Next() // closed with an answer, it is told to the asker as well
		}
		who := cms.ActorOf(r)
		if blank {
			return wrong("answer", "no_answer", phrases.CMS.NoAnswer, who.Lang)
		}
		if r.GetDateTime("answered_at").IsZero() {
			r.Set("answered_at", now())
		}
		if r.GetString("answered_by") == "" {
			r.Set("answered_by", who.ID)
		}
		return e.Next()
	}
	app.OnRecordCreate("inquiries").BindFunc(answered)
	app.OnRecordUpdate("inquiries").BindFunc(answered)
	bindAskers(app)
}

// bindAskers keeps forms from saying where an inquiry was asked: who answers
// could speak there to anybody, in a public channel too. The admin's Duplicate
// copies it, and the asker would be told twice.
func bindAskers(app core.App) {
	app.OnRecordCreateRequest("inquiries").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, name := range []string{"chat", "thread", "conversation"} {
			e.Record.Set(name, "")
		}
		return e.Next()
	})
	app.OnRecordUpdateRequest("inquiries").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, name := range []string{"platform", "chat", "thread", "conversation"} {
			e.Record.Set(name, e.Record.Original().GetString(name))
		}
		return e.Next()
	})
}

// bindAnswers plans what follows from an inquiry: staff are told of a new one,
// and an answer of theirs is brought to who asked.
func bindAnswers(app core.App, planner *announce.Planner, now func() time.Time) {
	app.OnRecordCreateExecute("inquiries").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			if e.Record.GetString("state") == cms.InquiryOpen {
				if err := planner.TellInquiry(e.App, e.Record.Id); err != nil {
					return err
				}
			}
			return planner.PlanAnswer(e.App, e.Record.Id)
		})
	})
	app.OnRecordUpdateExecute("inquiries").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return planner.PlanAnswer(e.App, e.Record.Id)
		})
	})
	app.OnRecordDeleteExecute("inquiries").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := e.Next(); err != nil {
				return err
			}
			return announce.WithdrawInquiry(e.App, e.Record.Id, now())
		})
	})
}
