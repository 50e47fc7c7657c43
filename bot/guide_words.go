package bot

import (
	"regexp"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
)

// guideWords knows what people write instead of pressing a button of the guide.
type guideWords struct {
	phrases map[string]*stepChoices // by folded words
	moves   map[string]string       // from folded words to where they lead
	padding map[string]bool
	opening map[string]bool // with which a statement begins
	longest int             // phrase, in words
}

// stepChoices are choices by step: "" for none, unclear for several.
type stepChoices [contactStep + 1]string

const unclear = "?"

// Where words lead.
const (
	moveBack = "back"
	moveStop = "stop"
	moveOn   = "on"
	moveSend = "send" // from the last step: without a word to the office
)

// moveWords, guidePadding and guideOpening are what may be said at each step.
var (
	moveWords = map[string]string{
		moveBack: "zurück, einen schritt zurück, nochmal zurück, go back, back, previous, 返回, 上一步, 后退, 回去",
		moveStop: "abbrechen, abbruch, stopp, stop, beenden, aufhören, ende, schluss, cancel, quit, exit, end, 取消, 退出, 停止, 结束, 算了",
		moveOn:   "weiter, weitermachen, fortfahren, fortsetzen, continue, go on, next, resume, 继续, 下一步",
		moveSend: "ohne nachricht, ohne, ohne zusatz, so weitergeben, ohne nachricht weitergeben, without, without a message, as it is, just send it, send it, 不写, 不写消息, 没有, 直接转交, 不写消息 直接转交",
	}
	guidePadding = "wir, sind, liegen, kommen, ist, bin, ich, eine, ein, einen, einer, aus, in, im, bei, an, der, die, das, den, unsere, unser, es, geht, um, mit, und, oder, sowie, auch, bitte, vor allem, hauptsächlich, " +
		"haben, hat, viel, sehr, leider, gerade, genau, so, ca, circa, etwa, rund, ungefähr, einwohner, einwohnern, menschen, bereich, branchen, schwerpunkt, " +
		"we, are, is, am, i, a, an, the, from, our, and, or, also, please, mainly, mostly, have, has, with, about, around, of, at, to, people, inhabitants, residents, sector, industries, " +
		"我们, 我, 是, 在, 来自, 位于, 属于, 有, 的, 一个, 个, 一家, 和, 以及, 请, 主要, 等, 业, 产业, 行业, 国家, 制造业, 人口, 人, 约, 大约, 左右"
	guideOpening = "wir, unsere, unser, eine, ein, die, der, das, we, our, a, an, the, 我们, 我, 本"
)

// compounds are what German words end or begin with that the table has not.
var compounds = []struct {
	step    int
	pattern *regexp.Regexp
	token   string
}{
	{kindStep, regexp.MustCompile(`.(?:stadt|gemeinde)$`), "city"},
	{kindStep, regexp.MustCompile(`.(?:kreis|bezirk)$`), "district"},
	{kindStep, regexp.MustCompile(`.region$`), "region"},
	{kindStep, regexp.MustCompile(`.(?:netzwerk|verbund|verband)$`), "network"},
	{industryStep, regexp.MustCompile(`^(?:maschinen|metall|werkzeug|robot|automati|anlagen)|machine|metal`), "machines"},
	{industryStep, regexp.MustCompile(`^(?:auto|fahrzeug|mobil|luftfahrt|bahn|schiff)|vehicle`), "cars"},
	{industryStep, regexp.MustCompile(`^(?:chemi|pharma|kunststoff|werkstoff|papier|glas|stahl|keramik|plastic)`), "chemistry"},
	{industryStep, regexp.MustCompile(`^(?:software|digital|elektro|halbleiter|telekom|electro|semicond)`), "digital"},
	{industryStep, regexp.MustCompile(`^(?:energie|umwelt|wasserstoff|wind|solar|recycl|energ|environ)`), "energy"},
	{industryStep, regexp.MustCompile(`^(?:medizin|gesundheit|bio|medic|health)`), "health"},
	{industryStep, regexp.MustCompile(`^(?:logisti|hafen|handel)`), "logistics"},
	{industryStep, regexp.MustCompile(`(?:industrie|industrien|branche|technik|wirtschaft|industry|technology|gewerbe)$`), mixed},
}

