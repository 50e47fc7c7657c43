package cms

import "github.com/pocketbase/pocketbase/core"

// Alliance is the one record about the alliance itself.
type Alliance struct{ core.BaseRecordProxy }

// Name is the full name.
func (a *Alliance) Name() Texts { return texts(a.Record, "name") }

// ShortName is the abbreviation, the same in all languages.
func (a *Alliance) ShortName() string { return a.GetString("short_name") }

// Purpose says what the alliance is for.
func (a *Alliance) Purpose() Texts { return texts(a.Record, "purpose") }

// Founded is YYYY[-MM[-DD]].
func (a *Alliance) Founded() string { return a.GetString("founded") }

// Counts are the published numbers of members: in all, German, Chinese.
func (a *Alliance) Counts() (total, german, chinese int) {
	return a.GetInt("count_total"), a.GetInt("count_de"), a.GetInt("count_cn")
}

// Website is the alliance's own address.
func (a *Alliance) Website() string { return a.GetString("website") }

// Source says what the record rests on: a web address, or words.
func (a *Alliance) Source() string { return a.GetString("source") }

// AsOf is the date of the source, YYYY[-MM[-DD]].
func (a *Alliance) AsOf() string { return a.GetString("as_of") }

// FindAlliance returns the record about the alliance.
func FindAlliance(app core.App) (*Alliance, error) {
	return findOne[Alliance](app, "alliance")
}
