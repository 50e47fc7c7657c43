package bot

import (
	"context"
	"encoding/json"
	"time"
)

// SessionStore keeps what must survive a restart: the language that a person
// chose, or a whole conversation where Options.Persist says so.
type SessionStore interface {
	// LoadSession returns what was saved for the person (Person.Key, to be
	// stored under a keyed hash only) and has not expired; nil if nothing was.
	LoadSession(ctx context.Context, person string) ([]byte, error)
	// SaveSession replaces what is saved for the person. state is JSON.
	SaveSession(ctx context.Context, person string, state []byte, expires time.Time) error
}

const (
	sessionIdle      = 2 * time.Hour
	maxSessions      = 20_000
	keepLanguage     = 365 * 24 * time.Hour
	keepConversation = 24 * time.Hour
)

// sessionKey tells conversations apart.
type sessionKey struct {
	Place  Place
	Sender string
}

func keyOf(m Message) sessionKey { return sessionKey{m.Place, m.Sender} }

// session is one conversation. Whoever has put a token into turn may use the rest.
type session struct {
	turn   chan struct{}
	loaded bool
	state  state
}

func newSession() *session { return &session{turn: make(chan struct{}, 1)} }

// state is what is known of a conversation.
type state struct {
	Lang      string   `json:"lang,omitempty"`  // the language that the person chose
	Over      string   `json:"over,omitempty"`  // the Message.Lang that this choice overruled
	Habit     string   `json:"habit,omitempty"` // the language of the last answer
	Last      string   `json:"last,omitempty"`  // the last question
	Before    Topic    `json:"before,omitzero"` // what was talked about before it
	Topic     Topic    `json:"topic,omitzero"`  // what is talked about since
	Outcome   Outcome  `json:"outcome,omitempty"`
	Suggested string   `json:"suggested,omitempty"` // the only question that was asked back
	Pending   *pending `json:"pending,omitempty"`
}

// load reads what was saved of the person, once a session. The web's
// conversations are anonymous and never saved.
func (d *Dialog) load(ctx context.Context, s *session, m Message) {
	if s.loaded || !d.saves(m) {
		return
	}
	data, err := d.opts.Sessions.LoadSession(ctx, m.Person().Key())
	if err != nil {
		d.opts.Log.Warn("A session could not be loaded and starts afresh.", "error", err)
		return
	}
	s.loaded = true
	if len(data) == 0 {
		return
	}
	if err := json.Unmarshal(data, &s.state); err != nil {
		s.state = state{}
		d.opts.Log.Warn("A saved session could not be read and starts afresh.", "error", err)
	}
}

// save writes the language if the person chose another one, or all of the
// conversation if that is wanted.
func (d *Dialog) save(ctx context.Context, s *session, m Message, langBefore string) {
	if !d.saves(m) {
		return
	}
	kept, expires := s.state, d.opts.Now().Add(keepConversation)
	if !d.opts.Persist {
		if s.state.Lang == langBefore {
			return
		}
		kept, expires = state{Lang: s.state.Lang}, d.opts.Now().Add(keepLanguage)
	}
	data, err := json.Marshal(kept)
	if err == nil {
		err = d.opts.Sessions.SaveSession(ctx, m.Person().Key(), data, expires)
	}
	if err != nil {
		d.opts.Log.Warn("A session could not be saved and lasts as long as this process.", "error", err)
	}
}

func (d *Dialog) saves(m Message) bool {
	if d.opts.Sessions == nil {
		return false
	}
	return d.opts.Persist || m.Place.Platform != "web" && m.Place.Platform != "terminal"
}
