package cms

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// SendingSwitch is the switch by which staff stop all sending. The zero value is
// on.
type SendingSwitch struct {
	Off bool      `json:"off"`
	Why string    `json:"why,omitempty"` // WhyStaff or WhyRestored
	By  string    `json:"by,omitempty"`  // id of the account
	At  time.Time `json:"at"`
}

// Why sending is switched off.
const (
	WhyStaff    = "staff"
	WhyRestored = "restored" // the database is older than what was sent
)

// LoadSendingSwitch returns how the switch stands.
func LoadSendingSwitch(app core.App) (SendingSwitch, error) {
	var s SendingSwitch
	_, err := LoadSystemState(app, "sending", &s)
	return s, err
}

// SaveSendingSwitch sets the switch.
func SaveSendingSwitch(tx core.App, s SendingSwitch) error { return SaveSystemState(tx, "sending", s) }

// LoadSendCount returns how many requests to send, edit or delete were begun.
func LoadSendCount(app core.App) (int64, error) {
	var n int64
	_, err := LoadSystemState(app, "send_count", &n)
	return n, err
}

// SaveSendCount keeps how many requests were begun.
func SaveSendCount(tx core.App, n int64) error { return SaveSystemState(tx, "send_count", n) }
