package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"
)

// pinnedThread is the flag of a thread that stands first in its forum.
const pinnedThread = 1 << 1

func (f *Fake) createThread(c *call) reply {
	var form threadForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	if n := utf8.RuneCountInString(form.Name); n < 1 || n > 100 {
		return f.bad(c, fmt.Errorf("a name of %d characters", n))
	}
	parent := f.channels[c.channel]
	if (parent.kind == Forum) != (form.Message != nil) {
		return fault(http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	}
	if form.Message != nil {
		if form.Message.Nonce != "" || form.Message.EnforceNonce {
			return f.bad(c, fmt.Errorf("a forum's post has no nonce"))
		}
		if err := c.ruleMessage(*form.Message, true); err != nil {
			return f.bad(c, err)
		}
	}
	thread := f.open(f.id(), Thread, form.Name, c.channel)
	if form.AutoArchiveDuration > 0 {
		thread.keep = time.Duration(form.AutoArchiveDuration) * time.Minute
	}
	out := f.channelJSON(thread)
	c.entry.Channel, c.entry.Effect = thread.id, Created
	if form.Message != nil {
		m := f.post(thread, c, *form.Message)
		m.ID = thread.id // the first message of a post bears the post's id
		c.entry.shows(Created, m)
		out["message"] = f.messageJSON(thread, m)
	}
	return answered(http.StatusCreated, out)
}

func (f *Fake) getChannel(c *call) reply {
	ch := f.channels[c.channel]
	f.age(ch)
	return answered(http.StatusOK, f.channelJSON(ch))
}

func (f *Fake) editChannel(c *call) reply {
	var form channelForm
	if err := c.decode(&form); err != nil {
		return f.bad(c, err)
	}
	ch := f.channels[c.channel]
	f.age(ch)
	if form.Archived != nil {
		ch.archived = *form.Archived
		if ch.archived {
			ch.archivedAt = f.cfg.Now()
		} else {
			ch.active = f.cfg.Now()
		}
	} else if ch.archived {
		return fault(http.StatusBadRequest, 50083, "Thread is archived")
	}
	if form.Name != nil && *form.Name != ch.name {
		if over := f.limits.takeRename(ch.id, f.cfg.Now()); over.scope != "" {
			return over.reply() // nobody is told of this limit before
		}
		ch.name = *form.Name
	}
	if form.Flags != nil {
		ch.flags = *form.Flags
	}
	c.entry.Effect, c.entry.Visible = Changed, ch.name
	return answered(http.StatusOK, f.channelJSON(ch))
}

func (f *Fake) deleteChannel(c *call) reply {
	ch := f.channels[c.channel]
	f.close(c.channel)
	c.entry.Effect = Deleted
	return answered(http.StatusOK, f.channelJSON(ch))
}

func (f *Fake) activeThreads(c *call) reply {
	if c.channel != f.guild {
		return fault(http.StatusNotFound, 10004, "Unknown Guild")
	}
	return answered(http.StatusOK, f.threadList(f.threads(func(t *channel) bool { return !t.archived }), 0))
}

// archivedThreads answers with those archived last, before= if that is given.
func (f *Fake) archivedThreads(c *call) reply {
	before, _ := time.Parse(time.RFC3339Nano, c.r.URL.Query().Get("before"))
	found := f.threads(func(t *channel) bool {
		return t.archived && t.parent == c.channel && (before.IsZero() || t.archivedAt.Before(before))
	})
	slices.SortStableFunc(found, func(a, b *channel) int { return b.archivedAt.Compare(a.archivedAt) })
	return answered(http.StatusOK, f.threadList(found, 50))
}

func (f *Fake) threadList(found []*channel, most int) map[string]any {
	more := most > 0 && len(found) > most
	if more {
		found = found[:most]
	}
	out := []any{}
	for _, t := range found {
		out = append(out, f.channelJSON(t))
	}
	return map[string]any{"threads": out, "members": []any{}, "has_more": more}
}

func (f *Fake) me(*call) reply { return answered(http.StatusOK, f.userJSON(f.bot)) }

func (f *Fake) gateway(c *call) reply {
	f.gate.base = f.cfg.Gateway
	if f.gate.base == "" {
		f.gate.base = "ws://" + c.r.Host
	}
	return answered(http.StatusOK, map[string]any{"url": f.gate.base})
}

// private reports whether a channel belongs to no server.
func (c *channel) private() bool { return c.kind == DM || c.kind == GroupDM }

// channelJSON is a channel or thread as Discord answers it.
func (f *Fake) channelJSON(c *channel) map[string]any {
	out := map[string]any{"id": c.id, "type": int(c.kind), "name": c.name, "flags": c.flags}
	if !c.private() {
		out["guild_id"] = f.guild
	}
	if !c.private() && c.kind != Thread {
		out["position"] = 0
	}
	if c.kind == DM {
		person := c.person
		if person == "" {
			person = "42"
		}
		out["recipients"] = []any{f.userJSON(person)}
		delete(out, "name")
	}
	if c.parent != "" {
		out["parent_id"] = c.parent
	}
	if c.kind == Thread {
		out["owner_id"], out["message_count"], out["member_count"], out["total_message_sent"] = c.owner, len(c.messages), 1, len(c.messages)
		out["thread_metadata"] = map[string]any{
			"archived": c.archived, "locked": false, "auto_archive_duration": int(c.keep / time.Minute),
			"archive_timestamp": c.archivedAt.UTC().Format(time.RFC3339Nano),
		}
	}
	return out
}
