package cms

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Inquiry is a question that a person is to answer.
type Inquiry struct{ core.BaseRecordProxy }

// The states of an inquiry.
const (
	InquiryOpen     = "open"
	InquiryAnswered = "answered"
	InquiryClosed   = "closed"
)

// NewInquiry returns an unsaved, open inquiry.
func NewInquiry(app core.App) (*Inquiry, error) {
	r, err := newRecord(app, "inquiries")
	if err != nil {
		return nil, err
	}
	r.Set("state", InquiryOpen)
	q := &Inquiry{}
	q.SetProxyRecord(r)
	return q, nil
}

// Number is what the person is told, for example 2026-0007.
func (q *Inquiry) Number() string { return q.GetString("number") }

// Question is what was asked.
func (q *Inquiry) Question() string { return q.GetString("question") }

// Lang is the language of the question.
func (q *Inquiry) Lang() string { return q.GetString("lang") }

// Platform is where the question was asked.
func (q *Inquiry) Platform() string { return q.GetString("platform") }

// Chat is the chat there in which the answer is to be read.
func (q *Inquiry) Chat() string { return q.GetString("chat") }

// Thread is the thread or topic in Chat, "" for none.
func (q *Inquiry) Thread() string { return q.GetString("thread") }

// State is open, answered or closed.
func (q *Inquiry) State() string { return q.GetString("state") }

// Answer is plain text.
func (q *Inquiry) Answer() string { return strings.TrimSpace(q.GetString("answer")) }

// Answered reports whether the asker is to read the answer: that of an inquiry
// that was closed stays to be read.
func (q *Inquiry) Answered() bool {
	return q.Answer() != "" && (q.State() == InquiryAnswered || q.State() == InquiryClosed)
}

// AnswerLang is the language of the answer.
func (q *Inquiry) AnswerLang() string { return cmp.Or(q.GetString("answer_lang"), q.Lang(), "de") }

// AnsweredAt is when the answer was given.
func (q *Inquiry) AnsweredAt() types.DateTime { return q.GetDateTime("answered_at") }

// FindInquiry returns an inquiry by its id.
func FindInquiry(app core.App, id string) (*Inquiry, error) {
	return findOne[Inquiry](app, "inquiries", dbx.HashExp{"id": id})
}

// MoveInquiries lets answers follow a chat that goes on under another id.
func MoveInquiries(tx core.App, platform, from, to string) error {
	_, err := tx.NonconcurrentDB().Update("inquiries", dbx.Params{"chat": to}, dbx.HashExp{"platform": platform, "chat": from}).Execute()
	if err != nil {
		return fmt.Errorf("follow a chat that moved with inquiries: %w", err)
	}
	return nil
}

// FindAnsweredInquiries returns the inquiries of a conversation that were
// answered, those that were closed since included, oldest answer first.
func FindAnsweredInquiries(app core.App, platform, conversation string) ([]*Inquiry, error) {
	found, err := findAll[Inquiry](app, "inquiries", "answered_at, created", dbx.HashExp{
		"platform": platform, "conversation": conversation, "state": []any{InquiryAnswered, InquiryClosed},
	}, dbx.NewExp("[[answered_at]] != ''"))
	return slices.DeleteFunc(found, func(q *Inquiry) bool { return !q.Answered() }), err
}

// OfficesOf returns the offices that may be named as having answered, by the id
// of the inquiry: that of the person who answered, or else the one in charge.
func OfficesOf(app core.App, inquiries []*Inquiry) (map[string]*Contact, error) {
	records := make([]*core.Record, len(inquiries))
	for i, q := range inquiries {
		records[i] = q.Record
	}
	for path, err := range app.ExpandRecords(records, []string{"office", "answered_by.office"}, nil) {
		return nil, fmt.Errorf("offices of inquiries by %s: %w", path, err)
	}
	offices := map[string]*Contact{}
	for _, r := range records {
		office := r.ExpandedOne("office")
		if by := r.ExpandedOne("answered_by"); by != nil && by.ExpandedOne("office") != nil {
			office = by.ExpandedOne("office")
		}
		if office != nil && office.GetBool("published") {
			offices[r.Id] = &Contact{}
			offices[r.Id].SetProxyRecord(office)
		}
	}
	return offices, nil
}

// NextInquiryNumber is the number after the highest of the year of now. No
// number is given out twice, though its inquiry be deleted. It must be called in
// the transaction that saves the inquiry.
func NextInquiryNumber(tx core.App, now time.Time) (string, error) {
	year := now.Format("2006-")
	var highest, given int
	err := tx.DB().Select("coalesce(max(cast(substr([[number]], 6) as integer)), 0)").From("inquiries").
		Where(dbx.NewExp("[[number]] LIKE {:year}", dbx.Params{"year": year + "%"})).Row(&highest)
	if err != nil {
		return "", fmt.Errorf("number of the next inquiry: %w", err)
	}
	key := "inquiries " + now.Format("2006")
	if _, err := LoadSystemState(tx, key, &given); err != nil {
		return "", err
	}
	number := max(highest, given) + 1
	if err := SaveSystemState(tx, key, number); err != nil {
		return "", err
	}
	next := strconv.Itoa(number)
	return year + "0000"[min(len(next), 4):] + next, nil
}
