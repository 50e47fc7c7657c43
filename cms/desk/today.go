package desk

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// mostLines is how many lines of one sort the page of today shows.
const mostLines = 50

// today is what needs a person.
type today struct {
	Sending      switchState     `json:"sending"`
	Inquiries    openInquiries   `json:"inquiries"`
	Review       []askedRelease  `json:"review"`       // news in review
	Asked        []askedRelease  `json:"asked"`        // what publishers were asked for else
	Deliveries   []waiting       `json:"deliveries"`   // held, failed or unsure
	Translations staleTranslated `json:"translations"` // of what is live
	Due          []dueContent    `json:"due"`          // to be checked again
	Channels     []troubled      `json:"channels"`     // switched off, or in trouble
}

type switchState struct {
	On  bool       `json:"on"`
	Why string     `json:"why"` // staff or restored, where it is off
	By  string     `json:"by"`  // e-mail address
	At  *time.Time `json:"at"`
}

// dueContent is an entry of the FAQ that was to be checked again.
type dueContent struct {
	named
	ReviewBy *time.Time `json:"review_by"`
}

// troubled is a channel that takes nothing.
type troubled struct {
	channel
	Purpose  string     `json:"purpose"`
	Enabled  bool       `json:"enabled"` // as staff have it
	OffSince *time.Time `json:"off_since"`
	Trouble  string     `json:"trouble"`
}

// today tells what needs a person. GET today: see type today
func (d *desk) today(e *core.RequestEvent) error {
	names, err := cms.AccountNames(e.App)
	if err != nil {
		return err
	}
	var t today
	for _, fill := range []func(*core.RequestEvent, *today, map[string]string) error{
		d.fillSending, d.fillInquiries, d.fillReview, d.fillWaiting, d.fillTranslations, d.fillDue, d.fillChannels,
	} {
		if err := fill(e, &t, names); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, t)
}

func (d *desk) fillSending(e *core.RequestEvent, t *today, names map[string]string) error {
	s, err := cms.LoadSendingSwitch(e.App)
	if err != nil {
		return err
	}
	t.Sending = switchState{On: !s.Off, Why: s.Why, By: names[s.By]}
	if !s.At.IsZero() {
		t.Sending.At = &s.At
	}
	return nil
}

func (d *desk) fillDue(e *core.RequestEvent, t *today, _ map[string]string) error {
	due, err := cms.FindDueContent(e.App, d.now())
	if err != nil {
		return err
	}
	t.Due = []dueContent{}
	for _, f := range due {
		t.Due = append(t.Due, dueContent{nameOf(f.Record, whose(e).Lang), moment(f.GetDateTime("review_by"))})
	}
	return nil
}

func (d *desk) fillChannels(e *core.RequestEvent, t *today, _ map[string]string) error {
	channels, err := cms.FindAllChannels(e.App)
	if err != nil {
		return err
	}
	states, err := cms.FindChannelStates(e.App)
	if err != nil {
		return err
	}
	t.Channels = []troubled{}
	for _, c := range channels {
		line := troubled{channel: channelOf(c), Purpose: c.Purpose(), Enabled: c.Enabled()}
		if s := states[c.Id]; s != nil {
			line.OffSince, line.Trouble = moment(s.GetDateTime("off_since")), s.Trouble()
		}
		if !line.Enabled || line.OffSince != nil || line.Trouble != "" {
			t.Channels = append(t.Channels, line)
		}
	}
	return nil
}
