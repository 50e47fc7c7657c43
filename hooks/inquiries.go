package hooks

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindInquiries sees to it that an inquiry called answered has an answer, notes who
// gave it when, and closes none with an answer that nobody has sent.
func bindInquiries(app core.App, now func() time.Time) {
	checked := func(e *core.RecordEvent) error {
		r, who := e.Record, cms.ActorOf(e.Record)
		blank := strings.TrimSpace(r.GetString("answer")) == ""
		unsent := r.GetDateTime("answered_at").IsZero()
		switch state := r.GetString("state"); {
		case state == cms.InquiryAnswered && blank:
			return wrong("answer", "no_answer", phrases.CMS.NoAnswer, who.Lang)
		case state == cms.InquiryAnswered:
			if unsent {
				r.Set("answered_at", now())
			}
			if r.GetString("answered_by") == "" {
				r.Set("answered_by", who.ID)
			}
		case state == cms.InquiryClosed && !blank && unsent:
			return wrong("state", "answer_unsent", phrases.CMS.AnswerUnsent, who.Lang)
		case state == cms.InquiryOpen, blank: // it is taken back: what is written next is not sent yet
			r.Set("answered_at", "")
			r.Set("answered_by", "")
		}
		return e.Next()
	}
	app.OnRecordCreate("inquiries").BindFunc(checked)
	app.OnRecordUpdate("inquiries").BindFunc(checked)
	bindAskers(app)
}

// bindAskers keeps forms from saying where an inquiry was asked: who answers
// could speak there to anybody, in a public channel too. The admin's Duplicate
// copies it, and the asker would be told twice. Nor do they say who answered.
func bindAskers(app core.App) {
	app.OnRecordCreateRequest("inquiries").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, name := range []string{"chat", "thread", "conversation", "answered_by", "answered_at"} {
			e.Record.Set(name, "")
		}
		return e.Next()
	})
	app.OnRecordUpdateRequest("inquiries").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, name := range []string{"platform", "chat", "thread", "conversation", "answered_by", "answered_at"} {
			e.Record.Set(name, e.Record.Original().Get(name))
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
