package discord

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// piece is one message: a part of the text, and the files that come with it.
func (d *draft) piece(s said, files []bot.Media) bot.Piece {
	t := write(s.doc)
	p := bot.Piece{Kind: bot.TextPiece, Method: MethodMessage, Plain: t.plain, Length: units(t.markdown), Limit: d.limit}
	fields := map[string]any{"allowed_mentions": nobody()}
	var flags dg.MessageFlags
	if d.shape.Silent {
		flags |= dg.MessageFlagsSuppressNotifications
	}
	e := &dg.MessageEmbed{Description: t.markdown}
	if d.title != "" {
		d.head(e, s, &p)
		if rows := d.buttons(s); len(rows) > 0 {
			fields["components"] = rows
		}
		if d.shape.Crosspost && !d.shape.Forum {
			p.Then = []bot.After{bot.CrosspostAfter}
		}
	} else if rows := next(d.post); len(rows) > 0 && s.number == s.of {
		fields["components"] = rows
	}
	if d.shape.ReplyTo != "" && s.number == 1 {
		fields["message_reference"] = map[string]any{"message_id": d.shape.ReplyTo, "fail_if_not_exists": false}
		fields["allowed_mentions"] = noReply()
	}
	attach(&p, fields, e, files, d.title != "" && s.number == 1)
	switch {
	case d.title == "":
		fields["content"] = t.markdown
		flags |= dg.MessageFlagsSuppressEmbeds // of the pages that it links to
	case e.Title != "" || e.Description != "" || e.Image != nil:
		fields["embeds"] = []*dg.MessageEmbed{e}
	}
	if flags != 0 {
		fields["flags"] = int(flags)
	}
	p.Fields = fields
	if d.shape.Forum && s.number == 1 {
		d.inForum(&p)
	}
	return p
}

// head puts what names the post on its embed: the title on the first part, the
// link on each, so that each is found again by its marker.
func (d *draft) head(e *dg.MessageEmbed, s said, p *bot.Piece) {
	e.URL = d.link
	if s.number == 1 {
		e.Title = shortened(d.title, maxTitle, func(s string) int { return units(escape(s, true)) })
		if e.Title != d.title {
			d.warn("title-cut", phrases.Posts.TitleCut)
		}
		p.Plain = strings.TrimSpace(e.Title + "\n\n" + p.Plain)
		e.Title = escape(e.Title, true)
	}
	if s.number > s.of { // files alone: they say what they belong to
		label := richtext.Span{Text: d.title, Link: d.link}
		t := write(richtext.Doc{Blocks: []richtext.Block{{Spans: simple([]richtext.Span{label}, false)}}})
		e.Description, p.Plain = t.markdown, t.plain
		return
	}
	if s.of > 1 {
		line := phrases.Posts.PartOf.In(d.post.Lang, "part", strconv.Itoa(s.number), "parts", strconv.Itoa(s.of))
		e.Footer = &dg.MessageEmbedFooter{Text: line}
		p.Plain += "\n\n" + line
	}
}

// shortened is a line that measures at most limit, with "…" where it is cut.
func shortened(s string, limit int, measure func(string) int) string {
	if measure(s) <= limit {
		return s
	}
	whole := richtext.Doc{Blocks: []richtext.Block{{Spans: []richtext.Span{{Text: s}}}}}
	head, _ := whole.Cut(limit-1, func(d richtext.Doc) int { return measure(d.Text()) })
	return strings.TrimRight(head.Text(), " ,;:–—，、；：") + "…"
}

// inForum makes of a message the one that opens a post.
func (d *draft) inForum(p *bot.Piece) {
	name := shortened(d.title, maxName, units)
	if name == "" { // an answer; it has no title, and a post must have one
		first, _, _ := strings.Cut(strings.TrimSpace(p.Plain), "\n")
		name = shortened(first, maxName, units)
	}
	if name == "" {
		name = "…"
	}
	p.Method = MethodForumPost
	p.Fields = map[string]any{"name": name, "auto_archive_duration": aWeek, "message": p.Fields}
}

// buttons stand below the last part: on to the page, and to where it points.
func (d *draft) buttons(s said) []dg.ActionsRow {
	if s.number != s.of {
		return nil
	}
	var row []dg.MessageComponent
	add := func(label, address string) {
		if len(address) <= maxButtonURL {
			row = append(row, dg.Button{Style: dg.LinkButton, Label: shortened(label, maxLabel, units), URL: address})
		}
	}
	if d.link != "" {
		label := phrases.Posts.OnThePage
		if s.cut {
			label = phrases.Posts.ReadOn
		}
		add(label.In(d.post.Lang), d.link)
	}
	if openable(d.post.More) && d.post.More != d.post.Link {
		add(richtext.HostOf(d.post.More), d.post.More)
	}
	if len(row) == 0 {
		return nil
	}
	return []dg.ActionsRow{{Components: row}}
}

// groups are the files, message by message. Those that would need a message of
// their own are left out of an edit, which adds none.
func (d *draft) groups(parts int) [][]bot.Media {
	var all []bot.Media
	for _, m := range d.post.Media {
		if m.Open != nil {
			all = append(all, m)
		}
	}
	groups := slices.Collect(slices.Chunk(all, maxAttachments))
	if stand := len(d.shape.Stands); stand > 0 && len(groups) > stand {
		d.warn("files-left", phrases.Discord.FilesLeft, "count", strconv.Itoa(len(all)-stand*maxAttachments))
		groups = groups[:stand]
	}
	if n := max(len(groups), parts); len(groups) > 1 {
		d.warn("files-apart", phrases.Posts.FilesApart, "count", strconv.Itoa(n))
	}
	return groups
}

// attach adds files to a message. The first picture is the embed's, if it is to
// have one.
func attach(p *bot.Piece, fields map[string]any, e *dg.MessageEmbed, files []bot.Media, cover bool) {
	var list []map[string]any
	for i, m := range files {
		f := bot.File{Name: nameOf(m, p.Files), Type: m.Type, Alt: shortened(clean(m.Alt), 1024, units), Key: m.Key, Open: m.Open}
		if f.Type == "" {
			f.Type = "application/octet-stream"
		}
		entry := map[string]any{"id": strconv.Itoa(i), "filename": f.Name}
		if f.Alt != "" {
			entry["description"] = f.Alt
		}
		switch {
		case m.Kind == bot.Photo:
			p.Kind = bot.PhotoPiece
			if cover && e.Image == nil && showable(f.Name) {
				e.Image = &dg.MessageEmbedImage{URL: "attachment://" + f.Name}
			}
		case p.Kind == bot.TextPiece:
			p.Kind = bot.DocumentPiece
		}
		p.Files, list = append(p.Files, f), append(list, entry)
	}
	if len(list) > 0 {
		fields["attachments"] = list
	}
}

// showable reports whether Discord shows a file of that name in an embed.
func showable(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".gif"}, strings.ToLower(path.Ext(name)))
}

// nameOf is a name that Discord leaves as it is, another one for each file of a
// message: an embed finds its picture by it.
func nameOf(m bot.Media, before []bot.File) string {
	name := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("._-", r)) {
			return r
		}
		return '_'
	}, m.Name)
	ext := path.Ext(name)
	base := strings.Trim(strings.TrimSuffix(name, ext), "._-")
	if base == "" {
		base = "file"
	}
	if len(base) > 100 {
		base = base[len(base)-100:]
	}
	name = base + ext
	for n := 2; slices.ContainsFunc(before, func(f bot.File) bool { return f.Name == name }); n++ {
		name = fmt.Sprintf("%s_%d%s", base, n, ext)
	}
	return name
}
