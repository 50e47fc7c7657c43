package richtext

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func para(spans ...Span) Block { return Block{Kind: Paragraph, Spans: spans} }

func plain(s string) Span { return Span{Text: s} }

func item(level, number int, s string) Block {
	return Block{Kind: Item, Level: level, Number: number, Spans: []Span{plain(s)}}
}

func cells(header bool, texts ...string) Block {
	b := Block{Kind: Row, Header: header}
	for _, s := range texts {
		if s == "" {
			b.Cells = append(b.Cells, nil)
			continue
		}
		b.Cells = append(b.Cells, []Span{plain(s)})
	}
	return b
}

func TestParseHTML(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []Block
	}{
		{"nothing", "", nil},
		{"blank paragraphs", "<p>&nbsp;</p><p> <br></p>\n", nil},
		{"plain text", "Köln &amp; Aachen", []Block{para(plain("Köln & Aachen"))}},
		{"paragraphs, white space folded", "<p> a\n  b </p>\n<p>c</p>", []Block{para(plain("a b")), para(plain("c"))}},
		{"a non-breaking space inside stays", "<p>z.&nbsp;B. 5&nbsp; km</p>", []Block{para(plain("z.\u00a0B. 5 km"))}},
		{"unclosed paragraphs", "<p>a<p>b", []Block{para(plain("a")), para(plain("b"))}},
		{"a line break", "a<br>b<br/>", []Block{para(plain("a\nb"))}},
		{"two line breaks part paragraphs", "a<br><br>b", []Block{para(plain("a")), para(plain("b"))}},
		{"headings are not bold twice", "<h1>A</h1><h3><b>B</b></h3>c", []Block{
			{Kind: Heading, Level: 1, Spans: []Span{plain("A")}}, {Kind: Heading, Level: 3, Spans: []Span{plain("B")}}, para(plain("c"))}},
		{"styles, spaces outside of them", "<p>a <b>b </b><i>c</i> <s>d</s><code>e</code></p>", []Block{para(
			plain("a "), Span{Text: "b", Style: Bold}, plain(" "), Span{Text: "c", Style: Italic}, plain(" "),
			Span{Text: "d", Style: Strike}, Span{Text: "e", Style: Mono})}},
		{"nested styles", "<b>a<i>b</i></b>c", []Block{para(Span{Text: "a", Style: Bold}, Span{Text: "b", Style: Bold | Italic}, plain("c"))}},
		{"styles by CSS", `<span style="font-weight: 700; font-style:italic">a</span><b style="font-weight:normal">b</b>`,
			[]Block{para(Span{Text: "a", Style: Bold | Italic}, plain("b"))}},
		{"wrongly nested", "<b>a<i>b</b>c</i>d", []Block{para(Span{Text: "a", Style: Bold}, Span{Text: "b", Style: Bold | Italic}, plain("cd"))}},
		{"a link", `<p>see <a href=" https://isa.example/x?a=1&amp;b=2 ">here</a>.</p>`,
			[]Block{para(plain("see "), Span{Text: "here", Link: "https://isa.example/x?a=1&b=2"}, plain("."))}},
		{"mail and telephone", `<a href="mailto:a@b.example">a</a><a href="tel:+49301">b</a>`,
			[]Block{para(Span{Text: "a", Link: "mailto:a@b.example"}, Span{Text: "b", Link: "tel:+49301"})}},
		{"unsafe links lose the link only", `<a href="javascript:alert(1)">a</a><a href="java&#10;script:x">b</a><a href="https:///x">c</a><a href="data:text/html,x">d</a>` +
			`<a href="//evil.example/x">e</a><a href="/\evil.example">f</a><a href="#top">g</a><a href="de/faq">h</a><a href="&#1;javascript:x">i</a>`,
			[]Block{para(plain("abcdefghi"))}},
		{"a path of our own host", `<a href="/de/news/x?a=1#b">a</a><a href="../../../de//faq">b</a><a href="/..//evil.example">c</a>`, []Block{para(
			Span{Text: "a", Link: "/de/news/x?a=1#b"}, Span{Text: "b", Link: "/de/faq"}, Span{Text: "c", Link: "/evil.example"})}},
		{"a list", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", []Block{item(0, 0, "a"), item(0, 0, "b\nc")}},
		{"nested lists", "<ol start=3><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ol>e",
			[]Block{item(0, 3, "a"), item(1, 0, "b"), item(2, 1, "c"), item(0, 4, "d"), para(plain("e"))}},
		{"unclosed items", "<ul><li>a<li>b</ul>", []Block{item(0, 0, "a"), item(0, 0, "b")}},
		{"a quote", "<blockquote><p>a</p><p>b</p></blockquote>c", []Block{
			{Kind: Quote, Spans: []Span{plain("a")}}, {Kind: Quote, Spans: []Span{plain("b")}}, para(plain("c"))}},
		{"code keeps its lines", "<pre>\nif a {\n\tb &lt; c\n}\n</pre>", []Block{{Kind: Code, Spans: []Span{plain("if a {\n\tb < c\n}")}}}},
		{"a table", "<table><thead><tr><td>A</td><td>B</td></tr></thead><tbody><tr><td><p>1</p><p>2</p></td><td></td></tr><tr><td> </td></tr></table>x",
			[]Block{cells(true, "A", "B"), cells(false, "1\n2", ""), para(plain("x"))}},
		{"a header row by its cells, a list in a cell", "<table><tr><th>A<th>B<tr><td>a<td><ul><li>x<li>y</ul></table>",
			[]Block{cells(true, "A", "B"), cells(false, "a", "• x\n• y")}},
		{"a picture of ours", `<p>a<img src="../api/files/x/y/z.jpg" alt=" Der  Saal ">b</p>`,
			[]Block{para(plain("a")), {Kind: Image, URL: "/api/files/x/y/z.jpg", Alt: "Der Saal"}, para(plain("b"))}},
		{"no pictures in the text, no counting dots", `<img src="data:image/png;base64,xx"><img src="javascript:x"><img src="//evil.example/a.png"><img src="https://a.example/p.gif" width=1 height=1>`, nil},
		{"scripts, styles and comments go", "a<script>alert(1)</script><style>p{}</style><!-- x --><iframe src=x>y</iframe>b", []Block{para(plain("ab"))}},
		{"a word processor's list", `<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>eins<o:p></o:p></p>` +
			`<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>zwei</p><p class=MsoNormal>drei</p>`,
			[]Block{item(0, 0, "eins"), item(1, 2, "zwei"), para(plain("drei"))}},
		{"a word processor's list after the editor cleaned it", `<p class="MsoListParagraph">·&nbsp;&nbsp; eins</p><p class="MsoListParagraph">2)&nbsp; zwei</p>`,
			[]Block{item(0, 0, "eins"), item(0, 2, "zwei")}},
		{"a word processor's leftovers", `<!--[if gte mso 9]><xml><w:WordDocument>Normal</w:WordDocument></xml><![endif]--><xml>Normal 0</xml><p class=MsoNormal style="margin:0"><span lang=DE>a<o:p></o:p></span></p>`,
			[]Block{para(plain("a"))}},
		{"Chinese", "<p>中德工业<b>城市</b>联盟</p>", []Block{para(plain("中德工业"), Span{Text: "城市", Style: Bold}, plain("联盟"))}},
		{"an item that only indents a list", `<ul><li>a<ul><li style="list-style-type: none;"><ol><li>b</li><li>c</li></ol></li></ul></li><li>d</li></ul>`,
			[]Block{item(0, 0, "a"), item(1, 1, "b"), item(1, 2, "c"), item(0, 0, "d")}},
		{"a word processor's bold letters", `<b style='mso-bidi-font-weight:normal'>a</b><span style='mso-bidi-font-weight:bold'>b</span>`,
			[]Block{para(Span{Text: "a", Style: Bold}, plain("b"))}},
		{"raised and lowered", `5 m<sup>2</sup>, 10<sup>-6</sup>, CO<sub>2</sub>, 4<sup>th</sup><a href="#_ftn1"><sup>[1]</sup></a>`,
			[]Block{para(plain("5 m², 10⁻⁶, CO₂, 4th[1]"))}},
		{"bold words over the columns", `<table border=1 style="width:100%"><colgroup><col><col></colgroup><tbody><tr><td><p class=MsoNormal><b>A<o:p></o:p></b></p></td><td><strong>B</strong></td></tr>` +
			`<tr><td><b>a</b></td><td><b>b</b></td></tr></tbody></table><table><tr><td><b>a</b></td><td>b</td></tr></table>`, []Block{
			{Kind: Row, Header: true, Cells: [][]Span{{{Text: "A", Style: Bold}}, {{Text: "B", Style: Bold}}}},
			{Kind: Row, Cells: [][]Span{{{Text: "a", Style: Bold}}, {{Text: "b", Style: Bold}}}},
			{Kind: Row, Cells: [][]Span{{{Text: "a", Style: Bold}}, {plain("b")}}}}},
		{"a figure as the editor writes it", `<figure class="image"><img src="/api/files/a/b/c.jpg" alt="Saal" width="300" height="200" loading="lazy"><figcaption>Der Saal</figcaption></figure><hr>`,
			[]Block{{Kind: Image, URL: "/api/files/a/b/c.jpg", Alt: "Saal"}, para(plain("Der Saal"))}},
		{"code as the editor writes it", `<pre class="language-go"><code>func a() {` + "\n\tb()\n" + `}</code></pre>`, []Block{{Kind: Code, Spans: []Span{plain("func a() {\n\tb()\n}")}}}},
		{"terms", `<dl><dt>a</dt><dd>b</dd></dl>`, []Block{para(plain("a")), para(plain("b"))}},
		{"broken markup", "<p <b>a</b", []Block{para(plain("a"))}},
		{"invalid bytes and zero widths", "a\xff\u200b\ufeffb\x00", []Block{para(plain("ab"))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ParseHTML(c.in).Blocks; !reflect.DeepEqual(got, c.want) {
				t.Errorf("ParseHTML(%q)\n got %+v\nwant %+v", c.in, got, c.want)
			}
		})
	}
}

