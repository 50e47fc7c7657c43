package claims

import (
	"regexp"
	"strconv"
	"strings"
)

// figure is a number in digits with what multiplies it and what it counts. The
// blank between thousands may be narrow (NFKC makes it a plain one).
var figure = regexp.MustCompile(`(?i)([€$£¥]|\b(?:eur|usd|rmb|cny|gbp|chf)\b)?\s?` +
	`(\d{1,3}(?:[.,'’ ]\d{3})+\b(?:[.,]\d+)?|\d+(?:[.,]\d+)?)` +
	`(?:\s?-?(` + multiplier + `))?(?:\s?(` + unit + `))?`)

const (
	multiplier = `tausend\b|tsd\b\.?|thousand\b|k\b|millionen\b|million\b|mio\b\.?|mn\b|milliarden\b|milliarde\b|mrd\b\.?|billion\b|bn\b|百万|千万|十万|千|万|萬|亿|億`
	unit       = `€|euros?\b|eur\b|欧元|歐元|us-dollars?\b|us\$|dollars?\b|usd\b|\$|美元|pounds?\b|gbp\b|£|英镑|yuan\b|rmb\b|cny\b|renminbi\b|¥|元|人民币|块钱|chf\b|franken\b|francs?\b|prozent\b|per ?cent\b|%`
)

var multiplies = map[string]float64{
	"tausend": 1e3, "tsd": 1e3, "thousand": 1e3, "k": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "十万": 1e5,
	"millionen": 1e6, "million": 1e6, "mio": 1e6, "mn": 1e6, "百万": 1e6, "千万": 1e7,
	"milliarden": 1e9, "milliarde": 1e9, "mrd": 1e9, "billion": 1e9, "bn": 1e9, "亿": 1e8, "億": 1e8,
}

var units = []struct{ name, spellings string }{
	{"EUR", "€ euro euros eur 欧元 歐元"}, {"USD", "$ us-dollar us-dollars us$ dollar dollars usd 美元"}, {"GBP", "£ pound pounds gbp 英镑"},
	{"CNY", "¥ yuan rmb cny renminbi 元 人民币 块钱"}, {"CHF", "chf franken franc francs"}, {"%", "% prozent percent 百分之"},
}

func unitOf(s string) string {
	s = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "per cent", "percent")
	for _, u := range units {
		for _, spelling := range strings.Fields(u.spellings) {
			if s == spelling {
				return u.name
			}
		}
	}
	return ""
}

// takeNumbers takes what is left of figures and of numbers in words.
func (s *scanner) takeNumbers() {
	for at := figure.FindStringSubmatchIndex(s.text); at != nil; at = figure.FindStringSubmatchIndex(s.text) {
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return s.text[at[2*i]:at[2*i+1]]
		}
		times := 1.0
		if m := strings.TrimSuffix(strings.ToLower(group(3)), "."); m != "" {
			times = multiplies[m]
		}
		u := unitOf(group(4))
		if u == "" {
			u = unitOf(group(1))
		}
		s.addNumber(at[0], at[1], u, times, readings(group(2))...)
	}
	s.takeSpelt()
}

// addNumber notes a number of a unit in its readings.
func (s *scanner) addNumber(start, end int, unit string, times float64, values ...float64) {
	kind, suffix := Number, ""
	if unit != "" {
		kind, suffix = Amount, " "+unit
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strconv.FormatFloat(v*times, 'f', -1, 64) + suffix
	}
	if text := s.text[start:end]; kind == Number && (text == "0" || text == "00") { // the minutes of 10:00
		s.blank(start, end)
		return
	}
	s.add(kind, start, end, out...)
}

var marks = regexp.MustCompile(`[.,'’ ]`)

// readings are what digits can mean: one mark before three digits divides
// thousands or is a decimal point, by language.
func readings(digits string) []float64 {
	at := marks.FindAllStringIndex(digits, -1)
	read := func(s string) float64 {
		v, _ := strconv.ParseFloat(s, 64) // digits with at most one point
		return v
	}
	bare := marks.ReplaceAllString(digits, "")
	if len(at) == 0 {
		return []float64{read(digits)}
	}
	last := at[len(at)-1]
	mark, tail := digits[last[0]:last[1]], digits[last[1]:]
	point := marks.ReplaceAllString(digits[:last[0]], "") + "." + tail
	same := len(at) > 1 && digits[at[0][0]:at[0][1]] == mark
	decimal := mark == "." || mark == ","
	switch {
	case !decimal || same:
		return []float64{read(bare)}
	case len(at) > 1 || len(tail) != 3:
		return []float64{read(point)}
	case strings.HasPrefix(digits, "0"):
		return []float64{read(point)}
	}
	return []float64{read(bare), read(point)}
}
