package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts a text at the ends of its sentences and lines: at . ! ? ; and
// their Chinese forms, but not inside a number or address, nor after an
// abbreviation, an ordinal or an initial ("z. B.", "25. April", "Dr.").
// The marks stay with their sentence; empty ones are left out.
func Sentences(text string) []string {
	var out []string
	start := 0
	cut := func(end int) {
		if s := strings.TrimSpace(text[start:end]); strings.IndexFunc(s, wordRune) >= 0 {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if !strings.ContainsRune(".!?;。！？；…\n\r", r) {
			continue
		}
		if r == '.' && inside(text[start:i-1], text[i:]) {
			continue
		}
		for i < len(text) { // marks and closing quotes that follow belong to it
			r, n := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune(".!?…。！？”“’\"'）)»」』", r) {
				break
			}
			i += n
		}
		cut(i)
	}
	cut(len(text))
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// inside reports whether the full stop between before and after ends no sentence.
func inside(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if after != "" && wordRune(next) && !isHan(next) {
		return true // 1.000, isa-portal.de, z.B.
	}
	at := strings.LastIndexFunc(before, func(r rune) bool { return !wordRune(r) }) + 1
	if at > 0 {
		_, n := utf8.DecodeRuneInString(before[at-1:])
		at += n - 1
	}
	word := before[at:]
	rest := strings.TrimLeft(after, " \u00a0\t")
	if word == "" || rest == "" {
		return false
	}
	if abbreviations[strings.ToLower(word)] {
		return true
	}
	if r, n := utf8.DecodeRuneInString(word); n == len(word) && unicode.IsLetter(r) {
		return !isHan(r) // an initial
	}
	return ordinal(word, rest)
}

// ordinal tells "25. April" and "3. Juni" from a number that ends a sentence.
func ordinal(number, rest string) bool {
	if len(number) > 2 || strings.Trim(number, "0123456789") != "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(next) || unicode.IsDigit(next) {
		return true
	}
	for _, month := range months {
		if strings.HasPrefix(rest, month) {
			return true
		}
	}
	return false
}

var months = []string{"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez", "Plenar", "Mitglieder"}

var abbreviations = map[string]bool{
	"nr": true, "dr": true, "st": true, "prof": true, "bzw": true, "ca": true, "inkl": true, "evtl": true, "ggf": true,
	"usw": true, "vgl": true, "str": true, "tel": true, "abs": true, "art": true, "bspw": true, "etc": true, "hr": true, "fr": true,
	"mr": true, "mrs": true, "ms": true, "no": true, "vs": true, "approx": true, "inc": true, "ltd": true, "gmbh": true,
	"mio": true, "mrd": true, "tsd": true, "dipl": true, "ing": true, "med": true, "jan": true, "feb": true, "apr": true,
	"aug": true, "sept": true, "okt": true, "nov": true, "dez": true, "e.v": true, "u.a": true,
}
