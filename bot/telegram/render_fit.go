package telegram

import (
	"errors"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// fit says how a text is to fit.
type fit struct {
	first, other int  // limits of the first message and of the others
	max          int  // how many messages there may be, 0 for any number
	split        bool // in parts, not cut
	tail         bool // the first message takes no buttons: its links stand below the text
}

// size is how much of a limit a document takes: its code points, or as much as
// its markup takes of what markup may have.
func size(d richtext.Doc, limit int) int {
	t := write(d)
	return max(t.length(), (len(t.html)*limit+maxMarkup-1)/maxMarkup)
}

// wording is a text in the parts in which it is sent.
type wording struct {
	parts    []richtext.Doc
	cut      bool // something was left out
	warnings []bot.Warning
}

func (s *wording) warn(code string, t phrases.Text, pairs ...string) {
	s.warnings = append(s.warnings, bot.Warn(code, t, pairs...))
}

// fitted is the text in as many messages as it takes.
func (d *draft) fitted(f fit) (wording, error) {
	whole := d.body
	if f.tail {
		whole = whole.Join(d.tail(false))
	}
	if size(whole, f.first) <= f.first {
		return wording{parts: []richtext.Doc{whole}}, nil
	}
	if readOn := d.title != "" && d.link != ""; f.max != 1 && (f.split || !readOn) {
		return d.inParts(f)
	}
	below := richtext.Doc{}
	if f.tail {
		below = d.tail(true)
	}
	head, err := d.cut(d.body, f.first, below)
	s := wording{parts: []richtext.Doc{head.Join(below)}, cut: true}
	s.warn("cut", phrases.Posts.Cut, "length", strconv.Itoa(size(d.body, f.first)), "limit", strconv.Itoa(f.first))
	return s, err
}

// inParts is the text in numbered parts. Room for their numbers is kept before
// they are known.
func (d *draft) inParts(f fit) (s wording, err error) {
	note := d.partLine(999, 999)
	rest, limit := d.body, f.first
	for {
		if size(rest.Join(note), limit) <= limit {
			s.parts = append(s.parts, rest)
			s.warn("split", phrases.Posts.SplitIn, "parts", strconv.Itoa(len(s.parts)))
			break
		}
		if len(s.parts) == f.max-1 {
			head, err := d.cut(rest, limit, note)
			if err != nil {
				return s, err
			}
			s.parts, s.cut = append(s.parts, head), true
			s.warn("parts-fixed", phrases.Posts.PartsFixed, "parts", strconv.Itoa(f.max))
			break
		}
		head, after := rest.Cut(limit, func(doc richtext.Doc) int { return size(doc.Join(note), limit) })
		if head.Empty() && limit == f.other {
			return s, errNothingFits
		}
		s.parts, rest, limit = append(s.parts, head), after, f.other
	}
	for i := range s.parts {
		s.parts[i] = s.parts[i].Join(d.partLine(i+1, len(s.parts)))
	}
	return s, nil
}

var errNothingFits = errors.New("the text cannot be cut to fit into a Telegram message")

// cut is the beginning of a document that fits together with what comes below it.
func (d *draft) cut(doc richtext.Doc, limit int, below richtext.Doc) (richtext.Doc, error) {
	head, _ := doc.Cut(limit, func(doc richtext.Doc) int { return size(trailing(doc).Join(below), limit) })
	if head.Empty() {
		return head, errNothingFits
	}
	return trailing(head), nil
}

// trailing marks that a document goes on, unless it ends with a sentence.
func trailing(d richtext.Doc) richtext.Doc {
	n := len(d.Blocks) - 1
	if n < 0 || len(d.Blocks[n].Spans) == 0 {
		return d
	}
	b := d.Blocks[n]
	b.Spans = append([]richtext.Span(nil), b.Spans...)
	last := &b.Spans[len(b.Spans)-1]
	said := strings.TrimRight(last.Text, " \n,;:–—，、；：")
	if strings.HasSuffix(strings.TrimRight(said, "”’」』）》】\"“»«)]"), "…") || ends(said) {
		return d
	}
	last.Text = said + "…"
	return richtext.Doc{Blocks: append(append([]richtext.Block(nil), d.Blocks[:n]...), b)}
}

func ends(said string) bool {
	bare := strings.TrimRight(said, "”’」』）》】\"“»«)]")
	for _, stop := range []string{".", "!", "?", "。", "！", "？"} {
		if strings.HasSuffix(bare, stop) {
			return true
		}
	}
	return false
}

// partLine is the discreet last line of a part. It leads to the page.
func (d *draft) partLine(part, parts int) richtext.Doc {
	said := phrases.Posts.PartOf.In(d.post.Lang, "part", strconv.Itoa(part), "parts", strconv.Itoa(parts))
	return lineOf(richtext.Span{Text: said, Style: richtext.Italic, Link: d.link})
}

// tail is what buttons say, as a line of links.
func (d *draft) tail(cut bool) richtext.Doc {
	var spans []richtext.Span
	for i, b := range d.buttons(cut) {
		if i > 0 {
			spans = append(spans, richtext.Span{Text: " · "})
		}
		spans = append(spans, richtext.Span{Text: b.label, Link: b.url})
	}
	return lineOf(spans...)
}

func lineOf(spans ...richtext.Span) richtext.Doc {
	if len(spans) == 0 {
		return richtext.Doc{}
	}
	return richtext.Doc{Blocks: []richtext.Block{{Kind: richtext.Paragraph, Spans: spans}}}
}
