package richtext

import (
	"reflect"
	"strings"
	"testing"
)

func TestAbsoluteCompletesOurOwnPaths(t *testing.T) {
	d := ParseHTML(`<p><a href="/de/news/x?a=1">a</a><a href="https://b.example/">b</a><a href="mailto:c@d.example">c</a></p>` +
		`<img src="../api/files/x.jpg" alt="e"><img src="https://f.example/f.jpg" alt="f"><table><tr><td><a href="/zh">g</a></table>`)
	for _, c := range []struct {
		name, base      string
		links, pictures []string
	}{
		{"by a host", "https://isa.example", []string{"https://isa.example/de/news/x?a=1", "https://b.example/", "mailto:c@d.example", "https://isa.example/zh"},
			[]string{"https://isa.example/api/files/x.jpg", "https://f.example/f.jpg"}},
		{"by a host with a slash", "http://isa.example:8090/", []string{"http://isa.example:8090/de/news/x?a=1", "https://b.example/", "mailto:c@d.example", "http://isa.example:8090/zh"},
			[]string{"http://isa.example:8090/api/files/x.jpg", "https://f.example/f.jpg"}},
		{"by nothing", "", []string{"https://b.example/", "mailto:c@d.example"}, []string{"", "https://f.example/f.jpg"}},
		{"by what is no web address", "javascript:alert(1)//x", []string{"https://b.example/", "mailto:c@d.example"}, []string{"", "https://f.example/f.jpg"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := d.Absolute(c.base)
			var pictures []string
			for _, p := range got.Pictures() {
				pictures = append(pictures, p.URL)
			}
			if !reflect.DeepEqual(got.Links(), c.links) || !reflect.DeepEqual(pictures, c.pictures) {
				t.Errorf("links %q, pictures %q", got.Links(), pictures)
			}
			if words(got) != words(d) {
				t.Error("the words changed")
			}
		})
	}
	if d.Links()[0] != "/de/news/x?a=1" {
		t.Errorf("the document itself changed: %q", d.Links())
	}
}

func TestAPathIsNoLinkBeforeItIsComplete(t *testing.T) {
	d := ParseHTML(`<a href="/de/faq">Fragen</a>`)
	if s := d.HTML(); strings.Contains(s, "href") {
		t.Errorf("HTML links to a path: %s", s)
	}
	if s := d.Text(); s != "Fragen" {
		t.Errorf("Text shows a path: %s", s)
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		name, in string
		n        int
		want     string
	}{
		{"nothing", "", 50, ""},
		{"all of it, in one line", "<h2>Titel</h2><p>Ein <b>Satz</b>.<br>Noch einer.</p><ul><li>eins</li></ul><img src=/a.jpg alt=Bild>", 50, "Ein Satz. Noch einer. eins"},
		{"whole sentences", "<p>Die Allianz ist gewachsen. Sie hat nun 48 Mitglieder.</p>", 40, "Die Allianz ist gewachsen."},
		{"between words", "<p>Die Allianz der Städte ist im letzten Jahr gewachsen</p>", 30, "Die Allianz der Städte ist im…"},
		{"no comma before the dots", "<p>Die Allianz der vielen Städte, die wächst</p>", 31, "Die Allianz der vielen Städte…"},
		{"Chinese", "<p>联盟成立于二零一六年。目前共有很多个成员城市</p>", 15, "联盟成立于二零一六年。"},
		{"Chinese without an end", "<p>中德工业城市联盟目前共有很多个成员城市</p>", 10, "中德工业城市联盟目…"},
		{"only a heading", "<h1>Überschrift</h1>", 50, "Überschrift"},
		{"no address of a link", `<p>Siehe <a href="https://isa.example/x">dort</a>.</p>`, 50, "Siehe dort."},
	} {
		if got := ParseHTML(c.in).Excerpt(c.n); got != c.want || len([]rune(got)) > c.n {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
