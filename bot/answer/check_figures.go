package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/claims"
)

// figuresStand reports whether each figure of a sentence stands beside a word
// beside which it stands in the window: "founded in 2016, enlarged in 2018" does
// not bear out "founded in 2018". Where the window has one figure only, it can
// stand for nothing else.
func figuresStand(text, window string) bool {
	said := placed(text)
	have := placed(window)
	if len(have) < 2 {
		return true
	}
	for _, f := range said {
		backed := false
		for _, h := range have {
			backed = backed || f.same(h) && f.sharesNeighbour(h)
		}
		if !backed {
			return false
		}
	}
	return true
}

// placedFigure is a claim with the nearest words of substance on its sides, as
// far as no mark parts them from it.
type placedFigure struct {
	claims.Claim
	beside map[string]bool
}

func placed(text string) []placedFigure {
	text = norm.NFKC.String(text)
	var out []placedFigure
	from := 0
	for _, c := range claims.In(text) {
		at := strings.Index(text[from:], c.Written)
		if at < 0 {
			continue
		}
		start := from + at
		from = start + len(c.Written)
		f := placedFigure{c, map[string]bool{}}
		f.look(text[:start], true)
		f.look(text[from:], false)
		out = append(out, f)
	}
	return out
}

// same reports whether two figures can be the same one.
func (f placedFigure) same(other placedFigure) bool {
	return len(claims.Missing(f.Written, other.Written)) == 0
}

func (f placedFigure) sharesNeighbour(other placedFigure) bool {
	for w := range f.beside {
		if other.beside[w] {
			return true
		}
	}
	return false
}

const parting = ",;:.!?()–—，；：。！？（）、\n"

// look notes the nearest word of substance before or behind; of Chinese the
// nearest three characters.
func (f placedFigure) look(text string, before bool) {
	if before {
		text = text[strings.LastIndexAny(text, parting)+1:]
		text = strings.TrimLeftFunc(text, func(r rune) bool { return r == utf8.RuneError })
	} else if at := strings.IndexAny(text, parting); at >= 0 {
		text = text[:at]
	}
	tokens := words.Tokens(words.Fold(text))
	most := 3
	for i := range tokens {
		t := tokens[i]
		if before {
			t = tokens[len(tokens)-1-i]
		}
		if stopped(t.Text) || unicode.IsDigit(rune(t.Text[0])) {
			continue
		}
		if !t.Han {
			f.beside[words.Stem(t.Text, "de")] = true
			return
		}
		if f.beside[t.Text] = true; most == 1 {
			return
		}
		most--
	}
}

// stopped reports whether a word is none of substance in any language, or one
// that only says that a figure is a date or a count.
func stopped(w string) bool {
	return words.Stop(w, "de") || words.Stop(w, "en") || words.Stop(w, "zh") || strings.Contains(" jahr jahre year years 年 月 日 个 第 次 ", " "+w+" ")
}
