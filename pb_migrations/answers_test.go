package pb_migrations_test

import (
	"regexp"
	"testing"
)

// bareWord finds an answer that begins with a yes or a no. Words that say more,
// such as "No date is on record", are none.
var bareWord = map[string]*regexp.Regexp{
	"de": regexp.MustCompile(`^(?i)(ja|nein|doch|jawohl)\b|^(richtig|stimmt|genau|falsch|natürlich|möglich)[ ,.;:!–]`),
	"en": regexp.MustCompile(`^(?i)yes\b|^(no|not really|sure|indeed|correct|right|wrong|true|false|of course|certainly)[,.;:!–]`),
	"zh": regexp.MustCompile(`^(不?是的?|不?对|没?有的?|没|不?会的?|不?可以的?|不?能|不?需要|不?行|当然|\p{Han}{1,4}过)[，。！；、：,.!;: ]`),
}

func TestNoAnswerBeginsWithYesOrNo(t *testing.T) {
	for _, r := range content(t)["faqs"] {
		for lang, word := range bareWord {
			if m := word.FindString(str(r, "answer_"+lang)); m != "" {
				t.Errorf("%s begins in %s with %q: it is false when the question is asked a little differently", key(r), lang, m)
			}
		}
	}
}

func TestABareWordIsToldFromASentence(t *testing.T) {
	for _, c := range []struct {
		lang, answer string
		bare         bool
	}{
		{"de", "Ja. Es gibt einen Beirat.", true},
		{"de", "Nein, Mitglieder sind Städte.", true},
		{"de", "Ja – seit 2016.", true},
		{"de", "Richtig ist 27.", true},
		{"de", "Jahrestage sind nicht bekannt.", false},
		{"de", "Möglichkeiten gibt es mehrere.", false},
		{"en", "Yes, there is one.", true},
		{"en", "No. The members are cities.", true},
		{"en", "No date is on record.", false},
		{"en", "Yesterday’s news is not kept.", false},
		{"zh", "是的，联盟设有顾问委员会。", true},
		{"zh", "不是。联盟是网络。", true},
		{"zh", "有。资料显示如下。", true},
		{"zh", "没有。", true},
		{"zh", "不可以。成员是城市。", true},
		{"zh", "可以，请联系。", true},
		{"zh", "访问过。2018年。", true},
		{"zh", "组织过。据记录如下。", true},
		{"zh", "会。机器人可能误解问题。", true},
		{"zh", "有两个县加入。", false},
		{"zh", "会议的语言没有记录。", false},
		{"zh", "抱歉，我无法回答。", false},
	} {
		if got := bareWord[c.lang].MatchString(c.answer); got != c.bare {
			t.Errorf("%q: bare %v, want %v", c.answer, got, c.bare)
		}
	}
}

func TestNoWordingStandsTwice(t *testing.T) {
	blank := regexp.MustCompile(`[\s?？!！.。]+`)
	for _, lang := range []string{"de", "en", "zh"} {
		owner := map[string]string{}
		for _, r := range content(t)["faqs"] {
			for _, w := range append([]any{r["question_"+lang]}, r["phrasings_"+lang].([]any)...) {
				f := blank.ReplaceAllString(words(w), " ")
				if other, ok := owner[f]; ok {
					t.Errorf("%q stands in %s and %s", words(w), other, key(r))
				}
				owner[f] = key(r)
			}
		}
	}
}

func TestNoChineseCommaStandsWhereItCannot(t *testing.T) {
	comma := regexp.MustCompile(`[，、；。][，、；。]|但，`)
	eachText(t, func(where, lang, text string) {
		if m := comma.FindString(text); lang == "zh" && m != "" {
			t.Errorf("%s has a mark too many at %q", where, m)
		}
	})
}