func TestParseHTMLOfHostileNestingIsLinear(t *testing.T) {
	for _, unit := range []string{"<b>a", "<ul><li>", "<a href=x>", "<table><tr><td>", "<p class=MsoListParagraph>a", "a<x>", "a<br>", "<span style='mso-list:ignore'>a", "</i><b>", "<blockquote>"} {
		in := strings.Repeat(unit, 1<<20/len(unit))
		began := time.Now()
		ParseHTML(in)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("1 MiB of %q took %s", unit, took)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{"<p>a <b>b</b></p>", "<ul><li>a<ol><li>b</ol></ul>", "<table><tr><th>a<td>b</table>",
		"<pre>\n a</pre>", `<a href="javascript:x">y</a><img src=/a.png alt=b>`, "<p class=MsoListParagraph>1. a", "<xml><plaintext>", "<blockquote>中文"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := ParseHTML(s)
		for _, b := range d.Blocks {
			checkSpans(t, b.Spans)
			for _, c := range b.Cells {
				checkSpans(t, c)
			}
			if b.Kind == Image && picture(b.URL) == "" {
				t.Errorf("unsafe picture %q", b.URL)
			}
		}
		again := ParseHTML(d.HTML())
		if words(again) != words(d) {
			t.Errorf("the document changes on its way through HTML:\n%q\n%q", words(d), words(again))
		}
	})
}

func checkSpans(t *testing.T, spans []Span) {
	for _, s := range spans {
		if s.Text == "" || !utf8.ValidString(s.Text) || s.Link != linkable(s.Link) {
			t.Errorf("bad span %+v", s)
		}
	}
}

// words are the letters of a document, without white space.
func words(d Doc) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		for _, s := range block.Spans {
			b.WriteString(s.Text)
		}
		for _, c := range block.Cells {
			for _, s := range c {
				b.WriteString(s.Text)
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}
