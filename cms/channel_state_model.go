package cms

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ChannelState is what the program found out about a channel.
type ChannelState struct{ core.BaseRecordProxy }

// CurrentChat is the id under which the chat goes on, "" if it never moved.
func (s *ChannelState) CurrentChat() string { return s.GetString("current_chat") }

// Trouble says what went wrong last, for staff.
func (s *ChannelState) Trouble() string { return s.GetString("trouble") }

// ChannelID is the channel that it is about.
func (s *ChannelState) ChannelID() string { return s.GetString("channel") }

// Off reports whether the channel is out of reach.
func (s *ChannelState) Off() bool { return !s.OffSince().IsZero() }

// OffSince is since when the channel is out of reach, the zero time if it is not.
func (s *ChannelState) OffSince() time.Time { return s.GetDateTime("off_since").Time() }

// ChannelTraits are what a platform told about a channel and the bot in it.
type ChannelTraits struct {
	Forum   bool            `json:"forum,omitempty"`   // Discord: each announcement is a post of its own
	Unasked bool            `json:"unasked,omitempty"` // the platform was not asked yet of what sort the channel is
	Member  string          `json:"member,omitempty"`  // what the bot is there, in the platform's word
	Rights  json.RawMessage `json:"rights,omitempty"`  // what it may do there, as the platform told
}

// Traits are what the platform told; ok is false if it was not asked yet of what
// sort the channel is.
func (s *ChannelState) Traits() (t ChannelTraits, ok bool) {
	raw := s.GetString("rights")
	if raw == "" || raw == "null" {
		return ChannelTraits{Unasked: true}, false
	}
	err := json.Unmarshal([]byte(raw), &t)
	return t, err == nil && !t.Unasked
}

// FindChannelState returns what is known about a channel.
func FindChannelState(app core.App, channelID string) (*ChannelState, error) {
	return findOne[ChannelState](app, "channel_state", dbx.HashExp{"channel": channelID})
}

// channelState returns the state of a channel, a new one where there is none.
func channelState(tx core.App, channelID string) (*ChannelState, error) {
	s, err := FindChannelState(tx, channelID)
	if !errors.Is(err, sql.ErrNoRows) {
		return s, err
	}
	r, err := newRecord(tx, "channel_state")
	if err != nil {
		return nil, err
	}
	r.Set("channel", channelID)
	s = &ChannelState{}
	s.SetProxyRecord(r)
	return s, nil
}

// ChannelOff notes that a channel takes nothing, and why. The moment of the
// first time stays.
func ChannelOff(tx core.App, channelID, why string, now time.Time) error {
	s, err := channelState(tx, channelID)
	if err != nil {
		return err
	}
	if !s.Off() {
		s.Set("off_since", now)
	}
	s.Set("trouble", cut(why, 2000))
	s.Set("checked_at", now)
	return tx.Save(s)
}

// ChannelOn notes that a channel is to be tried again.
func ChannelOn(tx core.App, channelID string) error {
	s, err := FindChannelState(tx, channelID)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	s.Set("off_since", "")
	s.Set("trouble", "")
	return tx.Save(s)
}

// ChannelMoved notes the id under which a chat goes on.
func ChannelMoved(tx core.App, channelID, chat string, now time.Time) error {
	s, err := channelState(tx, channelID)
	if err != nil {
		return err
	}
	s.Set("current_chat", chat)
	s.Set("checked_at", now)
	return tx.Save(s)
}

// ChangeChannelTraits notes what a platform told about a channel: change gets
// what is known of it.
func ChangeChannelTraits(tx core.App, channelID string, change func(*ChannelTraits), now time.Time) error {
	s, err := channelState(tx, channelID)
	if err != nil {
		return err
	}
	t, _ := s.Traits()
	change(&t)
	raw, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("note the traits of a channel: %w", err)
	}
	s.Set("rights", string(raw))
	s.Set("checked_at", now)
	return tx.Save(s)
}

// ForgetChannelState forgets what was found out about a channel that got
// another address.
func ForgetChannelState(tx core.App, channelID string) error {
	_, err := purge(tx, "channel_state", dbx.HashExp{"channel": channelID})
	return err
}
