package desk

import (
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// part is what stands between two marks of blocks in HTML: the mark before it, the
// marks within it and its words. Pictures are described in words.
type part struct {
	block  string
	inline []string
	text   string
}

// inlineTags stand within a line: where in it is a matter of the language.
var inlineTags = []string{"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var"}

// worded are the attributes that hold words and not marks.
var worded = []string{"alt", "title", "aria-label"}

// partsOf takes HTML to pieces. What is no tag that an editor makes becomes a mark
// too, so that nothing can stand in a translation that is not in its source.
func partsOf(source string) []part {
	parts := []part{{}}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				parts = append(parts, part{block: "unreadable"})
			}
			return parts
		}
		t, last := z.Token(), &parts[len(parts)-1]
		switch {
		case kind == html.TextToken:
			last.text += t.Data
		case kind == html.CommentToken || kind == html.DoctypeToken:
			parts = append(parts, part{block: t.String()})
		case slices.Contains(inlineTags, t.Data):
			key, words := tagKey(t)
			last.inline = append(last.inline, key)
			last.text += words
		default:
			key, words := tagKey(t)
			parts = append(parts, part{block: key, text: words})
		}
	}
}

// tagKey is a tag with all that is not words, and its words.
func tagKey(t html.Token) (key, words string) {
	if t.Type == html.EndTagToken {
		return "/" + t.Data, ""
	}
	marks := []string{t.Data}
	for _, a := range t.Attr {
		if slices.Contains(worded, a.Key) {
			words += " " + a.Val + " "
			marks = append(marks, a.Key)
		} else {
			marks = append(marks, a.Key+"="+a.Val)
		}
	}
	slices.Sort(marks[1:])
	return strings.Join(marks, " "), words
}

// sameMarks reports whether two texts are made of the same blocks in the same
// order, with the same marks in each, and say something in the same of them.
func sameMarks(a, b []part) bool {
	return slices.EqualFunc(a, b, func(x, y part) bool {
		slices.Sort(x.inline)
		slices.Sort(y.inline)
		silent := func(p part) bool { return strings.TrimSpace(p.text) == "" }
		return x.block == y.block && slices.Equal(x.inline, y.inline) && silent(x) == silent(y)
	})
}

// addresses are the values of an attribute of a tag, in one order.
func addresses(source, tag, attribute string) []string {
	var all []string
	z := html.NewTokenizer(strings.NewReader(source))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := z.Token()
		if t.Data != tag || kind == html.EndTagToken || kind == html.TextToken {
			continue
		}
		for _, a := range t.Attr {
			if a.Key == attribute {
				all = append(all, a.Val)
			}
		}
	}
	slices.Sort(all)
	return all
}

// plainText is what HTML says, or a text without any.
func plainText(source string) string {
	var b strings.Builder
	for _, p := range partsOf(source) {
		b.WriteString(p.text + "\n")
	}
	return b.String()
}
