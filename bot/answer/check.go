package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/claims"
)

// check holds the sentences of a model against the extracts that they cite. It
// knows nothing of meaning, so it lets through only what says in nearly the
// same words what two neighbouring sentences of one record say: no word of
// substance, name or figure more, no yes for a no, no figure at another's place.
type check struct {
	k       *knowledge
	lang    string
	sources []source
}

// source is an extract, by its sentences and by each two neighbours of them
// under its title.
type source struct {
	said    []string // folded, without marks
	windows []window
}

// window is a piece of a record that a sentence can rest on.
type window struct {
	text      string   // with the title, as written
	sentences []string // as written
	names     []named
	terms     map[string]bool
	folded    string
}

func (k *knowledge) checking(lang string, extracts []Extract) *check {
	c := &check{k: k, lang: lang}
	for _, e := range extracts {
		var s source
		list := words.Sentences(e.Text)
		for i := range list {
			s.said = append(s.said, bareSentence(list[i]))
			s.windows = append(s.windows, c.window(e.Title, list[i:min(i+2, len(list))]))
		}
		c.sources = append(c.sources, s)
	}
	return c
}

func (c *check) window(title string, sentences []string) window {
	w := window{text: title + "\n" + strings.Join(sentences, " "), sentences: sentences, terms: map[string]bool{}}
	w.folded = words.Fold(w.text)
	r := c.k.read(bot.Question{Text: w.text, Lang: c.lang})
	w.names = append(r.names, offices(r)...)
	for _, t := range words.Tokens(w.folded) {
		if !t.Han {
			w.terms[words.Stem(t.Text, c.lang)] = true
		}
	}
	return w
}

func offices(r *reading) []named {
	out := make([]named, len(r.offices))
	for i, o := range r.offices {
		out[i] = named{aContact, o}
	}
	return out
}

// bareSentence is a sentence to be compared as a whole.
func bareSentence(s string) string {
	return strings.Join(tokenTexts(words.Fold(s)), " ")
}

const longestSentence = 400 // in characters

// fault says why a sentence is not taken, "" where the records bear it out; then
// it rests on the extracts that do, of those that it cites.
func (c *check) fault(s *Sentence) string {
	if s.Text = strings.TrimSpace(s.Text); s.Text == "" || utf8.RuneCountInString(s.Text) > longestSentence || unprintable(s.Text) {
		return "it is empty, too long or no plain text"
	}
	if len(s.Extracts) == 0 {
		return "it cites no extract"
	}
	if slices.ContainsFunc(s.Extracts, func(i int) bool { return i < 0 || i >= len(c.sources) }) {
		return "it cites an extract that there is not"
	}
	if bears := c.bearing(s.Extracts, func(src source) bool { return slices.Contains(src.said, bareSentence(s.Text)) }); len(bears) > 0 {
		s.Extracts = bears
		return ""
	}
	if len(words.Sentences(s.Text)) > 1 {
		return "it is several sentences"
	}
	r := c.k.read(bot.Question{Text: s.Text, Lang: c.lang})
	if reserved(s.Text, r) {
		return "membership, numbers of members, lists and ways to reach somebody are not to be worded"
	}
	fault := "the extract that it cites is empty"
	bears := c.bearing(s.Extracts, func(src source) bool {
		return slices.ContainsFunc(src.windows, func(w window) bool {
			why := c.against(s.Text, r, w)
			if why != "" {
				fault = why
			}
			return why == ""
		})
	})
	if len(bears) == 0 {
		return fault
	}
	s.Extracts = bears
	return ""
}

// bearing are those of the cited extracts that bear a sentence out.
func (c *check) bearing(cited []int, out func(source) bool) []int {
	var bears []int
	for _, i := range cited {
		if !slices.Contains(bears, i) && out(c.sources[i]) {
			bears = append(bears, i)
		}
	}
	return bears
}

// unprintable reports marks that could be more than text, and characters that
// are not seen.
func unprintable(s string) bool {
	return strings.ContainsAny(s, "<>[]{}`*_|\\#") || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
	})
}

// reserved reports whether a sentence speaks of what the engine itself computes
// from the records.
func reserved(text string, r *reading) bool {
	for _, claim := range claims.In(text) {
		if claim.Kind == claims.Email || claim.Kind == claims.Phone || claim.Kind == claims.Link {
			return true
		}
	}
	if r.has(cueMember|cueMembership|cueLeft) && (len(r.places()) > 0 || len(claims.In(text)) > 0) {
		return true
	}
	return r.has(cueJoined) && len(r.of(aMember)) > 0 || len(r.names) > 1
}

// against says what in a sentence a window does not bear out, "" for nothing.
func (c *check) against(text string, r *reading, w window) string {
	if lost := claims.Missing(text, w.text); len(lost) > 0 {
		return "not in one place of the extract: " + lost[0].Written
	}
	for _, n := range append(r.names, offices(r)...) {
		if !slices.Contains(w.names, n) {
			return "not in one place of the extract: " + c.k.name(n, c.lang)
		}
	}
	if word := c.foreign(r, w); word != "" {
		return "not in one place of the extract: " + word
	}
	if w.turned(text) {
		return "it says no where the extract says yes, or yes where it says no"
	}
	if word := stricter(text, w.text); word != "" {
		return "the extract does not say: " + word
	}
	if !figuresStand(text, w.text) {
		return "a figure stands for something else in the extract"
	}
	return ""
}

