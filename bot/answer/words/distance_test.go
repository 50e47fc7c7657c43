package words

import (
	"strings"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b       string
		most, want int
	}{
		{"koln", "koln", 2, 0}, {"koln", "kon", 2, 1}, {"koln", "kloln", 2, 1}, {"koln", "kilo", 2, 2}, {"hambrug", "hamburg", 1, 1},
		{"freiburg", "freiberg", 1, 1}, {"abcdef", "fedcba", 2, 3}, {"", "ab", 2, 2}, {"", "", 0, 0}, {"a", "b", 0, 1}, {"泰州", "台州", 1, 1},
		{strings.Repeat("a", 60), strings.Repeat("a", 59) + "b", 2, 1},
	} {
		if got := Distance(c.a, c.b, c.most); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.most, got, c.want)
		}
		if got := Distance(c.b, c.a, c.most); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.b, c.a, c.most, got, c.want)
		}
	}
}

func TestLettersNeverRuleOutWhatIsNear(t *testing.T) {
	for _, pair := range [][2]string{{"hambrug", "hamburg"}, {"koln", "kon"}, {"freiburg", "freiberg"}, {"泰州", "台州"}} {
		if !LettersOf(pair[0]).MayBeNear(LettersOf(pair[1]), Distance(pair[0], pair[1], 3)) {
			t.Errorf("%q and %q", pair[0], pair[1])
		}
	}
}
