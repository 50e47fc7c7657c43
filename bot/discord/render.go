package discord

import (
	"errors"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// Discord's limits of a message, from its documentation ("Embed Limits",
// "Create Message"). All embeds of a message have at most 6,000 together, which
// one embed with the limits below cannot reach.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	maxName        = 100 // of a forum's post
	maxLabel       = 80  // of a button
	maxAttachments = 10

	// aWeek is how long a forum's post stays among the active ones, in minutes:
	// the longest that Discord has.
	aWeek = 7 * 24 * 60
)

// Renderer makes of posts the messages that Discord takes. The zero Renderer is
// ready.
type Renderer struct{}

// Render makes the messages that bring a post, or, where Shape.Stands names
// what stands already, that correct it: then there are never more pieces than
// stand. The same post and shape give the same pieces. A post that shows nothing
// has no pieces. The warnings are on the first piece.
//
// An announcement is an embed: its title leads to the page, its picture is the
// first photo, all other files are attached to the first message. A text that is
// too long is cut, with a button to the page, or comes in parts, an embed each;
// without a public page it always comes in parts, since nothing may be lost.
//
// An answer is plain content, in as many messages as it takes: so it reads as
// something that is said, can be copied and searched, and is there for those who
// have embeds switched off. Its sources stand below it as small print, which may
// hold links; the footer of an embed may not. What can be said next is buttons
// below the last message.
//
// Lengths are counted in UTF-16 code units, which are never fewer than what
// Discord counts.
func (Renderer) Render(p bot.Post, s bot.Shape) ([]bot.Piece, error) {
	d := newDraft(p, s)
	if d.title == "" && d.body.Empty() && len(p.Media) == 0 {
		return nil, nil
	}
	parts, cut, err := d.parts()
	if err != nil {
		return nil, err
	}
	groups := d.groups(len(parts))
	var pieces []bot.Piece
	for i := range max(len(parts), len(groups)) {
		part := said{number: i + 1, of: len(parts), cut: cut}
		if i < len(parts) {
			part.doc = parts[i]
		}
		var files []bot.Media
		if i < len(groups) {
			files = groups[i]
		}
		pieces = append(pieces, d.piece(part, files))
	}
	if s.Pin {
		pieces[0].Then = append(pieces[0].Then, bot.PinAfter)
	}
	pieces[0].Warnings = d.warnings
	return pieces, nil
}

// RenderWithdrawn is what would replace a message that cannot be deleted: the
// word that it was withdrawn, in all languages. Discord lets the bot delete its
// own messages at any time, so it is for the case that a server forbids it.
func (Renderer) RenderWithdrawn(bot.Remote) bot.Piece {
	var lines []string
	for _, l := range phrases.Languages {
		lines = append(lines, phrases.Posts.Withdrawn.In(l))
	}
	words := strings.Join(lines, "\n")
	return bot.Piece{
		Kind: bot.TextPiece, Method: MethodMessage, Plain: words, Length: units(words), Limit: maxContent,
		Fields: map[string]any{"content": words, "allowed_mentions": nobody()},
	}
}

// draft is a post on its way to become pieces.
type draft struct {
	post     bot.Post
	shape    bot.Shape
	title    string
	link     string // the post's page with the marker; "" if nobody could open it
	body     richtext.Doc
	limit    int
	warnings []bot.Warning
}

// said is one part of a text.
type said struct {
	doc        richtext.Doc
	number, of int
	cut        bool // something was left out at the end of the last part
}

func newDraft(p bot.Post, s bot.Shape) *draft {
	d := &draft{post: p, shape: s, title: strings.Join(strings.Fields(clean(p.Title)), " "), limit: maxDescription}
	if openable(p.Link) {
		d.link = richtext.WithFragment(p.Link, s.Marker)
	} else if d.title != "" {
		d.warn("no-public-address", phrases.Posts.NoPublicAddress)
	}
	d.body, d.warnings = d.flatten(p)
	if d.title == "" {
		d.limit = maxContent
	}
	return d
}

