package site_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// calendar reads a calendar as RFC 5545 lays lines out, and returns them unfolded.
func (p portal) calendar(path string) []string {
	p.Helper()
	a := p.want(path)
	if kind := a.header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
		p.Errorf("%s is %s", path, kind)
	}
	if !strings.HasSuffix(a.body, "END:VCALENDAR\r\n") || strings.Contains(strings.ReplaceAll(a.body, "\r\n", ""), "\n") {
		p.Errorf("%s: lines do not end as they should", path)
	}
	var lines []string
	for line := range strings.SplitSeq(strings.TrimSuffix(a.body, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || line == "" {
			p.Errorf("%s: a line of %d bytes: %q", path, len(line), line)
		}
		if rest, folded := strings.CutPrefix(line, " "); folded {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// parts are the lines of each component of that name.
func parts(lines []string, name string) (out [][]string) {
	var open []string
	for _, l := range lines {
		switch {
		case l == "BEGIN:"+name:
			open = []string{}
		case l == "END:"+name:
			out, open = append(out, open), nil
		case open != nil:
			open = append(open, l)
		}
	}
	return out
}

// with is the part that has this line.
func with(t *testing.T, all [][]string, line string) []string {
	t.Helper()
	for _, lines := range all {
		if slices.Contains(lines, line) {
			return lines
		}
	}
	t.Fatalf("no part has %q: %q", line, all)
	return nil
}

func value(lines []string, name string) string {
	for _, l := range lines {
		if v, ok := strings.CutPrefix(l, name+":"); ok {
			return v
		}
	}
	return ""
}

func TestCalendarShowsEventsAsExactlyAsTheyAreKnown(t *testing.T) {
	p := open(t)
	for title, c := range map[string]struct {
		values map[string]any
		want   []string // lines; none: it is left out
	}{
		"minute":       {map[string]any{"starts": "2026-12-01 07:00:00.000Z", "ends": "2026-12-01 09:30:00.000Z", "precision": "minute", "time_zone": "Asia/Shanghai"}, []string{"DTSTART;TZID=Asia/Shanghai:20261201T150000", "DTEND;TZID=Asia/Shanghai:20261201T173000"}},
		"no end":       {map[string]any{"starts": "2026-07-01 08:00:00.000Z", "precision": "minute", "time_zone": "Europe/Berlin"}, []string{"DTSTART;TZID=Europe/Berlin:20260701T100000"}},
		"no zone":      {map[string]any{"starts": "2026-07-01 08:00:00.000Z", "precision": "minute"}, []string{"DTSTART:20260701T080000Z"}},
		"unknown zone": {map[string]any{"starts": "2026-07-01 08:00:00.000Z", "precision": "minute", "time_zone": "Mars/Base"}, []string{"DTSTART:20260701T080000Z"}},
		"here":         {map[string]any{"starts": "2026-07-01 08:00:00.000Z", "precision": "minute", "time_zone": "Local"}, []string{"DTSTART:20260701T080000Z"}},
		"end before":   {map[string]any{"starts": "2026-07-01 08:00:00.000Z", "ends": "2026-07-01 07:00:00.000Z", "precision": "minute"}, []string{"DTSTART:20260701T080000Z"}},
		"day":          {map[string]any{"starts": "2019-04-01 00:00:00.000Z", "precision": "day", "time_zone": "Europe/Berlin"}, []string{"DTSTART;VALUE=DATE:20190401", "DTEND;VALUE=DATE:20190402"}},
		"days":         {map[string]any{"starts": "2019-10-15 22:30:00.000Z", "ends": "2019-10-17 00:00:00.000Z", "precision": "day", "time_zone": "Asia/Shanghai"}, []string{"DTSTART;VALUE=DATE:20191016", "DTEND;VALUE=DATE:20191018"}},
		"not said":     {map[string]any{"starts": "2020-02-28 00:00:00.000Z"}, []string{"DTSTART;VALUE=DATE:20200228", "DTEND;VALUE=DATE:20200229"}},
		"month":        {map[string]any{"starts": "2020-10-01 00:00:00.000Z", "precision": "month"}, nil},
		"year":         {map[string]any{"starts": "2020-01-01 00:00:00.000Z", "precision": "year"}, nil},
		"undated":      {map[string]any{"precision": "day"}, nil},
		"hidden":       {map[string]any{"starts": "2026-12-01 07:00:00.000Z", "precision": "minute", "published": false}, nil},
	} {
		values := named(map[string]any{"slug": strings.ReplaceAll(title, " ", "-"), "published": true}, "title", title)
		maps.Copy(values, c.values)
		id := p.save("events", values).Id
		lines := p.calendar("/de/events.ics")
		if c.want == nil {
			if slices.Contains(lines, "SUMMARY:"+title+" de") {
				t.Errorf("%s is shown", title)
			}
			continue
		}
		e := with(t, parts(lines, "VEVENT"), "SUMMARY:"+title+" de")
		var got []string
		for _, l := range e {
			if strings.HasPrefix(l, "DTSTART") || strings.HasPrefix(l, "DTEND") {
				got = append(got, l)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", title, got, c.want)
		}
		for _, name := range []string{"UID", "DTSTAMP", "LAST-MODIFIED", "URL"} {
			if value(e, name) == "" {
				t.Errorf("%s has no %s: %q", title, name, e)
			}
		}
		if strings.Contains(value(e, "UID"), id) || value(e, "URL") != public+"/de/events#"+values["slug"].(string) {
			t.Errorf("%s: %q", title, e)
		}
	}
}

func TestCalendarSpeaksItsLanguageAndEntriesKeepTheirId(t *testing.T) {
	p := open(t)
	values := named(named(named(map[string]any{"slug": "e", "published": true, "starts": "2026-12-01 00:00:00.000Z", "precision": "day", "url": "https://fair.example/x?a=1,2;b"},
		"title", "Messe, Halle; \\ 7"), "place", "Foshan, "+strings.Repeat("佛山市顺德区", 12)), "body", "Eins.\r\n\nZwei\nBEGIN:VEVENT")
	e := p.save("events", values)
	only := p.save("events", map[string]any{"slug": "nur", "published": true, "starts": "2026-12-02 00:00:00.000Z", "precision": "day", "title_de": "Nur deutsch"})
	ids := map[string]bool{}
	for _, lang := range languages {
		lines := p.calendar("/" + lang + "/events.ics")
		if got := lines[:4]; got[0] != "BEGIN:VCALENDAR" || got[1] != "VERSION:2.0" || !strings.HasPrefix(got[2], "PRODID:") || slices.Contains(lines, "METHOD:PUBLISH") ||
			!slices.Contains(lines, "REFRESH-INTERVAL;VALUE=DURATION:PT6H") || value(lines, "X-WR-CALNAME") == "" {
			t.Errorf("the head is %q", lines[:8])
		}
		all := parts(lines, "VEVENT")
		if len(all) != 2 {
			t.Fatalf("%d events: %q", len(all), lines)
		}
		got := with(t, all, `SUMMARY:Messe\, Halle\; \\ 7 `+lang)
		if want := `Eins.\n\nZwei\nBEGIN:VEVENT ` + lang; value(got, "DESCRIPTION") != want {
			t.Errorf("description %q, want %q", value(got, "DESCRIPTION"), want)
		}
		if want := `Foshan\, ` + strings.Repeat("佛山市顺德区", 12) + " " + lang; value(got, "LOCATION") != want {
			t.Errorf("location %q", value(got, "LOCATION"))
		}
		if value(got, "URL") != "https://fair.example/x?a=1,2;b" {
			t.Errorf("address %q", value(got, "URL"))
		}
		with(t, all, "SUMMARY:Nur deutsch")
		ids[value(got, "UID")] = true
	}
	if len(ids) != 1 {
		t.Errorf("an event goes by %v", ids)
	}
	before := with(t, parts(p.calendar("/de/events.ics"), "VEVENT"), "SUMMARY:Nur deutsch")
	if _, err := p.app.DB().NewQuery("UPDATE events SET updated = '2026-11-03 08:00:00.000Z'").Execute(); err != nil {
		t.Fatal(err)
	}
	only.Set("title_de", "Neu")
	e.Set("title_de", "Alt")
	if err := p.app.Save(only); err != nil {
		t.Fatal(err)
	}
	after := with(t, parts(p.calendar("/de/events.ics"), "VEVENT"), "SUMMARY:Neu")
	if value(before, "UID") != value(after, "UID") || value(after, "LAST-MODIFIED") <= "20261103T080000Z" {
		t.Errorf("before %q, after %q", before, after)
	}
}

// A calendar that names a zone describes it; what it says of the clock must be
// what the clock shows.
func TestCalendarDescribesItsTimeZones(t *testing.T) {
	p := open(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for i, starts := range []string{"2025-01-15 10:00:00.000Z", "2026-06-15 10:00:00.000Z"} {
		p.save("events", named(map[string]any{"slug": "b" + string(rune('0'+i)), "published": true, "starts": starts, "precision": "minute", "time_zone": "Europe/Berlin"}, "title", "B"))
	}
	p.save("events", named(map[string]any{"slug": "s", "published": true, "starts": "2026-12-01 07:00:00.000Z", "precision": "minute", "time_zone": "Asia/Shanghai"}, "title", "S"))
	lines := p.calendar("/en/events.ics")
	zones := parts(lines, "VTIMEZONE")
	if len(zones) != 2 || slices.Index(lines, "BEGIN:VTIMEZONE") > slices.Index(lines, "BEGIN:VEVENT") {
		t.Fatalf("zones: %q", zones)
	}
	z := with(t, zones, "TZID:Europe/Berlin")
	winter, summer := parts(z, "STANDARD"), parts(z, "DAYLIGHT")
	if len(winter) != 2 || len(summer) != 2 { // autumn 2024, spring and autumn 2025, spring 2026
		t.Fatalf("the clock changes at %q and %q", winter, summer)
	}
	for _, o := range append(winter, summer...) {
		from, err := time.Parse("20060102T150405-0700", value(o, "DTSTART")+value(o, "TZOFFSETFROM"))
		if err != nil {
			t.Fatal(err)
		}
		for at, want := range map[time.Time]string{from.Add(-time.Second): "TZOFFSETFROM", from: "TZOFFSETTO"} {
			if got := at.In(berlin).Format("-0700"); got != value(o, want) {
				t.Errorf("at %v the clock is at %s, not at %s", at, got, value(o, want))
			}
		}
		if name, _ := from.In(berlin).Zone(); value(o, "TZNAME") != name {
			t.Errorf("%q, want %s", o, name)
		}
	}
	china := parts(with(t, zones, "TZID:Asia/Shanghai"), "STANDARD")
	if len(china) != 1 || value(china[0], "TZOFFSETTO") != "+0800" {
		t.Errorf("China: %q", china)
	}
	if a := p.get("/fr/events.ics"); a.status != http.StatusNotFound {
		t.Errorf("a calendar in French: %d", a.status)
	}
	p.want("/zh/events", `href="/zh/events.ics"`)
}
