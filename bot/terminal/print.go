package terminal

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// printer writes posts. It keeps the first error and writes nothing after it.
type printer struct {
	out    io.Writer
	screen bool
	width  int    // columns, 0 for no wrapping
	mark   string // stands before what can be said next; {n} is its number
	err    error
}

func newPrinter(out io.Writer, opts Options) *printer {
	p := &printer{out: out, screen: isScreen(out), width: opts.Width, mark: "[{n}]"}
	if p.screen {
		p.width = cmp.Or(p.width, 80)
	}
	return p
}

func (p *printer) write(s string) {
	if p.err != nil {
		return
	}
	if _, err := io.WriteString(p.out, s); err != nil {
		p.err = fmt.Errorf("writing an answer: %w", err)
	}
}

func (p *printer) prompt() {
	if p.screen {
		p.write("\n> ")
	}
}

func (p *printer) line(s string) {
	for l := range strings.SplitSeq(safe(s), "\n") {
		p.write(wrap(l, p.width) + "\n")
	}
}

// aside writes what stands beside the answer, dim where that can be shown.
func (p *printer) aside(s string) {
	if p.screen {
		p.write("\x1b[2m")
		defer p.write("\x1b[0m")
	}
	p.line(s)
}

// post writes a post and returns what its numbers stand for.
func (p *printer) post(post bot.Post) (offered []string) {
	p.line(post.Body.Text())
	for _, s := range post.Sources {
		p.aside(source(s, post.Lang))
	}
	number := func(label, say string) {
		offered = append(offered, say)
		p.line("  " + strings.ReplaceAll(p.mark, "{n}", strconv.Itoa(len(offered))) + " " + label)
	}
	for _, c := range post.Choices {
		number(c.Label, c.Say)
	}
	for _, s := range post.Suggestions {
		number(s, s)
	}
	p.write("\n")
	return offered
}

// source is a source in one line: title, date, address.
func source(s bot.Source, lang string) string {
	parts := []string{cmp.Or(s.Title, s.Collection)}
	if s.AsOf != "" {
		parts = append(parts, phrases.AsOf.In(lang)+" "+phrases.Date(s.AsOf, lang))
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	colon := ": "
	if lang == "zh" {
		colon = "："
	}
	return phrases.Source.In(lang) + colon + strings.Join(parts, " · ")
}

// safe drops the control characters that would steer a terminal.
func safe(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// wrap breaks a line at blanks, or between Chinese characters, so that no line
// is wider than columns. Chinese characters take two. A longer word stays whole.
func wrap(s string, columns int) string {
	if columns <= 0 {
		return s
	}
	var b strings.Builder
	used, word, wide := 0, "", 0 // of the line; the word at hand, and its width
	flush := func() {
		if used > 0 && used+wide > columns {
			b.WriteString("\n")
			used, word = 0, strings.TrimLeft(word, " ")
			wide = widthOf(word)
		}
		b.WriteString(word)
		used, word, wide = used+wide, "", 0
	}
	for _, r := range s {
		w := runeWidth(r)
		if r == ' ' || w == 2 && !unicode.IsPunct(r) {
			flush()
		}
		word, wide = word+string(r), wide+w
	}
	flush()
	return b.String()
}

func widthOf(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
