package cms

import (
	"cmp"
	"fmt"

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

// TopicIDs are the topics that it takes; none means all.
func (c *Channel) TopicIDs() []string { return c.GetStringSlice("topics") }

// IfMissing says what is done where the text in its language is not current:
// hold (the default), skip, fallback, or machine: send a machine's translation
// that says so, and hold where there is none.
func (c *Channel) IfMissing() string { return cmp.Or(c.GetString("if_missing"), "hold") }

// Split says that what is too long comes in parts; else it is cut, with a link.
func (c *Channel) Split() bool { return c.GetString("overflow") == "split" }

// Crosspost says that Discord hands messages on to servers that follow.
func (c *Channel) Crosspost() bool { return c.GetBool("crosspost") }

// Enabled says that staff have not switched it off.
func (c *Channel) Enabled() bool { return c.GetBool("enabled") }

// InviteURL is where people can join.
func (c *Channel) InviteURL() string { return c.GetString("invite_url") }

// FindListedChannels returns the channels that the public site may name:
// enabled, listed, for announcements and with an address to join at.
func FindListedChannels(app core.App) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "lang, platform, name",
		dbx.HashExp{"listed": true, "enabled": true, "purpose": []any{"", "announcements"}},
		dbx.NewExp("[[invite_url]] != ''"))
}

// announcing is the condition of channels that news goes to.
var announcing = dbx.HashExp{"purpose": []any{"", "announcements"}}

// FindAnnouncingChannels returns the channels that news goes to, those that are
// switched off included.
func FindAnnouncingChannels(app core.App) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "platform, name, id", announcing)
}

// FindChannelAt returns the channel at a place that serves a purpose.
func FindChannelAt(app core.App, platform, target, thread, purpose string) (*Channel, error) {
	where := dbx.Expression(dbx.HashExp{"purpose": purpose})
	if purpose == "announcements" {
		where = announcing
	}
	return findOne[Channel](app, "channels", dbx.HashExp{"platform": platform, "target": target, "thread": thread}, where)
}

// FindChannelsIn returns all channels in a chat, whatever their purpose and
// thread: those whose target is its id or its @name, and those that went on
// under this id. name is "" for a chat without one.
func FindChannelsIn(app core.App, platform, chat, name string) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "name, id", dbx.HashExp{"platform": platform}, dbx.NewExp(
		"([[target]] = {:chat} OR {:name} != '' AND lower([[target]]) = lower({:name}) OR [[id]] IN (SELECT [[channel]] FROM {{channel_state}} WHERE [[current_chat]] = {:chat}))",
		dbx.Params{"chat": chat, "name": name}))
}

// FindStaffChannels returns the channels on which staff are spoken to that they
// have not switched off, on all platforms.
func FindStaffChannels(app core.App) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "platform, name, id", dbx.HashExp{"purpose": "staff", "enabled": true})
}

// FindChannel returns a channel by its id, or else by its name.
func FindChannel(app core.App, idOrName string) (*Channel, error) {
	return findOne[Channel](app, "channels", dbx.Or(dbx.HashExp{"id": idOrName}, dbx.HashExp{"name": idOrName}))
}

// CountOnly counts the records of a collection that name one record, and no other,
// in a field that takes many.
func CountOnly(app core.App, collection, field, id string) (int, error) {
	var n int
	err := app.DB().NewQuery("SELECT count(*) FROM {{" + collection + "}} r WHERE json_array_length(r.[[" + field + "]]) = 1 " +
		"AND json_extract(r.[[" + field + "]], '$[0]') = {:id}").Bind(dbx.Params{"id": id}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count who names a record alone in %s: %w", collection, err)
	}
	return n, nil
}

// FindStaffChannel returns the switched-on channel of a platform on which staff
// are spoken to.
func FindStaffChannel(app core.App, platform string) (*Channel, error) {
	return FindPurposeChannel(app, platform, "staff")
}

// FindPurposeChannel returns a switched-on channel of a platform that serves a
// purpose other than announcements.
func FindPurposeChannel(app core.App, platform, purpose string) (*Channel, error) {
	return findOne[Channel](app, "channels", dbx.HashExp{"platform": platform, "purpose": purpose, "enabled": true})
}
