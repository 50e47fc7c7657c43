package bot

import (
	"cmp"
	"context"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// Inquiry is a question that a person wants to be passed on to the office.
type Inquiry struct {
	Question     string // with telephone numbers and the like masked; may be several lines
	Lang         string // de, en or zh: the language in which an answer is expected
	Platform     string
	Chat         string // where the answer is to be shown; on the web the conversation's id
	Thread       string // the thread or topic in Chat, "" for none
	Conversation string // Thread where there is one, else Chat
	Person       Person
	Office       string // id of the contact that is to answer, "" for any
}

// InquiryStore keeps inquiries for the staff.
type InquiryStore interface {
	// OpenInquiry stores the inquiry and returns the number that the person is told.
	OpenInquiry(ctx context.Context, q Inquiry) (number string, err error)
}

// maxInquiry is how much of what a person wrote is passed on, in characters.
// What it is about stands beside it.
const maxInquiry = 3500

// pending is our own question, waiting for the person's yes or no.
type pending struct {
	Question string `json:"question,omitempty"` // what would be passed on, "" if that is to be written yet
	Office   string `json:"office,omitempty"`
	Lang     string `json:"lang"`
	Writing  bool   `json:"writing,omitempty"` // yes was said: the next message is the question
	Rated    string `json:"rated,omitempty"`   // the question whose answer was wrong: what is written is about that
}

// offer adds the offer to pass a question on, where there is a place for it.
func (t *turn) offer(post *Post, p pending) {
	if t.opts.Inquiries == nil {
		return
	}
	t.s.state.Pending = &p
	text := phrases.SayOffer
	if p.Question == "" {
		text = phrases.SayOfferAny
	}
	post.Body = post.Body.Add(richtext.Para(text.In(post.Lang)))
	post.Choices = append(post.Choices, choices(post.Lang)...)
}

func choices(lang string) []Choice {
	return []Choice{
		{Label: phrases.OfferYes.In(lang), Say: phrases.SayYes.In(lang)},
		{Label: phrases.OfferNo.In(lang), Say: phrases.SayNo.In(lang)},
	}
}

// settle reads the message as an answer to our question. If it is none, the
// question has lapsed and the message is answered like any other.
func (t *turn) settle(p *pending, words folded, short bool, text string) (Post, bool) {
	if p == nil {
		return Post{}, false
	}
	t.hint = cmp.Or(t.hint, p.Lang)
	no, yes := short && t.talk.says(words, "no"), short && t.talk.says(words, "yes")
	switch {
	case no:
		return t.sayAnd(Answered, phrases.SayNotPassedOn), true
	case p.Writing && len(words.words) > 0 && !t.elsewhere(words, short):
		p.Question, p.Writing = p.about(text), false
		return t.passOn(p), true
	case yes && p.Question != "":
		return t.passOn(p), true
	case yes && p.Rated == "":
		p.Writing = true
		t.s.state.Pending = p
		post := t.say(Clarify, phrases.SayWhich)
		t.askReply(&post)
		return post, true
	}
	t.hint = script(text)
	return Post{}, false
}

// about is what is passed on where a person wrote text.
func (p *pending) about(text string) string {
	text = clip(Mask(text), maxInquiry)
	if p.Rated == "" {
		return text
	}
	lang := "de" // as the office in Germany reads it; who wrote Chinese is answered from China
	if p.Lang == "zh" {
		lang = "zh"
	}
	return phrases.InquiryRated.In(lang, "question", p.Rated, "text", text)
}

// elsewhere reports whether a message is something else than the text that was
// asked for: small talk, a button, or an earlier message put right.
func (t *turn) elsewhere(words folded, short bool) bool {
	if t.m.Press || t.m.Edited {
		return true
	}
	if !short {
		return false
	}
	_, small := t.talk.classify(words)
	return small
}

// passOn opens the inquiry and tells its number and what happens next.
func (t *turn) passOn(p *pending) Post {
	if wait := t.limits.passing(t.m.Person(), t.opts.Now()); wait > 0 {
		t.s.state.Pending = p // so that a later yes passes it on
		return t.tooMany(wait)
	}
	number, err := t.inquire(p.Question, p.Office)
	if err != nil {
		t.s.state.Pending = p // so that another yes tries again
		post := t.say(Handover, phrases.SayPassingFailed)
		post.Choices = choices(post.Lang)
		return post
	}
	return t.say(Answered, t.reached(phrases.SayPassedOn, phrases.SayPassedOnHome, phrases.SayPassedOnTerminal), "number", number)
}

// inquire opens an inquiry where the person is to be reached.
func (t *turn) inquire(question, office string) (number string, err error) {
	place := t.m.home()
	number, err = t.opts.Inquiries.OpenInquiry(t.ctx, Inquiry{
		Question: question, Lang: t.lang(), Platform: place.Platform, Chat: place.Chat, Thread: place.Thread,
		Conversation: cmp.Or(place.Thread, place.Chat), Person: t.m.Person(), Office: office,
	})
	if err != nil {
		t.opts.Log.Error("An inquiry could not be passed on.", "platform", place.Platform, "error", err)
	}
	return number, err
}

// reached picks what is said of where the answer of a person will stand: here,
// in the chat with the person alone, or only among the inquiries.
func (t *turn) reached(here, home, nowhere phrases.Text) phrases.Text {
	switch {
	case t.m.Place.Platform == "terminal":
		return nowhere
	case t.m.home() != t.m.Place:
		return home
	}
	return here
}

// withContact is a fixed text, what the Answerer says about whom to contact,
// and the offer to pass a question on: the last one if it was not answered.
func (t *turn) withContact(text phrases.Text) Post {
	post := t.say(Handover, text)
	var office string
	a, err := t.answerer.Answer(t.ctx, Question{Text: phrases.AskContact.In(post.Lang), Lang: post.Lang})
	switch {
	case err != nil:
		t.opts.Log.Error("The contact could not be looked up.", "platform", t.m.Place.Platform, "error", err)
	case a.Outcome != Declined:
		post.Body, post.Sources = post.Body.Join(a.Body), a.Sources
		office = cmp.Or(a.Office, a.Topic.Office)
	}
	p := pending{Office: office, Lang: post.Lang}
	if _, told := wantsContact(t.m.Text); t.s.state.Outcome == Handover && !told {
		p.Question = Mask(t.s.state.Last)
	}
	t.offer(&post, p)
	return post
}

// clip cuts s to at most max characters.
func clip(s string, max int) string {
	n := 0
	for i := range s {
		if n == max {
			return s[:i]
		}
		n++
	}
	return s
}
