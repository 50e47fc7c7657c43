package telegram

import (
	"slices"
	"strconv"

	"isa-portal.de/isabot/bot"
)

// maxAlbum is how many pictures or files one album holds (Bot API, "sendMediaGroup").
const maxAlbum = 10

// asText is a message of text. preview is the address of a picture that
// stands above it, "" for none.
func asText(t text, rows [][]button, preview string) bot.Piece {
	options := map[string]any{"is_disabled": true}
	if preview != "" {
		options = map[string]any{"url": preview, "prefer_large_media": true, "show_above_text": true}
	}
	p := bot.Piece{
		Kind: bot.TextPiece, Method: "sendMessage",
		Fields: map[string]any{"text": t.html, "parse_mode": "HTML", "link_preview_options": options},
		Plain:  t.plain, Length: t.length(), Limit: maxText,
	}
	if len(rows) > 0 {
		p.Fields["reply_markup"] = keyboard(rows)
	}
	return p
}

// asMedia is a message of media with a text. Without media it is what such a
// message is edited into.
func asMedia(kind bot.PieceKind, media []bot.Media, t text, rows [][]button) bot.Piece {
	p := bot.Piece{Kind: kind, Plain: t.plain, Length: t.length(), Limit: maxCaption}
	caption := map[string]any{}
	if t.html != "" {
		caption = map[string]any{"caption": t.html, "parse_mode": "HTML"}
	}
	switch kind {
	case bot.AlbumPiece:
		p.Method, p.Fields = "sendMediaGroup", map[string]any{"media": album(&p, media, caption)}
		return p // albums take no buttons
	case bot.DocumentPiece:
		p.Method, p.Fields = "sendDocument", caption
		if len(media) > 0 {
			caption["document"] = attached(&p, media[0])
		}
	default:
		p.Method, p.Fields = "sendPhoto", caption
		if len(media) > 0 {
			caption["photo"] = attached(&p, media[0])
		}
	}
	if len(rows) > 0 {
		p.Fields["reply_markup"] = keyboard(rows)
	}
	return p
}

// album is the media of an album. Its first item carries the text.
func album(p *bot.Piece, media []bot.Media, caption map[string]any) []map[string]any {
	items := make([]map[string]any, max(len(media), 1))
	for i := range items {
		items[i] = map[string]any{"type": string(bot.Photo)}
		if i < len(media) {
			items[i]["type"] = string(media[i].Kind)
			items[i]["media"] = attached(p, media[i])
		}
	}
	for name, v := range caption {
		items[0][name] = v
	}
	return items
}

// attached adds a medium to the files of a piece and returns what refers to it.
// What cannot be opened here Telegram fetches itself. It knows no alt texts.
func attached(p *bot.Piece, m bot.Media) string {
	if m.Open == nil {
		return m.URL
	}
	name := m.Name
	for n := 2; slices.ContainsFunc(p.Files, func(f bot.File) bool { return f.Name == name }); n++ {
		name = strconv.Itoa(n) + "-" + m.Name
	}
	p.Files = append(p.Files, bot.File{Name: name, Type: m.Type, Key: m.Key, Open: m.Open})
	return attach + name
}

// mediaOf parts the media that can be sent into pictures and other files.
// Telegram takes no other sort of picture than these as a photo.
func mediaOf(all []bot.Media) (photos, files []bot.Media) {
	for _, m := range all {
		if m.Open == nil && !openable(m.URL) {
			continue
		}
		if m.Kind == bot.Photo && slices.Contains([]string{"", "image/jpeg", "image/png", "image/webp", "image/gif"}, m.Type) {
			photos = append(photos, m)
			continue
		}
		m.Kind = bot.Document
		files = append(files, m)
	}
	return photos, files
}

// groups parts files into the messages that bring them: albums, the last one
// of which may be a single file.
func groups(files []bot.Media) [][]bot.Media { return slices.Collect(slices.Chunk(files, maxAlbum)) }

func groupKind(group []bot.Media) bot.PieceKind {
	switch {
	case len(group) > 1:
		return bot.AlbumPiece
	case group[0].Kind == bot.Photo:
		return bot.PhotoPiece
	}
	return bot.DocumentPiece
}
