package bot

import (
	"context"
	"crypto/rand"
	"strings"
	"time"
)

// Asked is one question and what became of it.
type Asked struct {
	ID       string // by which it can be rated, new for each question; see NewQuestionID
	Text     string // with telephone numbers and the like masked
	Lang     string // language of the answer
	Platform string
	Person   string // Person.Key: in the clear, to be stored under a keyed hash only
	Outcome  Outcome
	Sources  []string // "collection/id" of the records that the answer rests on
	Latency  time.Duration
}

// QuestionLog takes note of questions. Log is called within the answer's time:
// it must neither wait nor fail.
type QuestionLog interface {
	Log(Asked)
	// Rate keeps the person's verdict on the answer to a question that was
	// logged, in place of an earlier one, and returns the question's text as it
	// was logged, "" if it is not known (any more).
	Rate(ctx context.Context, id string, up bool) (question string, err error)
}

// NewQuestionID returns an id that no other question has: 15 small letters and
// digits, as the CMS names its records.
func NewQuestionID() string { return "q" + strings.ToLower(rand.Text())[:14] }

// RateUp is what a person says by a thumb up for the answer to a question.
func RateUp(question string) string { return "/rate up " + question }

// RateDown is what a person says by a thumb down.
func RateDown(question string) string { return "/rate down " + question }
