package discord

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/dlclark/regexp2"

	"isa-portal.de/isabot/bot/richtext"
)

// scanner reads Discord's markdown as its clients do. The rules are those of
// Discord's apps, which rest on simple-markdown: of marks that begin at the same
// place the longer wins, lists, quotes and headings begin after a line break,
// and the words of a link know no backslash. The old app for Android read some
// marks in another way. It shares nothing with the writer.
type scanner struct {
	rules []scanRule
	text  *regexp2.Regexp
}

type scanRule struct {
	name  string
	re    *regexp2.Regexp
	after *regexp.Regexp // what must come before; nil for anything
}

// glyph is a visible character, how it looks, and where it leads.
type glyph struct {
	r      rune
	style  richtext.Style
	link   string
	quoted bool
}

// scanned is what a reader sees.
type scanned struct {
	glyphs []glyph
	odd    []string // mentions, bare links and all that we never write
	prev   string   // what was read last
	quoted bool
	linked bool // within the words of a link
}

const bullet = `(?:[*-]|\d+\.)`

func newScanner(old bool) *scanner {
	s := &scanner{text: regexp2.MustCompile(`^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n\n| {2,}\n|\w+:\S|[0-9]+\.|$)`, regexp2.ECMAScript)}
	add := func(name, re string, after *regexp.Regexp) {
		s.rules = append(s.rules, scanRule{name, regexp2.MustCompile(re, regexp2.None), after})
	}
	line := regexp.MustCompile(`^$|\n *$`)
	strong, strike := `^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)`, `^~~([\s\S]+?)~~(?!_)`
	em := `^_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s\*\\]|\*\*)|[^\s\*\\])+?)\*(?!\*)`
	if old {
		strong, strike = `^\*\*([\s\S]+?)\*\*(?!\*)`, `^~~([\s\S]+?)~~`
		em = `^_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])|^\*(?=\S)((?:\\\*|\*\*|\s+(?:[^*\s]|\\\*|\*\*)|[^\s*])+?)(?<!\\)\*(?!\*)`
	}
	add("codeblock", "^```(?:([a-zA-Z0-9_+\\-.#]+?)\\n)?\\n*([^\\n][\\s\\S]*?)\\n*```", nil)
	add("quote", `^(?: *>>> +([\s\S]*)|( *>(?!>>) +[^\n]*(?:\n *>(?!>>) +[^\n]*)*\n?))`, line)
	add("heading", `^ *(#{1,3})\s+([^\n]+?)#*\s*(?:\n|$)`, line)
	add("subtext", `^ *(-#) +((?!-#)[^\n]+)(?:\n|$)`, line)
	add("list", `^( *)(`+bullet+`) [\s\S]+?(?:\n(?! )(?!\1`+bullet+` )|$)`, line)
	add("escape", `^\\([^0-9A-Za-z\s])`, nil)
	add("emoticon", `^(¯\\_\(ツ\)_/¯)`, nil)
	add("autolink", `^<([^: >]+:/[^ >]+)>`, nil)
	add("url", `^((?:https?|steam)://[^\s<]+[^<.,:;"'\]\s])`, nil)
	add("link", `^\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)`, nil)
	add("strong", strong, nil)
	add("underline", `^__((?:\\[\s\S]|[^\\])+?)__(?!_)`, nil)
	add("em", em, nil)
	add("strike", strike, nil)
	add("spoiler", `^\|\|([\s\S]+?)\|\|`, nil)
	add("code", "^(`+)([\\s\\S]*?[^`])\\1(?!`)", nil)
	add("mention", `^(<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|</[^>\n]+:\d+>|<id:\w+>|<sound:\d+>|@everyone|@here)`, nil)
	return s
}

var inApps, onOldPhones = newScanner(false), newScanner(true)

var readers = map[string]*scanner{"the apps": inApps, "the old app": onOldPhones}

func (s *scanner) scan(src string) scanned {
	var out scanned
	s.into(&out, src, 0, "")
	return out
}

func (s *scanner) into(out *scanned, src string, style richtext.Style, link string) {
	for src != "" {
		taken := s.one(out, src, style, link)
		out.prev, src = src[:taken], src[taken:]
	}
}

// one reads one thing and returns how many bytes it took.
func (s *scanner) one(out *scanned, src string, style richtext.Style, link string) int {
	var best scanRule
	var found []string
	for _, r := range s.rules {
		if r.after != nil && (!r.after.MatchString(out.prev) || r.name == "quote" && out.quoted) || r.name == "escape" && out.linked {
			continue
		}
		m, err := r.re.FindStringMatch(src)
		if err != nil || m == nil {
			continue
		}
		pair := r.name == "strong" || r.name == "underline" || r.name == "em"
		switch g := groups(m); {
		case found == nil:
			best, found = r, g
		case pair && (best.name == "strong" || best.name == "underline") && len(g[0]) >= len(found[0]):
			best, found = r, g
		}
	}
	if found != nil && s.apply(out, best.name, found, style, link) {
		return len(found[0])
	}
	said := string([]rune(src)[:1])
	if m, _ := s.text.FindStringMatch(src); m != nil {
		said = m.String()
	}
	out.say(said, style, link)
	return len(said)
}

func groups(m *regexp2.Match) (out []string) {
	for _, g := range m.Groups() {
		out = append(out, g.String())
	}
	return out
}

func (out *scanned) say(s string, style richtext.Style, link string) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			out.glyphs = append(out.glyphs, glyph{r, style, link, out.quoted})
		}
	}
}

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

var quoteMarks = regexp.MustCompile(`(?m)^ *> ?`)

