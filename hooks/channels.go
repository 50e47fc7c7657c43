package hooks

import (
	"database/sql"
	"errors"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// bindChannels follows changes of channels.
func bindChannels(app core.App, now func() time.Time) {
	app.OnRecordValidate("channels").BindFunc(onePlace)
	app.OnRecordUpdateExecute("channels").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			stored, err := cms.FindChannel(e.App, e.Record.Id)
			if err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			return followChannel(e.App, stored, channelOf(e.Record), now())
		})
	})
	app.OnRecordDeleteExecute("channels").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			if err := mayDeleteChannel(e.App, channelOf(e.Record), cms.ActorOf(e.Record)); err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			return cms.DropPlanned(e.App, sentTo(channelOf(e.Record)), now())
		})
	})
}

// bindTopics keeps a topic that somebody chose alone: without it they would get
// all news.
func bindTopics(app core.App) {
	app.OnRecordDeleteExecute("topics").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func() error {
			alone := 0
			for _, collection := range []string{"channels", "subscribers"} {
				n, err := cms.CountOnly(e.App, collection, "topics", e.Record.Id)
				if err != nil {
					return err
				}
				alone += n
			}
			if alone > 0 {
				return wrong("slug", "only_topic", phrases.CMS.OnlyTopic, cms.ActorOf(e.Record).Lang, "count", strconv.Itoa(alone))
			}
			return e.Next()
		})
	})
}

// onePlace refuses a second channel for announcements at the same place.
func onePlace(e *core.RecordEvent) error {
	c := channelOf(e.Record)
	if c.Purpose() == "announcements" {
		other, err := cms.FindChannelAt(e.App, c.Platform(), c.Target(), c.Thread(), c.Purpose())
		if err == nil && other.Id != c.Id {
			return merged(e.Next(), wrong("target", "place_taken", phrases.CMS.PlaceTaken, cms.ActorOf(e.Record).Lang, "name", other.Name()))
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return e.Next()
}

func channelOf(r *core.Record) *cms.Channel {
	c := &cms.Channel{}
	c.SetProxyRecord(r)
	return c
}

// carries says what is sent to a channel that serves a purpose; to a log nothing is.
var carries = map[string]cms.DeliveryKind{"announcements": cms.DeliverNews, "staff": cms.DeliverNotice, "log": "none"}

// sentTo is the condition of the deliveries to a channel. Others may go to the
// same place: another channel's, or the answer to a question from there.
func sentTo(c *cms.Channel) dbx.HashExp {
	return dbx.HashExp{"platform": c.Platform(), "chat": c.Target(), "thread": c.Thread(), "kind": carries[c.Purpose()]}
}

// followChannel takes what was planned along to a new address, and tries a
// channel again that staff have seen to. What became overdue meanwhile waits.
func followChannel(tx core.App, before, after *cms.Channel, now time.Time) error {
	if before.Target() != after.Target() || before.Thread() != after.Thread() {
		if err := cms.MovePlanned(tx, sentTo(before), after.Target(), after.Thread()); err != nil {
			return err
		}
		if err := cms.ForgetChannelState(tx, after.Id); err != nil {
			return err
		}
	}
	if !after.Enabled() {
		return nil
	}
	state, err := cms.FindChannelState(tx, after.Id)
	off := err == nil && state.Off()
	if before.Enabled() && !off {
		return nil
	}
	return announce.Reopen(tx, after, now)
}

// mayDeleteChannel refuses to delete a channel in which announcements stand,
// until it is said what shall become of them: a channel that is switched off is
// deleted, and they stay.
func mayDeleteChannel(tx core.App, c *cms.Channel, who cms.Actor) error {
	alone, err := cms.CountOnly(tx, "news", "channels", c.Id)
	if err != nil {
		return err
	}
	if alone > 0 { // without it they would be for all channels
		return wrong("name", "only_channel", phrases.CMS.OnlyChannel, who.Lang, "count", strconv.Itoa(alone))
	}
	if c.Purpose() != "announcements" {
		return nil
	}
	standing, err := cms.CountStanding(tx, sentTo(c))
	if err != nil || standing == 0 || !c.Enabled() {
		return err
	}
	return wrong("enabled", "still_shown", phrases.CMS.ChannelShows, who.Lang, "count", strconv.Itoa(standing))
}
