package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// rank says how well a text reads that is cut at a place.
type rank uint8

const (
	linkPart    rank = iota // within the words of a link
	charEnd                 // within a word or a number
	leadEnd                 // after a heading, which then stands alone
	wordEnd                 // between words; in Chinese between characters
	clauseEnd               // after a comma
	sentenceEnd             // after a full stop
	lineEnd                 // at a line break, or between two cells of a table
	blockEnd                // between blocks
)

// A place in the text of a block before which it may be cut.
type breakAt struct {
	at   int
	rank rank
}

// maxCluster is how many code points may make up one character. More are no
// writing of any language: such a heap of marks is cut as if it were words.
const maxCluster = 32

// breaks are the places at which the text of a block may be cut, in their order,
// as far as the text before them fits, and some more: a long block is not read
// to its end for each part of it.
func breaks(b Block, fits func(at int) bool) []breakAt {
	var out []breakAt
	enough := 64
	add := func(at int, r rank) bool {
		out = append(out, breakAt{at, r})
		if len(out) < enough {
			return true
		}
		enough *= 2
		return fits(at)
	}
	switch b.Kind {
	case Image:
		textBreaks(b.Alt, nil, false, 0, add)
	case Row:
		base := 0
		for _, c := range b.Cells {
			text := bare(c)
			if base > 0 && text != "" && !add(base, lineEnd) || !textBreaks(text, c, false, base, add) {
				break
			}
			base += len(text)
		}
	default:
		textBreaks(bare(b.Spans), b.Spans, b.Kind == Code, 0, add)
	}
	return out
}

// textBreaks calls add with the places in a text, counted from base, until it
// returns false, and reports whether it never did.
func textBreaks(text string, spans []Span, raw bool, base int, add func(at int, r rank) bool) bool {
	links := linkRanges(spans)
	begin := len(text) - len(strings.TrimLeft(text, blanks))
	place := func(at int) bool {
		if at <= begin { // nothing would stand before it
			return true
		}
		for len(links) > 0 && links[0][1] <= at {
			links = links[1:]
		}
		if len(links) > 0 && links[0][0] < at {
			return add(base+at, linkPart)
		}
		return add(base+at, rankAt(text, at, raw))
	}
	for g := graphemes.FromString(text); g.Next(); {
		if g.Start() > 0 && !place(g.Start()) {
			return false
		}
		cluster := g.Value()
		if utf8.RuneCountInString(cluster) <= maxCluster {
			continue
		}
		for i := range cluster {
			if i > 0 && !place(g.Start()+i) {
				return false
			}
		}
	}
	return true
}

// linkRanges are the runs of one link's words, each as its first byte and its end.
func linkRanges(spans []Span) (out [][2]int) {
	at, last := 0, ""
	for _, s := range spans {
		end := at + len(s.Text)
		switch {
		case s.Link == "":
		case s.Link == last:
			out[len(out)-1][1] = end
		default:
			out = append(out, [2]int{at, end})
		}
		at, last = end, s.Link
	}
	return out
}

// rankAt says how well text reads when it is cut before byte at.
func rankAt(text string, at int, raw bool) rank {
	before, after := text[:at], text[at:]
	next, _ := utf8.DecodeRuneInString(after)
	said := strings.TrimRight(before, blanks)
	gap := before[len(said):]
	last, _ := utf8.DecodeLastRuneInString(said)
	switch {
	case strings.HasSuffix(before, "\n") || !raw && strings.Contains(gap, "\n"):
		return lineEnd
	case strings.ContainsRune(blanks, next):
		return charEnd // the place after the blanks is the better one
	case raw:
		if gap != "" {
			return wordEnd
		}
		return charEnd
	case gap == "" && !wide(last) && !wide(next):
		return charEnd
	case neverApart(said, gap, last, next):
		return charEnd
	case endsSentence(said, gap, next):
		return sentenceEnd
	case strings.ContainsRune("，、：；", last), gap != "" && strings.ContainsRune(",;:–—", last):
		return clauseEnd
	}
	return wordEnd
}

// wide reports whether r belongs to a script written without blanks, or to its
// punctuation. Quotation marks, which German writes too, are not counted.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

const (
	opening = "（［｛「『【《〈〔〖“‘([{„«￥＄$€#＃@"
	closing = "，。、；：！？）］｝」』】》〉〕〗”’…—～·％%℃‰々ー,.;:!?)]}»"
)

// neverApart reports whether two characters belong together though a blank or a
// change of script stands between them.
func neverApart(said, gap string, last, next rune) bool {
	switch {
	case gap == "":
		return strings.ContainsRune(opening, last) || strings.ContainsRune(closing, next) ||
			last == '·' || last == '—' && next == '—' || last == '…' && next == '…' ||
			unicode.IsDigit(last) && unicode.Is(unicode.Han, next) // 2021年, 27个
	case unicode.IsDigit(last) && unicode.IsDigit(next): // 27 000, +49 30 12
		return true
	}
	return abbreviated(said)
}

// endsSentence reports whether what was said is a whole sentence, and another begins.
func endsSentence(said, gap string, next rune) bool {
	bare := strings.TrimRight(said, "”’」』）》】〉〕\"“‘»«›‹)]")
	last, _ := utf8.DecodeLastRuneInString(bare)
	switch {
	case strings.ContainsRune("。！？；｡", last):
		return true
	case gap == "":
		return last == '…' && len(bare) == len(said)
	case strings.ContainsRune("!?…", last):
		return !unicode.IsLower(next)
	case last == '.':
		return !unicode.IsLower(next) && !abbreviated(bare)
	}
	return false
}
