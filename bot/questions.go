package bot

import "time"

// Asked is one question and what became of it.
type Asked struct {
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
}
