package bot

import (
	"regexp"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

const (
	// guideAwake is how long after a step typed words are read as an answer to it.
	guideAwake = 2 * time.Hour
	// mostAsides is how many other things can be said before they no longer are.
	mostAsides = 3
)

// awake is the guide if typed words are an answer to its last step, else nil.
func (t *turn) awake() *guide {
	g := t.open()
	if g == nil || g.Hidden || t.s.state.Asides >= mostAsides || t.opts.Now().Sub(g.At) > guideAwake {
		return nil
	}
	return g
}

// guided reads a message as an answer to the guide's last step; ok is false if
// it is none.
func (t *turn) guided(words folded, short bool, text string) (post Post, ok bool) {
	g := t.awake()
	if g == nil || len(words.words) == 0 || t.m.Edited || t.m.Press {
		return Post{}, false
	}
	path := strings.Fields(g.Path)
	if short {
		if post, ok := t.moved(path, words); ok {
			return post, true
		}
	}
	if len(path) == len(guideSteps) {
		return t.noted(path, words, short, text)
	}
	if !short || strings.ContainsAny(text, "?？") {
		return Post{}, false
	}
	further := t.further(path, words, text)
	if len(further) == len(path) {
		return Post{}, false
	}
	return t.step(further, false), true
}

// further is the path after what the words choose, which may be at several
// steps: "Landkreis mit 240.000 Einwohnern". It is path itself if they choose
// nothing.
func (t *turn) further(path []string, words folded, text string) []string {
	found, all, statement := t.guide.hear(words)
	if len(path) <= sizeStep && found[sizeStep] == "" {
		if size, rest := cutSize(text); size != "" {
			words, _ = fold(rest, longestTalk)
			found, all, statement = t.guide.hear(words)
			found[sizeStep] = size
		}
	}
	if len(path) == contactStep && found[contactStep] == "" {
		switch {
		case t.talk.says(words, "no"):
			found[contactStep], all = contactNo, true
		case t.talk.says(words, "yes"):
			found[contactStep], all = contactHere, true
		}
	}
	if !all && (!statement || len(path) == contactStep) {
		return path
	}
	last := max(len(path), contactStep-1) // whether to pass it on is never said by the way
	for step := len(path); step <= last && t.mayFollow(path, found[step]); step++ {
		path = append(path, found[step])
	}
	return path
}

// moved goes where the words lead.
func (t *turn) moved(path []string, words folded) (Post, bool) {
	move := t.guide.moves[words.text]
	if last := len(path) >= contactStep; move == "" && !last && t.talk.says(words, "no") {
		move = moveStop
	}
	switch move {
	case moveBack:
		return t.step(path[:max(0, len(path)-1)], false), true
	case moveStop:
		return t.leave(), true
	case moveOn:
		return t.step(path, false), true
	}
	return Post{}, false
}

// noted takes a message for the word to the office, or for a yes or no to
// passing on what was chosen.
func (t *turn) noted(path []string, words folded, short bool, text string) (Post, bool) {
	switch {
	case short && t.talk.says(words, "no"):
		return t.step(append(path[:contactStep:contactStep], contactNo), false), true
	case short && (t.guide.moves[words.text] == moveSend || t.talk.says(words, "yes")):
		return t.step(append(path, guideSend), false), true
	case t.elsewhere(words, short):
		return Post{}, false
	}
	return t.send(append(path, guideSend), text), true
}

// questioning is what makes a text a question, with or without its mark.
var questioning = regexp.MustCompile(`(?i)[?？]|^\W*(?:wer|wem|wen|was|wie|wieviel|wo|wohin|woher|wann|warum|wieso|weshalb|wozu|welche[rsmn]?|kann|können|könnte[n]?|gibt|muss|müssen|darf|dürfen|ist|sind|hat|` +
	`who|whom|what|how|where|when|why|which|can|could|is|are|do|does|did|has|may|must|will|would|should|tell)\b|吗|什么|多少|怎么|如何|谁|哪|几|为何|是否|能不能|呢|麼|嗎`)

// besideGuide adds to an answer the way back into the guide that it interrupts,
// unless the person is to write something now. Of words that are no question
// and of which the records know nothing it says that they were not understood.
func (t *turn) besideGuide(post Post) Post {
	g := t.awake()
	if p := t.s.state.Pending; g == nil || post.Body.Empty() || p != nil && p.Writing {
		return post
	}
	if t.blank && !questioning.MatchString(t.m.Text) {
		t.s.state.Pending = nil
		post = t.step(strings.Fields(g.Path), false)
		post.Body.Blocks = append(t.say(Clarify, phrases.SayGuideUnclear).Body.Blocks, post.Body.Blocks...)
		return post
	}
	post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceGuideOn.In(post.Lang), Say: "/join " + guideOn})
	return post
}
