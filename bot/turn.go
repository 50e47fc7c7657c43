package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// MaxQuestion is the longest question that is answered, in characters.
const MaxQuestion = 1000

// turn is one message being answered.
type turn struct {
	*Dialog
	ctx       context.Context // of this one call
	m         Message
	s         *session
	hint      string // the language that the message itself tells, "" if none
	spoken    string // the language of the last answer, "" if there was none
	forgotten bool   // nothing of this conversation may be saved
	ended     error  // ctx ended before there was an answer
	blank     bool   // the records know nothing of what was asked
}

// reply answers the message by the first rule that fits it.
func (t *turn) reply() Post {
	text := strings.TrimSpace(t.m.Text)
	if !t.meant(text) {
		return Post{}
	}
	if post, refused := t.refused(); refused {
		return post
	}
	if name, arg, ok := command(text); ok {
		return t.command(name, arg)
	}
	words, short := fold(text, longestTalk)
	pending := t.s.state.Pending
	t.s.state.Pending = nil
	if post, ok := t.settle(pending, words, short, text); ok {
		return t.besideGuide(post)
	}
	if post, ok := t.guided(words, short, text); ok {
		return post
	}
	t.s.state.Asides++
	return t.besideGuide(t.talkOrAsk(words, short, text))
}

// talkOrAsk answers small talk, and all else from the records.
func (t *turn) talkOrAsk(words folded, short bool, text string) Post {
	if len(words.words) == 0 {
		return t.wordless(text)
	}
	if post, ok := t.smallTalk(words, short); ok {
		return post
	}
	if lang, rest := t.talk.wish(text); lang != "" {
		t.choose(lang)
		text = rest
		words, short = fold(text, longestTalk)
		if post, ok := t.smallTalk(words, short); ok {
			return post
		}
	}
	if langs, ok := wantsContact(text); ok {
		t.hearLanguage(langs)
		return t.withContact(phrases.SayNoPersonalData)
	}
	if utf8.RuneCountInString(text) > MaxQuestion {
		return t.say(Clarify, phrases.SayTooLong, "max", strconv.Itoa(MaxQuestion))
	}
	question := t.talk.ungreeted(text, words)
	t.hearGreeting(strings.TrimSuffix(text, question))
	return t.ask(question)
}

// hearGreeting takes the language of the greeting before a question for the
// conversation's, for a question that tells none: "你好，Foshan?".
func (t *turn) hearGreeting(text string) {
	words, _ := fold(text, longestTalk)
	if talk, ok := t.talk.classify(words); ok && len(talk.langs) == 1 {
		t.hearLanguage(talk.langs)
	}
}

// meant reports whether the message is for the bot: said to it, a command of
// ours, or the answer to its own question. What else people say in a group is
// theirs, or another bot's.
func (t *turn) meant(text string) bool {
	if t.m.Direct || t.m.private() {
		return true
	}
	if name, _, ok := command(text); ok {
		return ours(name)
	}
	words, short := fold(text, longestTalk)
	return t.s.state.Pending != nil && short && (t.talk.says(words, "yes") || t.talk.says(words, "no"))
}

// ask asks the Answerer and remembers what it was about. A question that was
// edited is asked as if it had not been asked before.
func (t *turn) ask(text string) Post {
	s, start := &t.s.state, t.opts.Now()
	if t.m.Edited && t.m.ID == s.LastID {
		s.Topic = s.Before
	}
	q := Question{Text: text, Lang: t.chosen(), Habit: cmp.Or(s.Habit, t.locale()), Topic: s.Topic, Asker: t.limits.opaque(t.m.Person())}
	a, err := t.answerer.Answer(t.ctx, q)
	if err != nil && t.ctx.Err() != nil {
		t.ended = fmt.Errorf("asking what is on record: %w", err)
		return Post{}
	}
	if err != nil {
		return t.sorry(err)
	}
	if !phrases.Known(a.Lang) {
		a.Lang = t.lang()
	}
	t.remember(text, a)
	s.Again = text
	t.blank = isBlank(a)
	id := t.note(text, a, t.opts.Now().Sub(start))
	return t.answered(text, a, id)
}

