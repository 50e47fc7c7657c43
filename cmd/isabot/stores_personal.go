package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// Export implements bot.PersonalData.
func (s *stores) Export(_ context.Context, p bot.Person) ([]byte, error) {
	who, err := s.pseudonym(p.Key())
	if err != nil {
		return nil, err
	}
	traces, err := tracesOf(s.app, p, who)
	if err != nil {
		return nil, err
	}
	// What waits is theirs as well; where it cannot be written it is gone.
	for range maxQueued / maxBatch {
		if s.log.flush() != nil || !s.log.anyWaiting() {
			break
		}
	}
	kept, err := cms.ExportTraces(s.app, traces)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	return json.Marshal(kept)
}

// Forget implements bot.PersonalData.
func (s *stores) Forget(_ context.Context, p bot.Person) error {
	who, err := s.pseudonym(p.Key())
	if err != nil {
		return err
	}
	err = s.log.forget(p.Key(), func() error {
		return s.app.RunInTransaction(func(tx core.App) error {
			traces, err := tracesOf(tx, p, who)
			if err != nil {
				return err
			}
			note := cms.Trace{Collection: "state", Where: dbx.HashExp{"key": inquirerKey(who)}}
			return cms.DeleteTraces(tx, append(traces, note))
		})
	})
	if err != nil {
		return fmt.Errorf("forget a person: %w", err)
	}
	return nil
}

// tracesOf are the rows about a person: those under the pseudonym, the inquiries
// they opened in groups and, where nobody else reads along, those of the chat.
func tracesOf(app core.App, p bot.Person, who string) ([]cms.Trace, error) {
	mine := dbx.HashExp{"person": who}
	all := []cms.Trace{{Collection: "sessions", Where: mine}, {Collection: "questions", Where: mine}}
	ids, err := inquiriesOf(app, who)
	if err != nil {
		return nil, err
	}
	asked := dbx.In("id", list(ids)...)
	if p.Chat == "" {
		return append(all, cms.Trace{Collection: "inquiries", Where: asked}), nil
	}
	chat := dbx.HashExp{"platform": p.Platform, "chat": p.Chat}
	return append(all,
		cms.Trace{Collection: "inquiries", Where: dbx.Or(asked, chat)},
		cms.Trace{Collection: "subscribers", Where: chat},
		cms.Trace{Collection: "replies", Where: chat},
		cms.Trace{Collection: "deliveries", Where: dbx.And(chat, dbx.HashExp{"kind": "reply"})},
		cms.Trace{Collection: "inbox", Where: dbx.And(
			dbx.HashExp{"platform": p.Platform}, dbx.NewExp("[[handled_at]] != ''"),
			dbx.NewExp("[[payload]] GLOB {:chat}", dbx.Params{"chat": "*[^0-9-]" + globbed.Replace(p.Chat) + "[^0-9]*"}),
		)},
	), nil
}

// globbed takes the meaning that they have in GLOB from the signs of an id.
var globbed = strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]")

func list(ids []string) []any {
	all := make([]any, len(ids))
	for i, id := range ids {
		all[i] = id
	}
	return all
}
