package telegramtest

import (
	"regexp"
	"strconv"
	"strings"
)

func (t *htmlTag) set(name, value string) {
	switch t.name + " " + name {
	case "a href", "tg-emoji emoji-id", "tg-time unix":
		t.arg = value
	case "tg-time format":
		t.format = value
	case "code class":
		if language, ok := strings.CutPrefix(value, "language-"); ok {
			t.arg = language
		}
	case "span class":
		if class, ok := strings.CutPrefix(value, "tg-"); ok {
			t.arg = class
		}
	case "blockquote expandable":
		t.arg = "1"
	}
}

func (p *htmlParser) closing() error {
	begin := p.i
	if len(p.open) == 0 {
		return says("Unexpected end tag at byte offset %d", begin)
	}
	p.i += 2
	for c := p.peek(p.i); c != 0 && c != '>' && !isSpace(c); c = p.peek(p.i) {
		p.i++
	}
	name := lower(p.in[begin+2 : p.i])
	p.space()
	if p.peek(p.i) != '>' {
		return says("Unclosed end tag at byte offset %d", begin)
	}
	p.i++
	t := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if name != "" && name != t.name {
		return says("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, t.name, name)
	}
	if p.offset == t.from {
		return nil
	}
	return p.add(t)
}

var dateFormat = regexp.MustCompile(`^(r|[tTdDwW]*)$`)

// add notes what a tag that was closed makes of the text in it.
func (p *htmlParser) add(t htmlTag) error {
	e := Entity{Type: supported[t.name], Offset: t.from, Length: p.offset - t.from}
	switch t.name {
	case "a":
		if t.arg == "" {
			t.arg = p.out.String()[t.fromBytes:]
		}
		if e.URL = linkOf(t.arg); e.URL == "" {
			return nil // a link that is none is dropped, its text stays
		}
	case "tg-emoji":
		if id, err := strconv.ParseInt(t.arg, 10, 64); err != nil || id == 0 {
			return says("Invalid custom emoji identifier specified")
		}
		e.EmojiID = t.arg
	case "tg-time":
		unix, err := strconv.ParseInt(t.arg, 10, 64)
		if !dateFormat.MatchString(t.format) {
			return says("Invalid date format used")
		}
		if err != nil || unix <= 0 {
			return nil
		}
		e.Unix, e.Format = unix, t.format
	case "code", "pre":
		if p.merge(t, e) {
			return nil
		}
		if t.name == "code" {
			e.Language = t.arg
		}
	case "blockquote":
		if t.arg != "" {
			e.Type = "expandable_blockquote"
		}
	}
	p.entities = append(p.entities, e)
	return nil
}

// merge makes one entity of a <code> with a language that fills a <pre>, or the
// other way.
func (p *htmlParser) merge(t htmlTag, e Entity) bool {
	if len(p.entities) == 0 {
		return false
	}
	last := &p.entities[len(p.entities)-1]
	if last.Offset != e.Offset || last.Length != e.Length || last.Type == e.Type || last.Type != "code" && last.Type != "pre" {
		return false
	}
	if t.name == "code" {
		last.Language = t.arg
	}
	if last.Language == "" { // without a language they are two
		return false
	}
	last.Type = "pre"
	return true
}
