package discord

import (
	"context"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

// Forum reports whether a place is a forum, in which each announcement is a post
// of its own. Media channels are forums too. The error is a verdict.
func (s *Sender) Forum(ctx context.Context, place bot.Place) (bool, error) {
	if place.Thread != "" || isDM(place) {
		return false, nil
	}
	var channel struct {
		Type dg.ChannelType `json:"type"`
	}
	if err := s.do(ctx, s.request(getChannel, place, place.Chat), &channel); err != nil {
		return false, again(err)
	}
	return channel.Type == dg.ChannelTypeGuildForum || channel.Type == dg.ChannelTypeGuildMedia, nil
}
