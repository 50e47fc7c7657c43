package desk

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// health is a channel and how it fares.
type health struct {
	channel
	Target    string     `json:"target"`
	Thread    string     `json:"thread"`
	Lang      string     `json:"lang"`
	Purpose   string     `json:"purpose"`
	Topics    []named    `json:"topics"` // none is all
	Enabled   bool       `json:"enabled"`
	Listed    bool       `json:"listed"`
	InviteURL string     `json:"invite_url"`
	Speaks    bool       `json:"platform_on"`
	OffSince  *time.Time `json:"off_since"`
	Trouble   string     `json:"trouble"`
	Checked   *time.Time `json:"checked_at"`
	Moved     string     `json:"current_chat"` // under which it goes on, "" for the target
	Forum     bool       `json:"forum"`
	Says      string     `json:"says"`         // how it fares, in words
	Last      *time.Time `json:"last_success"` // something new was brought there
	Counts    struct {
		Sent    int `json:"sent"`
		Pending int `json:"pending"`
		Held    int `json:"held"`
		Unsure  int `json:"unsure"`
		Failed  int `json:"failed"`
	} `json:"counts"`
}

// channels lists all channels with what is known of them. GET channels: {items:
// [see health]}
func (d *desk) channels(e *core.RequestEvent) error {
	found, err := cms.FindAllChannels(e.App)
	if err != nil {
		return err
	}
	states, err := cms.FindChannelStates(e.App)
	if err != nil {
		return err
	}
	counts, err := cms.CountByChannel(e.App)
	if err != nil {
		return err
	}
	topics, err := cms.FindTopics(e.App)
	if err != nil {
		return err
	}
	lang := whose(e).Lang
	names := map[string]named{}
	for _, t := range topics {
		names[t.Id] = nameOf(t.Record, lang)
	}
	items := make([]health, len(found))
	for i, c := range found {
		items[i] = d.fares(c, states[c.Id], counts[c.Id], names, lang)
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items})
}

func (d *desk) fares(c *cms.Channel, s *cms.ChannelState, n cms.ChannelCount, topics map[string]named, lang string) health {
	h := health{
		channel: channelOf(c), Target: c.Target(), Thread: c.Thread(), Lang: c.Lang(), Purpose: c.Purpose(), Topics: []named{},
		Enabled: c.Enabled(), Listed: c.GetBool("listed"), InviteURL: c.InviteURL(), Speaks: d.announcer.Speaks(c.Platform()), Last: moment(n.Last),
	}
	h.Counts.Sent, h.Counts.Pending, h.Counts.Held, h.Counts.Unsure, h.Counts.Failed = n.Sent, n.Pending, n.Held, n.Unsure, n.Failed
	for _, id := range c.TopicIDs() {
		if t, ok := topics[id]; ok {
			h.Topics = append(h.Topics, t)
		}
	}
	if s != nil {
		traits, _ := s.Traits()
		h.OffSince, h.Trouble, h.Checked = moment(s.GetDateTime("off_since")), s.Trouble(), moment(s.GetDateTime("checked_at"))
		h.Moved, h.Forum = s.CurrentChat(), traits.Forum
	}
	text := phrases.DeskChannels.Well
	switch {
	case !h.Enabled:
		text = phrases.DeskChannels.Off
	case !h.Speaks:
		text = phrases.Desk.PlatformOff
	case h.OffSince != nil:
		text = phrases.DeskChannels.Away
	case n.Failed+n.Unsure > 0:
		text = phrases.DeskChannels.Trouble
	}
	h.Says = text.In(lang)
	return h
}

// testChannel sends a line of text to a channel. In a channel of the staff it
// stays; in one that the public reads it is sent without a sound and removed again
// at once, and only if the person has said that it shall really be.
// POST channels/{id}/test {really?}: 204; the code "public" asks for really
func (d *desk) testChannel(e *core.RequestEvent) error {
	var body struct {
		Really bool `json:"really"`
	}
	if err := e.BindBody(&body); err != nil {
		return unreadable(e, err)
	}
	r, err := e.App.FindRecordById("channels", e.Request.PathValue("id"))
	if err != nil {
		return refused(e, err)
	}
	c := &cms.Channel{}
	c.SetProxyRecord(r)
	stay, text := true, phrases.DeskChannels.TestStays
	if c.Purpose() == "announcements" {
		if !body.Really {
			return refused(e, &Refusal{Code: "public", Text: phrases.DeskChannels.TestIsPublic, Pairs: []string{"name", c.Name()}})
		}
		stay, text = false, phrases.DeskChannels.TestGoes
	}
	return done(e, d.announcer.TrialIn(e.Request.Context(), c, text.In(c.Lang()), stay))
}
