package hooks

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

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
}
