package words

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed opencc.txt
var openCC string

// firstHan is below every character of the table; all before it is left alone.
const firstHan = 0x3400

var simplified = sync.OnceValue(loadTable)

func loadTable() map[rune]rune {
	table := make(map[rune]rune, 3300)
	for line := range strings.Lines(openCC) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for pair := range strings.FieldsSeq(line) {
			traditional, n := utf8.DecodeRuneInString(pair)
			table[traditional], _ = utf8.DecodeRuneInString(pair[n:])
		}
	}
	return table
}

// Simplify returns s with traditional Chinese characters replaced by their
// simplified forms, character by character. All else stays as it is.
func Simplify(s string) string {
	return strings.Map(simplifyRune, s)
}

func simplifyRune(r rune) rune {
	if r < firstHan {
		return r
	}
	if simple, ok := simplified()[r]; ok {
		return simple
	}
	return r
}
