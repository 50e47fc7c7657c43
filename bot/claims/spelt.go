package claims

import (
	"regexp"
	"strings"
)

var (
	word      = regexp.MustCompile(`(?i)[a-zäöüß]+`)
	afterward = regexp.MustCompile(`(?i)^\s?(?:` + unit + `)`)
)

// takeSpelt takes numbers that are written in words, with the unit behind them.
func (s *scanner) takeSpelt() {
	s.takeChinese()
	at := word.FindAllStringIndex(s.text, -1)
	for i := 0; i < len(at); {
		v, n := s.latin(at[i:])
		if n == 0 {
			i++
			continue
		}
		start, end := at[i][0], at[i+n-1][1]
		u := ""
		if after := afterward.FindString(s.text[end:]); after != "" {
			u = unitOf(after)
			end += len(after)
		}
		s.addNumber(start, end, u, 1, v)
		i += n
	}
}

// latin reads the number with which a run of words begins, and how many words
// it takes; none where they are no number, or one that is also an article.
func (s *scanner) latin(at [][]int) (float64, int) {
	first := strings.ToLower(s.text[at[0][0]:at[0][1]])
	if v, ok := shares[first]; ok {
		return v, 1
	}
	if v, ok := german(first); ok && v > 1 {
		for n := 1; n < len(at); n++ { // "zwei Millionen"
			times, ok := multiplies[strings.ToLower(s.text[at[n][0]:at[n][1]])]
			if !ok || strings.TrimSpace(s.text[at[n-1][1]:at[n][0]]) != "" || at[n][1]-at[n][0] < 3 {
				return v, n
			}
			v *= times
		}
		return v, len(at)
	}
	return s.english(at)
}

// shares are parts of a whole in words.
var shares = map[string]float64{
	"hälfte": .5, "halb": .5, "halbe": .5, "halben": .5, "half": .5, "drittel": 1. / 3, "viertel": .25, "quarter": .25,
	"doppelt": 2, "doppelte": 2, "twice": 2, "double": 2, "dutzend": 12, "dutzende": 12, "dozen": 12, "dozens": 12,
	"tausende": 1e3, "thousands": 1e3, "hunderte": 100, "hundreds": 100,
}

var germanUnits = map[string]float64{
	"null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
	"elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}

var germanTens = map[string]float64{
	"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}

var germanOrdinals = map[string]float64{"zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12}

var ending = regexp.MustCompile(`e[nrms]?$`)

var unfolded = strings.NewReplacer("fuenf", "fünf", "zwoelf", "zwölf")

// german reads a German number in one word, also an ordinal.
func german(w string) (float64, bool) {
	w = unfolded.Replace(w)
	if v, ok := germanCardinal(w); ok {
		return v, true
	}
	stem := ending.ReplaceAllString(w, "")
	if stem == w {
		return 0, false
	}
	if v, ok := germanOrdinals[stem]; ok {
		return v, true
	}
	for _, suffix := range []string{"st", "t"} {
		if base, cut := strings.CutSuffix(stem, suffix); cut {
			if v, ok := germanCardinal(base); ok && (v >= 13) {
				return v, true
			}
		}
	}
	return 0, false
}

func germanCardinal(w string) (float64, bool) {
	for _, level := range []struct {
		word  string
		times float64
	}{{"tausend", 1000}, {"hundert", 100}} {
		before, after, ok := strings.Cut(w, level.word)
		if !ok {
			continue
		}
		high, low := 1.0, 0.0
		if before != "" {
			if high, ok = germanCardinal(before); !ok {
				return 0, false
			}
		}
		if after = strings.TrimPrefix(after, "und"); after != "" {
			if low, ok = germanCardinal(after); !ok {
				return 0, false
			}
		}
		return high*level.times + low, true
	}
	if v, ok := germanUnits[w]; ok {
		return v, true
	}
	if v, ok := germanTens[w]; ok {
		return v, true
	}
	for tens, v := range germanTens {
		if before, ok := strings.CutSuffix(w, "und"+tens); ok {
			u, known := germanUnits[before]
			return v + u, known && u > 0 && u < 10
		}
	}
	return 0, false
}
