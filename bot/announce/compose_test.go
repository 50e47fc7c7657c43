package announce

import "testing"

func TestASummaryThatTheTextBeginsWithIsSaidOnce(t *testing.T) {
	for _, c := range []struct {
		name, text, summary string
		want                bool
	}{
		{"the same", "Die ISA wächst. Zwei Städte sind beigetreten.", "Die ISA wächst.", true},
		{"nearly the same", "Die ISA ist 2026 gewachsen: Zwei Städte sind im Mai beigetreten. Mehr dazu.", "Zwei Städte sind der ISA beigetreten.", true},
		{"another", "Am 4. Mai trafen sich alle in Foshan und sprachen über Häfen.", "Die ISA hat zwei neue Mitglieder.", false},
		{"Chinese, the same", "联盟今年新增两个成员城市。会议在佛山举行。", "联盟新增两个成员城市。", true},
		{"Chinese, another", "会议于五月四日在佛山举行，讨论港口合作。", "联盟新增两个成员城市。", false},
		{"no text", "", "Die ISA wächst.", false},
	} {
		if got := repeats(c.text, c.summary); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestAFileIsCalledAsItWasUploaded(t *testing.T) {
	for stored, want := range map[string]string{
		"agenda_a1b2c3d4e5.pdf": "agenda.pdf", "plan_2026_final_0123456789.PDF": "plan_2026_final.PDF", "no_mark.pdf": "no_mark.pdf",
	} {
		if got := storeMark.ReplaceAllString(stored, "$1"); got != want {
			t.Errorf("%s: %s, want %s", stored, got, want)
		}
	}
}
