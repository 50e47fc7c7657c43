package telegram

import (
	"cmp"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// Renderer makes of posts the requests that Telegram takes, all but the place.
// The zero Renderer is ready.
type Renderer struct{}

// Render makes the requests that bring a post, or, where Shape.Stands names
// what stands already, that correct it: the same post and shape give the same
// pieces, and what stands as they say is left as it is. A post that shows
// nothing has no pieces. The warnings are on the first piece.
//
// An announcement that is too long is cut, with a button to its page, or comes
// in parts; without a public page it always comes in parts, since nothing may
// be lost. Each of its pieces links to the page in its text, so that each can be
// found again by the marker.
//
// An answer, a post without a title, has what can be said next as buttons under
// its last text: choices, suggestions, thumbs. An album takes none.
func (Renderer) Render(p bot.Post, s bot.Shape) ([]bot.Piece, error) {
	d := newDraft(p, s)
	if d.body.Empty() && len(d.photos)+len(d.files) == 0 {
		return nil, nil
	}
	told := len(d.warnings)
	pieces, err := d.fresh()
	if err == nil && !d.replaces(pieces) {
		d.warnings = d.warnings[:told]
		pieces, err = d.again()
	}
	if err != nil {
		return nil, err
	}
	for i := range pieces {
		if s.Silent {
			pieces[i].Fields["disable_notification"] = true
		}
	}
	if len(s.Stands) == 0 {
		answering(&pieces[0], s.ReplyTo)
	}
	if s.Pin {
		pieces[0].Then = []bot.After{bot.PinAfter}
	}
	pieces[0].Warnings = d.warnings
	return pieces, nil
}

// draft is a post on its way to become pieces.
type draft struct {
	post     bot.Post
	shape    bot.Shape
	title    string
	link     string       // the post's page with the marker; "" if nobody could open it
	body     richtext.Doc // title and sources are in it
	photos   []bot.Media
	files    []bot.Media // also pictures that are no photos to Telegram
	warnings []bot.Warning
}

// maxTitle is how much of a title is shown, in code points, so that a text
// always has room below it.
const maxTitle = 300

func newDraft(p bot.Post, s bot.Shape) *draft {
	d := &draft{post: p, shape: s}
	if openable(p.Link) {
		d.link = richtext.WithFragment(p.Link, s.Marker)
	} else if p.Title != "" {
		d.warn("no-public-address", phrases.Posts.NoPublicAddress)
	}
	body, warnings := flat(p.Body.Absolute(p.Link), p.Lang)
	d.warnings = append(d.warnings, warnings...)
	if d.title = strings.Join(strings.Fields(clean(p.Title, false)), " "); d.title != "" {
		title := richtext.Block{Kind: richtext.Heading, Spans: []richtext.Span{{Text: d.title}}}
		if short := (richtext.Doc{Blocks: []richtext.Block{title}}).Excerpt(maxTitle); short != d.title {
			d.warn("title-cut", phrases.Posts.TitleCut)
			d.title = short
		}
		title.Spans = []richtext.Span{{Text: d.title, Link: d.link}}
		d.body = d.body.Add(title)
	}
	d.body = d.body.Join(body).Join(sources(p))
	d.photos, d.files = mediaOf(p.Media)
	return d
}

func (d *draft) warn(code string, t phrases.Text, pairs ...string) {
	d.warnings = append(d.warnings, bot.Warn(code, t, pairs...))
}

func (d *draft) warnCount(code string, t phrases.Text, n int) {
	d.warn(code, t, "count", strconv.Itoa(n))
}

// sources are the records that an answer rests on, in one small block.
func sources(p bot.Post) (d richtext.Doc) {
	b := richtext.Block{Kind: richtext.Paragraph}
	for _, s := range p.Sources {
		title := clean(cmp.Or(s.Title, s.Collection), false)
		if title == "" {
			continue
		}
		lead, date := phrases.Source.In(p.Lang)+phrases.Colon.In(p.Lang), ""
		if len(b.Spans) > 0 {
			lead = "\n" + lead
		}
		if s.AsOf != "" {
			date = " · " + phrases.AsOf.In(p.Lang) + " " + phrases.Date(s.AsOf, p.Lang)
		}
		words := richtext.Span{Text: title, Style: richtext.Italic}
		if openable(s.URL) {
			words.Link = s.URL
		}
		b.Spans = append(b.Spans, richtext.Span{Text: lead, Style: richtext.Italic}, words)
		if date != "" {
			b.Spans = append(b.Spans, richtext.Span{Text: date, Style: richtext.Italic})
		}
	}
	if len(b.Spans) > 0 {
		d = d.Add(b)
	}
	return d
}

// lead is what sort of message the first one is.
type lead struct {
	kind    bot.PieceKind
	media   []bot.Media
	preview string // address of the picture above a text
}

func (l lead) limit() int {
	if l.kind == bot.TextPiece {
		return maxText
	}
	return maxCaption
}

// lead chooses: a photo carries a short text, and stands above a long one if
// Telegram can fetch it.
func (d *draft) lead(photos []bot.Media) lead {
	switch {
	case len(photos) == 0:
		return lead{kind: bot.TextPiece}
	case len(photos) > 1:
		return lead{kind: bot.AlbumPiece, media: photos[:min(len(photos), maxAlbum)]}
	case size(d.body, maxCaption) > maxCaption && openable(photos[0].URL):
		return lead{kind: bot.TextPiece, preview: photos[0].URL}
	}
	return lead{kind: bot.PhotoPiece, media: photos}
}

// fresh are the pieces where nothing stands yet.
func (d *draft) fresh() ([]bot.Piece, error) {
	l := d.lead(d.photos)
	pieces, err := d.bring(l, fit{first: l.limit(), other: maxText, split: d.shape.Split})
	if err != nil {
		return nil, err
	}
	texts := len(pieces)
	var rest [][]bot.Media
	if l.kind == bot.AlbumPiece {
		rest = groups(d.photos[len(l.media):])
	}
	for _, g := range append(rest, groups(d.files)...) {
		pieces = append(pieces, asMedia(groupKind(g), g, d.label(), nil))
	}
	if len(pieces) > texts {
		d.warnCount("files-apart", phrases.Posts.FilesApart, len(pieces))
	}
	return pieces, nil
}

// bring makes the pieces that carry the text.
func (d *draft) bring(l lead, f fit) ([]bot.Piece, error) {
	f.tail = l.kind == bot.AlbumPiece
	s, err := d.fitted(f)
	if err != nil {
		return nil, err
	}
	return d.carry(l, s), nil
}

func (d *draft) carry(l lead, s wording) []bot.Piece {
	d.warnings = append(d.warnings, s.warnings...)
	pieces := make([]bot.Piece, len(s.parts))
	for i, doc := range s.parts {
		var rows [][]button
		if i == len(s.parts)-1 {
			rows = d.rows(s.cut)
		}
		t := write(doc)
		switch {
		case i == 0 && l.kind == bot.TextPiece:
			pieces[i] = asText(t, rows, l.preview)
		case i == 0:
			pieces[i] = asMedia(l.kind, l.media, t, rows)
		default:
			pieces[i] = asText(t, rows, "")
		}
	}
	return pieces
}

// label is the caption of files that come after the text.
func (d *draft) label() text {
	if d.title == "" {
		return text{}
	}
	return write(richtext.Doc{Blocks: []richtext.Block{{Spans: []richtext.Span{{Text: d.title, Link: d.link}}}}})
}

// buttons are those below the last text of an announcement.
func (d *draft) buttons(cut bool) []button {
	var out []button
	if d.title == "" {
		return nil
	}
	if d.link != "" {
		label := phrases.Posts.OnThePage
		if cut {
			label = phrases.Posts.ReadOn
		}
		out = append(out, button{label: label.In(d.post.Lang), url: d.link})
	}
	if openable(d.post.More) && d.post.More != d.post.Link {
		out = append(out, button{label: richtext.HostOf(d.post.More), url: d.post.More})
	}
	return out
}
