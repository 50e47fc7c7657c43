package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tg "github.com/go-telegram/bot"

	"isa-portal.de/isabot/bot"
)

// Edit makes a message look like p, as far as Telegram can: a text may become a
// photo or document, never the other way, so a text is put below the picture
// that stands. A photo or file is replaced where it differs, or where nobody
// remembers which one stands; those of an album one a call, and until the last
// of them a *bot.WaitError asks for the next call. An album of another number
// keeps its media, and only its text is edited. Buttons are replaced or removed,
// a pin is set or taken off.
//
// A message that somebody has deleted is as it should be for good: there is no
// error, and the Remote is empty, or without its first message if it is an
// album. An edit that has been made already is success. An edit may be repeated,
// so it is never unsure.
func (s *Sender) Edit(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) (bot.Remote, error) {
	if _, err := messageID(r); err != nil {
		return bot.Remote{}, err
	}
	chat := chatOf(place, r)
	e, more, err := s.edition(ctx, chat, r, p)
	if err != nil {
		return bot.Remote{}, err
	}
	if !more {
		if err := s.mayFollow(place, r, p); err != nil {
			return bot.Remote{}, err
		}
	}
	e.fields["chat_id"], e.fields["message_id"] = chat, r.IDs[e.item]
	var w bot.Wire
	f := &form{files: p.Files}
	files, lent := s.lend(p, f)
	_, err = s.call(ctx, &w, place, e.method, e.fields, f)
	switch {
	case lent && unknownFile(err):
		return bot.Remote{}, s.takeBack(files)
	case err == nil, deniedAs(err, "message is not modified"):
	case deniedAs(err, "message to edit not found", "message_id_invalid"):
		if e.item == 0 {
			return without(r), nil
		}
	default:
		return bot.Remote{}, again(err)
	}
	s.shown.set(chat, r.IDs[e.item], e.sum)
	if more {
		return bot.Remote{}, &bot.WaitError{For: aSecond}
	}
	r.Kind = e.kind
	r.Then = s.follow(ctx, place, r, p)
	return r, nil
}

// Delete removes a message, or all of an album. One that is gone already is
// success. bot.ErrRefused says that Telegram does not let the bot: it deletes
// nothing that is older than 48 hours. Deleting may be repeated, so it is never
// unsure.
func (s *Sender) Delete(ctx context.Context, place bot.Place, r bot.Remote) error {
	if r.Empty() {
		return nil
	}
	ids := make([]int, 0, len(r.IDs))
	for _, text := range r.IDs {
		id, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%w: not the id of a message on Telegram", bot.ErrRefused)
		}
		ids = append(ids, id)
	}
	var w bot.Wire
	var err error
	s.Began(place, s.pace())
	defer func() { s.Answered(place, s.pace()) }()
	if len(ids) == 1 {
		_, err = s.api.DeleteMessage(w.Watch(ctx), &tg.DeleteMessageParams{ChatID: chatOf(place, r), MessageID: ids[0]})
	} else { // the 10 of an album; Telegram takes up to 100
		_, err = s.api.DeleteMessages(w.Watch(ctx), &tg.DeleteMessagesParams{ChatID: chatOf(place, r), MessageIDs: ids})
	}
	if err == nil || deniedAs(err, "message to delete not found", "message_id_invalid") {
		return nil
	}
	return again(s.verdict(ctx, place, &w, err))
}

// without is an album without its first message; of anything else nothing is
// left.
func without(r bot.Remote) bot.Remote {
	if len(r.IDs) < 2 {
		return bot.Remote{}
	}
	r.IDs, r.Then = r.IDs[1:], nil
	return r
}

// edition is a request that edits a message of the remote.
type edition struct {
	item   int // which message, if it is one of an album
	method string
	fields map[string]any
	kind   bot.PieceKind // what the remote is then
	sum    string        // of the medium that it brings, "" if none
}

