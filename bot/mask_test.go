package bot

import "testing"

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
