package cms

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Categories of FAQ entries that have a meaning beyond sorting.
const (
	FAQOpen    = "open"    // what is not on record: a person has to be asked
	FAQOutside = "outside" // what is outside the bot's scope
)

// FAQ is a question and its answer.
type FAQ struct{ core.BaseRecordProxy }

// Category is about, members, joining, contact, events, services, open or outside.
func (f *FAQ) Category() string { return f.GetString("category") }

// Question is the question as it is listed.
func (f *FAQ) Question() Texts { return texts(f.Record, "question") }

// Phrasings are other ways to ask the same in lang (de, en, zh).
func (f *FAQ) Phrasings(lang string) []string { return lines(f.GetString("phrasings_" + lang)) }

// Answer is plain text: a blank line ends a paragraph, "- " starts a list item.
func (f *FAQ) Answer() Texts { return texts(f.Record, "answer") }

// Source says what the answer rests on: a web address, or words.
func (f *FAQ) Source() string { return f.GetString("source") }

// AsOf is the date of the source, YYYY[-MM[-DD]].
func (f *FAQ) AsOf() string { return f.GetString("as_of") }

// ValidUntil is the moment after which the entry is not shown, zero for never.
func (f *FAQ) ValidUntil() types.DateTime { return f.GetDateTime("valid_until") }

// FindVisibleFAQs returns the entries that guests see at now, by category and order.
func FindVisibleFAQs(app core.App, now time.Time) ([]*FAQ, error) {
	return findAll[FAQ](app, "faqs", "category, order, id", published, notPast(now))
}

// notPast is the condition of records that end at valid_until.
func notPast(now time.Time) dbx.Expression {
	return dbx.NewExp("([[valid_until]] = '' OR [[valid_until]] >= {:now})", dbx.Params{"now": stamp(now)})
}
