package answer

import (
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// reply takes a question through the steps: guard, facts, passages, the same
// for its parts, and where nothing is found the hand-over.
func (k *knowledge) reply(q bot.Question, now time.Time) *reply {
	r := k.read(q)
	if p := k.guard(r); p != nil {
		return p
	}
	if r.asksTwice() {
		if p, answered := k.parts(q, clauses(q.Text), r.lang, now); answered > 1 {
			return p
		}
	}
	if p := k.respond(r, q.Topic, now); p != nil {
		return p
	}
	for _, cut := range []func(string) []string{sentences, clauses} {
		if p, _ := k.parts(q, cut(q.Text), r.lang, now); p != nil {
			return p
		}
	}
	if p := k.besideNames(r); p != nil {
		return p
	}
	return k.unanswered(r)
}

// respond answers one question from facts or passages; nil where the records
// don't carry an answer.
func (k *knowledge) respond(r *reading, topic bot.Topic, now time.Time) *reply {
	k.carry(r, topic)
	if p := whichPlace(k, r, topic); p != nil {
		return p
	}
	if len(r.numbers) > 0 && len(r.names) == 0 && (len(r.numbers) > 1 || r.year() == "") {
		backed := func(s Passage) bool { return len(unbacked(r, s)) == 0 }
		if p := k.passage(r, sureCover, backed); p != nil {
			return p
		}
	}
	for _, f := range frames {
		if p := f.answer(k, r, now); p != nil {
			return p
		}
	}
	if p := k.passage(r, enoughCover, anyPassage); p != nil {
		return p
	}
	return k.unknownMember(r)
}

// parts answers a message that asks several things, or that has its question
// among other sentences. What is not answered in it is passed over, so at least
// one part must be.
func (k *knowledge) parts(q bot.Question, parts []string, lang string, now time.Time) (whole *reply, answered int) {
	topic := q.Topic
	for _, part := range parts {
		r := k.read(bot.Question{Text: part, Lang: lang, Topic: topic})
		if r.fragment() || whole == nil && len(r.names) > 0 && r.only(cuePadding) {
			continue
		}
		p := k.respond(r, topic, now)
		if p == nil {
			continue
		}
		topic = p.topic
		if answered++; answered > mostParts {
			break
		}
		if whole == nil {
			whole = p
		} else {
			whole.add(p)
		}
	}
	return whole, answered
}

const mostParts = 3

// fragment reports whether a part of a message is too little of a question to
// be answered by itself: one word among fillers, and none that means a matter.
func (r *reading) fragment() bool {
	said := words.Tokens(r.gate)
	if len(r.names) == 0 && !r.matter && r.only(cuePadding|askers) {
		return true
	}
	return len(r.names) == 0 && len(said) < 2 && !r.matter && len(r.tokens) > len(said) && !strings.ContainsAny(r.text, "?？")
}

// asksTwice reports whether the question has two different question words.
func (r *reading) asksTwice() bool {
	seen := map[string]bool{}
	for _, t := range words.Tokens(r.lookup) {
		if _, ok := askMeans[t.Text]; ok {
			seen[t.Text] = true
		}
	}
	return len(seen) > 1
}

// unanswered is what is said where the records carry no answer: a hand-over
// where the question concerns the alliance, else that it is out of scope.
func (k *knowledge) unanswered(r *reading) *reply {
	hits := k.search(r.bare, r.lang, nearCount)
	p := newReply(r.lang, "")
	p.missed = true
	if !k.concerns(r, hits) {
		p.outcome = bot.Declined
		p.say(phrases.OutOfScope, "isa", k.corpus.Alliance.ShortName)
		p.suggest = k.samples(r.lang)
		return p
	}
	p.say(phrases.NotOnRecord)
	p.suggest = k.nearQuestions(hits, r.lang)
	k.handOver(p, r)
	return p
}

// handOver names the office that can help.
func (k *knowledge) handOver(p *reply, r *reading) {
	p.outcome = bot.Handover
	office, ok := k.officeFor(r)
	if !ok {
		p.say(phrases.AskNobody)
		return
	}
	o := k.corpus.Contacts[office]
	p.office = o.ID
	p.say(phrases.AskOffice, "office", k.officeLine(o, p.lang))
	p.cite(o.Ref, o.Name)
}

// samples are questions that can always be asked.
func (k *knowledge) samples(lang string) []string {
	return []string{
		phrases.TryWhat.In(lang, "isa", k.corpus.Alliance.ShortName),
		phrases.TryMembers.In(lang),
		phrases.TryJoin.In(lang),
	}
}

// caveat adds, where the question asks for the present state, that the record
// has a date and who knows more.
func (k *knowledge) caveat(p *reply, r *reading) {
	if !r.has(cueNow) {
		return
	}
	p.outcome = bot.Clarify
	if office, ok := k.officeFor(r); ok {
		o := k.corpus.Contacts[office]
		p.say(phrases.LaterUnknown, "office", k.officeLine(o, p.lang))
		p.office = o.ID
		p.cite(o.Ref, o.Name)
		return
	}
	p.say(phrases.LaterNoOffice)
}
