package cms

import "github.com/pocketbase/pocketbase/core"

// StaffRules are what the alliance agreed on for its staff. The zero value is
// how the program starts.
type StaffRules struct {
	// FourEyes says that nobody publishes news on which they have written, and
	// that what is published is rewritten by corrections alone, which hold to it too.
	FourEyes bool `json:"four_eyes"`
}

// LoadStaffRules returns the rules as they stand.
func LoadStaffRules(app core.App) (StaffRules, error) {
	var r StaffRules
	_, err := LoadSystemState(app, "staff_rules", &r)
	return r, err
}

// SaveStaffRules sets the rules.
func SaveStaffRules(tx core.App, r StaffRules) error { return SaveSystemState(tx, "staff_rules", r) }