// isBlank reports whether an answer rests on nothing but, maybe, an office that
// could be asked.
func isBlank(a Answer) bool {
	return (a.Outcome == Handover || a.Outcome == Declined) &&
		!slices.ContainsFunc(a.Sources, func(s Source) bool { return s.Collection != "contacts" })
}

// remember keeps what a question was about.
func (t *turn) remember(question string, a Answer) {
	s := &t.s.state
	s.Last, s.LastID, s.Before, s.Topic = question, t.m.ID, s.Topic, a.Topic
	s.Habit, s.Outcome, s.Suggested = a.Lang, a.Outcome, ""
	if a.Outcome == Clarify && len(a.Suggestions) == 1 {
		s.Suggested = a.Suggestions[0]
	}
}

// answered is the post of an answer to a question that was noted under id.
func (t *turn) answered(question string, a Answer, id string) Post {
	post := Post{Body: a.Body, Lang: a.Lang, Outcome: a.Outcome, Sources: a.Sources, Suggestions: a.Suggestions}
	if t.rates() && (a.Outcome == Answered || a.Outcome == Clarify) {
		post.Rate = id
	}
	switch {
	case a.Outcome == Handover:
		t.offer(&post, pending{Question: Mask(question), Office: a.Office, Lang: a.Lang})
	case t.isAboutJoining(a) && t.awake() == nil:
		post.Choices = append(post.Choices, Choice{Label: phrases.AboutJoin.In(post.Lang), Say: "/join"})
	}
	return post
}

// again shows the last answer once more, in the language chosen since.
func (t *turn) again() Post {
	if name, arg, ok := command(t.s.state.Again); ok {
		return t.command(name, arg)
	}
	t.s.state.Topic = t.s.state.Before
	return t.ask(t.s.state.Again)
}

// note logs a question and returns the id that it has in the log, "" if it has none.
func (t *turn) note(text string, a Answer, latency time.Duration) (id string) {
	if t.opts.Questions == nil {
		return ""
	}
	sources := make([]string, len(a.Sources))
	for i, src := range a.Sources {
		sources[i] = src.Collection + "/" + src.ID
	}
	id = NewQuestionID()
	t.opts.Questions.Log(Asked{
		ID: id, Text: Mask(text), Lang: a.Lang, Platform: t.m.Place.Platform, Person: t.m.Person().Key(),
		Outcome: a.Outcome, Sources: sources, Latency: latency,
	})
	return id
}

// sorry logs a fault of the program and apologises for it.
func (t *turn) sorry(err error) Post {
	t.opts.Log.Error("A question could not be answered.", "platform", t.m.Place.Platform, "error", err)
	return t.say(Handover, phrases.SaySorry)
}

// say is a post of one fixed text.
func (t *turn) say(o Outcome, text phrases.Text, pairs ...string) Post {
	lang := t.lang()
	return Post{Body: richtext.FromText(text.In(lang, pairs...)), Lang: lang, Outcome: o}
}

// sayAnd is a post of a fixed text with questions to go on with.
func (t *turn) sayAnd(o Outcome, text phrases.Text) Post {
	post := t.say(o, text)
	for _, q := range []phrases.Text{phrases.AskMembers, phrases.AskJoin, phrases.AskContact} {
		post.Suggestions = append(post.Suggestions, q.In(post.Lang))
	}
	return post
}

// chosen is the language that the person asked for, "" for none. What they
// said last counts, so a language chosen in words overrules the one that a
// page sends with each message, until the page sends another.
func (t *turn) chosen() string {
	if l := t.m.Lang; phrases.Known(l) && l != t.s.state.Over {
		return l
	}
	return t.s.state.Lang
}

// lang is the language to answer in where the Answerer is not asked.
func (t *turn) lang() string {
	return cmp.Or(t.chosen(), t.hint, t.s.state.Habit, t.locale(), "de")
}

// locale is the language of the person's app, "" where it is none of ours.
func (t *turn) locale() string {
	if phrases.Known(t.m.Locale) {
		return t.m.Locale
	}
	return ""
}

// script tells Chinese by its characters; other languages need words.
func script(text string) string {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return "zh"
		}
	}
	return ""
}
