package cms

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// FindDelivery returns a delivery by its id.
func FindDelivery(app core.App, id string) (*Delivery, error) {
	var d Delivery
	err := app.DB().Select(deliveryColumns...).From("deliveries").Where(dbx.HashExp{"id": id}).One(&d)
	if err != nil {
		return nil, fmt.Errorf("find a delivery: %w", err)
	}
	return &d, nil
}

// FindDeliveriesOf returns all deliveries of a subject, by generation, place and part.
func FindDeliveriesOf(app core.App, kind DeliveryKind, subject string) ([]*Delivery, error) {
	return deliveries(app, "gen, platform, chat, thread, part", dbx.HashExp{"kind": kind, "subject": subject})
}

// FindDeliveriesIn returns all deliveries in a state, oldest first.
func FindDeliveriesIn(app core.App, state DeliveryState) ([]*Delivery, error) {
	return deliveries(app, "planned_at, subject, part", dbx.HashExp{"state": state})
}

// FindDeliveryParts returns the parts of the message that d belongs to.
func FindDeliveryParts(app core.App, d *Delivery) ([]*Delivery, error) {
	return deliveries(app, "part", dbx.HashExp{"kind": d.Kind, "subject": d.Subject,
		"platform": d.Platform, "chat": d.Chat, "thread": d.Thread, "gen": d.Gen})
}

// numeric orders part and gen as the numbers that their texts are.
var numeric = strings.NewReplacer("part", "([[part]]+0)", "gen", "([[gen]]+0)")

func deliveries(app core.App, order string, where dbx.Expression) ([]*Delivery, error) {
	var found []*Delivery
	q := app.DB().Select(deliveryColumns...).From("deliveries").Where(where)
	if err := q.OrderBy(strings.Split(numeric.Replace(order), ", ")...).All(&found); err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return found, nil
}

// EarlierUnsettled reports whether of an earlier publication of the same subject
// something still stands at the place, or may stand there.
func EarlierUnsettled(app core.App, d *Delivery) (bool, error) {
	var n int
	err := app.DB().Select("count(*)").From("deliveries").Where(dbx.And(
		dbx.HashExp{"kind": d.Kind, "subject": d.Subject, "platform": d.Platform, "chat": d.Chat, "thread": d.Thread},
		dbx.Not(dbx.HashExp{"state": Left}), dbx.NewExp("gen + 0 < {:gen}", dbx.Params{"gen": d.Gen}))).Row(&n)
	if err != nil {
		return false, fmt.Errorf("look for an earlier publication: %w", err)
	}
	return n > 0, nil
}

// Due is what the outbox orders deliveries by.
type Due struct {
	ID       string `db:"id"`
	Platform string `db:"platform"`
	Chat     string `db:"chat"`
	Thread   string `db:"thread"`
	Rank     Rank   `db:"rank"`
	Look     bool   `db:"look"` // it is to be found out whether it was sent
}

// Rank is how urgent a delivery is, the lowest first.
type Rank int

// The ranks. What may have been sent is looked into before anything follows it.
const (
	RankWithdraw Rank = iota
	RankEdit
	RankAnswer // to a person
	RankSend
)

// MostDue is how many deliveries FindDue returns at most of one platform.
const MostDue = 1000

// FindDue returns the deliveries that are to be brought about at now, the most
// urgent first, and the moment at which the next one becomes due (zero: none). Of
// each platform it returns at most MostDue, so that one that takes nothing keeps
// no other waiting.
// A channel that staff switched off takes withdrawals only; one out of reach,
// or a subscriber who blocked the bot, takes nothing. A part waits for the one
// before it, a new publication until nothing is left of the one before. Staff
// are told something before more news goes out. Only the given platforms are
// looked at.
func FindDue(app core.App, now time.Time, platforms []string) ([]Due, time.Time, error) {
	var due []Due
	for _, platform := range slices.Sorted(slices.Values(platforms)) {
		found, err := findDueOn(app, platform, now)
		if err != nil {
			return nil, time.Time{}, fmt.Errorf("list what is due: %w", err)
		}
		due = append(due, found...)
	}
	slices.SortStableFunc(due, func(a, b Due) int { return cmp.Compare(a.Rank, b.Rank) })
	next, err := nextMoment(app, "SELECT min(not_before) FROM deliveries WHERE state IN ('pending', 'unsure') AND not_before > {:now}", now)
	return due, next, err
}

