package bot

import (
	"cmp"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// send passes on what was chosen, with a word of the person's, and ends the guide.
func (t *turn) send(path []string, note string) Post {
	if n := t.sent(path); n != "" {
		return t.finish(path, n)
	}
	if wait := t.limits.passing(t.m.Person(), t.opts.Now()); wait > 0 {
		return t.tooMany(wait)
	}
	office, _ := t.officeFor(path[0], t.lang())
	number, err := t.inquire(t.summary(path, note), office)
	if err != nil {
		post := t.say(Handover, phrases.SayPassingFailed)
		post.Choices = append([]Choice{{Label: phrases.ChoiceGuideSend.In(post.Lang), Say: joinSay(path)}}, waysOut(path[:len(guideSteps)], post.Lang)...)
		return post
	}
	t.s.state.Guide = &guide{Sent: strings.Join(path, " "), Number: number}
	return t.finish(path, number)
}

// sent is the number under which just these choices were passed on, "" if they
// were not: a button that is pressed twice opens one inquiry.
func (t *turn) sent(path []string) string {
	if g := t.s.state.Guide; g != nil && g.Sent == strings.Join(path, " ") && t.opts.Now().Sub(g.At) <= keepGuide {
		return g.Number
	}
	return ""
}

// finish is the end of the guide: the number of the inquiry, what is on record
// about joining, what is not, and who is in charge.
func (t *turn) finish(path []string, number string) Post {
	if number == "" && path[len(path)-1] == guideSend {
		return t.send(path, "")
	}
	post := t.say(Answered, phrases.SayGuideEnd)
	lang := post.Lang
	if number != "" {
		text := t.reached(phrases.SayGuideSent, phrases.SayGuideSentHome, phrases.SayGuideSentTerminal)
		post.Body = richtext.FromText(text.In(lang, "number", number))
	}
	t.moveGuide(path, true)
	if thirdCountry(path[0]) {
		t.section(&post, regionName(path[0], lang), t.onRecord(phrases.AskThirdCountry, lang))
	}
	join := phrases.AskJoin
	if path[0] == "DE" { // the German office is named for it, in each language
		join = phrases.AskJoinDE
	}
	t.section(&post, phrases.GuideHeads.Joined.In(lang), t.onRecord(join, lang))
	t.terms(&post)
	_, contact := t.officeFor(path[0], lang)
	t.section(&post, phrases.GuideHeads.Office.In(lang), contact)
	if number == "" && t.opts.Inquiries != nil {
		here := append(path[:contactStep:contactStep], contactHere)
		post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceGuideAsk.In(lang), Say: joinSay(here)})
	}
	post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceGuideNew.In(lang), Say: "/join " + guideNew})
	return post
}

// section adds an answer from the records below a heading, if there is one.
func (t *turn) section(post *Post, head string, a Answer) {
	if a.Body.Empty() {
		return
	}
	post.Body = post.Body.Add(bold(head)).Join(a.Body)
	for _, src := range a.Sources {
		if !slices.Contains(post.Sources, src) {
			post.Sources = append(post.Sources, src)
		}
	}
}

// terms says what is on record about fees and criteria, and of the rest that
// it is not.
func (t *turn) terms(post *Post) {
	fees, criteria := t.onRecord(phrases.AskFees, post.Lang), t.onRecord(phrases.AskCriteria, post.Lang)
	known := func(a Answer) bool { return a.Outcome == Answered || a.Outcome == Clarify }
	if known(fees) {
		t.section(post, phrases.GuideHeads.Fees.In(post.Lang), fees)
	}
	if known(criteria) {
		t.section(post, phrases.GuideHeads.Criteria.In(post.Lang), criteria)
	}
	var open phrases.Text
	switch {
	case !known(fees) && !known(criteria):
		open = phrases.SayNoTerms
	case !known(fees):
		open = phrases.SayNoFees
	case !known(criteria):
		open = phrases.SayNoCriteria
	default:
		return
	}
	post.Body = post.Body.Add(richtext.Para(open.In(post.Lang)))
}

// onRecord asks the Answerer something on the person's behalf. It is no
// question of theirs: it is not noted, and changes no topic. The answer is
// empty if there is none.
func (t *turn) onRecord(question phrases.Text, lang string) Answer {
	a, err := t.answerer.Answer(t.ctx, Question{Text: question.In(lang), Lang: lang})
	if err != nil {
		t.opts.Log.Error("The records could not be asked for the membership guide.", "error", err)
		return Answer{}
	}
	return a
}

// officeFor is the id of the office in charge of a country, and how it is reached.
func (t *turn) officeFor(country, lang string) (id string, contact Answer) {
	question := phrases.AskContact
	switch country {
	case "DE":
		question = phrases.AskContactDE
	case "CN":
		question = phrases.AskContactCN
	}
	contact = t.onRecord(question, lang)
	id = cmp.Or(contact.Office, contact.Topic.Office)
	if t.opts.Directory != nil && id != "" {
		if card, ok := t.opts.Directory.Card("contacts", id, lang); ok {
			contact = card
		}
	}
	return id, contact
}

// summary is what the office reads of the choices: in German, for the office in
// China in Chinese as well, and what the person wrote as they wrote it.
func (t *turn) summary(path []string, note string) string {
	lang := t.lang()
	s, last := summaryIn("de", lang, path), "de"
	if path[0] == "CN" || thirdCountry(path[0]) && lang == "zh" {
		s, last = s+"\n\n"+summaryIn("zh", lang, path), "zh"
	}
	if note != "" {
		s += "\n\n" + phrases.GuideSummary.Note.In(last, "v", clip(Mask(note), maxInquiry))
	}
	return s
}

func summaryIn(lang, spoken string, path []string) string {
	lines := []string{phrases.GuideSummary.Head.In(lang)}
	labels := []phrases.Text{phrases.GuideSummary.Country, phrases.GuideSummary.Kind, phrases.GuideSummary.Size, phrases.GuideSummary.Industries}
	for step, label := range labels {
		lines = append(lines, label.In(lang, "v", chosenAt(step, path, lang)))
	}
	return strings.Join(append(lines, phrases.GuideSummary.Language.In(lang, "v", phrases.LanguageWords[spoken].In(lang))), "\n")
}
