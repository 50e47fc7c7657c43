package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/web"
	"isa-portal.de/isabot/cms"
)

// OpenInquiry implements bot.InquiryStore.
func (s *stores) OpenInquiry(_ context.Context, q bot.Inquiry) (string, error) {
	who, err := s.pseudonym(q.Person.Key())
	if err != nil {
		return "", fmt.Errorf("open an inquiry: %w", err)
	}
	var number string
	err = s.app.RunInTransaction(func(tx core.App) error {
		r, err := cms.NewInquiry(tx)
		if err != nil {
			return err
		}
		if number, err = cms.NextInquiryNumber(tx, s.now()); err != nil {
			return err
		}
		office, err := known(tx, q.Office)
		if err != nil {
			return err
		}
		r.Load(map[string]any{
			"number": number, "question": q.Question, "lang": q.Lang, "platform": q.Platform,
			"chat": q.Chat, "thread": q.Thread, "conversation": q.Conversation, "office": office,
		})
		if err := tx.Save(r); err != nil || q.Person.Chat != "" && q.Person.Chat == q.Chat {
			return err
		}
		return noteInquirer(tx, who, r.Id)
	})
	if err != nil {
		return "", fmt.Errorf("open an inquiry: %w", err)
	}
	return number, nil
}

// noteInquirer notes which inquiry a person opened where the chat does not tell
// whose it is, because others read along.
func noteInquirer(tx core.App, who, inquiry string) error {
	ids, err := inquiriesOf(tx, who)
	if err != nil {
		return err
	}
	return cms.SaveSystemState(tx, inquirerKey(who), append(ids, inquiry))
}

// inquiriesOf are the ids of the inquiries that noteInquirer noted.
func inquiriesOf(app core.App, who string) (ids []string, err error) {
	_, err = cms.LoadSystemState(app, inquirerKey(who), &ids)
	return ids, err
}

func inquirerKey(who string) string { return "inquirer " + who }

// known is the id of a contact, or "" if it was deleted in the meantime: a
// question must not be lost for that.
func known(tx core.App, contact string) (string, error) {
	if contact == "" {
		return "", nil
	}
	_, err := tx.FindRecordById("contacts", contact)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return contact, err
}

// Later implements web.Later.
func (s *stores) Later(ctx context.Context, conversation string) ([]web.LaterAnswer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := cms.FindAnsweredInquiries(s.app, "web", conversation)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	offices, err := cms.OfficesOf(s.app, found)
	if err != nil {
		return nil, err
	}
	answers := make([]web.LaterAnswer, len(found))
	for i, q := range found {
		answers[i] = web.LaterAnswer{
			ID: q.Id, Question: q.Question(), Answer: q.Answer(), Lang: q.AnswerLang(), At: q.AnsweredAt().Time(),
		}
		if o := offices[q.Id]; o != nil {
			answers[i].By, _ = o.Name().In(q.AnswerLang())
		}
	}
	return answers, nil
}
