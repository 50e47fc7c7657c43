package main

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"
)

// markdownHTML is a text as Discord shows it in messages and embeds: headings,
// lists, quotes and code blocks, and within lines what inline knows.
func markdownHTML(s string, to addresses) template.HTML {
	w := &markdownWriter{to: to}
	w.blocks(strings.Split(s, "\n"), true)
	return w.html()
}

// titleHTML is an embed's title, in which only words can be marked.
func titleHTML(s string) template.HTML {
	w := &markdownWriter{linked: true}
	w.inline(s, 0)
	return w.html()
}

type markdownWriter struct {
	markup
	to     addresses
	linked bool // no links within
}

var (
	heading = regexp.MustCompile(`^(#{1,3}) +(.+)$`)
	small   = regexp.MustCompile(`^-# +(.+)$`)
	item    = regexp.MustCompile(`^( *)(?:[-*]|(\d{1,9})\.) +(.+)$`)
	fence   = regexp.MustCompile("^```[\\w+#-]*$")
)

// blocks writes lines. A quote holds no further quotes.
func (w *markdownWriter) blocks(lines []string, quotes bool) {
	for len(lines) > 0 {
		line := lines[0]
		switch {
		case quotes && strings.HasPrefix(line, ">>> "):
			lines[0] = strings.TrimPrefix(line, ">>> ")
			w.quote(lines)
			return
		case quotes && (strings.HasPrefix(line, "> ") || line == ">"):
			n := count(lines, func(l string) bool { return strings.HasPrefix(l, "> ") || l == ">" })
			inner := make([]string, n)
			for i := range inner {
				inner[i] = strings.TrimPrefix(strings.TrimPrefix(lines[i], ">"), " ")
			}
			w.quote(inner)
			lines = lines[n:]
		case fence.MatchString(line):
			n := 1 + count(lines[1:], func(l string) bool { return l != "```" })
			w.tag("<pre>")
			w.text(strings.Join(lines[1:n], "\n"))
			w.tag("</pre>")
			lines = lines[min(n+1, len(lines)):]
		case w.line(line):
			lines = lines[1:]
		default:
			n := 1 + count(lines[1:], func(l string) bool { return !special(l) })
			w.inline(strings.Join(lines[:n], "\n")+"\n", 0)
			lines = lines[n:]
		}
	}
}

func (w *markdownWriter) quote(lines []string) {
	w.tag("<blockquote>")
	w.blocks(lines, false)
	w.tag("</blockquote>")
}

// count is how many lines from the first on are as they should be.
func count(lines []string, as func(string) bool) int {
	for i, l := range lines {
		if !as(l) {
			return i
		}
	}
	return len(lines)
}

// special reports whether a line is more than words.
func special(l string) bool {
	return l == ">" || strings.HasPrefix(l, "> ") || strings.HasPrefix(l, ">>> ") || fence.MatchString(l) ||
		heading.MatchString(l) || small.MatchString(l) || item.MatchString(l)
}

// line writes a line that is a block of its own, if it is one.
func (w *markdownWriter) line(l string) bool {
	if m := heading.FindStringSubmatch(l); m != nil {
		w.within("p", "h"+strconv.Itoa(len(m[1])), "", m[2])
		return true
	}
	if m := small.FindStringSubmatch(l); m != nil {
		w.within("p", "small", "", m[1])
		return true
	}
	m := item.FindStringSubmatch(l)
	if m == nil {
		return false
	}
	deep, bullet := min(len(m[1])/2, 3), "•"
	if m[2] != "" {
		bullet = m[2] + "."
	} else if deep > 0 {
		bullet = "◦"
	}
	w.within("p", "item deep"+strconv.Itoa(deep), bullet, m[3])
	return true
}

func (w *markdownWriter) within(tag, class, before, s string) {
	w.tag("<" + tag + ` class="` + class + `">`)
	if before != "" {
		w.tag(`<span class="bullet">`)
		w.text(before + " ")
		w.tag("</span>")
	}
	w.inline(s, 0)
	w.tag("</" + tag + ">")
}
