// Package answer knows what is on record and answers questions from it, in
// German, English and Chinese, and from nothing else.
package answer

import (
	"context"

	"isa-portal.de/isabot/bot/phrases"
)

// Source reads all records that may be spoken of now. It is called at the
// start and after each Wake; what it returns is never changed afterwards.
type Source func(ctx context.Context) (Corpus, error)

// Corpus is everything the engine may speak of: published records and nothing else.
type Corpus struct {
	Alliance Alliance
	States   []State
	Members  []Member
	Places   []Place
	Contacts []Contact
	Events   []Event
	Passages []Passage
}

// Ref says which record something comes from, and how well it is founded.
type Ref struct {
	Collection, ID string
	URL            map[string]string // the public page of the record by language, may be nil
	Source         string            // a web address, or words
	AsOf           string            // YYYY[-MM[-DD]], "" where it is not known
	Machine        []string          // the languages whose text a machine translated and nobody has checked
}

// Alliance is the one record about the alliance itself.
type Alliance struct {
	Ref
	Name, Purpose          phrases.Text
	ShortName              string
	Founded                string
	Total, German, Chinese int // as published, with the date in Ref
	Website                string
}

// State is a federal state or a province.
type State struct {
	Ref
	Code, Country string // country: DE or CN
	Name          phrases.Text
	Aliases       []string
}

// Member is a member of the alliance, or a former one (Left is set).
type Member struct {
	Ref
	Slug, Kind, Country, State string // kind: city, district, county, region, network; state: a State's ID
	Name, Profile              phrases.Text
	Aliases, Industries        []string
	Website                    string
	Lat, Lon                   float64 // 0, 0 where not known
	Joined, JoinedNote, Left   string
}

// Relation says what a place has to do with the alliance.
type Relation string

// The relations of a Place.
const (
	Part   Relation = "part"   // of a member: yes, through it
	Inside Relation = "inside" // lies in a member: not itself
	Around Relation = "around" // lies around a member: not itself
	Guest  Relation = "guest"
	Former Relation = "former"
	None   Relation = "none"
)

// Place is a place that people ask for and that is not a member itself.
type Place struct {
	Ref
	Name           phrases.Text
	Aliases        []string
	Country, State string
	Member         string // a Member's ID, may be empty
	Relation       Relation
	Lat, Lon       float64
}

// Contact is an office or a person in office.
type Contact struct {
	Ref
	Name, Role                             phrases.Text
	Country                                string
	Languages                              []string
	Email, Phone, Website, Hours, TimeZone string
	Note                                   phrases.Text
}

// Event is a meeting. Starts is RFC 3339 or empty; Precision says how exactly
// it is known: minute, day, month or year.
type Event struct {
	Ref
	Slug, Starts, Ends, Precision, TimeZone string
	Title, Place, Body                      phrases.Text
	Website                                 string
}

// Passage is a text that can be given as an answer: a FAQ entry, a news item,
// an event, a profile. Its languages are parallel; empty ones are missing.
type Passage struct {
	Ref
	Category  string // of a FAQ entry; Open and Outside have a meaning
	Title     phrases.Text
	Phrasings [3][]string // other ways to ask, in the order of phrases.Languages
	Body      phrases.Text
	Date      string // of news, YYYY-MM-DD
}

// Categories of FAQ entries that say how the entry is to be used: the answer of
// an Open one says what is not on record and is a hand-over; that of an Outside
// one declines.
const (
	Open         = "open"
	Outside      = "outside"
	aboutMembers = "members" // its answers add to what is computed about a member
	joining      = "joining" // its answers name the office that takes care of it
)
