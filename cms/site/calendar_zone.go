package site

import (
	"maps"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// wallClock is a time without its zone, as iCalendar writes it.
const wallClock = "20060102T150405"

// zonesOf are the time zones that a calendar's entries name, each with the
// moments that it has to cover.
type zonesOf map[string]*covered

type covered struct {
	loc         *time.Location
	first, last time.Time
}

// moment sets a time of an entry in its own zone, so that it stands where it
// belongs even if the zone's rules change.
func (z zonesOf) moment(v *ics.VEvent, name ics.ComponentProperty, t time.Time) {
	loc := t.Location()
	if loc == time.UTC {
		v.SetProperty(name, t.Format(wallClock+"Z"))
		return
	}
	v.SetProperty(name, t.Format(wallClock), ics.WithTZID(loc.String()))
	c := z[loc.String()]
	if c == nil {
		c = &covered{loc, t, t}
		z[loc.String()] = c
	}
	if t.Before(c.first) {
		c.first = t
	}
	if t.After(c.last) {
		c.last = t
	}
}

// add describes the zones to a calendar, as RFC 5545 asks of one that names them:
// each change of the clock from the first entry to the last.
func (z zonesOf) add(cal *ics.Calendar) {
	for _, name := range slices.Sorted(maps.Keys(z)) {
		described, c := ics.NewTimezone(name), z[name]
		for t := c.first; ; {
			start, end := t.ZoneBounds()
			described.Components = append(described.Components, observance(start, t))
			if end.IsZero() || end.After(c.last) {
				break
			}
			t = end
		}
		cal.AddVTimezone(described)
	}
}

// observance is what the clock shows from start on, at t for example; a zone
// that has no earlier time has the zero time for a start.
func observance(start, t time.Time) ics.Component {
	before := start.Add(-time.Second).In(t.Location())
	_, offset := before.Zone()
	begins := start.In(time.FixedZone("", offset)) // as the old clock shows it
	if start.IsZero() {
		before, begins = t, time.Date(1970, 1, 1, 0, 0, 0, 0, t.Location())
	}
	name, _ := t.Zone()
	out, base := ics.Component(nil), (*ics.ComponentBase)(nil)
	if t.IsDST() {
		d := &ics.Daylight{}
		out, base = d, &d.ComponentBase
	} else {
		d := ics.NewStandard()
		out, base = d, &d.ComponentBase
	}
	base.AddProperty(ics.ComponentPropertyDtStart, begins.Format(wallClock))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), before.Format("-0700"))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), t.Format("-0700"))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	return out
}
