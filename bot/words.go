// Package bot holds the words that all platforms share (Message, Post, Place)
// and the one conversation that is led on each of them (Dialog).
package bot

import (
	"context"
	"io"

	"isa-portal.de/isabot/bot/richtext"
)

// Place is where something is said: a chat or channel of a platform, and the
// thread or topic in it where there is one.
type Place struct{ Platform, Chat, Thread string }

// Message is what a person said.
type Message struct {
	Place  Place
	ID     string // the platform's own id of the message, "" where it has none
	Sender string // who said it, as the platform knows the person
	Text   string
	Lang   string // a language the person asked for (de, en, zh), "" to hear it from the text
	Locale string // the language of the person's app (de, en, zh), for what tells none; "" if not known
	Direct bool   // said to the bot alone, or naming it
	Edited bool   // said before, with the same ID, and said otherwise now
	Press  bool   // said by pressing a button

	// Private says that nobody else reads the answer: a direct chat, or an
	// answer that only its asker is shown. Personal data are shown only there.
	// The web, the terminal and chats named like their sender always are.
	Private bool

	// Home is where the person is reached alone, where Place is not that and
	// nobody else reads the answer. The zero Place: they are reached in Place.
	Home Place
}

// Post is what is shown to people.
type Post struct {
	Title       string // of an announcement; answers have none
	Body        richtext.Doc
	Lang        string // language of Body: de, en or zh
	Outcome     Outcome
	Link        string // the page on which all of it stands
	More        string // a web address that it points to
	Media       []Media
	Choices     []Choice // what the person may do next; each is also understood as text
	Sources     []Source
	Suggestions []string // questions that can be asked next, in Lang

	// InPlace says that the post goes on in the message whose button was
	// pressed, as the next page of a list does; elsewhere it is a new one.
	InPlace bool
	// Brief says that it is a word that need not stay, where the platform can
	// show such: a toast.
	Brief bool
	// Rate names the question that was answered, for a thumb up or down; "" for
	// none. It is said as RateUp(Rate) or RateDown(Rate).
	Rate string
}

// Media is a picture or document that goes with a post.
type Media struct {
	Kind MediaKind
	URL  string // where guests find it, "" if nowhere
	Alt  string
	Name string
	Type string // media type
	Key  string // another one for each upload, though the name be the same
	Open func(context.Context) (io.ReadCloser, error)
}

// MediaKind says how a medium is shown.
type MediaKind string

// The kinds of media.
const (
	Photo    MediaKind = "photo"
	Document MediaKind = "document"
)

// Choice is a button: Label is shown, Say is what the person says by pressing it.
type Choice struct {
	Label string `json:"label"`
	Say   string `json:"say"`
}

// Source is the record that an answer rests on.
type Source struct {
	Collection string `json:"collection"`
	ID         string `json:"id"`
	Title      string `json:"title"`
	URL        string `json:"url"`
	AsOf       string `json:"as_of"` // YYYY[-MM[-DD]]
}

// Outcome says what kind of answer was given.
type Outcome string

// The outcomes. Answered carries what was asked. Clarify answers with a needed
// distinction, or asks back. Handover: not on record, a person can help.
// Declined: out of scope or unsafe.
const (
	Answered Outcome = "answered"
	Clarify  Outcome = "clarify"
	Handover Outcome = "handover"
	Declined Outcome = "declined"
)

// Question is what the Dialog asks of an Answerer.
type Question struct {
	Text  string
	Lang  string // the language that the person asked for; "" = the text decides
	Habit string // the conversation's language so far, for texts that don't tell
	Topic Topic  // what the conversation was about
	Asker string // an opaque key of the person, of this process alone; "" = not known
}

// Topic is what a conversation is about, so that "and Köln?" can be understood.
// It is kept with the session and means nothing to anyone but the Answerer.
type Topic struct {
	Frame   string   `json:"frame,omitempty"`
	Names   []string `json:"names,omitempty"`
	Country string   `json:"country,omitempty"`
	State   string   `json:"state,omitempty"`
	Kind    string   `json:"kind,omitempty"`
	Office  string   `json:"office,omitempty"`
	Words   string   `json:"words,omitempty"` // what the last question was about, for "and where?"
}

// Answer is what is on record about a question.
type Answer struct {
	Body        richtext.Doc
	Lang        string
	Outcome     Outcome
	Sources     []Source
	Suggestions []string
	Topic       Topic
	Office      string // id of the contact that a hand-over names
}

// Answerer knows what is on record; bot/answer satisfies it. An error is a
// fault of the program, never "not known".
type Answerer interface {
	Answer(ctx context.Context, q Question) (Answer, error)
}

// Handler answers messages; the Dialog satisfies it, platforms call it. A post
// whose Body is empty says nothing and is not sent.
type Handler interface {
	Handle(ctx context.Context, m Message) (Post, error)
}
