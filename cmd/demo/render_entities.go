package main

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf16"

	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// mark is what a part of a text wears, in UTF-16 units.
type mark struct {
	start, end  int
	open, close string
	block       bool // it stands on lines of its own
	links       bool // no further links within
}

// entitiesHTML is a text as Telegram shows it. Where entities overlap, which
// Telegram does not let happen, the tags are closed and opened again.
func entitiesHTML(text string, entities []telegramtest.Entity, to addresses) template.HTML {
	units := utf16.Encode([]rune(text))
	marks := marksOf(entities, len(units), to)
	w := &entityWriter{to: to}
	from := 0
	for _, at := range boundaries(marks, len(units)) {
		w.write(string(utf16.Decode(units[from:at])))
		w.endAt(at)
		for ; len(marks) > 0 && marks[0].start == at; marks = marks[1:] {
			w.begin(marks[0])
		}
		from = at
	}
	return w.html()
}

// marksOf are the entities that show as something, in the order in which they begin.
func marksOf(entities []telegramtest.Entity, length int, to addresses) []mark {
	var marks []mark
	for _, e := range entities {
		m, ok := markOf(e, to)
		m.start = min(max(e.Offset, 0), length)
		m.end = min(max(e.Offset, 0)+min(max(e.Length, 0), length), length)
		if ok && m.start < m.end {
			marks = append(marks, m)
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	return marks
}

func markOf(e telegramtest.Entity, to addresses) (mark, bool) {
	switch e.Type {
	case "bold":
		return mark{open: "<b>", close: "</b>"}, true
	case "italic":
		return mark{open: "<i>", close: "</i>"}, true
	case "underline":
		return mark{open: "<u>", close: "</u>"}, true
	case "strikethrough":
		return mark{open: "<s>", close: "</s>"}, true
	case "spoiler":
		return mark{open: `<span class="spoiler" tabindex="0">`, close: "</span>"}, true
	case "code":
		return mark{open: "<code>", close: "</code>", links: true}, true
	case "pre":
		return mark{open: "<pre>", close: "</pre>", block: true, links: true}, true
	case "blockquote", "expandable_blockquote":
		return mark{open: "<blockquote>", close: "</blockquote>", block: true}, true
	case "text_link":
		href := to.open(e.URL)
		return mark{open: anchor(href), close: "</a>", links: true}, href != ""
	}
	return mark{}, false
}

// boundaries are where something begins or ends, and the end of the text.
func boundaries(marks []mark, length int) []int {
	at := []int{length}
	for _, m := range marks {
		at = append(at, m.start, m.end)
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// entityWriter writes a text whose marks begin and end.
type entityWriter struct {
	markup
	to      addresses
	open    []mark
	newLine bool // a block has just ended, and with it the line
}

func (w *entityWriter) begin(m mark) {
	w.tag(m.open)
	w.open = append(w.open, m)
}

// endAt closes what ends at a place; what was opened within it and goes on is
// opened again.
func (w *entityWriter) endAt(at int) {
	first := slices.IndexFunc(w.open, func(m mark) bool { return m.end <= at })
	if first < 0 {
		return
	}
	inner := slices.Clone(w.open[first:])
	for _, m := range slices.Backward(inner) {
		w.tag(m.close)
		w.newLine = w.newLine || m.block
	}
	w.open = w.open[:first]
	for _, m := range inner {
		if m.end > at {
			w.begin(m)
		}
	}
}

// write writes text. Telegram finds the addresses in it by itself.
func (w *entityWriter) write(s string) {
	if s == "" {
		return
	}
	if w.newLine {
		s, w.newLine = strings.TrimPrefix(s, "\n"), false
	}
	linked := slices.ContainsFunc(w.open, func(m mark) bool { return m.links })
	for i := strings.Index(s, "http"); !linked && i >= 0; i = strings.Index(s, "http") {
		n := bareLink(s[i:])
		href := ""
		if n > 0 {
			href = w.to.open(s[i : i+n])
		}
		if href == "" {
			w.text(s[:i+1])
			s = s[i+1:]
			continue
		}
		w.text(s[:i])
		w.link(href, s[i:i+n])
		s = s[i+n:]
	}
	w.text(s)
}
