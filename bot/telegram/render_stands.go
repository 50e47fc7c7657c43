package telegram

import (
	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// replaces reports whether pieces can be shown by editing what stands. An edit
// adds no message, and changes few kinds.
func (d *draft) replaces(pieces []bot.Piece) bool {
	stands := d.shape.Stands
	if len(stands) == 0 {
		return true
	}
	if len(pieces) > len(stands) {
		return false
	}
	for i, p := range pieces {
		if !becomes(stands[i], p) {
			return false
		}
	}
	return true
}

// becomes reports whether a message can be edited into a piece.
func becomes(r bot.Remote, p bot.Piece) bool {
	switch r.Kind {
	case "":
		return true
	case bot.TextPiece: // media can be added to a text, not an album
		return p.Kind != bot.AlbumPiece
	case bot.AlbumPiece:
		media, _ := p.Fields["media"].([]map[string]any)
		return p.Kind == bot.AlbumPiece && (r.Empty() || len(media) == len(r.IDs))
	}
	return p.Kind == r.Kind
}

// again are the pieces where something stands that keeps them from being what
// they would be anew: as much of the post as the standing messages can show.
func (d *draft) again() ([]bot.Piece, error) {
	stands := d.shape.Stands
	texts := len(stands) // messages that can show text; behind them stand files
	for texts > 1 && (stands[texts-1].Kind == bot.DocumentPiece || stands[texts-1].Kind == bot.AlbumPiece) {
		texts--
	}
	l := d.leadOf(stands[0])
	f := fit{first: l.limit(), other: maxText, max: texts, split: d.shape.Split}
	files := d.files
	if l.kind == bot.AlbumPiece {
		files = append(d.photos[len(l.media):len(d.photos):len(d.photos)], files...)
	}
	if len(files) > 0 && texts < len(stands) {
		return d.beforeFiles(l, f, files)
	}
	pieces, err := d.bring(l, f)
	if err != nil {
		return nil, err
	}
	for len(files) > 0 && len(pieces) < texts { // a text that is not needed becomes a file
		pieces = append(pieces, asMedia(groupKind(files[:1]), files[:1], d.label(), nil))
		files = files[1:]
	}
	d.left(files)
	return pieces, nil
}

// leadOf is the first message as it stands, with what it can take of the post.
func (d *draft) leadOf(r bot.Remote) lead {
	photos := d.photos
	if r.Kind == bot.AlbumPiece {
		if len(photos) != len(r.IDs) && !r.Empty() {
			d.warn("album-stays", phrases.Telegram.AlbumStays)
		}
		return lead{kind: bot.AlbumPiece, media: photos[:min(len(photos), maxAlbum)]}
	}
	if len(photos) > 1 {
		d.warnCount("pictures-left", phrases.Telegram.PicturesLeft, len(photos)-1)
		photos = photos[:1]
	}
	switch r.Kind {
	case bot.PhotoPiece:
		if len(photos) == 0 {
			d.warn("picture-stays", phrases.Posts.PictureStays)
		}
		return lead{kind: bot.PhotoPiece, media: photos}
	case bot.DocumentPiece: // no announcement begins so; its text can be corrected
		return lead{kind: bot.DocumentPiece}
	}
	return d.lead(photos)
}

// beforeFiles are pieces of which as many are texts as stand before the files,
// lest a text be shown where a file stands.
func (d *draft) beforeFiles(l lead, f fit, files []bot.Media) ([]bot.Piece, error) {
	s, err := d.inJust(l, f)
	if err != nil {
		return nil, err
	}
	pieces := d.carry(l, s)
	for _, r := range d.shape.Stands[f.max:] {
		n := 1
		if r.Kind == bot.AlbumPiece {
			n = max(len(r.IDs), 2)
		}
		g := files[:min(n, len(files))]
		if len(g) == 0 {
			break
		}
		if files = files[len(g):]; r.Kind == bot.AlbumPiece && len(g) != n {
			d.warn("album-stays", phrases.Telegram.AlbumStays)
		}
		pieces = append(pieces, asMedia(r.Kind, g, d.label(), nil))
	}
	d.left(files)
	return pieces, nil
}

// inJust is the text in f.max parts, which are as short as that takes.
func (d *draft) inJust(l lead, f fit) (wording, error) {
	f.tail = l.kind == bot.AlbumPiece
	s, err := d.fitted(f)
	low, high := 100, maxText // limits that make too many parts, and not too many
	f.split, f.tail = true, false
	for err == nil && len(s.parts) < f.max && high-low > 10 {
		middle := (low + high) / 2
		f.first, f.other = min(l.limit(), middle), middle
		shorter, failed := d.inParts(f)
		if failed != nil || shorter.cut {
			low = middle
			continue
		}
		s, high = shorter, middle
	}
	for n := len(s.parts); err == nil && n < f.max; n++ { // hardly any text is left
		s.parts = append(s.parts, d.partLine(n+1, f.max))
	}
	return s, err
}

func (d *draft) left(files []bot.Media) {
	if len(files) > 0 {
		d.warnCount("files-left", phrases.Telegram.FilesLeft, len(files))
	}
}