func newGuideWords() *guideWords {
	g := &guideWords{phrases: map[string]*stepChoices{}, moves: map[string]string{}, padding: map[string]bool{}, opening: map[string]bool{}}
	g.file(guidePadding, func(s string) { g.padding[s] = true })
	g.file(guideOpening, func(s string) { g.opening[s] = true })
	for move, list := range moveWords {
		g.file(list, func(s string) { g.moves[s] = move })
	}
	for step, s := range guideSteps {
		for _, o := range s.options {
			for _, list := range []string{o.words, o.label.De, o.label.En, o.label.Zh} {
				g.choose(step, list, o.token)
			}
		}
	}
	g.choose(kindStep, phrases.GuideKinds.DistrictCN.Zh, "district")
	for name, code := range countryNames() {
		g.choose(0, strings.ReplaceAll(name, ",", " "), code)
	}
	return g
}

// file hands on phrases, parted by commas, as they are compared: folded.
func (g *guideWords) file(list string, keep func(string)) {
	for phrase := range strings.SplitSeq(list, ", ") {
		if f, ok := fold(phrase, longestTalk); ok && len(f.words) > 0 {
			keep(f.text)
			g.longest = max(g.longest, len(f.words))
		}
	}
}

// choose files phrases that choose token at a step, also without their padding.
func (g *guideWords) choose(step int, list, token string) {
	g.file(list, func(s string) {
		f, _ := fold(s, longestTalk)
		for _, s := range []string{s, g.bare(f)} {
			if s == "" || g.padding[s] {
				continue
			}
			if g.phrases[s] == nil {
				g.phrases[s] = &stepChoices{}
			}
			g.phrases[s][step] = token
		}
	})
}

// bare are the words without padding.
func (g *guideWords) bare(f folded) string {
	var kept []string
	for i := range f.words {
		if w := f.phrase(i, i+1); !g.padding[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// hear finds what words choose at each step. all says that they say nothing
// else; begins, that they begin like a statement.
func (g *guideWords) hear(f folded) (found stepChoices, all, begins bool) {
	all, begins = true, len(f.words) > 0 && (g.opening[f.phrase(0, 1)] || len(f.words) > 1 && g.opening[f.phrase(0, 2)])
	if whole := g.phrases[g.bare(f)]; whole != nil {
		return *whole, true, begins
	}
	for i := 0; i < len(f.words); {
		n, chosen := g.longestAt(f, i)
		if n == 0 {
			chosen, n = compound(f.phrase(i, i+1)), 1
			all = all && chosen != stepChoices{}
		}
		for step, token := range chosen {
			switch {
			case token == "" || token == found[step]:
			case found[step] == "":
				found[step] = token
			case step == industryStep:
				found[step] = mixed
			default:
				found[step] = unclear
			}
		}
		i += n
	}
	return found, all, begins
}

// longestAt is the longest phrase at word i and what it chooses, nothing if it
// is padding.
func (g *guideWords) longestAt(f folded, i int) (n int, chosen stepChoices) {
	for n := min(g.longest, len(f.words)-i); n > 0; n-- {
		phrase := f.phrase(i, i+n)
		if known := g.phrases[phrase]; known != nil {
			return n, *known
		}
		if g.padding[phrase] {
			return n, stepChoices{}
		}
	}
	return 0, stepChoices{}
}

// compound is what a German compound chooses, or an English word of that kind.
func compound(word string) (chosen stepChoices) {
	for _, c := range compounds {
		if chosen[c.step] == "" && c.pattern.MatchString(word) {
			chosen[c.step] = c.token
		}
	}
	return chosen
}
