package main

import (
	"regexp"
	"strings"
)

// maxDepth is how deep marks stand within marks; what is deeper is shown as text.
const maxDepth = 8

// pairs are the marks of Discord's that stand on both sides, the longer first.
var pairs = []struct{ mark, open, close string }{
	{"**", "<b>", "</b>"}, {"__", "<u>", "</u>"}, {"~~", "<s>", "</s>"},
	{"||", `<span class="spoiler" tabindex="0">`, "</span>"}, {"*", "<i>", "</i>"}, {"_", "<i>", "</i>"},
}

// angle is an address that shows no preview.
var angle = regexp.MustCompile(`^<(https?://[^\s<>]+)>`)

// inline writes words with their marks.
func (w *markdownWriter) inline(s string, depth int) {
	last := byte(' ') // what was written before
	for s != "" {
		n := w.next(s, last, depth)
		if n == 0 {
			n = plainRun(s)
			w.text(s[:n])
		}
		last, s = s[n-1], s[n:]
	}
}

// plainRun is how many bytes at the beginning of s are surely words; at least one character.
func plainRun(s string) int {
	for i := range s {
		if i > 0 && strings.IndexByte("\\`*_~|[<h", s[i]) >= 0 {
			return i
		}
	}
	return len(s)
}

// next writes what s begins with, if that is marked, and returns how many bytes
// that is.
func (w *markdownWriter) next(s string, last byte, depth int) int {
	switch {
	case s[0] == '\\' && len(s) > 1 && isPunct(s[1]):
		w.text(s[1:2])
		return 2
	case s[0] == '`':
		return w.code(s)
	case depth >= maxDepth:
		return 0
	case s[0] == '[':
		return w.masked(s, depth)
	case s[0] == '<' && !w.linked:
		if m := angle.FindStringSubmatch(s); m != nil {
			return w.address(m[1], len(m[0]))
		}
		return 0
	case s[0] == 'h' && !w.linked:
		n := bareLink(s)
		return w.address(s[:n], n)
	}
	for _, p := range pairs {
		if !strings.HasPrefix(s, p.mark) || p.mark == "_" && isWord(last) {
			continue
		}
		if n := closing(s, p.mark); n > 0 {
			w.tag(p.open)
			w.inline(s[len(p.mark):n], depth+1)
			w.tag(p.close)
			return n + len(p.mark)
		}
	}
	return 0
}

// address writes an address that stands for itself; n is how many bytes it took.
func (w *markdownWriter) address(link string, n int) int {
	href := w.to.open(link)
	if n == 0 || href == "" {
		return 0
	}
	w.link(href, link)
	return n
}

// code writes `code`, in which nothing is marked.
func (w *markdownWriter) code(s string) int {
	fence := s[:len(s)-len(strings.TrimLeft(s, "`"))]
	n := strings.Index(s[len(fence):], fence)
	if n <= 0 {
		return 0
	}
	words := s[len(fence) : len(fence)+n]
	w.tag("<code>")
	w.text(words)
	w.tag("</code>")
	return n + 2*len(fence)
}

// masked writes [words](address).
func (w *markdownWriter) masked(s string, depth int) int {
	middle := closing(s, "](")
	if w.linked || middle <= 1 {
		return 0
	}
	address, n := destination(s[middle+2:])
	href := w.to.open(address)
	if n == 0 || href == "" {
		return 0
	}
	w.tag(anchor(href))
	w.linked = true
	w.inline(s[1:middle], depth+1)
	w.linked = false
	w.tag("</a>")
	return middle + 2 + n
}

// destination is the address that s begins with, up to the bracket that closes
// it, and how many bytes both are.
func destination(s string) (string, int) {
	deep := 1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\n':
			return "", 0
		case '\\':
			i++
		case '(':
			deep++
		case ')':
			if deep--; deep == 0 {
				address := strings.TrimSuffix(strings.TrimPrefix(s[:i], "<"), ">")
				return unescaped(address), i + 1
			}
		}
	}
	return "", 0
}

var escaped = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)

func unescaped(s string) string { return escaped.ReplaceAllString(s, "$1") }

// closing is where the mark that s begins with ends, 0 if it does not: not
// within code, not behind a backslash, and not at once.
func closing(s, mark string) int {
	from := len(mark)
	if mark == "](" {
		from = 1
	}
	for i := from; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '`':
			fence := s[i : len(s)-len(strings.TrimLeft(s[i:], "`"))]
			if n := strings.Index(s[i+len(fence):], fence); n > 0 {
				i += n + 2*len(fence) - 1
			} else {
				i += len(fence) - 1
			}
		case !strings.HasPrefix(s[i:], mark) || i == from:
		case len(mark) == 1 && (strings.HasPrefix(s[i:], mark+mark)):
			i++ // the longer mark, within this one
		case len(mark) == 2 && mark != "](" && i+2 < len(s) && s[i+2] == mark[0]: // ***, of which the last two close
		case mark == "_" && i+1 < len(s) && isWord(s[i+1]):
		case mark == "*" && (s[1] == ' ' || s[i-1] == ' '):
		default:
			return i
		}
	}
	return 0
}

func isPunct(c byte) bool { return strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) >= 0 }

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
