package claims

import (
	"strings"
	"testing"
)

// said is what In reads, as "kind value|value kind value".
func said(text string) string {
	var out []string
	for _, c := range In(text) {
		out = append(out, string(c.Kind)+" "+strings.Join(c.Values, "|"))
	}
	return strings.Join(out, ", ")
}

func TestIn(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Die Allianz hat 48 Mitglieder.", "number 48"},
		{"achtundvierzig Städte, einundzwanzig davon deutsche", "number 48, number 21"},
		{"forty-eight cities, twenty-one of them German", "number 48, number 21"},
		{"四十八个城市，其中二十一个在德国", "number 48, number 21"},
		{"ein Mitglied, one member, 一个成员, eine der ersten", ""},
		{"3,5 Millionen Einwohner", "number 3500000"},
		{"3.5 million people", "number 3500000"},
		{"350万人", "number 3500000"},
		{"三百五十万人", "number 3500000"},
		{"3.500 Betriebe", "number 3500|3.5"},
		{"3,500 firms", "number 3500|3.5"},
		{"1 234 567 Menschen und 1.234.567", "number 1234567, number 1234567"},
		{"2021 300 Firmen", "number 2021, number 300"},
		{"1.234,5 und 1,234.5", "number 1234.5, number 1234.5"},
		{"5.000 Euro im Jahr", "amount 5000 EUR|5 EUR"},
		{"€5,000 a year; EUR 5000", "amount 5000 EUR|5 EUR, amount 5000 EUR"},
		{"fünftausend Euro", "amount 5000 EUR"},
		{"five thousand euros", "amount 5000 EUR"},
		{"每年五千欧元", "amount 5000 EUR"},
		{"2万元人民币", "amount 20000 CNY"},
		{"zwei Millionen Yuan", "amount 2000000 CNY"},
		{"kostet 0 Euro", "amount 0 EUR"},
		{"12 % oder zwölf Prozent oder 百分之十二", "amount 12 %, amount 12 %, amount 12 %"},
		{"am 9. März 2018", "date 2018-03-09"},
		{"on 9 March 2018 and March 9th, 2018", "date 2018-03-09, date 2018-03-09"},
		{"2018年3月9日", "date 2018-03-09"},
		{"09.03.2018, 2018-03-09", "date 2018-03-09, date 2018-03-09"},
		{"im März 2018", "date 2018-03"},
		{"2018年3月", "date 2018-03"},
		{"am 4. Mai", "date -05-04"},
		{"in 2016", "number 2016"},
		{"二〇一六年", "number 2016"},
		{"You may 10 times", "date -05-10"},
		{"die vierte Versammlung, the fourth meeting, 第四次会议", "number 4, number 4, number 4"},
		{"neue und neuen Mitglieder, niemals allein, Achtung", ""},
		{"十分重要的百科", ""},
		{"周一至周五，星期三、礼拜四；三周内，第五周", "number 3, number 5"},
		{"Die Hälfte der Städte", "number 0.5"},
		{"um 10:00 Uhr", "number 10"},
		{"Schreiben Sie an Info@ISA-Test.example.", "email info@isa-test.example"},
		{"https://www.example.org/a/b/?x=1.", "link example.org/a/b/?x=1"},
		{"siehe example.org/news und www.example.com", "link example.org/news, link example.com"},
		{"z.B. usw. d.h. 4.Versammlung", "number 4"},
		{"Tel. +49 30 123 45-67", "phone 4930123456" + "7"},
		{"0757-8236 1234", "phone 075782361234"},
		{"zweihundertfünf", "number 205"},
		{"two hundred and five cities and regions", "number 205"},
		{"ein Drittel, eine Million Euro", "number 0.3333333333333333, amount 1000000 EUR"},
		{"５０００ Euro", "amount 5000 EUR"},
		{"dreizehnte, zwanzigste", "number 13, number 20"},
	} {
		if got := said(c.text); got != c.want {
			t.Errorf("In(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMissing(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		ground []string
		want   string
	}{
		"the same in another language":           {"350万", []string{"3,5 Millionen"}, ""},
		"thousands as another language has them": {"3,500", []string{"3.500"}, ""},
		"a year of a day":                        {"im Jahr 2018", []string{"am 9. März 2018"}, ""},
		"a month of a day":                       {"March 2018", []string{"2018年3月9日"}, ""},
		"a day without its year":                 {"am 9. März", []string{"2018-03-09"}, ""},
		"another day":                            {"am 10. März 2018", []string{"2018-03-09"}, "10. März 2018"},
		"another month":                          {"April 2018", []string{"2018-03-09"}, "April 2018"},
		"a day that was a number":                {"am 9. März", []string{"9 Städte im März"}, "9. März"},
		"money that was a count":                 {"20 Euro", []string{"20 Städte"}, "20 Euro"},
		"another currency":                       {"20 Euro", []string{"20 Yuan"}, "20 Euro"},
		"a figure of none":                       {"Es kostet fünftausend Euro.", []string{"Es kostet nichts."}, "fünftausend Euro"},
		"in one of several":                      {"21 und 27", []string{"21", "27"}, ""},
		"the site of a page":                     {"example.org", []string{"https://www.example.org/a"}, ""},
		"the page of a site":                     {"example.org/b", []string{"example.org"}, "example.org/b"},
		"the host of a mailbox":                  {"example.org", []string{"a@example.org"}, ""},
		"another mailbox of the host":            {"b@example.org", []string{"a@example.org"}, "b@example.org"},
		"a part of a number":                     {"20", []string{"2019"}, "20"},
		"a phone number set otherwise":           {"+49 (30) 1234567", []string{"+49 30 123 45 67"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range Missing(c.text, c.ground...) {
				got = append(got, m.Written)
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("missing %q, want %q", s, c.want)
			}
		})
	}
}

func FuzzMissing(f *testing.F) {
	for _, s := range []string{"am 9. März 2018 für 5.000 €", "二〇一六年三百五十万", "a@b.de https://x.org/ü?1", "1.2.3.4,5'6", "0\x000", "first of may 31 2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if m := Missing(text, text); len(m) > 0 {
			t.Errorf("a text does not back itself: %q", m[0].Written)
		}
	})
}
