package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// inquiry is a question to a person, without who asked.
type inquiry struct {
	ID          string     `json:"id"`
	Number      string     `json:"number"`
	Question    string     `json:"question"`
	Lang        string     `json:"lang"`
	Translation string     `json:"translation"`
	Platform    string     `json:"platform"`
	Where       string     `json:"where"` // the same in words
	Office      *named     `json:"office"`
	State       string     `json:"state"`
	Asked       *time.Time `json:"asked_at"`
	Answer      string     `json:"answer"`
	AnswerLang  string     `json:"answer_lang"`
	AnsweredBy  string     `json:"answered_by"` // e-mail address
	AnsweredAt  *time.Time `json:"answered_at"`
	FAQ         string     `json:"faq"` // id of the entry that was made of it
}

type openInquiries struct {
	Open  int       `json:"open"`
	Items []inquiry `json:"items"` // the oldest first
}

func (d *desk) fillInquiries(e *core.RequestEvent, t *today, names map[string]string) (err error) {
	if t.Inquiries.Open, err = cms.CountOpenInquiries(e.App); err != nil {
		return err
	}
	t.Inquiries.Items, err = listInquiries(e, cms.InquiryOpen, mostLines, 0, names)
	return err
}

// inquiries lists the questions to persons, open ones oldest first, others latest
// first. GET inquiries?state=open|answered|closed&page=1: {items: [see inquiry],
// open, page, per_page}
func (d *desk) inquiries(e *core.RequestEvent) error {
	state := e.Request.URL.Query().Get("state")
	if !slices.Contains([]string{"", cms.InquiryOpen, cms.InquiryAnswered, cms.InquiryClosed}, state) {
		return unreadable(e, nil)
	}
	names, err := cms.AccountNames(e.App)
	if err != nil {
		return err
	}
	page := number(e, "page", 1, 1, 10_000)
	items, err := listInquiries(e, state, mostLines, (page-1)*mostLines, names)
	if err != nil {
		return err
	}
	open, err := cms.CountOpenInquiries(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items, "open": open, "page": page, "per_page": mostLines})
}

func listInquiries(e *core.RequestEvent, state string, limit, offset int, names map[string]string) ([]inquiry, error) {
	found, err := cms.FindInquiriesIn(e.App, state, limit, offset)
	if err != nil {
		return nil, err
	}
	lang := whose(e).Lang
	all := make([]inquiry, len(found))
	for i, q := range found {
		all[i] = inquiry{
			ID: q.Id, Number: q.Number(), Question: q.Question(), Lang: q.Lang(), Translation: q.GetString("translation"),
			Platform: q.GetString("platform"), Where: placeInWords(q.GetString("platform"), lang), State: q.State(), Asked: moment(q.GetDateTime("created")),
			Answer: q.Answer(), AnswerLang: q.AnswerLang(), AnsweredBy: names[q.GetString("answered_by")], AnsweredAt: moment(q.AnsweredAt()),
			FAQ: q.GetString("faq"),
		}
		if office, err := e.App.FindRecordById("contacts", q.GetString("office")); err == nil {
			n := nameOf(office, lang)
			all[i].Office = &n
		}
	}
	return all, nil
}

// placeInWords is where something was asked, as staff call it.
func placeInWords(platform, lang string) string {
	if text, ok := phrases.DeskPlaces[platform]; ok {
		return text.In(lang)
	}
	return platform
}

// answerInquiry answers a question. It is brought to who asked by what follows
// from the change of the record. One that was answered already is answered anew
// only if again says so. POST inquiries/{id}/answer {answer, lang, again?}: 204
func (d *desk) answerInquiry(e *core.RequestEvent) error {
	var body struct {
		Answer string `json:"answer"`
		Lang   string `json:"lang"`
		Again  bool   `json:"again"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	if body.Lang != "" && !phrases.Known(body.Lang) {
		return atField(e, "lang", "bad_lang", phrases.Desk.BadLang)
	}
	return done(e, changeInquiry(e, func(_ core.App, r *core.Record) error {
		if r.GetString("state") != cms.InquiryOpen && !body.Again {
			return &Refusal{Code: "answered", Text: phrases.Desk.IsAnswered}
		}
		r.Set("answer", strings.TrimSpace(body.Answer))
		r.Set("answer_lang", body.Lang)
		r.Set("state", cms.InquiryAnswered)
		return nil
	}))
}

// closeInquiry ends a question, answered or not. An answer that was begun and never
// sent is refused at the field state, unless the person says that there shall be
// none; it is thrown away then. POST inquiries/{id}/close {without_answer?}: 204
func (d *desk) closeInquiry(e *core.RequestEvent) error {
	var body struct {
		WithoutAnswer bool `json:"without_answer"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	return done(e, changeInquiry(e, func(_ core.App, r *core.Record) error {
		if body.WithoutAnswer && r.GetDateTime("answered_at").IsZero() {
			r.Set("answer", "")
		}
		r.Set("state", cms.InquiryClosed)
		return nil
	}))
}

func changeInquiry(e *core.RequestEvent, change func(core.App, *core.Record) error) error {
	return e.App.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("inquiries", e.Request.PathValue("id"))
		if err != nil {
			return err
		}
		if err := change(tx, r); err != nil {
			return err
		}
		cms.SetActor(r, whose(e))
		return tx.Save(r)
	})
}

// faqOfInquiry makes a draft of an entry of the FAQ from a question and its
// answer; if there is one already, it is named. What would tell who asked is
// masked. POST inquiries/{id}/faq {category?}: {id, made}
func (d *desk) faqOfInquiry(e *core.RequestEvent) error {
	var body struct {
		Category string `json:"category"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	var id string
	made := false
	err := changeInquiry(e, func(tx core.App, r *core.Record) error {
		if id = r.GetString("faq"); id != "" {
			return nil
		}
		q := &cms.Inquiry{}
		q.SetProxyRecord(r)
		draft, err := newFAQ(e, body.Category)
		if err != nil {
			return err
		}
		setIn(draft, "question", q.Lang(), bot.Mask(q.Question()))
		setIn(draft, "answer", q.AnswerLang(), q.Answer())
		draft.Set("as_of", d.now().Format(time.DateOnly))
		draft.Set("source_lang", q.AnswerLang())
		if err := tx.Save(draft); err != nil {
			return err
		}
		r.Set("faq", draft.Id)
		id, made = draft.Id, true
		return nil
	})
	if err != nil {
		return refused(e, err)
	}
	return e.JSON(http.StatusOK, map[string]any{"id": id, "made": made})
}
