package bot

import "context"

// Person is who talks to the bot, as the platform knows them.
type Person struct {
	Platform string
	ID       string // the sender; where a platform names none, the chat
	Chat     string // the chat in which they are reached alone; "" if that is not known
}

// Key names the person within all platforms. It is in the clear: what is kept
// for long is kept under a keyed hash of it, and it is never logged.
func (p Person) Key() string { return p.Platform + ":" + p.ID }

// PersonalData shows and deletes what is stored about a person.
type PersonalData interface {
	// Export returns all that is stored about the person as a JSON object,
	// nil if that is nothing.
	Export(ctx context.Context, p Person) ([]byte, error)
	// Forget deletes all that is stored about the person, and returns when
	// that is done. What is queued for storing about them is dropped as well.
	Forget(ctx context.Context, p Person) error
}

// Person is who said the message.
func (m Message) Person() Person {
	p := Person{Platform: m.Place.Platform, ID: m.Sender}
	if p.ID == "" {
		p.ID = m.Place.Chat
	}
	switch {
	case m.Home != (Place{}):
		p.Chat = m.Home.Chat
	case m.private():
		p.Chat = m.Place.Chat
	}
	return p
}

// home is where the person is to be reached later.
func (m Message) home() Place {
	if m.Home != (Place{}) {
		return m.Home
	}
	return m.Place
}

// private reports whether nobody but the person reads what is answered.
func (m Message) private() bool {
	switch m.Place.Platform {
	case "web", "terminal":
		return true
	}
	return m.Private || m.Sender != "" && m.Sender == m.Place.Chat
}
