package discord

import (
	"context"
	"fmt"
	"maps"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

// Edit makes a message look like p. Text, embeds and buttons are replaced, and
// so are files: those of the piece are uploaded again and all others go, since
// nobody remembers which ones stand. A forum's post gets the name that the piece
// has, if it is another one. A thread that is archived is opened for it.
//
// A message that somebody has deleted is as it should be for good: there is no
// error, and the Remote is empty. An edit may be repeated, so it is never unsure.
func (s *Sender) Edit(ctx context.Context, place bot.Place, r bot.Remote, p bot.Piece) (bot.Remote, error) {
	if r.Empty() {
		return bot.Remote{}, fmt.Errorf("%w: no message is named", bot.ErrRefused)
	}
	if r.Chat == "" {
		r.Chat = channelOf(place)
	}
	req := s.request(patchMessage, place, r.Chat)
	req.message, req.files, req.fields = r.IDs[0], p.Files, whole(messageOf(p))
	err := s.opened(ctx, req)
	if err == nil && isPost(r) && p.Method == MethodForumPost {
		err = s.rename(ctx, place, r.Chat, p.Fields["name"])
	}
	if gone(r, err) {
		return bot.Remote{}, nil
	}
	if err != nil {
		return bot.Remote{}, again(err)
	}
	r.Kind = p.Kind
	r.Then = s.follow(ctx, place, r, p)
	return r, nil
}

// whole is a message as an edit takes it: what it has none of is emptied. How
// loud it comes can only be said of a new one.
func whole(fields map[string]any) map[string]any {
	out := map[string]any{"content": "", "embeds": []any{}, "components": []any{}, "attachments": []any{}}
	maps.Copy(out, quiet(fields))
	delete(out, "flags")
	return out
}

// opened makes a request in a thread, which is opened for it if it is archived:
// Discord lets nothing be changed or deleted in one that is.
func (s *Sender) opened(ctx context.Context, r request) error {
	err := s.do(ctx, r, nil)
	if !refusedWith(err, codeArchived) {
		return err
	}
	open := s.request(patchChannel, r.place, r.channel)
	open.fields = map[string]any{"archived": false}
	if err := s.do(ctx, open, nil); err != nil {
		return fmt.Errorf("open an archived thread: %w", err)
	}
	return s.do(ctx, r, nil)
}

// rename gives a forum's post a name, if it has another. Discord lets that be
// done twice in ten minutes, so it is not done idly.
func (s *Sender) rename(ctx context.Context, place bot.Place, post string, name any) error {
	var is struct {
		Name string `json:"name"`
	}
	if err := s.do(ctx, s.request(getChannel, place, post), &is); err != nil || is.Name == name {
		return err
	}
	req := s.request(patchChannel, place, post)
	req.fields = map[string]any{"name": name}
	return s.do(ctx, req, nil)
}

// gone reports whether an error says that the message is not there any more. Of
// a forum's post the channel is the post itself.
func gone(r bot.Remote, err error) bool {
	return refusedWith(err, dg.ErrCodeUnknownMessage) || isPost(r) && refusedWith(err, dg.ErrCodeUnknownChannel)
}

// Delete removes a message, or a whole post of a forum; where the bot may not do
// that, the post's first message. What is gone already is success. Deleting may
// be repeated, so it is never unsure.
func (s *Sender) Delete(ctx context.Context, place bot.Place, r bot.Remote) error {
	if r.Chat == "" {
		r.Chat = channelOf(place)
	}
	if isPost(r) {
		err := s.do(ctx, s.request(deleteChannel, place, r.Chat), nil)
		if !refusedWith(err, dg.ErrCodeMissingPermissions, dg.ErrCodeMissingAccess) {
			return deleted(err)
		}
	}
	for _, id := range r.IDs {
		req := s.request(deleteMessage, place, r.Chat)
		req.message = id
		if err := deleted(s.opened(ctx, req)); err != nil {
			return err
		}
	}
	return nil
}

func deleted(err error) error {
	if refusedWith(err, dg.ErrCodeUnknownMessage, dg.ErrCodeUnknownChannel) {
		return nil
	}
	return again(err)
}
