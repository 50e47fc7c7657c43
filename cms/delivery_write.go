package cms

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// AddDelivery plans a delivery. One that is planned for the same place, part and
// generation already stays as it is.
func AddDelivery(tx core.App, d *Delivery) error {
	if d.ID == "" {
		d.ID = core.GenerateDefaultRandomId()
	}
	row := d.row()
	row["id"] = d.ID
	row["created"], row["updated"] = d.PlannedAt.String(), d.PlannedAt.String()
	columns, values := make([]string, 0, len(row)), make([]string, 0, len(row))
	for name := range row {
		columns, values = append(columns, "[["+name+"]]"), append(values, "{:"+name+"}")
	}
	_, err := tx.NonconcurrentDB().NewQuery("INSERT OR IGNORE INTO {{deliveries}} (" + strings.Join(columns, ", ") +
		") VALUES (" + strings.Join(values, ", ") + ")").Bind(row).Execute()
	if err != nil {
		return fmt.Errorf("plan a delivery: %w", err)
	}
	return nil
}

// SaveDelivery writes a delivery as it now is.
func SaveDelivery(tx core.App, d *Delivery, now time.Time) error {
	row := d.row()
	row["updated"] = stamp(now)
	if _, err := tx.NonconcurrentDB().Update("deliveries", row, dbx.HashExp{"id": d.ID}).Execute(); err != nil {
		return fmt.Errorf("write a delivery: %w", err)
	}
	return nil
}

// RemoveDelivery takes back a plan of which nothing was ever begun.
func RemoveDelivery(tx core.App, d *Delivery) error {
	_, err := purge(tx, "deliveries", dbx.HashExp{"id": d.ID})
	return err
}

// Reception is what every direct subscriber of a language shall be sent.
type Reception struct {
	Kind     DeliveryKind
	Subject  string
	Platform string
	Lang     string
	Gen      int
	Hashes   []string // of the parts, in their order
	State    DeliveryState
	HeldFor  HeldFor
	At       time.Time // not before
	Topics   []string  // ids; a subscriber who chose topics takes news with one of them only
	Since    time.Time // who came later does not get it
	Now      time.Time
}

// AddReceptions plans a delivery a part for each subscriber that fits, in one
// statement a part.
func AddReceptions(tx core.App, r Reception) error {
	topics := "json_array_length(coalesce(nullif(s.topics, ''), '[]')) = 0"
	params := dbx.Params{"kind": r.Kind, "subject": r.Subject, "platform": r.Platform, "lang": r.Lang, "gen": r.Gen,
		"state": r.State, "held": r.HeldFor, "at": stamp(r.At), "since": stamp(r.Since), "now": stamp(r.Now)}
	if len(r.Topics) > 0 {
		names := make([]string, len(r.Topics))
		for i, id := range r.Topics {
			name := fmt.Sprintf("topic%d", i)
			names[i], params[name] = "{:"+name+"}", id
		}
		topics = "(" + topics + " OR EXISTS (SELECT 1 FROM json_each(s.topics) j WHERE j.value IN (" + strings.Join(names, ", ") + ")))"
	}
	for i, hash := range r.Hashes {
		params["part"], params["hash"] = i+1, hash
		_, err := tx.NonconcurrentDB().NewQuery(`
			INSERT OR IGNORE INTO deliveries (kind, subject, platform, chat, thread, part, gen, lang, wanted, wanted_hash,
				state, held_for, not_before, planned_at, created, updated)
			SELECT {:kind}, {:subject}, s.platform, s.chat, '', {:part}, {:gen}, {:lang}, 'shown', {:hash},
				{:state}, {:held}, {:at}, {:now}, {:now}, {:now}
			FROM subscribers s
			WHERE s.platform = {:platform} AND s.blocked = false AND s.since <= {:since} AND coalesce(nullif(s.lang, ''), 'de') = {:lang} AND ` + topics).
			Bind(params).Execute()
		if err != nil {
			return fmt.Errorf("plan for subscribers: %w", err)
		}
	}
	return nil
}

// Withdraw wants everything of a subject gone that meets the condition (nil:
// all of it). What was never sent is gone at once; what is being sent, or may
// have been, is withdrawn when that is known.
func Withdraw(tx core.App, kind DeliveryKind, subject string, where dbx.Expression, now time.Time) error {
	return withdraw(tx, dbx.And(dbx.HashExp{"kind": kind, "subject": subject}, where), now)
}

func withdraw(tx core.App, where dbx.Expression, now time.Time) error {
	for _, step := range []struct {
		set   dbx.Params
		where string
	}{
		{dbx.Params{"state": Left, "held_for": "", "settled_at": stamp(now)}, "(state = 'gone' OR state IN ('pending', 'held', 'failed', 'sent') AND " + bare + ")"},
		{dbx.Params{"state": Pending, "held_for": "", "attempts": 0, "error": "", "not_before": ""}, "state IN ('pending', 'sent', 'failed', 'held') AND NOT (" + bare + ")"},
		{dbx.Params{}, "state IN ('sending', 'unsure')"},
	} {
		step.set["wanted"], step.set["wanted_hash"], step.set["updated"] = Gone, "", stamp(now)
		if _, err := tx.NonconcurrentDB().Update("deliveries", step.set,
			dbx.And(where, dbx.HashExp{"wanted": Shown}, dbx.NewExp(step.where))).Execute(); err != nil {
			return fmt.Errorf("withdraw: %w", err)
		}
	}
	return nil
}
