package cms

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// AskedQuestion is a line of the log of questions as staff read it: without the
// person.
type AskedQuestion struct {
	ID       string         `db:"id"`
	Text     string         `db:"text"`
	Lang     string         `db:"lang"`
	Platform string         `db:"platform"`
	Outcome  string         `db:"outcome"`
	Thumbs   string         `db:"thumbs"`
	Raw      string         `db:"sources"`
	At       types.DateTime `db:"created"`
}

// Sources are the records that the answer rests on, "collection/id".
func (q AskedQuestion) Sources() []string {
	var all []string
	_ = json.Unmarshal([]byte(q.Raw), &all) // we wrote it
	return all
}

var askedColumns = []string{"id", "text", "coalesce(lang, '') AS lang", "platform", "coalesce(outcome, '') AS outcome",
	"coalesce(thumbs, '') AS thumbs", "coalesce(sources, '') AS sources", "created"}

// FindAskedQuestions returns what was asked since a moment, the latest first and
// at most limit.
func FindAskedQuestions(app core.App, since time.Time, limit int) ([]AskedQuestion, error) {
	var all []AskedQuestion
	err := app.ConcurrentDB().Select(askedColumns...).From("questions").
		Where(dbx.NewExp("[[created]] >= {:since}", dbx.Params{"since": stamp(since)})).
		OrderBy("created DESC", "id").Limit(int64(limit)).All(&all)
	if err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	return all, nil
}

// FindQuestionsByID returns the questions with these ids that are still kept,
// oldest first.
func FindQuestionsByID(app core.App, ids ...string) ([]AskedQuestion, error) {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	var all []AskedQuestion
	err := app.ConcurrentDB().Select(askedColumns...).From("questions").Where(dbx.HashExp{"id": list}).OrderBy("created", "id").All(&all)
	if err != nil {
		return nil, fmt.Errorf("find questions: %w", err)
	}
	return all, nil
}

// QuestionCount is how many questions of one sort were asked in one hour.
type QuestionCount struct {
	Hour     string `db:"hour"` // "2006-01-02 15", in UTC
	Lang     string `db:"lang"`
	Platform string `db:"platform"`
	Outcome  string `db:"outcome"`
	Thumbs   string `db:"thumbs"`
	Count    int    `db:"count"`
}

// HourLayout is how hours are written in counts.
const HourLayout = "2006-01-02 15"

// CountQuestions counts what was asked since a moment.
func CountQuestions(app core.App, since time.Time) ([]QuestionCount, error) {
	var all []QuestionCount
	err := app.ConcurrentDB().NewQuery("SELECT substr(created, 1, 13) AS hour, coalesce(lang, '') AS lang, platform, coalesce(outcome, '') AS outcome, " +
		"coalesce(thumbs, '') AS thumbs, count(*) AS count FROM {{questions}} WHERE created >= {:since} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1").
		Bind(dbx.Params{"since": stamp(since)}).All(&all)
	if err != nil {
		return nil, fmt.Errorf("count questions: %w", err)
	}
	return all, nil
}

// CountOpenInquiries counts the inquiries that nobody has answered or closed.
func CountOpenInquiries(app core.App) (int, error) {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("inquiries").Where(dbx.HashExp{"state": InquiryOpen}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count open inquiries: %w", err)
	}
	return n, nil
}

// FindInquiriesIn returns the inquiries in a state ("" for all), open ones oldest
// first and others latest first, at most limit.
func FindInquiriesIn(app core.App, state string, limit, offset int) ([]*Inquiry, error) {
	q := app.RecordQuery("inquiries").Limit(int64(limit)).Offset(int64(offset))
	if state == InquiryOpen {
		return fetch[Inquiry](q.OrderBy("created", "id"), "inquiries", dbx.HashExp{"state": state})
	}
	q.OrderBy("created DESC", "id")
	if state != "" {
		q.AndWhere(dbx.HashExp{"state": state})
	}
	return fetch[Inquiry](q, "inquiries")
}

// FindPublishedFAQs returns the published entries of the FAQ, past their end as
// well.
func FindPublishedFAQs(app core.App) ([]*FAQ, error) {
	return findAll[FAQ](app, "faqs", "category, order, id", published)
}
