package bot

import (
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// The membership guide asks an interested city five short questions by buttons
// and ends with what is on record for it. What was chosen so far stands in what
// a button says ("/join DE city 3"), so that old buttons work for ever.

// What may stand behind /join instead of choices.
const (
	guideNew   = "new"   // from the beginning
	guideFirst = "first" // back to the first question
	guideOn    = "go"    // where the person was
	guideStop  = "stop"  // no more of it
)

// The choices that lead on from the last question, and the one that sends.
const (
	contactHere = "here"
	contactShow = "show"
	contactNo   = "no"
	guideSend   = "send"
)

// guide is where a person is in the membership guide. It is never changed: each
// step has a new one.
type guide struct {
	Path string    `json:"path,omitempty"` // what was chosen, as it stands behind /join
	Lang string    `json:"lang,omitempty"` // in which it was led
	At   time.Time `json:"at"`             // when the last step was taken
	Done bool      `json:"done,omitempty"` // it was led to its end, or left

	// Hidden says that only the person is shown it, among others: what is
	// written there is for those others, and no answer to it.
	Hidden bool `json:"hidden,omitempty"`

	Sent   string `json:"sent,omitempty"`   // the path that was passed on, "" for none
	Number string `json:"number,omitempty"` // of that inquiry
}

// moveGuide notes where the person is.
func (t *turn) moveGuide(path []string, done bool) {
	g := &guide{Path: strings.Join(path, " "), Lang: t.lang(), At: t.opts.Now(), Done: done, Hidden: t.m.Home != (Place{})}
	if before := t.s.state.Guide; before != nil {
		g.Sent, g.Number = before.Sent, before.Number
	}
	if t.s.state.Guide = g; done && g.Sent == "" {
		t.s.state.Guide = nil // nothing of it is needed any more
	}
	t.s.state.Asides = 0
	t.s.state.Again = joinSay(path)
}

// open is the guide that the person has not finished, nil if there is none, or
// if others would see what was chosen out of their sight.
func (t *turn) open() *guide {
	g := t.s.state.Guide
	if g == nil || g.Done || g.Hidden && !t.m.private() || t.opts.Now().Sub(g.At) > keepGuide {
		return nil
	}
	return g
}

// join leads through the guide.
func (t *turn) join(arg string) Post {
	g := t.open()
	switch arg {
	case "":
		if g != nil && g.Path != "" {
			return t.resume(g)
		}
		return t.step(nil, false)
	case guideNew, guideFirst:
		return t.step(nil, arg == guideFirst)
	case guideOn:
		if g == nil {
			return t.step(nil, false)
		}
		return t.step(strings.Fields(g.Path), false)
	case guideStop:
		return inPlace(t.leave())
	}
	path := t.readPath(arg)
	if words, short := fold(arg, longestTalk); len(path) == 0 && short {
		path = t.further(nil, words, arg)
	}
	return t.step(path, true)
}

// readPath reads the choices that stand behind /join, as far as there are such.
func (t *turn) readPath(arg string) []string {
	var path []string
	for _, token := range strings.Fields(arg) {
		if !t.mayFollow(path, token) {
			break
		}
		path = append(path, token)
	}
	return path
}

// mayFollow reports whether a choice can be made where path has led.
func (t *turn) mayFollow(path []string, token string) bool {
	switch step := len(path); {
	case step == 0 && isCountry(token):
		return true
	case step < len(guideSteps):
		return slices.ContainsFunc(t.optionsOf(step), func(o guideOption) bool { return o.token == token })
	case step == len(guideSteps):
		return path[step-1] == contactHere && token == guideSend
	}
	return false
}

// optionsOf are the choices of a step that can be made here.
func (t *turn) optionsOf(step int) []guideOption {
	options := guideSteps[step].options
	if t.opts.Inquiries == nil {
		options = slices.DeleteFunc(slices.Clone(options), func(o guideOption) bool { return o.token == contactHere })
	}
	return options
}

// resume offers to go on where the person was.
func (t *turn) resume(g *guide) Post {
	t.s.state.Again = "/join"
	path := strings.Fields(g.Path)
	post := t.say(Clarify, phrases.SayGuideResume, "choices", chosenSoFar(path, t.lang()))
	post.Choices = []Choice{
		{Label: phrases.ChoiceGuideOn.In(post.Lang), Say: joinSay(path)},
		{Label: phrases.ChoiceGuideNew.In(post.Lang), Say: "/join " + guideNew},
		{Label: phrases.ChoiceGuideStop.In(post.Lang), Say: "/join " + guideStop},
	}
	return post
}

// step shows what comes after path: a question, the place for a word to the
// office, or the end.
func (t *turn) step(path []string, goesOn bool) Post {
	switch {
	case len(path) < len(guideSteps):
		post := t.question(path)
		if goesOn {
			return inPlace(post)
		}
		return post
	case len(path) == len(guideSteps) && path[len(path)-1] == contactHere:
		return t.askNote(path)
	}
	return t.finish(path, "")
}

// question is one of the guide's questions.
func (t *turn) question(path []string) Post {
	t.moveGuide(path, false)
	step := len(path)
	post := t.say(Clarify, phrases.SayGuideStart)
	lang := post.Lang
	if step > 0 {
		post.Body = richtext.FromText(chosenSoFar(path, lang))
	}
	post.Body = post.Body.Add(bold(guideSteps[step].ask.In(lang)))
	if step == 1 && thirdCountry(path[0]) {
		a := t.onRecord(phrases.AskThirdCountry, lang)
		post.Body, post.Sources = a.Body.Join(post.Body), a.Sources
	}
	for _, o := range t.optionsOf(step) {
		post.Choices = append(post.Choices, Choice{Label: o.labelFor(path, lang), Say: joinSay(append(slices.Clone(path), o.token))})
	}
	post.Choices = append(post.Choices, waysOut(path, lang)...)
	return post
}

// waysOut are the way back and the way out of a step.
func waysOut(path []string, lang string) []Choice {
	var out []Choice
	if len(path) > 0 {
		back := joinSay(path[:len(path)-1])
		if len(path) == 1 {
			back = "/join " + guideFirst
		}
		out = append(out, backTo(lang, back))
	}
	return append(out, Choice{Label: phrases.ChoiceGuideStop.In(lang), Say: "/join " + guideStop})
}

// askNote asks for a word to the office, which goes there with the choices. It
// is a message of its own: the person is to answer it.
func (t *turn) askNote(path []string) Post {
	if n := t.sent(append(slices.Clone(path), guideSend)); n != "" {
		return t.finish(path, n)
	}
	t.moveGuide(path, false)
	text, yes := phrases.SayGuideNote, phrases.ChoiceGuideSend
	if t.m.Home != (Place{}) {
		text, yes = phrases.SayGuideConfirm, phrases.ChoiceGuideYes
	}
	post := t.say(Clarify, text, "choices", chosenSoFar(path[:contactStep], t.lang()))
	if t.m.Home == (Place{}) {
		t.askReply(&post)
	}
	post.Choices = append([]Choice{{Label: yes.In(post.Lang), Say: joinSay(append(slices.Clone(path), guideSend))}}, waysOut(path, post.Lang)...)
	return post
}

// leave ends the guide before its end.
func (t *turn) leave() Post {
	t.moveGuide(nil, true)
	t.s.state.Again = ""
	return t.sayAnd(Answered, phrases.SayGuideLeft)
}

// joining is the category of the frequent questions to which the guide belongs.
const joining = "joining"

// isAboutJoining reports whether an answer rests on one of those questions: who
// asks it is offered the guide.
func (t *turn) isAboutJoining(a Answer) bool {
	if t.opts.Directory == nil || len(a.Sources) == 0 || a.Sources[0].Collection != "faqs" {
		return false
	}
	return nameIn(t.opts.Directory.FAQs(joining, a.Lang), a.Sources[0].ID) != ""
}

// joinSay is what a button says that leads to path.
func joinSay(path []string) string {
	return strings.TrimSpace("/join " + strings.Join(path, " "))
}

// bold is a paragraph that stands out.
func bold(s string) richtext.Block {
	return richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: s, Style: richtext.Bold}}}
}
