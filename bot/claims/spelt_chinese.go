package claims

import (
	"regexp"
	"strings"
)

// chinese is a run of Chinese numerals with the unit behind it. The blanks that
// some set between words are none of it.
var chinese = regexp.MustCompile(`(百分之)?([零〇一二两兩三四五六七八九十百千万萬亿億]+)(?:点([零〇一二三四五六七八九]+))?(欧元|歐元|美元|英镑|元|人民币|块钱)?`)

// weekday is what stands before the numeral of a day of the week.
var weekday = regexp.MustCompile(`(?:周|星期|礼拜)$`)

var (
	numerals = map[rune]float64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	levels   = map[rune]float64{'十': 10, '百': 100, '千': 1e3, '万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8}
)

// takeChinese takes numbers in Chinese numerals. One alone, and what is only a
// level ("百科", "千方"), counts nothing; "十分" is a word.
func (s *scanner) takeChinese() {
	from := 0
	for {
		at := chinese.FindStringSubmatchIndex(s.text[from:])
		if at == nil {
			return
		}
		start, end := from+at[0], from+at[1]
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return s.text[from+at[2*i] : from+at[2*i+1]]
		}
		run, unit := group(2), unitOf(group(4))
		if group(1) != "" {
			unit = "%"
		}
		v := chineseValue(run) + fraction(group(3))
		// Behind digits it multiplies them, and that is theirs.
		behind := start > 0 && s.text[start-1] >= '0' && s.text[start-1] <= '9'
		idle := len(run) == len("万") && strings.Contains("百千万萬亿億", run) || run == "十" && strings.HasPrefix(s.text[end:], "分")
		from = end
		if behind || len(run) == len("五") && weekday.MatchString(s.text[:start]) || unit == "" && (v <= 1 || idle) {
			continue
		}
		s.addNumber(start, end, unit, 1, v)
	}
}

// chineseValue reads numerals, those of a year ("二〇二一") too.
func chineseValue(run string) float64 {
	if !strings.ContainsAny(run, "十百千万萬亿億") {
		v := 0.0
		for _, r := range run {
			v = v*10 + numerals[r]
		}
		return v
	}
	var whole, part, digit float64
	for _, r := range run {
		level, ok := levels[r]
		switch {
		case !ok:
			digit = numerals[r]
		case level >= 1e4:
			whole, part, digit = (whole+max(part+digit, 1))*level, 0, 0
			if level == 1e4 && whole >= 1e12 {
				return whole
			}
		default:
			part, digit = part+max(digit, 1)*level, 0
		}
	}
	return whole + part + digit
}

func fraction(run string) float64 {
	v, place := 0.0, .1
	for _, r := range run {
		v += numerals[r] * place
		place /= 10
	}
	return v
}
