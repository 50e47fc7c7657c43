package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/bot/web"
	"isa-portal.de/isabot/cms"
)

const (
	keepQuestions = 90 * 24 * time.Hour // how long the log of questions reaches back
	keepModelLog  = 30 * 24 * time.Hour // and that of what a model was sent
	keepUpdates   = 48 * time.Hour      // and what platforms sent, and which messages answer which
	keepJoined    = 30 * 24 * time.Hour // and what staff are told of chats without a record
)

// stores keep for the conversation what it wants kept, in the CMS. People are
// known in it by a keyed hash only, but where an answer has to reach them.
type stores struct {
	app    core.App
	now    func() time.Time
	log    queue[asked]
	models queue[modelNote] // what a model was sent, and what it has used

	mu     sync.Mutex
	secret []byte // nil until it is first needed, if the configuration has none
	hushed hushed // chats that were forgotten a moment ago
}

var (
	_ bot.SessionStore  = (*stores)(nil)
	_ bot.InquiryStore  = (*stores)(nil)
	_ bot.QuestionLog   = (*stores)(nil)
	_ bot.PersonalData  = (*stores)(nil)
	_ bot.Subscriptions = (*stores)(nil)
	_ converse.Store    = (*stores)(nil)
	_ web.Later         = (*stores)(nil)
	_ llm.Ledger        = (*stores)(nil)
	_ llm.Journal       = (*stores)(nil)
)

// newStores touches nothing yet: the database need not be open. With an empty
// secret one is made at first need and kept in the database.
func newStores(app core.App, now func() time.Time, secret string) *stores {
	s := &stores{app: app, now: now, hushed: hushed{}}
	s.log.what, s.log.most = "questions", maxQueued
	s.models.what, s.models.most = "what a model was sent", maxModelNotes
	if secret != "" {
		s.secret = []byte(secret)
	}
	return s
}

// start begins to write down what happens and to delete what has had its time.
func (s *stores) start() {
	s.app.Cron().MustAdd("isabotPurge", "23 3 * * *", s.purge)
	s.purge()
	s.log.start(s.writeQuestions)
	s.models.start(s.writeModelNotes)
}

// stop writes down what waits. It has patience with questions and as much again
// with what a model was sent, and may be called without a start.
func (s *stores) stop(patience time.Duration) {
	s.log.stop(patience)
	s.models.stop(patience)
}

// purge deletes what has had its time.
func (s *stores) purge() {
	now := s.now()
	_, asked := cms.PurgeQuestions(s.app, now.Add(-keepQuestions))
	_, sentToModels := cms.PurgeModelCalls(s.app, now.Add(-keepModelLog))
	_, kept := cms.PurgeSessions(s.app, now)
	sent := s.app.RunInTransaction(func(tx core.App) error { return cms.PurgeUpdates(tx, now.Add(-keepUpdates), now) })
	answered := cms.PurgeReplies(s.app, now.Add(-keepUpdates))
	joined := cms.PurgeSystemState(s.app, announce.JoinedNotices, now.Add(-keepJoined))
	if err := errors.Join(asked, sentToModels, kept, sent, answered, joined); err != nil {
		slog.Error("Deleting what has had its time failed.", slog.Any("error", err))
	}
}

// pseudonym is what the database knows a person by.
func (s *stores) pseudonym(person string) (string, error) {
	key, err := s.key()
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(person))
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// key is the secret of the hash, made and kept if there is none.
func (s *stores) key() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secret != nil {
		return s.secret, nil
	}
	var kept string
	err := s.app.RunInTransaction(func(tx core.App) error {
		found, err := cms.LoadSystemState(tx, "secret", &kept)
		if err != nil || found {
			return err
		}
		kept = rand.Text()
		return cms.SaveSystemState(tx, "secret", kept)
	})
	if err != nil {
		return nil, fmt.Errorf("make the secret for pseudonyms: %w", err)
	}
	s.secret = []byte(kept)
	return s.secret, nil
}

// LoadSession implements bot.SessionStore.
func (s *stores) LoadSession(_ context.Context, person string) ([]byte, error) {
	who, err := s.pseudonym(person)
	if err != nil {
		return nil, err
	}
	session, err := cms.FindSession(s.app, who, s.now())
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load a session: %w", err)
	}
	return session.State(), nil
}

// SaveSession implements bot.SessionStore.
func (s *stores) SaveSession(_ context.Context, person string, state []byte, expires time.Time) error {
	who, err := s.pseudonym(person)
	if err != nil {
		return err
	}
	err = s.app.RunInTransaction(func(tx core.App) error {
		return cms.SaveSession(tx, who, state, expires)
	})
	if err != nil {
		return fmt.Errorf("save a session: %w", err)
	}
	return nil
}
