package main

import (
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

var running = addresses{publicURL, "http://127.0.0.1:8090"}

const link = `<a href="https://a.example/x" target="_blank" rel="noopener noreferrer">`

func TestEntitiesAreShownAsTelegramShowsThem(t *testing.T) {
	tests := []struct {
		name, text string
		entities   []telegramtest.Entity
		want       string
	}{
		{"nothing marked", "a < b & c", nil, "a &lt; b &amp; c"},
		{"bold", "Hallo Welt", []telegramtest.Entity{{Type: "bold", Offset: 6, Length: 4}}, "Hallo <b>Welt</b>"},
		{"an emoji counts twice", "🌉 Brücke da", []telegramtest.Entity{{Type: "italic", Offset: 3, Length: 6}}, "🌉 <i>Brücke</i> da"},
		{"Chinese", "中德工业城市联盟", []telegramtest.Entity{{Type: "bold", Offset: 2, Length: 2}}, "中德<b>工业</b>城市联盟"},
		{"one within the other", "abcd", []telegramtest.Entity{{Type: "italic", Offset: 1, Length: 2}, {Type: "bold", Offset: 0, Length: 4}}, "<b>a<i>bc</i>d</b>"},
		{"both at the same place", "ab", []telegramtest.Entity{{Type: "bold", Offset: 0, Length: 2}, {Type: "strikethrough", Offset: 0, Length: 2}}, "<b><s>ab</s></b>"},
		{"overlapping", "abcd", []telegramtest.Entity{{Type: "bold", Offset: 0, Length: 3}, {Type: "italic", Offset: 2, Length: 2}}, "<b>ab<i>c</i></b><i>d</i>"},
		{"a link", "hier lesen", []telegramtest.Entity{{Type: "text_link", Offset: 0, Length: 4, URL: "https://a.example/x"}}, link + "hier</a> lesen"},
		{"a link to our page leads to the isabot that runs", "hier", []telegramtest.Entity{{Type: "text_link", Length: 4, URL: publicURL + "/de/news/x#n1"}},
			`<a href="http://127.0.0.1:8090/de/news/x#n1" target="_blank" rel="noopener noreferrer">hier</a>`},
		{"a host that only begins like ours", "x", []telegramtest.Entity{{Type: "text_link", Length: 1, URL: publicURL + ".evil.org/"}},
			`<a href="https://isa.example.evil.org/" target="_blank" rel="noopener noreferrer">x</a>`},
		{"a link that runs a script", "x", []telegramtest.Entity{{Type: "text_link", Length: 1, URL: "javascript:alert(1)"}}, "x"},
		{"a link with markup", "x", []telegramtest.Entity{{Type: "text_link", Length: 1, URL: `https://a.example/"><script>`}},
			`<a href="https://a.example/%22%3E%3Cscript%3E" target="_blank" rel="noopener noreferrer">x</a>`},
		{"markup in what an address asks for", "x", []telegramtest.Entity{{Type: "text_link", Length: 1, URL: `https://a.example/?"><b>`}},
			`<a href="https://a.example/?&#34;&gt;&lt;b&gt;" target="_blank" rel="noopener noreferrer">x</a>`},
		{"an address in the text", "siehe https://a.example/x.", nil, "siehe " + link + "https://a.example/x</a>."},
		{"an address before Chinese words", "见https://a.example/x，谢谢", nil, "见" + link + "https://a.example/x</a>，谢谢"},
		{"an address in code", "https://a.example/x", []telegramtest.Entity{{Type: "code", Length: 19}}, "<code>https://a.example/x</code>"},
		{"a quote ends its line", "a\n\nb\n\nc", []telegramtest.Entity{{Type: "blockquote", Offset: 3, Length: 1}}, "a\n\n<blockquote>b</blockquote>\nc"},
		{"beyond the end", "ab", []telegramtest.Entity{{Type: "bold", Offset: 1, Length: 99}, {Type: "bold", Offset: 7, Length: 1}, {Type: "italic", Offset: -3, Length: 1}}, "<i>a</i><b>b</b>"},
		{"unknown", "ab", []telegramtest.Entity{{Type: "glitter", Length: 2}}, "ab"},
	}
	for _, tt := range tests {
		if got := string(entitiesHTML(tt.text, tt.entities, running)); got != tt.want {
			t.Errorf("%s:\n%s\nwanted\n%s", tt.name, got, tt.want)
		}
	}
}

func TestMarkdownIsShownAsDiscordShowsIt(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"words", "a < b & c\n", "a &lt; b &amp; c\n\n"},
		{"bold, italic, struck", "**a** *b* _c_ ~~d~~ __e__", "<b>a</b> <i>b</i> <i>c</i> <s>d</s> <u>e</u>\n"},
		{"bold and italic", "***a*** **b *c* d**", "<b><i>a</i></b> <b>b <i>c</i> d</b>\n"},
		{"next to Chinese words", "时间：**星期四**，*桥*。", "时间：<b>星期四</b>，<i>桥</i>。\n"},
		{"not closed", "**a *b ~~c `d", "**a *b ~~c `d\n"},
		{"a sum", "2 * 3 * 4", "2 * 3 * 4\n"},
		{"within a word", "snake_case_name", "snake_case_name\n"},
		{"escaped", `\*a\* \\ \< \_ \[x\](https://a.example/x)`, "*a* \\ &lt; _ [x](" + link + "https://a.example/x</a>)\n"},
		{"an address that was taken apart", `https:\//a.example`, "https://a.example\n"},
		{"code", "`a*b*` ``c`d``", "<code>a*b*</code> <code>c`d</code>\n"},
		{"a mark in code closes nothing", "*a `*` b*", "<i>a <code>*</code> b</i>\n"},
		{"a link", "[hier](https://a.example/x) und", link + "hier</a> und\n"},
		{"bold in a link, a link in bold", "[**a**](https://a.example/x) **[b](https://a.example/x)**", link + "<b>a</b></a> <b>" + link + "b</a></b>\n"},
		{"a link with brackets", "[x](https://a.example/(x))", `<a href="https://a.example/(x)" target="_blank" rel="noopener noreferrer">x</a>` + "\n"},
		{"a link without preview", "<https://a.example/x> [x](<https://a.example/x>)", link + "https://a.example/x</a> " + link + "x</a>\n"},
		{"a link that runs a script", "[x](javascript:alert(1))", "[x](javascript:alert(1))\n"},
		{"markup in a link", `[<b>](https://a.example/x)`, link + "&lt;b&gt;</a>\n"},
		{"headings", "# A\n## B\n### C\n-# D\n#E", `<p class="h1">A</p><p class="h2">B</p><p class="h3">C</p><p class="small">D</p>#E` + "\n"},
		{"a list", "a\n\n- b\n  - c\n1. d\n\ne", "a\n\n" + `<p class="item deep0"><span class="bullet">• </span>b</p><p class="item deep1"><span class="bullet">◦ </span>c</p>` +
			`<p class="item deep0"><span class="bullet">1. </span>d</p>` + "\ne\n"},
		{"a quote", "> a\n> **b**\n\nc", "<blockquote>a\n<b>b</b>\n</blockquote>\nc\n"},
		{"a quote to the end", ">>> a\nb", "<blockquote>a\nb\n</blockquote>"},
		{"a block of code", "```\na <b>\n**c**\n```\nd", "<pre>a &lt;b&gt;\n**c**</pre>d\n"},
		{"a block of code that does not end", "```go\na", "<pre>a</pre>"},
		{"everybody is not called", `\@everyone @here`, "@everyone @here\n"},
	}
	for _, tt := range tests {
		if got := string(markdownHTML(tt.in, running)); got != tt.want {
			t.Errorf("%s:\n%q\nwanted\n%q", tt.name, got, tt.want)
		}
	}
	if got, want := string(titleHTML("**a** [b](https://a.example/x) <c>")), "<b>a</b> [b](https://a.example/x) &lt;c&gt;"; got != want {
		t.Errorf("title: %q, wanted %q", got, want)
	}
}

