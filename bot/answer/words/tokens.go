package words

import (
	"unicode"
	"unicode/utf8"
)

// Token is a word, a number or one Chinese character of a folded text.
type Token struct {
	Text       string
	Start, End int // byte offsets in the folded text
	Han        bool
}

// Tokens cuts a folded text into words. Letters and digits make a word,
// apostrophes and hyphens part it, and each Chinese character stands for itself.
func Tokens(folded string) []Token {
	tokens := make([]Token, 0, len(folded)/6+1)
	start := -1
	for i := 0; i < len(folded); {
		r, n := rune(folded[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(folded[i:])
		}
		han := isHan(r)
		if !han && inWord(r) {
			if start < 0 {
				start = i
			}
			i += n
			continue
		}
		if start >= 0 {
			tokens = append(tokens, Token{Text: folded[start:i], Start: start, End: i})
			start = -1
		}
		if han {
			tokens = append(tokens, Token{Text: folded[i : i+n], Start: i, End: i + n, Han: true})
		}
		i += n
	}
	if start >= 0 {
		tokens = append(tokens, Token{Text: folded[start:], Start: start, End: len(folded)})
	}
	return tokens
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isHan(r rune) bool {
	if r < 0x2e80 {
		return false
	}
	return r >= 0x4e00 && r <= 0x9fff || unicode.Is(unicode.Han, r)
}