func (s *scanner) apply(out *scanned, name string, g []string, style richtext.Style, link string) bool {
	switch name {
	case "escape", "emoticon":
		out.say(g[1], style, link)
	case "strong":
		s.into(out, g[1], style|richtext.Bold, link)
	case "em":
		s.into(out, first(g[1:]...), style|richtext.Italic, link)
	case "strike":
		s.into(out, g[1], style|richtext.Strike, link)
	case "underline", "spoiler", "subtext", "heading":
		out.odd = append(out.odd, name+": "+g[0])
		s.into(out, g[len(g)-1], style, link)
	case "codeblock", "code":
		if name == "codeblock" && g[1] != "" {
			out.odd = append(out.odd, "a language: "+g[1])
		}
		out.say(g[2], style|richtext.Mono, link)
	case "quote":
		out.quoted = true
		s.into(out, quoteMarks.ReplaceAllString(first(g[1:]...), ""), style, link)
		out.quoted = false
	case "link":
		return s.link(out, g, style, link)
	case "autolink":
		out.say(g[1], style, g[1])
	case "url", "mention":
		out.odd = append(out.odd, name+": "+g[0])
		out.say(g[0], style, g[0])
	case "list":
		s.list(out, g, style, link)
	}
	return true
}

// link reads a masked link. One with an address or a mention in its words, or
// without words, is shown as it stands.
func (s *scanner) link(out *scanned, g []string, style richtext.Style, link string) bool {
	words := scanned{linked: true, prev: "x", quoted: out.quoted}
	s.into(&words, g[1], style, g[2])
	if len(words.odd) > 0 || len(words.glyphs) == 0 || out.linked || !regexp.MustCompile(`^https?://[^/%]+`).MatchString(g[2]) {
		return false
	}
	out.glyphs = append(out.glyphs, words.glyphs...)
	return true
}

// list reads a list: it goes on while lines begin with a blank or a mark. The
// first item decides whether it is numbered; Discord counts by itself.
func (s *scanner) list(out *scanned, g []string, style richtext.Style, link string) {
	head := regexp.MustCompile(`^( *)` + bullet + ` +`)
	lead := head.FindStringSubmatch(g[0])
	n, err := strconv.Atoi(strings.TrimSuffix(g[2], "."))
	same := " {" + strconv.Itoa(len(lead[1])) + "," + strconv.Itoa(len(lead[1])+1) + "}"
	items := regexp2.MustCompile(`(`+same+`)(`+bullet+`) +[^\n]*(?:\n(?!`+same+bullet+` )[^\n]*)*(\n|$)`, regexp2.None)
	indent := regexp.MustCompile(`(?m)^ {1,` + strconv.Itoa(len(lead[0])) + `}`)
	prev := out.prev
	for m, _ := items.FindStringMatch(strings.TrimRight(g[0], "\n")); m != nil; m, _ = items.FindNextMatch(m) {
		mark := "•"
		if err == nil {
			mark = strconv.Itoa(max(n, 1)) + "."
			n++
		}
		out.say(mark, style, link)
		out.prev = prev
		s.into(out, strings.TrimRight(indent.ReplaceAllString(head.ReplaceAllString(m.String(), ""), ""), "\n"), style, link)
	}
}

func TestTheScannerReadsAsDiscordDoes(t *testing.T) {
	show := func(s scanned) string {
		var b strings.Builder
		var style richtext.Style
		for _, g := range s.glyphs {
			if g.style != style {
				b.WriteString(map[richtext.Style]string{0: "/", richtext.Bold: "b", richtext.Italic: "i", richtext.Strike: "s", richtext.Mono: "m", richtext.Bold | richtext.Italic: "x"}[g.style] + ":")
				style = g.style
			}
			b.WriteRune(g.r)
		}
		return b.String()
	}
	for in, want := range map[string]string{
		"***foo***":                              "x:foo",
		"**foo***":                               "b:foo*",
		"**foo*":                                 "*i:foo",
		"**foo__bar**baz__":                      "b:foo__bar/:baz__",
		"foo * a * bar":                          "foo*a*bar",
		"`a`b``c`d``":                            "m:a/:bm:c`d",
		"- foo\n- bar":                           "•foo•bar",
		"3. foo\n7. bar":                         "3.foo4.bar",
		"- foo\n1. bar":                          "•foo•bar",
		"Es:\n1. a\n   - b\n     c\n2. d\n\ne":   "Es:1.a•bc2.de",
		"- a\n  - b\n    - c\n- d":               "•a•b•c•d",
		"1. a\n   - b\n     - c\n    - d":        "1.a•b•c•d",
		"- a\nb":                                 "•ab",
		"\\*a\\* snake_case":                     "*a*snake_case",
		"[a\\_b](https://a.example)":             `a\_b`,
		"[https://a.example](https://b.example)": "[https://a.example](https://b.example)",
	} {
		for name, s := range readers {
			if got := show(s.scan(in)); got != want {
				t.Errorf("%s reads %q as %q, wanted %q", name, in, got, want)
			}
		}
	}
	for in, odd := range map[string]bool{"<@12>": true, "@everyone": true, `\@everyone`: false, `\<@12>`: false, "# x": true, "a # x": false, "a\n # x": true,
		"-# x": true, "||x||": true, "https://a.example/x": true, "<https://a.example/x>": false, "__x__": true, "[a](https://a.example)": false} {
		for name, s := range readers {
			if got := len(s.scan(in).odd) > 0; got != odd {
				t.Errorf("%s find %q odd: %v", name, in, got)
			}
		}
	}
}
