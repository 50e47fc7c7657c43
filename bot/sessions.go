package bot

import (
	"context"
	"encoding/json"
	"time"
)

// SessionStore keeps what must survive a restart: the language that a person
// chose and where they are in the membership guide, or a whole conversation
// where Options.Persist says so.
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
	keepGuide        = 7 * 24 * time.Hour
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
	LastID    string   `json:"last_id,omitempty"`
	Again     string   `json:"again,omitempty"` // what shows the last answer again: the question, or a command
	Alone     bool     `json:"alone,omitempty"` // nobody else has seen that answer
	Before    Topic    `json:"before,omitzero"` // what was talked about before it
	Topic     Topic    `json:"topic,omitzero"`  // what is talked about since
	Outcome   Outcome  `json:"outcome,omitempty"`
	Suggested string   `json:"suggested,omitempty"` // the only question that was asked back
	Pending   *pending `json:"pending,omitempty"`
	Guide     *guide   `json:"guide,omitempty"` // where the person is in the membership guide
	Asides    int      `json:"-"`               // what they have asked since beside it
}

// kept is what of a conversation survives a restart on chat platforms.
type kept struct {
	Lang  string `json:"lang,omitempty"`
	Guide *guide `json:"guide,omitempty"`
}

// kept is what is to be saved of the state. The guide is saved only where
// nobody else reads along: what is saved is found in all places of the person.
func (s *state) kept(m Message) kept {
	if !m.private() {
		return kept{Lang: s.Lang}
	}
	return kept{s.Lang, s.Guide}
}

// load reads what was saved of the person, once a session. The web's
// conversations are anonymous and never saved.
func (d *Dialog) load(ctx context.Context, s *session, m Message) {
	if s.loaded || !d.saves(m) {
		return
	}
	var found state
	if err := d.saved(ctx, m, &found); err != nil {
		d.opts.Log.Warn("A session could not be loaded and starts afresh.", "error", err)
		return
	}
	s.loaded = true
	if found.Guide != nil && (!m.private() || m.Home != (Place{})) { // what the person says here may be said to all
		g := *found.Guide
		g.Hidden, found.Guide = true, &g
	}
	if found.Guide != nil && found.Habit == "" {
		found.Habit = found.Guide.Lang
	}
	s.state = found
}

// saved reads what was saved of the person into v, if anything was. What cannot
// be read is as good as nothing.
func (d *Dialog) saved(ctx context.Context, m Message, v any) error {
	data, err := d.opts.Sessions.LoadSession(ctx, m.Person().Key())
	if err != nil || len(data) == 0 {
		return err
	}
	if json.Unmarshal(data, v) != nil {
		d.opts.Log.Warn("A saved session could not be read and starts afresh.")
	}
	return nil
}

// save writes what survives a restart if it has changed, or all of the
// conversation if that is wanted.
func (d *Dialog) save(ctx context.Context, s *session, m Message, before kept) {
	if !d.saves(m) {
		return
	}
	var err error
	switch now := s.state.kept(m); {
	case d.opts.Persist:
		err = d.write(ctx, m, s.state, keepConversation)
	case now != before:
		err = d.merge(ctx, m, now, before)
	}
	if err != nil {
		d.opts.Log.Warn("A session could not be saved and lasts as long as this process.", "error", err)
	}
}

// merge saves what has changed. The rest may have been saved in another place
// of the same person since.
func (d *Dialog) merge(ctx context.Context, m Message, now, before kept) error {
	var all kept
	if err := d.saved(ctx, m, &all); err != nil {
		return err
	}
	if now.Lang != before.Lang {
		all.Lang = now.Lang
	}
	if now.Guide != before.Guide {
		all.Guide = now.Guide
	}
	keep := time.Duration(0) // nothing is left to keep
	switch {
	case all.Guide != nil: // a guide that nobody goes on with takes the rest with it
		keep = keepGuide
	case all.Lang != "":
		keep = keepLanguage
	}
	return d.write(ctx, m, all, keep)
}

func (d *Dialog) write(ctx context.Context, m Message, v any, keep time.Duration) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return d.opts.Sessions.SaveSession(ctx, m.Person().Key(), data, d.opts.Now().Add(keep))
}

func (d *Dialog) saves(m Message) bool {
	if d.opts.Sessions == nil {
		return false
	}
	return d.opts.Persist || m.Place.Platform != "web" && m.Place.Platform != "terminal"
}
