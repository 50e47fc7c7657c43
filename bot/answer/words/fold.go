package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings text into the one form in which texts are compared: compatible
// forms and widths made equal, lower case, accents off, umlauts and their
// spellings alike (ä, ae and a; ö, oe and o; ü, ue and u), ß as ss, Chinese
// simplified, quotes and dashes straight. Invisible characters and what is not
// UTF-8 are dropped; control characters but line breaks become spaces.
// Folding twice changes nothing. An e after u stays where a vowel or q comes
// before (neue, Bauer, query), since there it is no spelling of ü.
func Fold(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	if !isASCII(s) {
		s = norm.NFKD.String(s)
	}
	f := folder{out: make([]byte, 0, len(s))}
	for _, r := range s {
		f.add(r)
	}
	return string(f.out)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// folder writes folded text. Whether an e is dropped is decided by what is
// written already, so that a second folding decides alike.
type folder struct {
	out    []byte
	u      bool // the last character is a u that may stand for ü
	ao     bool // the last character is an a or o
	before bool // the last character is a vowel or q
}

func (f *folder) add(r rune) {
	if r >= utf8.RuneSelf {
		f.addWide(r)
		return
	}
	switch {
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	case r == 0:
		return
	case r == '`':
		r = '\''
	case (r < ' ' && r != '\n') || r == 0x7f:
		r = ' '
	}
	if r == 'e' && (f.ao || f.u) {
		return
	}
	f.put(r)
}

func (f *folder) addWide(r rune) {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return
	}
	if unicode.IsSpace(r) {
		r = ' '
	}
	if long, ok := spelled[r]; ok {
		for _, c := range long {
			f.add(c)
		}
		return
	}
	r = simplifyRune(unicode.ToLower(r))
	if r < utf8.RuneSelf {
		f.add(r)
		return
	}
	if unicode.IsControl(r) {
		r = ' '
	}
	f.put(r)
}

func (f *folder) put(r rune) {
	f.u = r == 'u' && !f.before
	f.ao = r == 'a' || r == 'o'
	f.before = strings.ContainsRune("aeiouq", r)
	f.out = utf8.AppendRune(f.out, r)
}

// spelled are the characters that folding writes otherwise and that
// decomposition leaves whole.
var spelled = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "a", 'Æ': "a", 'œ': "o", 'Œ': "o", 'ø': "o", 'Ø': "o",
	'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ı': "i",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", 'ʼ': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '″': `"`, '«': `"`, '»': `"`,
	'「': `"`, '」': `"`, '『': `"`, '』': `"`,
	'‐': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '⁃': "-",
}
