package bot

import (
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func TestMaskHidesWhatPeopleTellAboutThemselves(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Ich bin da: 0171 2345678.", "Ich bin da: […]."},
		{"+49 (0)30 257972-23 bitte", "[…] bitte"},
		{"max.muster@stadt-koeln.de, danke", "[…], danke"},
		{"mail an max (at) example.org", "mail an […]"},
		{"电话13812345678", "电话[…]"},
		{"微信：foshan_2016 加我", "微信：[…] 加我"},
		{"WeChat ID: abc12345", "WeChat ID: […]"},
		{"Mein Name ist Max Muster, wie geht das?", "Mein Name ist […], wie geht das?"},
		{"my name is Ann Lee and I ask", "my name is […] and I ask"},
		{"我叫张三", "我叫[…]"},
		{"Ich bin Max Muster, 0171 2345678", "Ich bin […], […]"},
		{"Ich bin Unternehmer in Köln", "Ich bin Unternehmer in Köln"},
		{"Was kostet es?\nMit freundlichen Grüßen\nMax Muster\nMarktplatz 1", "Was kostet es?\nMit freundlichen Grüßen\n[…]"},
		{"Is it free?\n\nBest regards,\nAnn", "Is it free?\n\nBest regards\n[…]"},
		{"Am 25.04.2016 gegründet", "Am 25.04.2016 gegründet"},
		{"2016-04-25 und 2016-2019, 2018/2019", "2016-04-25 und 2016-2019, 2018/2019"},
		{"1.200.000 Einwohner, 120.000 Masken", "1.200.000 Einwohner, 120.000 Masken"},
		{"26 oder 27? 21+26 sind 47", "26 oder 27? 21+26 sind 47"},
		{"Halle 27, 10117 Berlin", "Halle 27, 10117 Berlin"},
		{"我叫张三,电话138…,请联系我", "我叫[…],电话[…],请联系我"},
		{"手机：138xxxx，谢谢", "手机：[…]，谢谢"},
		{"Tel. 0171, bitte", "Tel. […], bitte"},
		{"Wurde 2016 telefoniert? Telefon seit 3 Jahren", "Wurde 2016 telefoniert? Telefon seit 3 Jahren"},
		{"", ""},
	}
	for _, test := range tests {
		if got := Mask(test.text); got != test.want {
			t.Errorf("%q -> %q, want %q", test.text, got, test.want)
		}
	}
}

func TestQuestionsAreNotedMasked(t *testing.T) {
	p := newTalker(t)
	p.say("Ist Köln dabei? Meine Nummer: 0171 2345678")
	want := "Ist Köln dabei? Meine Nummer: […]"
	if len(p.store.asked) != 1 || p.store.asked[0].Text != want {
		t.Fatalf("noted %+v", p.store.asked)
	}
	a := p.store.asked[0]
	if a.Person != "web:p1" || a.Platform != "web" || a.Lang != "de" || a.Outcome != Answered || len(a.Sources) != 1 || a.Sources[0] != "faqs/f1" {
		t.Errorf("noted %+v", a)
	}
}

func TestWhoAsksToBeCalledIsToldThatNothingIsTakenDown(t *testing.T) {
	tests := []struct {
		text, lang string
		told       []string // what must not come back
	}{
		{"Ich bin Max Muster, 0171 2345678, rufen Sie mich an", "de", []string{"Muster", "2345678"}},
		{"Mein Name ist Max Muster, bitte rufen Sie mich zurück", "de", []string{"Muster"}},
		{"Bitte rufen Sie mich an unter 0171…", "de", []string{"0171"}},
		{"My name is Ann Lee, call me at 0171 2345678", "en", []string{"Lee", "2345678"}},
		{"my name is … call me at …", "en", nil},
		{"Please call me at 0171...", "en", []string{"0171"}},
		{"我叫张三，电话13812345678，请联系我", "zh", []string{"张三", "138"}},
		{"我叫张三,电话138…,请联系我", "zh", []string{"张三", "138"}},
		{"電話138xxxx，請聯繫我", "zh", []string{"138"}},
		{"我叫张三，请联系我", "zh", []string{"张三"}},
	}
	for _, test := range tests {
		p := newTalker(t)
		post, text := p.say(test.text)
		if post.Outcome != Handover || !strings.HasPrefix(text, phrases.SayNoPersonalData.In(test.lang)) {
			t.Errorf("%q: %s %q", test.text, post.Outcome, text)
		}
		for _, told := range test.told {
			if strings.Contains(text, told) {
				t.Errorf("%q: %q comes back in %q", test.text, told, text)
			}
		}
		if p.k.last(t).Text != phrases.AskContact.In(test.lang) || len(p.store.asked) > 0 {
			t.Errorf("%q: asked %q, noted %v", test.text, p.k.last(t).Text, p.store.asked)
		}
	}
}

func TestQuestionsAboutContactAreAsked(t *testing.T) {
	for _, text := range []string{
		"Wie erreiche ich das Büro?", "How can I contact you?", "怎么联系你们", "Wer hat 2016 unterschrieben?", "联系电话是什么",
		"What is the phone number?", "Ich heiße Max, ist Köln Mitglied?", "我叫张三，科隆是成员吗",
	} {
		p := newTalker(t)
		if p.say(text); p.k.last(t).Text != text {
			t.Errorf("%q: asked %q", text, p.k.last(t).Text)
		}
	}
}
