package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Export implements bot.PersonalData.
func (s *stores) Export(_ context.Context, p bot.Person) ([]byte, error) {
	traces, err := s.traces(p)
	if err != nil {
		return nil, err
	}
	_ = s.log.flush() // what waits is theirs as well; where it cannot be written it is gone
	kept, err := cms.ExportTraces(s.app, traces)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	return json.Marshal(kept)
}

// Forget implements bot.PersonalData.
func (s *stores) Forget(_ context.Context, p bot.Person) error {
	traces, err := s.traces(p)
	if err != nil {
		return err
	}
	err = s.log.forget(p.Key(), func() error {
		return s.app.RunInTransaction(func(tx core.App) error {
			return cms.DeleteTraces(tx, traces)
		})
	})
	if err != nil {
		return fmt.Errorf("forget a person: %w", err)
	}
	return nil
}

// traces are the rows about a person: those under the pseudonym and, where
// nobody else reads along, those of the chat.
func (s *stores) traces(p bot.Person) ([]cms.Trace, error) {
	who, err := s.pseudonym(p.Key())
	if err != nil {
		return nil, err
	}
	mine := dbx.HashExp{"person": who}
	all := []cms.Trace{{Collection: "sessions", Where: mine}, {Collection: "questions", Where: mine}}
	if p.Chat == "" {
		return all, nil
	}
	chat := dbx.HashExp{"platform": p.Platform, "chat": p.Chat}
	return append(all,
		cms.Trace{Collection: "inquiries", Where: chat},
		cms.Trace{Collection: "subscribers", Where: chat},
		cms.Trace{Collection: "replies", Where: chat},
		cms.Trace{Collection: "deliveries", Where: dbx.And(chat, dbx.HashExp{"kind": "reply"})},
		cms.Trace{Collection: "inbox", Where: dbx.And(
			dbx.HashExp{"platform": p.Platform}, dbx.NewExp("[[handled_at]] != ''"),
			dbx.NewExp("instr([[payload]], {:chat}) > 0", dbx.Params{"chat": p.Chat}),
		)},
	), nil
}
