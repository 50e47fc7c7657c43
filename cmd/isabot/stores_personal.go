package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/cms"
)

// Export implements bot.PersonalData. What the person says with it is not in
// it: that is forgotten once it is answered.
func (s *stores) Export(_ context.Context, p bot.Person) ([]byte, error) {
	who, err := s.pseudonym(p.Key())
	if err != nil {
		return nil, err
	}
	traces, err := tracesOf(s.app, p, who)
	if err != nil {
		return nil, err
	}
	handled := cms.Trace{Collection: "inbox", Where: dbx.And(sentBy(p), dbx.NewExp("[[handled_at]] != ''"))}
	// What waits is theirs as well; where it cannot be written it is gone.
	for range maxQueued / maxBatch {
		if s.log.flush() != nil || !s.log.anyWaiting() {
			break
		}
	}
	kept, err := cms.ExportTraces(s.app, append(traces, handled))
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	return json.Marshal(kept)
}

// Forget implements bot.PersonalData. An answer that stands in a group is
// withdrawn there, and the notice of the question that staff were sent.
func (s *stores) Forget(_ context.Context, p bot.Person) error {
	who, err := s.pseudonym(p.Key())
	if err != nil {
		return err
	}
	err = s.log.forget(func(a asked) bool { return a.Person == p.Key() }, func() error {
		s.hush(p)
		return s.app.RunInTransaction(func(tx core.App) error { return s.forget(tx, p, who) })
	})
	if err != nil {
		return fmt.Errorf("forget a person: %w", err)
	}
	return nil
}

func (s *stores) forget(tx core.App, p bot.Person, who string) error {
	now := s.now()
	theirs, err := inquiriesBy(tx, p, who)
	if err != nil {
		return err
	}
	ids, err := cms.FindTraces(tx, cms.Trace{Collection: "inquiries", Where: theirs})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := announce.WithdrawInquiry(tx, id, now); err != nil {
			return err
		}
	}
	traces, err := tracesOf(tx, p, who)
	if err != nil {
		return err
	}
	note := cms.Trace{Collection: "state", Where: dbx.HashExp{"key": inquirerKey(who)}}
	if err := cms.DeleteTraces(tx, append(traces, note)); err != nil {
		return err
	}
	return cms.BlankUpdates(tx, sentBy(p), now)
}

// tracesOf are the rows about a person: those under the pseudonym, and those of
// the chat in which nobody else reads along.
func tracesOf(app core.App, p bot.Person, who string) ([]cms.Trace, error) {
	inquiries, err := inquiriesBy(app, p, who)
	if err != nil {
		return nil, err
	}
	mine, chat := dbx.HashExp{"person": who}, alone(p)
	return []cms.Trace{
		{Collection: "sessions", Where: mine},
		{Collection: "questions", Where: mine},
		{Collection: "inquiries", Where: inquiries},
		{Collection: "subscribers", Where: chat},
		{Collection: "replies", Where: chat},
		{Collection: "deliveries", Where: dbx.And(chat, dbx.HashExp{"kind": []any{"reply", "news"}}, ofNoChannel)},
	}, nil
}

// ofNoChannel leaves out what a channel of ours shows, though it be the chat of
// one person.
var ofNoChannel = dbx.NewExp("NOT EXISTS (SELECT 1 FROM {{channels}} c WHERE c.[[platform]] = {{deliveries}}.[[platform]] AND c.[[target]] = {{deliveries}}.[[chat]])")

// inquiriesBy are the inquiries that a person opened, in groups too.
func inquiriesBy(app core.App, p bot.Person, who string) (dbx.Expression, error) {
	ids, err := inquiriesOf(app, who)
	if err != nil {
		return nil, err
	}
	return dbx.Or(dbx.In("id", list(ids)...), alone(p)), nil
}

// chatsOf are the chats in which a person is alone with the bot: the one that
// they write in, if it is such a one, and those that bear their own id.
func chatsOf(p bot.Person) []string {
	chats := []string{p.Chat, p.ID, "dm:" + p.ID}
	if strings.HasPrefix(p.ID, "-") { // no person: a group in whose name somebody speaks
		chats = []string{p.Chat}
	}
	return slices.DeleteFunc(slices.Compact(chats), func(c string) bool { return c == "" || c == "dm:" })
}

// alone is the condition of rows with such a chat.
func alone(p bot.Person) dbx.Expression {
	return dbx.And(dbx.HashExp{"platform": p.Platform}, dbx.In("chat", list(chatsOf(p))...))
}

// sentBy is the condition of updates in which a person stands. A number is not
// found within a longer one.
func sentBy(p bot.Person) dbx.Expression {
	where := []dbx.Expression{dbx.NewExp("0 = 1")}
	for i, id := range chatsOf(p) {
		if !strings.HasPrefix(id, "dm:") {
			name := fmt.Sprintf("id%d", i)
			where = append(where, dbx.NewExp("[[payload]] GLOB {:"+name+"}", dbx.Params{name: "*[^0-9-]" + globbed.Replace(id) + "[^0-9]*"}))
		}
	}
	return dbx.And(dbx.HashExp{"platform": p.Platform}, dbx.Or(where...))
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

// hushed are chats of people who were forgotten a moment ago, until when nothing
// is noted about them: the answer to that wish is on its way.
type hushed map[[2]string]time.Time

const hushTime = time.Minute

func (s *stores) hush(p bot.Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for chat, until := range s.hushed {
		if now.After(until) {
			delete(s.hushed, chat)
		}
	}
	for _, chat := range chatsOf(p) {
		s.hushed[[2]string{p.Platform, chat}] = now.Add(hushTime)
	}
}

func (s *stores) isHushed(platform, chat string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.now().After(s.hushed[[2]string{platform, chat}])
}