// edition is the next request that brings a remote nearer to a piece, and
// whether there are more. The first message of an album comes last: its text is
// then edited once.
func (s *Sender) edition(ctx context.Context, chat string, r bot.Remote, p bot.Piece) (e edition, more bool, err error) {
	if p.Kind == bot.TextPiece && (r.Kind == bot.TextPiece || r.Kind == "") {
		e = edition{method: "editMessageText", fields: pick(p.Fields, textParams), kind: bot.TextPiece}
		return e.withButtons(p), false, nil
	}
	items, err := itemsOf(p)
	if err != nil {
		return edition{}, false, err
	}
	keep := r.Kind == bot.AlbumPiece && len(items) != len(r.IDs)
	for i := len(items) - 1; i > 0 && r.Kind == bot.AlbumPiece && !keep; i-- {
		sum, err := sumOf(ctx, items[i], p.Files)
		if err != nil {
			return edition{}, false, err
		}
		if sum != "" && sum != s.shown.get(chat, r.IDs[i]) {
			return edition{item: i, method: "editMessageMedia", fields: map[string]any{"media": items[i]}, kind: r.Kind, sum: sum}, true, nil
		}
	}
	first := items[0]
	sum, err := sumOf(ctx, first, p.Files)
	if err != nil {
		return edition{}, false, err
	}
	if keep || sum == "" || sum == s.shown.get(chat, r.IDs[0]) && r.Kind != bot.TextPiece {
		e = edition{method: "editMessageCaption", fields: pick(first, captionParams), kind: r.Kind, sum: s.shown.get(chat, r.IDs[0])}
		return e.withButtons(p), false, nil
	}
	e = edition{method: "editMessageMedia", fields: map[string]any{"media": first}, kind: kindAfter(r, first), sum: sum}
	return e.withButtons(p), false, nil
}

// kindAfter is what a message is that was given a medium.
func kindAfter(r bot.Remote, item map[string]any) bot.PieceKind {
	switch {
	case r.Kind == bot.AlbumPiece:
		return r.Kind
	case item["type"] == "document":
		return bot.DocumentPiece
	}
	return bot.PhotoPiece
}

func (e edition) withButtons(p bot.Piece) edition {
	if b, ok := p.Fields["reply_markup"]; ok {
		e.fields["reply_markup"] = b
	}
	return e
}

// The parameters that an edit takes over from the request that would send.
var (
	textParams    = []string{"text", "parse_mode", "entities", "link_preview_options"}
	captionParams = []string{"caption", "parse_mode", "caption_entities", "show_caption_above_media"}
	mediaParams   = append([]string{"type", "media", "has_spoiler"}, captionParams...)
)

// itemsOf are a piece's messages as Telegram's InputMedia, at least one. A text
// has a caption and no media.
func itemsOf(p bot.Piece) ([]map[string]any, error) {
	m := pick(p.Fields, mediaParams)
	switch p.Method {
	case "sendPhoto", "sendDocument":
		kind := strings.ToLower(strings.TrimPrefix(p.Method, "send"))
		m["type"] = kind
		if v, ok := p.Fields[kind]; ok {
			m["media"] = v
		}
	case "sendMediaGroup", "editMessageMedia":
		plain, err := plainJSON(p.Fields["media"])
		if err != nil {
			return nil, fmt.Errorf("read the media of a piece: %w", err)
		}
		all, ok := plain.([]any)
		if !ok {
			all = []any{plain}
		}
		var items []map[string]any
		for _, v := range all {
			if item, ok := v.(map[string]any); ok {
				items = append(items, pick(item, mediaParams))
			}
		}
		if len(items) == 0 {
			return nil, errors.New("a piece of media without media")
		}
		return items, nil
	default:
		for from, to := range map[string]string{"text": "caption", "entities": "caption_entities"} {
			if v, ok := p.Fields[from]; ok {
				m[to] = v
			}
		}
	}
	return []map[string]any{m}, nil
}

func pick(fields map[string]any, names []string) map[string]any {
	out := map[string]any{}
	for _, n := range names {
		if v, ok := fields[n]; ok {
			out[n] = v
		}
	}
	return out
}
