package bot

import (
	"slices"
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

// guideWords knows what people write instead of pressing a button of the guide.
type guideWords struct {
	steps   []map[string]string // by step, from folded words to the choice
	moves   map[string]string   // from folded words to where they lead
	padding map[string]bool
	longest int // phrase, in words
}

// Where words lead.
const (
	moveBack = "back"
	moveStop = "stop"
	moveOn   = "on"
)

// moveWords and guidePadding are what may be said at each step.
var (
	moveWords = map[string]string{
		moveBack: "zurück, einen schritt zurück, nochmal zurück, go back, back, previous, 返回, 上一步, 后退, 回去",
		moveStop: "abbrechen, abbruch, stopp, stop, beenden, aufhören, ende, schluss, cancel, quit, exit, end, 取消, 退出, 停止, 结束, 算了",
		moveOn:   "weiter, weitermachen, fortfahren, fortsetzen, continue, go on, next, resume, 继续, 下一步",
	}
	guidePadding = "wir, sind, ist, bin, eine, ein, einen, einer, aus, in, im, der, die, das, den, unsere, unser, es, geht, um, mit, und, sowie, auch, bitte, vor allem, hauptsächlich, " +
		"we, are, is, am, i, a, an, the, from, our, it, and, also, please, mainly, mostly, 我们, 是, 来自, 我, 的, 一个, 位于, 和, 以及, 请, 主要, 等, 业, 产业, 行业, 国家, 制造业"
)

func newGuideWords() *guideWords {
	g := &guideWords{moves: map[string]string{}, padding: map[string]bool{}}
	for phrase := range strings.SplitSeq(guidePadding, ",") {
		g.file(phrase, func(s string) { g.padding[s] = true })
	}
	for move, list := range moveWords {
		for phrase := range strings.SplitSeq(list, ",") {
			g.file(phrase, func(s string) { g.moves[s] = move })
		}
	}
	for _, step := range guideSteps {
		known := map[string]string{}
		for _, o := range step.options {
			for _, phrase := range append(strings.Split(o.words, ","), o.label.De, o.label.En, o.label.Zh) {
				g.file(phrase, func(s string) { known[s] = o.token })
			}
		}
		g.steps = append(g.steps, known)
	}
	for name, code := range countryNames() {
		g.file(name, func(s string) { g.steps[0][s] = code })
	}
	g.file(phrases.GuideKinds.DistrictCN.Zh, func(s string) { g.steps[1][s] = "district" })
	return g
}

// file hands on a phrase as it is compared: folded.
func (g *guideWords) file(phrase string, keep func(string)) {
	if f, ok := fold(phrase, longestTalk); ok && len(f.words) > 0 {
		keep(f.text)
		g.longest = max(g.longest, len(f.words))
	}
}

// choice is what words choose at a step; ok is false if they say anything else.
// Several industries are the choice that stands for several.
func (g *guideWords) choice(step int, f folded) (token string, ok bool) {
	if token, ok := g.steps[step][f.text]; ok {
		return token, true
	}
	for i := 0; i < len(f.words); {
		n, found := g.longestAt(step, f, i)
		switch {
		case n == 0 && step == industryStep && isBranch(f.phrase(i, i+1)):
			n, found = 1, mixed
		case n == 0:
			return "", false
		}
		switch {
		case found == "" || found == token:
		case token == "":
			token = found
		case step == industryStep:
			token = mixed
		default:
			return "", false
		}
		i += n
	}
	return token, token != ""
}

// longestAt is the longest phrase at word i, and what it chooses: "" for padding.
func (g *guideWords) longestAt(step int, f folded, i int) (n int, token string) {
	for n := min(g.longest, len(f.words)-i); n > 0; n-- {
		phrase := f.phrase(i, i+n)
		if token, found := g.steps[step][phrase]; found {
			return n, token
		}
		if g.padding[phrase] || step < sizeStep && g.steps[1-step][phrase] != "" { // "a city in Germany"
			return n, ""
		}
	}
	return 0, ""
}

// isBranch reports whether a German or English word is that of some industry.
func isBranch(word string) bool {
	return slices.ContainsFunc([]string{"industrie", "branche", "technik", "wirtschaft", "industry", "technology"}, func(end string) bool {
		return strings.HasSuffix(word, end)
	})
}

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
	token, ok := t.guide.choice(len(path), words)
	switch {
	case ok:
	case len(path) == sizeStep:
		token, ok = sizeOf(text)
	case len(path) == contactStep && t.talk.says(words, "no"):
		token, ok = contactNo, true
	case len(path) == contactStep && t.talk.says(words, "yes"):
		token, ok = contactHere, true
	}
	if !ok || !t.mayFollow(path, token) {
		return Post{}, false
	}
	return t.step(append(path, token), false), true
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
	case short && t.talk.says(words, "yes"):
		return t.step(append(path, guideSend), false), true
	case t.elsewhere(words, short):
		return Post{}, false
	}
	return t.send(append(path, guideSend), text), true
}

// besideGuide adds to an answer the way back into the guide that it interrupts,
// unless the person is to write something now.
func (t *turn) besideGuide(post Post) Post {
	g := t.awake()
	if p := t.s.state.Pending; g == nil || post.Body.Empty() || p != nil && p.Writing {
		return post
	}
	post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceGuideOn.In(post.Lang), Say: "/join " + guideOn})
	return post
}
