package phrases

import "testing"

func TestDate(t *testing.T) {
	for _, c := range []struct{ in, de, en, zh string }{
		{"2016", "2016", "2016", "2016年"},
		{"2016-04", "April 2016", "April 2016", "2016年4月"},
		{"2018-03-09", "9. März 2018", "9 March 2018", "2018年3月9日"},
		{"", "", "", ""},
		{"early 2021", "early 2021", "early 2021", "early 2021"},
		{"2018-13-01", "2018-13-01", "2018-13-01", "2018-13-01"},
		{"2018-3-1", "2018-3-1", "2018-3-1", "2018-3-1"},
		{"16", "16", "16", "16"},
		{"2018-01-02-03", "2018-01-02-03", "2018-01-02-03", "2018-01-02-03"},
	} {
		for lang, want := range map[string]string{"de": c.de, "en": c.en, "zh": c.zh} {
			if got := Date(c.in, lang); got != want {
				t.Errorf("Date(%q, %s) = %q, want %q", c.in, lang, got, want)
			}
		}
	}
}
