package claims

import "strings"

var englishUnits = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}

var englishTens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
}

var englishLevels = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}

// english reads a number of several words: "two hundred and five". One alone is
// none, since it is also a pronoun.
func (s *scanner) english(at [][]int) (float64, int) {
	var whole, part float64
	taken := 0
	for i, span := range at {
		w := strings.ToLower(s.text[span[0]:span[1]])
		if i > 0 && strings.Trim(s.text[at[i-1][1]:span[0]], " -") != "" {
			break
		}
		if u, ok := englishUnits[w]; ok {
			part += u
		} else if t, ok := englishTens[w]; ok {
			part += t
		} else if l, ok := englishLevels[w]; ok && (taken > 0 || i == 0) {
			part = max(part, 1) * l
			if l > 100 {
				whole, part = whole+part, 0
			}
		} else if w == "and" && taken > 0 && part != 0 && int(part)%100 == 0 {
			continue
		} else {
			break
		}
		taken = i + 1
	}
	if v := whole + part; v > 1 {
		return v, taken
	}
	return 0, 0
}