// ours are all that is written as markup, with the attributes it may have.
var ours = map[string][]string{
	"a": {"href", "target", "rel"}, "b": nil, "i": nil, "u": nil, "s": nil, "code": nil, "pre": nil, "blockquote": nil,
	"span": {"class", "tabindex"}, "p": {"class"},
}

// odd is what is in HTML that we would not have written; text is what it shows.
func odd(page string, more map[string][]string) (faults []string, text string) {
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				faults = append(faults, z.Err().Error())
			}
			if len(open) > 0 {
				faults = append(faults, "not closed: "+strings.Join(open, " "))
			}
			return faults, text
		}
		token := z.Token()
		switch kind {
		case html.TextToken:
			text += token.Data
		case html.StartTagToken:
			if token.Data != "img" {
				open = append(open, token.Data)
			}
			faults = append(faults, oddTag(token, more)...)
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return append(faults, "closed out of order: "+token.Data), text
			}
			open = open[:len(open)-1]
		case html.SelfClosingTagToken:
			faults = append(faults, oddTag(token, more)...)
		default:
			faults = append(faults, "not ours: "+token.String())
		}
	}
}

func oddTag(token html.Token, more map[string][]string) (faults []string) {
	may, known := ours[token.Data]
	also, alsoKnown := more[token.Data]
	may = slices.Concat(may, also)
	if !known && !alsoKnown {
		return []string{"a tag that is not ours: " + token.String()}
	}
	for _, a := range token.Attr {
		if !slices.Contains(may, a.Key) {
			faults = append(faults, "an attribute that is not ours: "+token.String())
		}
		if a.Key != "href" || strings.HasPrefix(a.Val, "/file/") {
			continue
		}
		scheme, _, _ := strings.Cut(a.Val, ":")
		if !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
			faults = append(faults, "a link that opens nothing good: "+a.Val)
		}
	}
	return faults
}

