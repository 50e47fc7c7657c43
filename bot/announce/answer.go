package announce

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// maxQuoted is how much of a question is quoted above its answer, in characters.
const maxQuoted = 200

// PlanAnswer follows a change of an inquiry: the answer of a person is brought to
// where the question was asked, corrected there, and withdrawn when staff take
// it back. Those who asked on the web read it in their conversation.
func (p *Planner) PlanAnswer(tx core.App, inquiry string) error {
	q, err := cms.FindInquiry(tx, inquiry)
	if err != nil {
		return err
	}
	if _, speaks := p.Platforms[q.Platform()]; !speaks || q.Chat() == "" || !q.Answered() {
		return cms.Withdraw(tx, cms.DeliverReply, q.Id, nil, p.Now())
	}
	rows, err := cms.FindDeliveriesOf(tx, cms.DeliverReply, q.Id)
	if err != nil {
		return err
	}
	fresh, err := p.drawAnswer(tx, q, nil)
	if err != nil {
		return err
	}
	gen, live := 1, messages(rows)
	for _, d := range rows {
		gen = max(gen, d.Gen+1)
	}
	for _, parts := range live {
		if _, stands := standingOf(parts); len(stands) > 0 && len(fresh) > len(stands) {
			// It does not fit into what stands, and has no page on which the rest could be read.
			if err := cms.Withdraw(tx, cms.DeliverReply, q.Id, nil, p.Now()); err != nil {
				return err
			}
			return p.addAnswer(tx, q, gen, fresh[0])
		}
		if err := p.correct(tx, q, parts); err != nil {
			return err
		}
	}
	if len(live) > 0 {
		return nil
	}
	return p.addAnswer(tx, q, gen, fresh[0])
}

// addAnswer plans a new message. It gets its further parts when it is sent.
func (p *Planner) addAnswer(tx core.App, q *cms.Inquiry, gen int, hash string) error {
	return cms.AddDelivery(tx, &cms.Delivery{
		Kind: cms.DeliverReply, Subject: q.Id, Platform: q.Platform(), Chat: q.Chat(), Thread: q.Thread(), Part: 1, Gen: gen,
		Lang: q.AnswerLang(), Wanted: cms.Shown, WantedHash: hash, State: cms.Pending, PlannedAt: cms.Moment(p.Now()),
	})
}

// correct makes a message that is planned or stands say what the inquiry says now.
func (p *Planner) correct(tx core.App, q *cms.Inquiry, parts []*cms.Delivery) error {
	_, stands := standingOf(parts)
	hashes, err := p.drawAnswer(tx, q, stands)
	if err != nil {
		return err
	}
	for _, d := range parts {
		before, hash := *d, ""
		if d.Part <= len(hashes) {
			hash = hashes[d.Part-1]
		}
		if say(d, q.AnswerLang(), hash); *d == before {
			continue
		}
		if err := cms.SaveDelivery(tx, d, p.Now()); err != nil {
			return err
		}
	}
	return nil
}

// say makes a delivery show a text. What staff are to decide about stays so, and
// what the asker has deleted stays deleted.
func say(d *cms.Delivery, lang, hash string) {
	d.Lang, d.WantedHash = lang, hash
	switch d.State {
	case cms.Sending, cms.Unsure, cms.Held, cms.Left:
		return
	case cms.Failed:
		d.Attempts, d.Error, d.NotBefore = 0, "", cms.Moment(time.Time{})
	}
	d.State = cms.Pending
	if begun(d) && hash == d.ShownHash {
		d.State = cms.Sent
	}
}

// drawAnswer renders an answer and returns the hashes of its parts, at least one.
func (p *Planner) drawAnswer(tx core.App, q *cms.Inquiry, stands []bot.Remote) ([]string, error) {
	post, err := answerPost(tx, q)
	if err != nil {
		return nil, err
	}
	pieces, err := p.Platforms[q.Platform()].Render(post, bot.Shape{Split: true, Stands: stands})
	if err == nil && len(pieces) == 0 {
		err = errors.New("it shows nothing")
	}
	if err != nil {
		return nil, fmt.Errorf("render an answer for %s: %w", q.Platform(), err)
	}
	hashes := make([]string, len(pieces))
	for i, piece := range pieces {
		if hashes[i], err = hashOf(piece); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// answerPost is what the asker reads: by whom it is, the question, the answer.
func answerPost(tx core.App, q *cms.Inquiry) (bot.Post, error) {
	offices, err := cms.OfficesOf(tx, []*cms.Inquiry{q})
	if err != nil {
		return bot.Post{}, err
	}
	lang := q.AnswerLang()
	from := phrases.PersonAnswers.From.In(lang)
	if o := offices[q.Id]; o != nil {
		if name, _ := o.Name().In(lang); name != "" {
			from = phrases.PersonAnswers.FromOffice.In(lang, "office", name)
		}
	}
	var body richtext.Doc
	if asker := q.Lang(); phrases.Known(asker) && asker != lang {
		body = body.Add(styled(phrases.AnswerIn[lang].In(asker), richtext.Italic))
	}
	body = body.Add(styled(from, richtext.Bold), quoted(q, maxQuoted)).Join(richtext.FromText(q.Answer()))
	return bot.Post{Body: body, Lang: lang}, nil
}

// quoted is the beginning of a question, with its number.
func quoted(q *cms.Inquiry, most int) richtext.Block {
	words := richtext.Doc{Blocks: []richtext.Block{{Spans: []richtext.Span{{Text: q.Question()}}}}}.Excerpt(most)
	if n := q.Number(); n != "" {
		words = n + " · " + words
	}
	return richtext.Block{Kind: richtext.Quote, Spans: []richtext.Span{{Text: words}}}
}

func styled(s string, style richtext.Style) richtext.Block {
	return richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: s, Style: style}}}
}
