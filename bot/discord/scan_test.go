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

// scanner reads Discord's markdown as its clients do, by their own rules: one
// set is the one of the phones (Discord's SimpleAST), the other that of the
// browser (simple-markdown). It shares nothing with the writer.
type scanner struct {
	rules []scanRule
	text  *regexp2.Regexp
}

type scanRule struct {
	name      string
	re        *regexp2.Regexp
	lineStart bool
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
	starts bool     // at the start of a line
	quoted bool
}

func newScanner(browser bool) *scanner {
	s := &scanner{text: regexp2.MustCompile(`^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n| {2,}\n|\w+:\S|$)`, regexp2.ECMAScript)}
	add := func(name, re string, lineStart bool) {
		s.rules = append(s.rules, scanRule{name, regexp2.MustCompile(re, regexp2.None), lineStart})
	}
	em := `^_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])|^\*(?=\S)((?:\\\*|\*\*|\s+(?:[^*\s]|\\\*|\*\*)|[^\s*])+?)(?<!\\)\*(?!\*)`
	strong, strike, quote := `^\*\*([\s\S]+?)\*\*(?!\*)`, `^~~([\s\S]+?)~~`, `^(?: *>>> ([\s\S]+)| *>(?!>>) ([^\n]+\n?))`
	link := `^\[((?:\\.|[^\]\\])*)\]\((\s*https?://.*?(?:\\[^\[\]]|[^)\[\]\\\n])*)\)`
	if browser {
		em = `^_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s\*\\]|\*\*)|[^\s\*\\])+?)\*(?!\*)`
		strong, strike, quote = `^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)`, `^~~([\s\S]+?)~~(?!_)`, `^(?: *>>> ([\s\S]*)|( *>(?!>>) +[^\n]*(?:\n *>(?!>>) +[^\n]*)*\n?))`
		link = `^\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\)`
	}
	add("escape", `^\\([^0-9A-Za-z\s])`, false)
	add("emoticon", `^(¯\\_\(ツ\)_/¯)`, false)
	add("strong", strong, false)
	add("underline", `^__((?:\\[\s\S]|[^\\])+?)__(?!_)`, false)
	add("em", em, false)
	add("strike", strike, false)
	add("spoiler", `^\|\|([\s\S]+?)\|\|`, false)
	add("codeblock", "^```(?:([\\w+\\-.]+?)?(\\s*\\n))?([^\\n][\\s\\S]*?)\\n*```", false)
	add("code", "^(``?)([\\s\\S]*?)\\1", false)
	add("quote", quote, true)
	add("subtext", `^-# (?!-#) *([^\n]+\n?)`, true)
	add("heading", `^(#{1,3}) (?!#) *([^\n]+\n?)`, true)
	add("link", link, false)
	add("autolink", `^<(https?://[^ >]+)>`, false)
	add("url", `^https?://[^\s<]+[^<.,:;"')\]\s]`, false)
	add("mention", `^(?:<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|</[^>\n]+:\d+>|<id:\w+>|@everyone|@here)`, false)
	add("list", `^( *)([+*-]|\d+\.) +([^\n]+(?:\n\1 {2}[^\n]+)*\n?)`, true)
	return s
}

var onPhone, inBrowser = newScanner(false), newScanner(true)

func (s *scanner) scan(src string) scanned {
	out := scanned{starts: true}
	s.into(&out, src, 0, "")
	return out
}

func (s *scanner) into(out *scanned, src string, style richtext.Style, link string) {
	for src != "" {
		src = src[s.one(out, src, style, link):]
	}
}

