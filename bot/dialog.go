package bot

import (
	"log/slog"
	"time"
)

// Options are what a Dialog needs beside its Answerer. All may be left out.
type Options struct {
	Now       func() time.Time         // nil: time.Now
	Log       *slog.Logger             // nil: nothing is logged
	Sessions  SessionStore             // nil: languages are forgotten with the process
	Persist   bool                     // save whole conversations, not only chosen languages
	Inquiries InquiryStore             // nil: nothing is passed on, and no offer made
	Questions QuestionLog              // nil: questions are not noted
	Personal  PersonalData             // nil: nothing is stored about anybody
	Privacy   func(lang string) string // address of the privacy page, nil: none
}
