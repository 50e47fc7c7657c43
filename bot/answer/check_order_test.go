package answer

import "testing"

// What is true where it stands can be false behind something else.
func TestSentencesAreToldAsTheyStandInTheirRecord(t *testing.T) {
	extracts := map[string][]Extract{
		"de": {
			{"Wo ist die Gartenmesse?", "Die Gartenmesse ist in Bonn. Dort zeigen Firmen Pumpen. Besucht wurde Essen. Der Eintritt ist nicht bekannt."},
			{"Nimmt Köln an der Bootsmesse teil?", "Nein, Köln bleibt fern. Sie ist in Kiel. Aufgenommen wurde Ulm."},
		},
		"en": {
			{"Where is the garden fair?", "The garden fair is in Bonn. It is large. Firms show pumps. However, few come."},
			{"Does Cologne take part?", "No, Cologne does not take part. The fair is in Kiel."},
		},
		"zh": {
			{"园艺展在哪里？", "园艺展在波恩举行。该展会规模很大。企业展示水泵。费用未见记载。"},
			{"科隆参加吗？", "不参加。船展在基尔举行。"},
		},
	}
	type at = []int // an extract and a sentence in it, one behind the other
	for _, c := range []struct {
		name, lang string
		told       at
		quoted     int
		passes     bool
	}{
		{"all of it", "de", at{0, 0, 0, 1, 0, 2, 0, 3}, 1, true},
		{"without what can be spared", "de", at{0, 0, 0, 3}, 1, true},
		{"without its no", "de", at{0, 0, 0, 1}, 1, false},
		{"not from its start", "de", at{0, 2, 0, 3}, 1, false},
		{"what leans on a sentence, behind another", "de", at{0, 0, 0, 2, 0, 1, 0, 3}, 1, false},
		{"a pronoun in another record", "de", at{0, 0, 1, 1, 0, 3}, 1, false},
		{"a record's sentence between another's", "de", at{0, 0, 1, 0, 0, 3}, 1, false},
		{"no pronoun, but it speaks of the other fair", "de", at{0, 0, 0, 3, 1, 2}, 1, false},
		{"a no that answers another question", "de", at{1, 0, 0, 0, 0, 3}, 1, false},
		{"a record that is the answer, left out", "de", at{0, 0, 0, 3}, 2, false},
		{"a sentence twice", "de", at{0, 0, 0, 0, 0, 3}, 1, false},
		{"all of it", "en", at{0, 0, 0, 1, 0, 2, 0, 3}, 1, true},
		{"without what can be spared", "en", at{0, 0, 0, 2, 0, 3}, 1, true},
		{"without what takes it back", "en", at{0, 0, 0, 2}, 1, false},
		{"a pronoun behind another sentence", "en", at{0, 0, 0, 2, 0, 1, 0, 3}, 1, false},
		{"a no that answers another question", "en", at{0, 0, 0, 2, 0, 3, 1, 0}, 1, false},
		{"without what can be spared", "zh", at{0, 0, 0, 2, 0, 3}, 1, true},
		{"without its no", "zh", at{0, 0, 0, 2}, 1, false},
		{"a no that answers another question", "zh", at{1, 0, 0, 0, 0, 3}, 1, false},
	} {
		t.Run(c.lang+": "+c.name, func(t *testing.T) {
			check := checking(extracts[c.lang])
			var said []Sentence
			for i := 0; i < len(c.told); i += 2 {
				said = append(said, Sentence{check.sources[c.told[i]][c.told[i+1]].text, []int{c.told[i]}})
			}
			_, told, wrong := check.sift(said)
			left := check.leftOut(told, c.quoted)
			if passes := len(wrong) == 0 && left == ""; passes != c.passes {
				t.Errorf("passes: %v (%v; left out: %s)", passes, wrong, left)
			}
		})
	}
}
