package cms

import (
	"cmp"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Channel is a place on a platform that the alliance speaks in.
type Channel struct{ core.BaseRecordProxy }

// Name is what staff call it.
func (c *Channel) Name() string { return c.GetString("name") }

// Platform is telegram or discord.
func (c *Channel) Platform() string { return c.GetString("platform") }

// Target is the platform's id of the chat or channel.
func (c *Channel) Target() string { return c.GetString("target") }

// Thread is the platform's id of the thread or topic in it, "" for none.
func (c *Channel) Thread() string { return c.GetString("thread") }

// Lang is the language spoken there (de, en, zh).
func (c *Channel) Lang() string { return c.GetString("lang") }

// Purpose is announcements, staff or log.
func (c *Channel) Purpose() string { return cmp.Or(c.GetString("purpose"), "announcements") }

// InviteURL is where people can join.
func (c *Channel) InviteURL() string { return c.GetString("invite_url") }

// FindListedChannels returns the channels that the public site may name:
// enabled, listed, for announcements and with an address to join at.
func FindListedChannels(app core.App) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "lang, platform, name",
		dbx.HashExp{"listed": true, "enabled": true, "purpose": []any{"", "announcements"}},
		dbx.NewExp("[[invite_url]] != ''"))
}
