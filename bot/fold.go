package bot

import (
	"strings"
	"unicode"
)

// folded is a text as small talk is looked for in it: lower case, without
// umlauts, accents and punctuation, one Chinese character a word.
type folded struct {
	text  string // the words, with one space between
	words []word
}

// word is one word of a folded text.
type word struct {
	from, to int  // where it stands in folded.text
	end      int  // where it ends in the text that was folded
	stop     bool // punctuation or a line break follows
}

// gestures are the emoji that say something by themselves.
const gestures = "👍👎👋🙏👌"

// fold reads at most max words of s; ok is false if there are more.
func fold(s string, max int) (f folded, ok bool) {
	var b strings.Builder
	b.Grow(len(s) + 16)
	open := false // a word is being written
	for i, r := range s {
		r = narrow(r)
		switch {
		case r < 0x80:
		case unicode.Is(unicode.Cf, r) || r == 0xFE0F: // zero-width marks, emoji selectors
			continue
		case r == 0x0308: // u and a combining diaeresis: ue
			r = 'e'
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Sk, r):
			continue
		}
		han := r >= 0x80 && unicode.Is(unicode.Han, r)
		single := han || r >= 0x80 && strings.ContainsRune(gestures, r)
		if !single && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			open = false
			if n := len(f.words); n > 0 && (r == '\n' || !unicode.IsSpace(r) && r != '\'' && r != '’') {
				f.words[n-1].stop = true
			}
			continue
		}
		if single || !open {
			if len(f.words) == max {
				f.text = b.String()
				return f, false
			}
			if len(f.words) > 0 {
				b.WriteByte(' ')
			}
			f.words = append(f.words, word{from: b.Len()})
		}
		open = !single
		writeFolded(&b, r)
		last := &f.words[len(f.words)-1]
		last.to, last.end = b.Len(), i+runeLen(s[i:])
	}
	f.text = b.String()
	return f, true
}

// phrase is the text of the words from i to before j.
func (f folded) phrase(i, j int) string { return f.text[f.words[i].from:f.words[j-1].to] }

// narrow makes full-width letters, digits and signs half-width.
func narrow(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

func writeFolded(b *strings.Builder, r rune) {
	r = unicode.ToLower(r)
	if r < 0x80 {
		b.WriteByte(byte(r))
		return
	}
	switch r {
	case 'ä':
		b.WriteString("ae")
	case 'ö':
		b.WriteString("oe")
	case 'ü':
		b.WriteString("ue")
	case 'ß':
		b.WriteString("ss")
	default:
		if s, found := simplified[r]; found {
			r = s
		}
		b.WriteRune(r)
	}
}

// simplified holds the traditional characters that small talk is made of.
var simplified = pairs("謝谢說说話话轉转機机誰谁嗎吗麼么麽么語语幫帮聯联繫系數数據据刪删隱隐個个這这問问沒没" +
	"對对儲储請请們们漢汉國国體体簡简見见為为關关記记錄录訊讯資资電电腦脑厲厉聰聪還还選选擇择" +
	"換换寫写絡络員员務务種种證证會会讚赞錯错須须應应")

func pairs(s string) map[rune]rune {
	m, runes := map[rune]rune{}, []rune(s)
	for i := 0; i+1 < len(runes); i += 2 {
		m[runes[i]] = runes[i+1]
	}
	return m
}