func (d *draft) flatten(p bot.Post) (richtext.Doc, []bot.Warning) {
	body, warnings := flat(p.Body.Absolute(p.Link), p.Lang)
	if d.title == "" {
		body = grounded(body, p)
	}
	if len(p.More) > maxButtonURL && d.title != "" && openable(p.More) { // too long for a button
		body = body.Add(richtext.Block{Spans: []richtext.Span{{Text: richtext.HostOf(p.More), Link: p.More}}})
	}
	return body, append(d.warnings, warnings...)
}

func (d *draft) warn(code string, t phrases.Text, pairs ...string) {
	d.warnings = append(d.warnings, bot.Warn(code, t, pairs...))
}

// parts is the body in as many messages as it takes, and whether its end was
// left out.
func (d *draft) parts() (parts []richtext.Doc, cut bool, err error) {
	length := units(write(d.body).markdown)
	if length <= d.limit {
		return []richtext.Doc{d.body}, false, nil
	}
	stand := len(d.shape.Stands)
	if readOn := d.title != "" && d.link != ""; stand == 1 || readOn && !d.shape.Split {
		d.warn("cut", phrases.Posts.Cut, "length", strconv.Itoa(length), "limit", strconv.Itoa(d.limit))
		head, err := d.cut(d.body)
		return []richtext.Doc{head}, true, err
	}
	rest := d.body
	for len(rest.Blocks) > 0 {
		if len(parts) == stand-1 && size(rest) > d.limit {
			d.warn("parts-fixed", phrases.Posts.PartsFixed, "parts", strconv.Itoa(stand))
			head, err := d.cut(rest)
			return append(parts, head), true, err
		}
		head, after := rest.Cut(d.limit, size)
		if head.Empty() {
			return nil, false, errNothingFits
		}
		parts, rest = append(parts, head), after
	}
	d.warn("split", phrases.Posts.SplitIn, "parts", strconv.Itoa(len(parts)))
	return parts, false, nil
}

var errNothingFits = errors.New("the text cannot be cut to fit into a Discord message")

func size(d richtext.Doc) int { return units(write(d).markdown) }

// cut is the beginning of a document that fits, marked where it breaks off.
func (d *draft) cut(doc richtext.Doc) (richtext.Doc, error) {
	head, _ := doc.Cut(d.limit, func(doc richtext.Doc) int { return size(trailing(doc)) })
	if head.Empty() {
		return head, errNothingFits
	}
	return trailing(head), nil
}

// trailing marks that a document goes on.
func trailing(d richtext.Doc) richtext.Doc {
	n := len(d.Blocks) - 1
	if n < 0 || len(d.Blocks[n].Spans) == 0 || d.Blocks[n].Kind == richtext.Code {
		return d.Add(richtext.Block{Spans: []richtext.Span{{Text: "…"}}})
	}
	b := d.Blocks[n]
	b.Spans = append([]richtext.Span(nil), b.Spans...)
	last := &b.Spans[len(b.Spans)-1]
	goesOn := strings.TrimRight(last.Text, " \n,;:–—，、；：")
	switch {
	case strings.HasSuffix(goesOn, "…"):
		return d
	case last.Link != "" || goesOn == "":
		b.Spans = append(b.Spans, richtext.Span{Text: " …"})
	case ends(goesOn) && !strings.HasSuffix(goesOn, "。"): // Chinese puts no blank
		last.Text = goesOn + " …"
	default:
		last.Text = goesOn + "…"
	}
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

// nobody is called by a message, whatever stands in it.
func nobody() map[string]any { return map[string]any{"parse": []string{}} }

// noReply calls nobody either, nor the person who is replied to.
func noReply() map[string]any { return map[string]any{"parse": []string{}, "replied_user": false} }
