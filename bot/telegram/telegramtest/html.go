package telegramtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Entity is a formatted part of a text, as the Bot API tells it. Offset and
// Length are in UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
	Unix     int64  `json:"unix_time,omitempty"`
	Format   string `json:"date_time_format,omitempty"`

	User *EntityUser `json:"user,omitempty"` // of a text_mention
}

// EntityUser is whom a text_mention names.
type EntityUser struct {
	ID    int64  `json:"id"`
	IsBot bool   `json:"is_bot"`
	Name  string `json:"first_name"`
}

// ParseHTML reads Telegram's HTML as Telegram's server does: few tags, four
// named entities, everything closed. The error is worded as the server words
// it, offsets are in bytes.
func ParseHTML(s string) (text string, entities []Entity, err error) {
	if !utf8.ValidString(s) {
		return "", nil, says("strings must be encoded in UTF-8")
	}
	p := htmlParser{in: s}
	for p.i < len(s) {
		switch {
		case s[p.i] == '&':
			if r := p.entity(); r != 0 {
				p.write(r)
				continue
			}
			p.write('&')
			p.i++
		case s[p.i] != '<':
			r, n := utf8.DecodeRuneInString(s[p.i:])
			p.write(r)
			p.i += n
		case p.peek(p.i+1) == '/':
			err = p.closing()
		default:
			err = p.opening()
		}
		if err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, says("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	if p.surrogate {
		return "", nil, says("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	for i := range p.entities {
		if p.entities[i].Type == "code" {
			p.entities[i].Language = "" // only <pre> around it gives it one
		}
	}
	return p.out.String(), p.entities, nil
}

// vendorError is a fault in a text, in the vendor's words.
type vendorError string

func (e vendorError) Error() string { return string(e) }

func says(format string, args ...any) error { return vendorError(fmt.Sprintf(format, args...)) }

type htmlParser struct {
	in        string
	i         int
	out       strings.Builder
	offset    int // in UTF-16 units
	open      []htmlTag
	entities  []Entity
	surrogate bool
}

type htmlTag struct {
	name      string
	arg       string
	format    string
	from      int // UTF-16 units
	fromBytes int
}

// supported are the tags that the server knows.
var supported = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
	"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

// peek is the byte at i, 0 at the end.
func (p *htmlParser) peek(i int) byte {
	if i >= len(p.in) {
		return 0
	}
	return p.in[i]
}

func (p *htmlParser) write(r rune) {
	p.out.WriteRune(r)
	p.offset++
	if r > 0xffff {
		p.offset++
	}
}

// entity reads what stands for a character, and passes it. 0 is none.
func (p *htmlParser) entity() rune {
	end, r := p.i+1, rune(0)
	if p.peek(end) == '#' {
		end++
		if p.peek(end) == 'x' {
			end++
			for d := hexDigit(p.peek(end)); d >= 0 && r <= 0x110000; d = hexDigit(p.peek(end)) {
				r, end = r*16+rune(d), end+1
			}
		} else {
			for isDigit(p.peek(end)) && r <= 0x110000 {
				r, end = r*10+rune(p.peek(end)-'0'), end+1
			}
		}
		if r == 0 || r >= 0x10ffff || end-p.i >= 10 {
			return 0
		}
	} else {
		for isAlpha(p.peek(end)) {
			end++
		}
		r = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}[p.in[p.i+1:end]]
		if r == 0 {
			return 0
		}
	}
	if p.peek(end) == ';' {
		end++
	}
	p.i = end
	if r >= 0xd800 && r <= 0xdfff {
		p.surrogate = true
	}
	return r
}

func (p *htmlParser) opening() error {
	begin := p.i
	p.i++
	for c := p.peek(p.i); c != 0 && c != '>' && !isSpace(c); c = p.peek(p.i) {
		p.i++
	}
	if p.peek(p.i) == 0 {
		return says("Unclosed start tag at byte offset %d", begin)
	}
	t := htmlTag{name: lower(p.in[begin+1 : p.i]), from: p.offset, fromBytes: p.out.Len()}
	if supported[t.name] == "" {
		return says("Unsupported start tag \"%s\" at byte offset %d", t.name, begin)
	}
	for p.peek(p.i) != '>' {
		p.space()
		if p.peek(p.i) == '>' {
			break
		}
		if err := p.attribute(&t, begin); err != nil {
			return err
		}
	}
	p.i++
	if t.name == "span" && t.arg != "spoiler" {
		return says("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, t)
	return nil
}

func (p *htmlParser) space() {
	for p.i < len(p.in) && isSpace(p.in[p.i]) {
		p.i++
	}
}

// attribute reads one attribute, and notes it if it means something.
func (p *htmlParser) attribute(t *htmlTag, begin int) error {
	from := p.i
	for c := p.peek(p.i); !isSpace(c) && !strings.ContainsRune(`=>/"'`, rune(c)); c = p.peek(p.i) {
		p.i++
	}
	name := lower(p.in[from:p.i])
	if name == "" {
		return says("Empty attribute name in the tag \"%s\" at byte offset %d", t.name, begin)
	}
	p.space()
	unclosed := says("Unclosed start tag \"%s\" at byte offset %d", t.name, begin)
	if p.peek(p.i) == 0 {
		return unclosed
	}
	if p.peek(p.i) != '=' {
		t.set(name, "")
		return nil
	}
	p.i++
	p.space()
	if p.peek(p.i) == 0 {
		return unclosed
	}
	value, err := p.value(begin)
	t.set(name, value)
	return err
}

func (p *htmlParser) value(begin int) (string, error) {
	quote := p.peek(p.i)
	if quote != '"' && quote != '\'' {
		from := p.i
		for c := p.peek(p.i); isAlpha(c) || isDigit(c) || c == '.' || c == '-'; c = p.peek(p.i) {
			p.i++
		}
		if c := p.peek(p.i); c != '>' && !isSpace(c) {
			return "", says("Unexpected end of name token at byte offset %d", from)
		}
		return lower(p.in[from:p.i]), nil
	}
	p.i++
	var v strings.Builder
	for p.i < len(p.in) && p.in[p.i] != quote {
		if p.in[p.i] == '&' {
			if r := p.entity(); r != 0 {
				v.WriteRune(r)
				continue
			}
		}
		v.WriteByte(p.in[p.i])
		p.i++
	}
	if p.i >= len(p.in) {
		return "", says("Unclosed start tag at byte offset %d", begin)
	}
	p.i++
	return v.String(), nil
}
