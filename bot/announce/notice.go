package announce

import (
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// How much of a budget is used, in a notice's subject.
const (
	budgetMost = "most"
	budgetAll  = "all"
)

// JoinedNotices begin the keys of system state under which is kept what notices
// about chats without a record are to say.
const JoinedNotices = cms.AboutJoined + " "

// mostWaiting is how many notices wait for a channel before staff are told of no
// more inquiries and chats there: anybody can make them, faster than a platform
// takes notices, and news would wait behind. The desk has all inquiries.
const mostWaiting = 100

// TellInquiry plans a notice to staff of a new inquiry.
func (p *Planner) TellInquiry(tx core.App, id string) error {
	_, err := p.tell(tx, cms.AboutInquiry+" "+id, "")
	return err
}

// WithdrawInquiry takes back what stands of an inquiry that is deleted: the
// answer at its asker's, and the notice to staff.
func WithdrawInquiry(tx core.App, id string, now time.Time) error {
	if err := cms.Withdraw(tx, cms.DeliverReply, id, nil, now); err != nil {
		return err
	}
	return cms.Withdraw(tx, cms.DeliverNotice, cms.AboutInquiry+" "+id, nil, now)
}

// tellOff plans a notice to staff that a channel is out of reach.
func (p *Planner) tellOff(tx core.App, c *cms.Channel) error {
	s, err := cms.FindChannelState(tx, c.Id)
	if err != nil {
		return err
	}
	_, err = p.tell(tx, strings.Join([]string{cms.AboutOff, c.Id, strconv.FormatInt(s.OffSince().UnixMilli(), 10)}, " "), c.Id)
	return err
}

// tellOn plans a notice to staff that a channel can be reached again.
func (p *Planner) tellOn(tx core.App, c *cms.Channel) error {
	_, err := p.tell(tx, strings.Join([]string{cms.AboutOn, c.Id, strconv.FormatInt(p.Now().UnixMilli(), 10)}, " "), "")
	return err
}

// TellBudget plans a notice to staff that most of what the language model may
// use in the present day is used, or all of it.
func (p *Planner) TellBudget(tx core.App, all bool) error {
	share := budgetMost
	if all {
		share = budgetAll
	}
	_, err := p.tell(tx, strings.Join([]string{cms.AboutBudget, p.Now().Format(time.DateOnly), share}, " "), "")
	return err
}

// tell plans a notice in each channel for staff, in the language of each, but
// not in the one that it is about. It reports whether there is any.
func (p *Planner) tell(tx core.App, subject, but string) (bool, error) {
	channels, err := cms.FindStaffChannels(tx)
	if err != nil {
		return false, err
	}
	told := false
	for _, c := range channels {
		if _, speaks := p.Platforms[c.Platform()]; !speaks || c.Id == but {
			continue
		}
		if byAnybody := strings.HasPrefix(subject, cms.AboutInquiry+" ") || strings.HasPrefix(subject, cms.AboutJoined+" "); byAnybody {
			n, err := cms.CountWaitingNotices(tx, c)
			if err != nil {
				return false, err
			}
			if n >= mostWaiting {
				continue
			}
		}
		told = true
		err := cms.AddDelivery(tx, &cms.Delivery{
			Kind: cms.DeliverNotice, Subject: subject, Platform: c.Platform(), Chat: c.Target(), Thread: c.Thread(), Part: 1, Gen: 1,
			Lang: c.Lang(), Wanted: cms.Shown, State: cms.Pending, PlannedAt: cms.Moment(p.Now()),
		})
		if err != nil {
			return false, err
		}
	}
	return told, nil
}

// stale is what a Speech says where there is nothing to be said any more.
func stale(why string) error { return errors.Join(errors.New(why), sql.ErrNoRows) }
