package cms

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Event is a meeting of the alliance.
type Event struct{ core.BaseRecordProxy }

// Slug is the last part of the event's address on the public pages.
func (e *Event) Slug() string { return e.GetString("slug") }

// Title is the title.
func (e *Event) Title() Texts { return texts(e.Record, "title") }

// Place says where the event is, in words.
func (e *Event) Place() Texts { return texts(e.Record, "place") }

// Starts is the moment at which the event starts, as exact as Precision says.
func (e *Event) Starts() types.DateTime { return e.GetDateTime("starts") }

// Ends is the moment at which the event ends, zero where not known.
func (e *Event) Ends() types.DateTime { return e.GetDateTime("ends") }

// Precision says how exactly Starts and Ends are known: minute, day, month or year.
func (e *Event) Precision() string { return e.GetString("precision") }

// TimeZone is the IANA name of the zone of the place.
func (e *Event) TimeZone() string { return e.GetString("time_zone") }

// Body is plain text.
func (e *Event) Body() Texts { return texts(e.Record, "body") }

// URL is the event's own web address.
func (e *Event) URL() string { return e.GetString("url") }

// Source says what the record rests on: a web address, or words.
func (e *Event) Source() string { return e.GetString("source") }

// FindVisibleEvents returns the events that guests see, latest first.
func FindVisibleEvents(app core.App) ([]*Event, error) {
	return findAll[Event](app, "events", "starts DESC, id", published)
}

// FindVisibleEvent returns an event by its slug.
func FindVisibleEvent(app core.App, slug string) (*Event, error) {
	return findOne[Event](app, "events", published, dbx.HashExp{"slug": slug})
}