// one reads one thing and returns how many bytes it took.
func (s *scanner) one(out *scanned, src string, style richtext.Style, link string) int {
	for _, r := range s.rules {
		if r.lineStart && (!out.starts || r.name == "quote" && out.quoted) {
			continue
		}
		m, err := r.re.FindStringMatch(src)
		if err != nil || m == nil {
			continue
		}
		if n, ok := s.apply(out, r.name, groups(m), src, style, link); ok {
			return n
		}
	}
	m, _ := s.text.FindStringMatch(src)
	said := src[:1]
	if m != nil {
		said = m.String()
	} else if r := []rune(src); len(r) > 0 {
		said = string(r[:1])
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
		switch {
		case r == '\n':
			out.starts = true
		case !unicode.IsSpace(r):
			out.starts = false
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

func (s *scanner) apply(out *scanned, name string, g []string, src string, style richtext.Style, link string) (int, bool) {
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
		s.into(out, first(g[2:]...)+g[1], style, link)
	case "codeblock", "code":
		content := g[len(g)-1]
		if strings.Trim(content, "`") == "" {
			return 0, false
		}
		if name == "codeblock" && g[1] != "" {
			out.odd = append(out.odd, "a language: "+g[1])
		}
		out.say(content, style|richtext.Mono, link)
	case "quote":
		out.quoted = true
		s.into(out, quoteMarks.ReplaceAllString(first(g[1:]...), ""), style, link)
		out.quoted = false
	case "link":
		if strings.Contains(g[1], "://") || strings.TrimSpace(g[1]) == "" || link != "" || !strings.HasPrefix(strings.TrimSpace(g[2]), "http") {
			return 0, false // Discord shows it as it stands
		}
		s.into(out, g[1], style, strings.TrimSpace(g[2]))
	case "autolink":
		out.say(g[1], style, g[1])
	case "url", "mention":
		out.odd = append(out.odd, name+": "+g[0])
		out.say(g[0], style, g[0])
	case "list":
		return s.list(out, g, src, style, link), true
	}
	return len(g[0]), true
}

// list reads an item and those that follow on it. The first decides whether
// they are numbered; Discord counts by itself.
func (s *scanner) list(out *scanned, g []string, src string, style richtext.Style, link string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(g[2], "."))
	ordered, at := err == nil, 0
	for {
		if ordered {
			out.say(strconv.Itoa(n)+".", style, link)
			n++
		} else {
			out.say("•", style, link)
		}
		out.starts = true
		s.into(out, g[3], style, link)
		at += len(g[0])
		out.starts = true
		m, err := s.rules[len(s.rules)-1].re.FindStringMatch(src[at:])
		if err != nil || m == nil || !strings.HasSuffix(g[0], "\n") {
			return at
		}
		g = groups(m)
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
	for in, want := range map[string]string{ // as a test bench beside Discord itself saw them, but for the last
		"***foo***":          "x:foo",
		"**foo***":           "b:foo*",
		"**foo*":             "*i:foo",
		"**foo__bar**baz__":  "b:foo__bar/:baz__",
		"foo * a * bar":      "foo*a*bar",
		"*foo **bar***":      "i:foox:bar",
		"`a`b``c`d``":        "m:a/:bm:c`d",
		"- foo\n- bar":       "•foo•bar",
		"3. foo\n7. bar":     "3.foo4.bar",
		"- foo\n1. bar":      "•foo•bar",
		"\\*a\\* snake_case": "*a*snake_case",
	} {
		for name, s := range map[string]*scanner{"phone": onPhone, "browser": inBrowser} {
			if got := show(s.scan(in)); got != want {
				t.Errorf("%s reads %q as %q, wanted %q", name, in, got, want)
			}
		}
	}
	for in, odd := range map[string]bool{"<@12>": true, "@everyone": true, `\@everyone`: false, `\<@12>`: false, "# x": true, "a # x": false,
		"-# x": true, "||x||": true, "https://a.example/x": true, "<https://a.example/x>": false, "__x__": true, "[a](https://a.example)": false} {
		for name, s := range map[string]*scanner{"phone": onPhone, "browser": inBrowser} {
			if got := len(s.scan(in).odd) > 0; got != odd {
				t.Errorf("%s finds %q odd: %v", name, in, got)
			}
		}
	}
}
