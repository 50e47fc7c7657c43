package cms

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Session is what of a conversation must survive a restart.
type Session struct{ core.BaseRecordProxy }

// State is the conversation's state as JSON, as it was saved.
func (s *Session) State() []byte {
	raw, _ := s.Get("state").(types.JSONRaw)
	return raw
}

// FindSession returns the session of a person (a pseudonym) that has not
// expired at now.
func FindSession(app core.App, person string, now time.Time) (*Session, error) {
	return findOne[Session](app, "sessions", dbx.HashExp{"person": person},
		dbx.NewExp("[[expires]] > {:now}", dbx.Params{"now": stamp(now)}))
}

// SaveSession replaces what is saved for a person (a pseudonym). It must be
// called in a transaction.
func SaveSession(tx core.App, person string, state []byte, expires time.Time) error {
	s, err := findOne[Session](tx, "sessions", dbx.HashExp{"person": person})
	if errors.Is(err, sql.ErrNoRows) {
		r, err := newRecord(tx, "sessions")
		if err != nil {
			return err
		}
		r.Set("person", person)
		s = &Session{}
		s.SetProxyRecord(r)
	} else if err != nil {
		return err
	}
	var chosen struct {
		Lang string `json:"lang"`
	}
	_ = json.Unmarshal(state, &chosen) // the column is for staff to look at; a state without it is fine
	s.Set("lang", chosen.Lang)
	s.Set("state", types.JSONRaw(state))
	s.Set("expires", expires)
	return tx.Save(s)
}

// PurgeSessions deletes the sessions that have expired at now and returns how
// many they were.
func PurgeSessions(app core.App, now time.Time) (int64, error) {
	return purge(app, "sessions", dbx.NewExp("[[expires]] <= {:t}", dbx.Params{"t": stamp(now)}))
}
