package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// named is what a name in a question stands for.
type named struct {
	kind  nameKind
	index int // in the Corpus list of that kind
}

type nameKind uint8

const (
	aMember nameKind = iota
	aPlace
	aState
	aContact
	theAlliance
)

// gazetteer finds the names of members, places, states, contacts and of the
// alliance in folded tokens: every name in all languages and every alias.
type gazetteer struct {
	runs  map[string][]nameRun // by first token, longest first
	keys  []nameKey            // whole names without blanks, for near misses
	short []shortForm          // while the gazetteer is being made
}

type shortForm struct {
	means      named
	name, lang string
}

type nameKey struct {
	name  string
	means named
	mark  words.Letters // its letters
}

type nameRun struct {
	tokens []string
	exact  string // as written, where only that spelling counts; else ""
	means  []named
	lang   string // where only one language writes it so, else ""
}

func newGazetteer(c *Corpus, cues *lexicon) *gazetteer {
	g := &gazetteer{runs: map[string][]nameRun{}}
	for i, m := range c.Members {
		g.addText(cues, named{aMember, i}, m.Name)
		g.addAll(cues, named{aMember, i}, m.Aliases)
	}
	for i, p := range c.Places {
		g.addText(cues, named{aPlace, i}, p.Name)
		g.addAll(cues, named{aPlace, i}, p.Aliases)
	}
	for i, s := range c.States {
		g.addText(cues, named{aState, i}, s.Name)
		g.addAll(cues, named{aState, i}, s.Aliases)
	}
	for i, o := range c.Contacts {
		g.addText(cues, named{aContact, i}, o.Name)
		g.addAll(cues, named{aContact, i}, acronyms(o.Name, c.Alliance.ShortName))
	}
	g.addText(cues, named{theAlliance, 0}, c.Alliance.Name)
	g.add(cues, named{theAlliance, 0}, c.Alliance.ShortName, "")
	g.addShort(cues)
	return g
}

func (g *gazetteer) addAll(cues *lexicon, n named, names []string) {
	for _, s := range names {
		g.add(cues, n, s, "")
	}
}

func (g *gazetteer) addText(cues *lexicon, n named, t phrases.Text) {
	for lang, s := range map[string]string{"de": t.De, "en": t.En, "zh": t.Zh} {
		only := lang
		if lang != "zh" && (strings.Contains(t.De, t.En) || strings.Contains(t.En, t.De)) {
			only = ""
		}
		g.add(cues, n, s, only)
	}
}

var (
	inParens  = regexp.MustCompile(`\s*[(（][^)）]*[)）]`)
	hanSuffix = regexp.MustCompile(`[\p{Han}]{2,}[市区]$`)
)

// add files a name as it stands, and keeps for later the shorter forms that
// people use: without what stands in brackets and, in Chinese, with and without
// 市 and 区. They count only where they are nobody's full name.
func (g *gazetteer) add(cues *lexicon, n named, name, lang string) {
	g.file(cues, n, name, lang)
	forms := []string{name}
	if short := strings.TrimSpace(inParens.ReplaceAllString(name, "")); short != name && short != "" {
		forms = append(forms, short)
	}
	for i, f := range forms {
		if i > 0 {
			g.short = append(g.short, shortForm{n, f, lang})
		}
		if n.kind != aMember && n.kind != aPlace || !isHan(f) {
			continue
		}
		if hanSuffix.MatchString(f) {
			f = string([]rune(f)[:len([]rune(f))-1])
		} else {
			f += "市"
		}
		g.short = append(g.short, shortForm{n, f, lang})
	}
}

// addShort files the shorter forms, once all full names are known.
func (g *gazetteer) addShort(cues *lexicon) {
	full := map[string]bool{}
	for _, runs := range g.runs {
		for _, r := range runs {
			full[strings.Join(r.tokens, " ")] = true
		}
	}
	for _, s := range g.short {
		if !full[strings.Join(tokenTexts(words.Fold(s.name)), " ")] {
			g.file(cues, s.means, s.name, s.lang)
		}
	}
	g.short = nil
}

func (g *gazetteer) file(cues *lexicon, n named, name, lang string) {
	folded := words.Fold(name)
	tokens := words.Tokens(folded)
	if len(tokens) == 0 || len(tokens) == 1 && tokens[0].Han {
		return
	}
	run := nameRun{tokens: tokenTexts(folded), means: []named{n}, lang: lang}
	if length, means, _ := cues.at(tokens, 0); length == len(tokens) && means != 0 && n.kind != theAlliance {
		run.exact = name // "DO" is Dortmund, "do" is not
	}
	first := run.tokens[0]
	if n.kind != aContact && n.kind != theAlliance {
		key := strings.Join(run.tokens, "")
		g.keys = append(g.keys, nameKey{key, n, words.LettersOf(key)})
	}
	for i, r := range g.runs[first] {
		if equalRun(r.tokens, run.tokens) && r.exact == run.exact {
			g.runs[first][i].means = appendNamed(r.means, n)
			if r.lang != lang {
				g.runs[first][i].lang = ""
			}
			return
		}
	}
	g.runs[first] = insertLongest(g.runs[first], run, func(r nameRun) int { return len(r.tokens) })
}

func appendNamed(list []named, n named) []named {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

// at returns the longest name that starts at tokens[i]; surface gives a token as
// the person wrote it. A German genitive (Aachens) or adjective (Kölner) counts.
func (g *gazetteer) at(tokens []words.Token, i int, surface func(int) string) (nameRun, bool) {
	for _, r := range g.runs[tokens[i].Text] {
		if runAt(tokens, i, r.tokens) && (r.exact == "" || r.exact == surface(i)) {
			return r, true
		}
	}
	if tokens[i].Han {
		return nameRun{}, false
	}
	for _, ending := range []string{"s", "er", "ern", "erin", "n"} {
		stem, ok := strings.CutSuffix(tokens[i].Text, ending)
		if !ok || len(stem) < 4 {
			continue
		}
		for _, r := range g.runs[stem] {
			if len(r.tokens) == 1 && r.exact == "" {
				return r, true
			}
		}
	}
	return nameRun{}, false
}

// near returns the names of members and places that word is almost: one letter
// off, or two in words of eight letters and more. They must be asked back,
// never taken for what was meant.
func (g *gazetteer) near(word string) []named {
	size := len([]rune(word))
	if size < 4 || isHan(word) {
		return nil
	}
	most := 1
	if size >= 8 {
		most = 2
	}
	var found []named
	best, mark := most, words.LettersOf(word)
	for _, key := range g.keys {
		if len(key.name) < 4 || !mark.MayBeNear(key.mark, best) {
			continue
		}
		d := words.Distance(word, key.name, best)
		if d > best {
			continue
		}
		if d < best {
			found, best = nil, d
		}
		found = appendNamed(found, key.means)
	}
	slices.SortFunc(found, func(a, b named) int { return cmp.Or(int(a.kind)-int(b.kind), a.index-b.index) })
	return found
}

// acronyms are the words of a name that are written in capitals throughout,
// by which offices are called; not is left out.
func acronyms(t phrases.Text, not string) []string {
	var out []string
	for _, f := range strings.Fields(t.De + " " + t.En) {
		letters := strings.TrimFunc(f, func(r rune) bool { return !unicode.IsLetter(r) })
		if len(letters) >= 3 && letters != not && strings.ToUpper(letters) == letters && !isHan(letters) {
			out = append(out, letters)
		}
	}
	return out
}

func isHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