func findDueOn(app core.App, platform string, now time.Time) (due []Due, err error) {
	err = app.DB().NewQuery(`
		SELECT d.id, d.platform, d.chat, d.thread, d.state = 'unsure' AS look,
			CASE WHEN d.wanted = 'gone' THEN 0
			     WHEN d.state = 'unsure' OR json_array_length(d.remote_ids, '$.ids') > 0 THEN 1
			     WHEN d.kind = 'reply' THEN 2 ELSE 3 END AS rank
		FROM deliveries d
		LEFT JOIN channels c ON c.platform = d.platform AND c.target = d.chat AND c.thread = d.thread
			AND (d.kind = 'news' AND c.purpose IN ('', 'announcements') OR d.kind = 'notice' AND c.purpose = 'staff')
		LEFT JOIN channel_state s ON s.channel = c.id
		LEFT JOIN subscribers p ON p.platform = d.platform AND p.chat = d.chat AND c.id IS NULL AND d.kind != 'notice'
		WHERE (d.state = 'pending' OR d.state = 'unsure' AND d.not_before != '') AND d.not_before <= {:now}
			AND (d.wanted = 'gone' OR d.state = 'unsure' OR c.id IS NULL OR c.enabled = true)
			AND coalesce(s.off_since, '') = ''
			AND coalesce(p.blocked, false) = false
			AND d.platform = {:platform}
			AND (d.wanted = 'gone' OR d.state = 'unsure' OR json_array_length(d.remote_ids, '$.ids') > 0
				OR (d.gen + 0 = 1 OR NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.kind = d.kind AND e.subject = d.subject AND e.platform = d.platform
					AND e.chat = d.chat AND e.thread = d.thread AND e.state != 'gone' AND e.gen + 0 < d.gen + 0))
				AND (d.part + 0 = 1 OR EXISTS (SELECT 1 FROM deliveries e WHERE e.kind = d.kind AND e.subject = d.subject AND e.platform = d.platform
					AND e.chat = d.chat AND e.thread = d.thread AND e.gen = d.gen AND e.part + 1 = d.part + 0
					AND json_array_length(e.remote_ids, '$.ids') > 0)))
		GROUP BY d.id
		ORDER BY rank, d.kind = 'news', d.planned_at, d.subject, cast(d.part AS integer), d.rowid
		LIMIT {:most}`).
		Bind(dbx.Params{"now": stamp(now), "platform": platform, "most": MostDue}).All(&due)
	return due, err
}

// CountWaitingNotices counts the notices that are still to be brought to a channel
// of staff.
func CountWaitingNotices(app core.App, c *Channel) (int, error) {
	var n int
	err := app.DB().Select("count(*)").From("deliveries").Where(dbx.HashExp{"kind": DeliverNotice, "state": Pending,
		"platform": c.Platform(), "chat": c.Target(), "thread": c.Thread()}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count notices that wait: %w", err)
	}
	return n, nil
}

// CountDeliveries counts all deliveries.
func CountDeliveries(app core.App) (int, error) {
	var n int
	if err := app.DB().Select("count(*)").From("deliveries").Row(&n); err != nil {
		return 0, fmt.Errorf("count deliveries: %w", err)
	}
	return n, nil
}

// LastMessage is the highest id of a message that is known to have been sent to
// a chat, on a platform that numbers its messages; "" where none is known.
func LastMessage(app core.App, platform, chat string) (string, error) {
	var id int64
	err := app.DB().NewQuery("SELECT coalesce(max(cast(j.value AS integer)), 0) FROM deliveries d, json_each(d.remote_ids, '$.ids') j " +
		"WHERE d.platform = {:platform} AND d.chat = {:chat}").Bind(dbx.Params{"platform": platform, "chat": chat}).Row(&id)
	if err != nil {
		return "", fmt.Errorf("last message of a chat: %w", err)
	}
	if id == 0 {
		return "", nil
	}
	return strconv.FormatInt(id, 10), nil
}

// LastBeforeUnsure is the last message of a chat that was known before the
// first send to it of which nobody knows what became; 0 where none was. Times
// would not tell: clocks are set.
func LastBeforeUnsure(app core.App, platform, chat string) (int, error) {
	var id int
	err := app.DB().NewQuery("SELECT coalesce(min(cast(coalesce(json_extract(remote_ids, '$.last'), '0') AS integer)), 0) FROM deliveries " +
		"WHERE platform = {:platform} AND chat = {:chat} AND state = 'unsure'").Bind(dbx.Params{"platform": platform, "chat": chat}).Row(&id)
	if err != nil {
		return 0, fmt.Errorf("last message before a send that was cut off: %w", err)
	}
	return id, nil
}