// foreign is the first word of substance in a sentence that is not in a window.
func (c *check) foreign(r *reading, w window) string {
	for i, t := range r.tokens {
		if words.Stop(t.Text, c.lang) || unicode.IsDigit(rune(t.Text[0])) {
			continue
		}
		if t.Han {
			if !hanBacked(r.tokens, i, c.lang, w.folded) {
				return t.Text
			}
			continue
		}
		if s := words.Stem(t.Text, c.lang); !w.terms[s] && !w.hasForm(s) && len(claims.In(r.surface[i])) == 0 {
			return r.surface[i]
		}
	}
	return ""
}

// hasForm reports whether a window has another form of a word, or the word as a
// part of a compound or a compound of it.
func (w window) hasForm(stem string) bool {
	const least = 5
	if len(stem) < least {
		return false
	}
	for t := range w.terms {
		if len(t) >= least && contains(stem, t) {
			return true
		}
	}
	return false
}

// hanBacked reports whether a Chinese character stands beside the same neighbour
// in a window, on one side at least.
func hanBacked(tokens []words.Token, i int, lang, folded string) bool {
	pair := func(a, b int) bool {
		return a >= 0 && b < len(tokens) && tokens[a].Han && tokens[b].Han && strings.Contains(folded, tokens[a].Text+tokens[b].Text)
	}
	if pair(i-1, i) || pair(i, i+1) {
		return true
	}
	alone := func(j int) bool {
		return j < 0 || j >= len(tokens) || !tokens[j].Han || words.Stop(tokens[j].Text, lang)
	}
	return alone(i-1) && alone(i+1) && strings.Contains(folded, tokens[i].Text)
}

// turned reports whether a sentence denies what the nearest sentence of the
// window says, or says what that denies.
func (w window) turned(text string) bool {
	terms := tokenTexts(words.Fold(text))
	best, turned := -1, true
	for _, s := range w.sentences {
		have, shared := tokenTexts(words.Fold(s)), 0
		for _, t := range terms {
			if slices.Contains(have, t) {
				shared++
			}
		}
		switch same := denies(s) == denies(text); {
		case shared > best:
			best, turned = shared, !same
		case shared == best && !same:
			turned = true // it is not clear of which it speaks
		}
	}
	return turned
}

var (
	denial    = regexp.MustCompile(`(?i)\b(?:nicht|nichts|kein\w*|nie|niemals|niemand|weder|ohne|kaum|not|no|none|never|nobody|neither|nor|cannot|without|hardly|unknown|unbekannt)\b|n['’]t\b|不|没|沒|无|未|非|勿`)
	notDenial = regexp.MustCompile(`不(?:仅|同|断|少|但|久)|未来|非常|非洲|无锡|无论`)
)

// denies is how often a text says no: twice is a yes again.
func denies(s string) int { return len(denial.FindAllString(notDenial.ReplaceAllString(s, ""), -1)) }

// strict are words that make more of a statement: who can is not who must, and
// some are not all.
var strict = func() (out []*regexp.Regexp) {
	for _, p := range []string{
		`\b(?:muss|müssen|musst|verpflicht\w*|pflicht|must|obliged|required|mandatory)\b|必须|须|应当|务必`,
		`\b(?:kann|können|darf|dürfen|can|may|might|could)\b|可以|可能|能够`,
		`\b(?:soll|sollen|sollte|sollten|should|shall)\b|应该`,
		`\b(?:alle|allen|aller|alles|jede|jeder|jedes|jeden|jedem|all|every|each|everyone)\b|所有|全部|每|都`,
		`\b(?:nur|ausschließlich|only|exclusively|solely)\b|只|仅`,
		`\b(?:immer|stets|always)\b|总是|始终`,
		`\b(?:mehr|meist\w*|more|most|weniger|less|fewer)\b|更|最`,
		`\b(?:wird|werden|will)\b|将`,
		`\b(?:noch|still|heute|derzeit|today|currently|now|jetzt|aktuell)\b|目前|现在|仍`,
		`\b(?:seit|since|ab|until|bis)\b|自|以来|直到`,
		`\b(?:über|more than|at least|mindestens|höchstens|at most|nearly|fast|rund|etwa|about|circa|ca)\b|超过|至少|至多|约`,
		`\b(?:vor|nach|before|after)\b|之前|之后`,
	} {
		out = append(out, regexp.MustCompile(`(?i)`+p))
	}
	return out
}()

// stricter is the first such word in a sentence of which the window has none of
// the kind.
func stricter(text, window string) string {
	for _, class := range strict {
		if word := class.FindString(text); word != "" && !class.MatchString(window) {
			return word
		}
	}
	return ""
}
