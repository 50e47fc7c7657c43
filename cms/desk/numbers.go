package desk

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// numbers are counts of so many days, the last of which is today. Days are the
// office's, and each stands in the series, with a 0 where nothing was.
type numbers struct {
	Days       int          `json:"days"`
	From       string       `json:"from"` // YYYY-MM-DD
	To         string       `json:"to"`
	Questions  askedNumbers `json:"questions"`
	Deliveries sentNumbers  `json:"deliveries"`
}

type askedNumbers struct {
	Total     int            `json:"total"`
	Languages map[string]int `json:"languages"`
	Outcomes  map[string]int `json:"outcomes"`
	Platforms map[string]int `json:"platforms"`
	Thumbs    map[string]int `json:"thumbs"` // up, down
	ByDay     []askedDay     `json:"by_day"`
}

type askedDay struct {
	Day      string         `json:"day"` // YYYY-MM-DD
	Total    int            `json:"total"`
	Outcomes map[string]int `json:"outcomes"`
}

type sentNumbers struct {
	Sent   int                       `json:"sent"`
	States map[cms.DeliveryState]int `json:"states"` // of what was planned in that time
	ByDay  []sentDay                 `json:"by_day"`
	Delay  delay                     `json:"delay"`
}

type sentDay struct {
	Day       string         `json:"day"`
	Total     int            `json:"total"`
	Platforms map[string]int `json:"platforms"`
}

// delay is from the moment at which a message was to be there until it was, in
// seconds; null where nothing was sent.
type delay struct {
	Median *float64 `json:"p50"`
	P95    *float64 `json:"p95"`
}

// numbers counts what people asked and what was sent. GET numbers?days=30: see
// type numbers
func (d *desk) numbers(e *core.RequestEvent) error {
	n := numbers{Days: number(e, "days", 30, 1, 90)}
	since := d.daysAgo(n.Days)
	n.From, n.To = since.Format(time.DateOnly), d.now().Format(time.DateOnly)
	if err := d.countAsked(e.App, &n, since); err != nil {
		return err
	}
	if err := d.countSent(e.App, &n, since); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, n)
}

func (d *desk) countAsked(app core.App, n *numbers, since time.Time) error {
	counts, err := cms.CountQuestions(app, since)
	if err != nil {
		return err
	}
	q := askedNumbers{Languages: map[string]int{}, Outcomes: map[string]int{}, Platforms: map[string]int{}, Thumbs: map[string]int{"up": 0, "down": 0}}
	at := map[string]int{}
	for i := range n.Days {
		day := since.AddDate(0, 0, i).Format(time.DateOnly)
		at[day] = i
		q.ByDay = append(q.ByDay, askedDay{Day: day, Outcomes: map[string]int{}})
	}
	for _, c := range counts {
		q.Total += c.Count
		q.Languages[c.Lang] += c.Count
		q.Outcomes[c.Outcome] += c.Count
		q.Platforms[c.Platform] += c.Count
		if c.Thumbs != "" {
			q.Thumbs[c.Thumbs] += c.Count
		}
		if i, ok := at[d.dayOf(c.Hour)]; ok {
			q.ByDay[i].Total += c.Count
			q.ByDay[i].Outcomes[c.Outcome] += c.Count
		}
	}
	n.Questions = q
	return nil
}

func (d *desk) countSent(app core.App, n *numbers, since time.Time) error {
	counts, err := cms.CountSent(app, since)
	if err != nil {
		return err
	}
	s, at := sentNumbers{}, map[string]int{}
	for i := range n.Days {
		day := since.AddDate(0, 0, i).Format(time.DateOnly)
		at[day] = i
		s.ByDay = append(s.ByDay, sentDay{Day: day, Platforms: map[string]int{}})
	}
	for _, c := range counts {
		s.Sent += c.Count
		if i, ok := at[d.dayOf(c.Hour)]; ok {
			s.ByDay[i].Total += c.Count
			s.ByDay[i].Platforms[c.Platform] += c.Count
		}
	}
	if s.States, err = cms.CountDeliveryStates(app, since); err != nil {
		return err
	}
	if s.Sent > 0 {
		for share, into := range map[float64]**float64{0.5: &s.Delay.Median, 0.95: &s.Delay.P95} {
			took, err := cms.DeliveryDelay(app, since, share)
			if err != nil {
				return err
			}
			seconds := took.Seconds()
			*into = &seconds
		}
	}
	n.Deliveries = s
	return nil
}

// dayOf is the office's day of an hour in UTC.
func (d *desk) dayOf(hour string) string {
	t, err := time.Parse(cms.HourLayout, hour)
	if err != nil {
		return ""
	}
	return t.In(d.now().Location()).Format(time.DateOnly)
}
