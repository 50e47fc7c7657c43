package answer

import (
	"testing"
	"time"
)

func TestAnEventIsOverWhenNothingOfItCanBeLeft(t *testing.T) {
	for _, c := range []struct {
		name  string
		event Event
		over  string
	}{
		{"a day lasts until it ends", Event{Starts: "2026-05-04T00:00:00Z", Precision: "day"}, "2026-05-05T00:00:00Z"},
		{"and so does its last day", Event{Starts: "2026-05-04T00:00:00Z", Ends: "2026-05-06T00:00:00Z", Precision: "day"}, "2026-05-07T00:00:00Z"},
		{"a month", Event{Starts: "2026-05-01T00:00:00Z", Precision: "month"}, "2026-06-01T00:00:00Z"},
		{"a year", Event{Starts: "2026-01-01T00:00:00Z", Precision: "year"}, "2027-01-01T00:00:00Z"},
		{"an hour that is known", Event{Starts: "2026-05-04T10:00:00Z", Ends: "2026-05-04T11:00:00Z", Precision: "minute"}, "2026-05-04T11:00:00Z"},
		{"nothing known", Event{}, time.Time{}.Format(time.RFC3339)},
	} {
		if got := c.event.over().Format(time.RFC3339); got != c.over {
			t.Errorf("%s: %s, want %s", c.name, got, c.over)
		}
	}
}
