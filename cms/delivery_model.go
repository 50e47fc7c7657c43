package cms

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Delivery is one message at one place: what shall stand there and what does.
// It is the program's own book, written past hooks and validation.
type Delivery struct {
	ID      string       `db:"id"`
	Kind    DeliveryKind `db:"kind"`
	Subject string       `db:"subject"` // id of the news or inquiry; the record may be gone

	Platform string `db:"platform"`
	Chat     string `db:"chat"`
	Thread   string `db:"thread"`
	Part     int    `db:"part"` // from 1
	Gen      int    `db:"gen"`  // from 1; a publication after a withdrawal is a new one

	Lang       string `db:"lang"`
	Wanted     Wanted `db:"wanted"`
	WantedHash string `db:"wanted_hash"`
	ShownHash  string `db:"shown_hash"`
	TriedHash  string `db:"tried_hash"`
	RemoteIDs  string `db:"remote_ids"` // JSON, as the platform's sender gave it; "" for nothing

	State     DeliveryState  `db:"state"`
	HeldFor   HeldFor        `db:"held_for"`
	Attempts  int            `db:"attempts"`
	Error     string         `db:"error"`
	NotBefore types.DateTime `db:"not_before"`
	PlannedAt types.DateTime `db:"planned_at"`
	TriedAt   types.DateTime `db:"tried_at"`
	SentAt    types.DateTime `db:"sent_at"`
	SettledAt types.DateTime `db:"settled_at"`
}

// DeliveryKind is what a delivery carries.
type DeliveryKind string

// The kinds of deliveries.
const (
	DeliverNews   DeliveryKind = "news"
	DeliverReply  DeliveryKind = "reply"
	DeliverNotice DeliveryKind = "notice"
)

// What notices to staff are about. A notice's subject begins with one of these
// words, and names the event, so that staff are told of each once.
const (
	AboutInquiry = "inquiry" // and its id
	AboutOff     = "off"     // the channel's id and the moment, in milliseconds
	AboutOn      = "on"      // the same
	AboutJoined  = "joined"  // platform, chat and day
	AboutBudget  = "budget"  // the day, and most or all
)

// NoticeAbout tells of which record a notice speaks, by its subject; both are ""
// where there is none.
func NoticeAbout(subject string) (collection, id string) {
	switch about := strings.Fields(subject); {
	case len(about) == 2 && about[0] == AboutInquiry:
		return "inquiries", about[1]
	case len(about) == 3 && (about[0] == AboutOff || about[0] == AboutOn):
		return "channels", about[1]
	}
	return "", ""
}

// Wanted is what shall be at the place.
type Wanted string

// What can be wanted.
const (
	Shown Wanted = "shown"
	Gone  Wanted = "gone"
)

// DeliveryState is how far a delivery has come.
type DeliveryState string

// The states. Sending is committed before the request is made, so that one that
// was cut off is known: it becomes Unsure.
const (
	Pending DeliveryState = "pending"
	Sending DeliveryState = "sending"
	Sent    DeliveryState = "sent"
	Unsure  DeliveryState = "unsure"
	Failed  DeliveryState = "failed"
	Held    DeliveryState = "held"
	Left    DeliveryState = "gone" // nothing of it stands, or only the word that it was withdrawn
)

// HeldFor is what a held delivery waits for.
type HeldFor string

// What a delivery can wait for.
const (
	ForLanguage HeldFor = "language" // its language to become current
	ForOverdue  HeldFor = "overdue"  // staff: it comes late, after downtime
	ForRestore  HeldFor = "restore"  // staff: the database is older than the world
	ForReview   HeldFor = "review"   // staff: its language became current long after publication
)

var deliveryColumns = []string{"id", "kind", "subject", "platform", "chat", "thread", "part", "gen", "lang", "wanted", "wanted_hash",
	"shown_hash", "tried_hash", "coalesce(remote_ids, '') AS remote_ids", "state", "held_for", "attempts", "error",
	"not_before", "planned_at", "tried_at", "sent_at", "settled_at"}

// row returns the columns that a delivery is written with.
func (d *Delivery) row() dbx.Params {
	remote := any(types.JSONRaw(d.RemoteIDs))
	if d.RemoteIDs == "" {
		remote = nil
	}
	return dbx.Params{
		"kind": d.Kind, "subject": d.Subject, "platform": d.Platform, "chat": d.Chat, "thread": d.Thread,
		"part": d.Part, "gen": d.Gen, "lang": d.Lang, "wanted": d.Wanted, "wanted_hash": d.WantedHash, "shown_hash": d.ShownHash,
		"tried_hash": d.TriedHash, "remote_ids": remote, "state": d.State, "held_for": d.HeldFor, "attempts": d.Attempts,
		"error": cut(d.Error, 2000), "not_before": d.NotBefore.String(), "planned_at": d.PlannedAt.String(), "tried_at": d.TriedAt.String(),
		"sent_at": d.SentAt.String(), "settled_at": d.SettledAt.String(),
	}
}

// Moment is t as the database keeps dates; the zero time is none.
func Moment(t time.Time) types.DateTime {
	var d types.DateTime
	if !t.IsZero() {
		_ = d.Scan(t.UTC()) // a time is always a date
	}
	return d
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}