var scraps = []string{
	"", "a", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "&lt;", "**a**", "***", "[a](https://a.example/\"x)", "[a](javascript:x)", "[[[[", "](", "`", "```\n",
	"> > a", "- - a", "1. ", "# ", "\\", "\\<", "<https://a.example/<b>>", "https://a.example/'\"><b>", "🌉é中\u200d", "\x00\xff", "||a||", "__a_b__", "http://", "mailto:a@b",
	"<!--", "[a](https://a.example/?\"><b>)", "https://a.example/?'\"", "<https://a.example/?\"x>", "]]>", "&#x3c;b>", "~~**__||`x`||__**~~",
}

func FuzzMarkdown(f *testing.F) {
	for _, a := range scraps {
		for _, b := range scraps {
			f.Add(a + b)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 3000 {
			return
		}
		for _, page := range []string{string(markdownHTML(s, running)), string(titleHTML(s))} {
			if faults, _ := odd(page, nil); len(faults) > 0 {
				t.Fatalf("%q\nbecomes\n%s\n%s", s, page, strings.Join(faults, "\n"))
			}
		}
	})
}

// With entities each character of the text is shown, but for line breaks next to blocks.
func FuzzEntities(f *testing.F) {
	for i, s := range scraps {
		f.Add(s+"abc https://a.example/x", scraps[(i*7+3)%len(scraps)], uint8(i), 0, 2, 1, 9)
		f.Add("🌉"+s, "https://a.example/"+s, uint8(i+5), 1, 1, 0, 99)
	}
	kinds := []string{"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote", "expandable_blockquote", "text_link", "mention", "custom_emoji"}
	f.Fuzz(func(t *testing.T, text, url string, kind uint8, from1, n1, from2, n2 int) {
		if len(text) > 3000 || !utf8.ValidString(text) {
			return
		}
		one, two := kinds[int(kind)%len(kinds)], kinds[int(kind/16)%len(kinds)]
		entities := []telegramtest.Entity{{Type: one, Offset: from1, Length: n1, URL: url}, {Type: two, Offset: from2, Length: n2, URL: url}}
		page := string(entitiesHTML(text, entities, running))
		faults, shown := odd(page, nil)
		if len(faults) > 0 {
			t.Fatalf("%q with %v\nbecomes\n%s\n%s", text, entities, page, strings.Join(faults, "\n"))
		}
		if strings.Contains(shown, string(utf8.RuneError)) || strings.ContainsAny(text, "\r\x00") {
			return // an entity cuts an emoji in two, or HTML has another way to write it
		}
		if squeezed(shown) != squeezed(text) || len(utf16.Encode([]rune(shown))) > len(utf16.Encode([]rune(text))) {
			t.Fatalf("%q with %v\nshows\n%q", text, entities, shown)
		}
	})
}

func squeezed(s string) string { return strings.ReplaceAll(s, "\n", "") }
