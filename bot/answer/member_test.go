package answer

import (
	"strings"
	"testing"
)

func TestAFormerMemberIsNeverSpokenOfAsAPresentOne(t *testing.T) {
	c := testCorpus()
	c.Members = append([]Member(nil), c.Members...)
	c.Members[0].Left, c.Members[1].Left = "2020-03", "2020"
	e := testEngine(t, c)
	for _, question := range []string{"Ist Köln Mitglied?", "Seit wann ist Köln Mitglied?", "Ist der Landkreis Köln Mitglied?", "Ist Freiburg Mitglied?"} {
		got := talk(t, e, question).Body.Text()
		for _, wrong := range []string{"Mitglied seit", "Mitglied ist", "dabei", "im Jahr März"} {
			if strings.Contains(got, wrong) {
				t.Errorf("%s: %s", question, got)
			}
		}
	}
}
