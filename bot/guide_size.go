package bot

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
)

// sizeClasses are the numbers of inhabitants at which the classes begin, from
// the second on.
var sizeClasses = []float64{50_000, 200_000, 1_000_000, 5_000_000}

// What is taken for a number of inhabitants.
const (
	fewest = 100
	most   = 1e9
)

// sizeOf is the class of a number of inhabitants, as people write it: "120.000",
// "1,2 Mio.", "ca. 80 tsd Einwohner", "half a million", "120万人", "一百二十万".
// ok is false for a text that says anything else.
func sizeOf(text string) (token string, ok bool) {
	n, ok := inhabitants(text)
	if !ok || n < fewest || n > most {
		return "", false
	}
	class := 1
	for _, from := range sizeClasses {
		if n >= from {
			class++
		}
	}
	return strconv.Itoa(class), true
}

// sizeWithin is a number of inhabitants within a sentence.
var sizeWithin = regexp.MustCompile(`(?i)(?:[0-9](?:[0-9.,'’]|\s[0-9]{3}\b)*\s*(?:(?:mio|mill|million(?:en|s)?|tsd|tausend|thousand|k|m)\b\.?|[百千]?[万萬亿億])?|[一二两三四五六七八九十百千]+[万萬亿億])`)

// cutSize takes the one number of inhabitants out of a text and returns its
// class, "" if there is none, and the rest.
func cutSize(text string) (token, rest string) {
	if token, ok := sizeOf(text); ok {
		return token, ""
	}
	text = strings.Map(narrow, text)
	at := sizeWithin.FindAllStringIndex(text, -1)
	if len(at) != 1 {
		return "", text
	}
	token, _ = sizeOf(text[at[0][0]:at[0][1]])
	return token, text[:at[0][0]] + " " + text[at[0][1]:]
}

// sizeParts are what a text is cut into: figures, Chinese numerals, words and
// single Chinese characters.
var sizeParts = regexp.MustCompile(`[0-9](?:[0-9.,'’]|\s[0-9]{3}\b)*|[零〇一二两三四五六七八九十百千万萬亿億]+|[a-zäöüß]+|\p{Han}`)

// manifold are the words that multiply the number before them, or stand for themselves.
var manifold = map[string]float64{
	"tausend": 1e3, "tsd": 1e3, "k": 1e3, "thousand": 1e3,
	"million": 1e6, "millionen": 1e6, "millions": 1e6, "mio": 1e6, "mill": 1e6, "mn": 1e6, "m": 1e6,
}

// spelledOut are numbers in words; of several, as in "half a million", the product counts.
var spelledOut = map[string]float64{
	"ein": 1, "eine": 1, "einer": 1, "one": 1, "a": 1, "halbe": .5, "halben": .5, "half": .5, "anderthalb": 1.5, "eineinhalb": 1.5,
	"zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4, "fünf": 5, "five": 5, "zehn": 10, "ten": 10,
}

// besideSize are the words that tell nothing of the number.
var besideSize = wordSet("einwohner einwohnern einwohnerinnen bewohner menschen personen leute ca circa zirka etwa rund ungefähr über knapp fast mehr als gut " +
	"wir haben hat sind es mit und unsere stadt inhabitants people residents population about around approximately roughly over nearly almost more than " +
	"we have has with and of the our city is it 约 大 概 人 口 居 民 有 左 右 多 我 们 市 区 县 个 常 住 城 的 是 超 过 将 近")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// inhabitants reads the one number in a text that says nothing else.
func inhabitants(text string) (n float64, ok bool) {
	text = strings.ToLower(strings.Map(narrow, text))
	number, spelled, times := "", 0.0, 1.0
	for _, part := range sizeParts.FindAllString(text, -1) {
		by, multiplies := manifold[part]
		word, inWords := spelledOut[part]
		chinese, digit := chineseNumber(part)
		switch {
		case multiplies:
			times *= by
		case chinese > 0 && !digit && number != "": // the 万 of 120万
			times *= chinese
		case chinese > 0 || part[0] >= '0' && part[0] <= '9':
			if number != "" {
				return 0, false
			}
			number = part
		case inWords:
			spelled = cmp.Or(spelled, 1) * word
		case !besideSize[part]:
			return 0, false
		}
	}
	switch chinese, _ := chineseNumber(number); {
	case chinese > 0:
		return chinese * times, true
	case number != "":
		n, ok = figure(number, times > 1)
		return n * times, ok
	}
	return cmp.Or(spelled, 1) * times, times > 1
}

// figure reads a number in figures, with the signs of German, English or Swiss
// writing. A point or comma before three figures parts thousands, unless the
// number is multiplied: 1.200 is more than a thousand, 1.200 million is not.
func figure(s string, multiplied bool) (float64, bool) {
	s = strings.TrimRight(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			return r
		}
		return -1
	}, s), ".,")
	drop := strings.NewReplacer(".", "", ",", "")
	if at := strings.LastIndexAny(s, ".,"); at >= 0 {
		only := strings.IndexAny(s, ".,") == at
		if len(s)-at-1 == 3 && !(only && multiplied) {
			s = drop.Replace(s)
		} else {
			s = drop.Replace(s[:at]) + "." + s[at+1:]
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// chineseNumber reads a number in Chinese numerals, 0 if s is none. digit says
// that it has one: without, as in 百万, it may multiply what stands before it.
func chineseNumber(s string) (n float64, digit bool) {
	var whole, section, last float64
	for _, r := range s {
		switch r {
		case '十', '百', '千':
			section += max(last, 1) * map[rune]float64{'十': 10, '百': 100, '千': 1000}[r]
			last = 0
		case '万', '萬':
			whole += max(section+last, 1) * 1e4
			section, last = 0, 0
		case '亿', '億':
			whole = max(whole+section+last, 1) * 1e8
			section, last = 0, 0
		default:
			d, found := map[rune]float64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}[r]
			if !found {
				return 0, false
			}
			last, digit = d, true
		}
	}
	return whole + section + last, digit
}
