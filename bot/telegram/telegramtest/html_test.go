package telegramtest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestParseHTML(t *testing.T) {
	tests := []struct {
		name, in, text string
		entities       []Entity
		err            string
	}{
		{name: "plain", in: "Köln & 重庆", text: "Köln & 重庆"},
		{name: "offsets are in UTF-16", in: "😀<b>市</b>", text: "😀市", entities: []Entity{{Type: "bold", Offset: 2, Length: 1}}},
		{name: "escaped", in: "a &lt;b&gt; &amp;amp; &quot; &#x1F600; &nbsp;", text: `a <b> &amp; " 😀 &nbsp;`},
		{name: "a link", in: `<a href="https://ISA.de?x=1&amp;y=2#n1">x</a>`, text: "x", entities: []Entity{{Type: "text_link", Length: 1, URL: "https://isa.de/?x=1&y=2#n1"}}},
		{name: "a relative link is dropped", in: `<a href="/de">x</a>`, text: "x"},
		{name: "so is a script", in: `<a href="javascript:alert(1)">x</a>`, text: "x"},
		{name: "mail becomes the web", in: `<a href="mailto:info@isa.de">x</a>`, text: "x", entities: []Entity{{Type: "text_link", Length: 1, URL: "http://mailto:info@isa.de/"}}},
		{name: "a mention by id is no web link", in: `<a href="tg://user?id=7">x</a>`, text: "x", entities: []Entity{{Type: "text_link", Length: 1, URL: "tg://user?id=7"}}},
		{name: "code of a language", in: `<pre><code class="language-go">x</code></pre>`, text: "x", entities: []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{name: "code in pre", in: `<pre><code>x</code></pre>`, text: "x", entities: []Entity{{Type: "code", Length: 1}, {Type: "pre", Length: 1}}},
		{name: "a quote that folds", in: `<blockquote expandable>x</blockquote>`, text: "x", entities: []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{name: "a moment", in: `<tg-time unix="1772442000" format="wDT">x</tg-time>`, text: "x", entities: []Entity{{Type: "date_time", Length: 1, Unix: 1772442000, Format: "wDT"}}},
		{name: "an empty tag is nothing", in: "<b></b>x", text: "x"},
		{name: "a line break", in: "a<br>b", err: `Unsupported start tag "br" at byte offset 1`},
		{name: "crossed", in: "<b><i>x</b></i>", err: `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{name: "a span of ours", in: `<span class="x">x</span>`, err: `Tag "span" must have class "tg-spoiler" at byte offset 0`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, entities, err := ParseHTML(tt.in)
			if fmt.Sprint(err) != tt.err && (err != nil || tt.err != "") {
				t.Fatalf("error %v, want %q", err, tt.err)
			}
			if text != tt.text || !slices.Equal(entities, tt.entities) {
				t.Errorf("got %q %+v", text, entities)
			}
		})
	}
}

// The vendor's own vectors, from the tests of TDLib.
func TestParseHTMLAsTheVendor(t *testing.T) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		t.Skip("The vendors' test vectors were not found: ISABOT_SPECS names no folder with them.")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "telegram-html-vectors.json"))
	if err != nil {
		t.Skipf("The vendor's test vectors were not found: %v", err)
	}
	var vectors []struct{ HTML, Text, Error string }
	if err := json.Unmarshal(raw, &vectors); err != nil || len(vectors) < 50 {
		t.Fatalf("%d vectors, %v", len(vectors), err)
	}
	for _, v := range vectors {
		text, _, err := ParseHTML(v.HTML)
		if v.Error == "" && (err != nil || text != v.Text) || v.Error != "" && fmt.Sprint(err) != v.Error {
			t.Errorf("%q: got %q, %v; want %q, %s", v.HTML, text, err, v.Text, v.Error)
		}
	}
}

func TestTrim(t *testing.T) {
	text, entities := trim(" \n😀 <x>  ", []Entity{{Type: "bold", Offset: 2, Length: 8}, {Type: "italic", Offset: 9, Length: 1}})
	if text != "😀 <x>" || !slices.Equal(entities, []Entity{{Type: "bold", Offset: 0, Length: 6}}) {
		t.Errorf("%q %+v", text, entities)
	}
	if text, _ := trim("  x", []Entity{{Offset: 1, Length: 2}}); text != " x" {
		t.Errorf("blanks in an entity: %q", text)
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{"<b>x</b>", "<a href='x'>", "&#x1F600;<", "<i a=\"", "</>", "<pre><code class=language-go>x</code></pre>", "<", "<b ", "&#1114111;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, entities, err := ParseHTML(s)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%q is not UTF-8", text)
		}
		if !strings.ContainsAny(s, "<&") && text != s {
			t.Fatalf("%q became %q", s, text)
		}
		n := len(utf16.Encode([]rune(text)))
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > n {
				t.Fatalf("%+v does not lie in %q", e, text)
			}
		}
		trim(text, entities)
	})
}
