package answer

import "testing"

// BenchmarkCheck holds a text of five sentences against four extracts.
func BenchmarkCheck(b *testing.B) {
	extracts := append(append([]Extract(nil), checked["de"]...), checked["de"][1])
	said := []Sentence{
		{"Die Allianz wurde 2016 in Bonn gegründet.", []int{0}},
		{"Sie verbindet Industriestädte beider Länder.", []int{0}},
		{"Was eine Teilnahme kostet, ist nicht bekannt.", []int{0}},
		{"Städte können Betriebe bei Messen vorstellen.", []int{1, 3}},
		{"Die Idee stammt aus Essen.", []int{0, 1, 2, 3}},
	}
	b.ReportAllocs()
	for b.Loop() {
		c := checking(extracts)
		if good, told, wrong := c.sift(said); len(good) != 4 || len(wrong) != 1 || c.leftOut(told, 1) != "" {
			b.Fatal(good, wrong)
		}
	}
}
