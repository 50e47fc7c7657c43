package site

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

func TestSpanIsAsExactAsItIsKnown(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.DateTime, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		starts, ends          time.Time
		precision, zone, want string
	}{
		{time.Time{}, time.Time{}, "day", "", ""},
		{at("2019-10-15 22:30:00"), time.Time{}, "day", "Asia/Shanghai", "16 October 2019"},
		{at("2019-10-16 00:00:00"), at("2019-10-17 00:00:00"), "day", "", "16 October 2019 – 17 October 2019"},
		{at("2019-10-16 00:00:00"), at("2019-10-16 00:00:00"), "day", "", "16 October 2019"},
		{at("2020-10-01 00:00:00"), time.Time{}, "month", "", "October 2020"},
		{at("2026-07-01 08:00:00"), at("2026-07-02 15:00:00"), "minute", "Europe/Berlin", "1 July 2026, 10:00 – 2 July 2026, 17:00 (CEST, UTC+02:00)"},
		{at("2026-07-01 08:00:00"), time.Time{}, "minute", "no such zone", "1 July 2026, 08:00 (UTC, UTC+00:00)"},
	} {
		if got := span(c.starts, c.ends, c.precision, c.zone, "en"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestSourcesAreLinksByHostOrWords(t *testing.T) {
	for _, c := range []struct{ in, hosts, words string }{
		{"https://www.a.example/x,1.html; http://b.example ;", "a.example b.example", ""},
		{"press text", "", "press text"},
		{"javascript:alert(1)", "", "javascript:alert(1)"},
		{"", "", ""},
	} {
		s := sourceOf(c.in, "", "de")
		var hosts []string
		for _, l := range s.Links {
			hosts = append(hosts, l.Host)
		}
		if strings.Join(hosts, " ") != c.hosts || s.Words != c.words || s.Shown() != (c.in != "") {
			t.Errorf("sourceOf(%q) = %+v", c.in, s)
		}
	}
}

func TestNotesInThreeLanguages(t *testing.T) {
	for _, c := range []struct{ note, lang, want string }{
		{"a / b / c", "de", "a"}, {"a / b / c", "zh", "c"}, {"a / b", "en", "a / b"}, {"", "de", ""},
	} {
		if got := partOf(c.note, c.lang); got != c.want {
			t.Errorf("partOf(%q, %s) = %q", c.note, c.lang, got)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{50.94, 6.96, 50.94, 6.96, 0}, {50.94, 6.96, 53.55, 9.99, 357}, {0, 0, 0, 180, 20015}, {48.1, 11.6, 23.0, 113.1, 8990},
	} {
		if got := distance(c.lat1, c.lon1, c.lat2, c.lon2); math.Abs(got-c.want) > max(c.want/100, 1) {
			t.Errorf("distance(%+v) = %.0f", c, got)
		}
	}
	for km, want := range map[float64]string{0.4: "5", 12: "10", 13: "15", 357: "360", 9004: "9000"} {
		if got := roundKM(km); got != want {
			t.Errorf("roundKM(%g) = %s, want %s", km, got, want)
		}
	}
}

func TestMapKeepsNamesApartAndInTheFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		var spots []spot
		for i := range n {
			spots = append(spots, spot{lat: 20 + 20*r.Float64(), lon: 100 + 20*r.Float64(), name: strings.Repeat("城市x", 1+i%4), state: strings.Repeat("S", 1+i%7)})
		}
		p := draw("x", "x", spots)
		var taken []box
		keep := func(l label, font, widen float64) {
			b := l.box(width(l.Text, font)*widen, font)
			for _, o := range taken {
				if b.meets(o) {
					t.Fatalf("%d spots: %q is written over another name", n, l.Text)
				}
			}
			if b.x1 < 0 || b.x2 > p.W || b.y1 < 0 || b.y2 > p.H {
				t.Fatalf("%d spots: %q leaves the frame", n, l.Text)
			}
			taken = append(taken, b)
		}
		for _, s := range p.States {
			keep(s, stateFont, 1.12)
		}
		for _, d := range p.Dots {
			if d.X < 0 || d.X > p.W || d.Y < 0 || d.Y > p.H {
				t.Fatalf("%d spots: a dot at %g, %g", n, d.X, d.Y)
			}
			if !d.Quiet {
				keep(d.Label, cityFont, 1)
			}
		}
		if len(p.Dots) != n || n > 0 && (len(p.Lines) < 4 || len(p.Lines) > 40) {
			t.Fatalf("%d spots: %d dots, %d lines", n, len(p.Dots), len(p.Lines))
		}
	}
}

func TestMapOfUnknownPlacesIsEmptyAndOfOneIsDrawn(t *testing.T) {
	if p := draw("x", "x", []spot{{name: "nowhere"}}); len(p.Dots) != 0 {
		t.Error("a place without coordinates is drawn")
	}
	if p := draw("x", "x", []spot{{lat: 50, lon: 7, name: "alone"}}); len(p.Dots) != 1 || p.Dots[0].Quiet {
		t.Errorf("one place: %+v", p.Dots)
	}
}

func TestListsOfAnyLevelsNestProperly(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var d richtext.Doc
		items := 1 + r.IntN(12)
		for range items {
			d = d.Add(richtext.Block{Kind: richtext.Item, Level: r.IntN(6), Number: r.IntN(3), Spans: []richtext.Span{{Text: "x<"}}})
		}
		out := string(markup(d))
		var open []string
		z, seen := html.NewTokenizer(strings.NewReader(out)), 0
		for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
			name, _ := z.TagName()
			switch tt {
			case html.StartTagToken:
				if n := len(open); string(name) == "li" && (n == 0 || open[n-1] == "li") || string(name) != "li" && n > 0 && open[n-1] != "li" {
					t.Fatalf("<%s> in %v: %s", name, open, out)
				}
				if string(name) == "li" {
					seen++
				}
				open = append(open, string(name))
			case html.EndTagToken:
				if n := len(open); n == 0 || open[n-1] != string(name) {
					t.Fatalf("</%s> closes %v: %s", name, open, out)
				}
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 || seen != items {
			t.Fatalf("%d of %d items, %v left open: %s", seen, items, open, out)
		}
	}
}

func FuzzNoBlockedAddressIsLeftInACopy(f *testing.F) {
	for _, s := range []string{"siehe https://t.me/isa.", "t.me/isa，www.youtube.com", "https://x.com/https://t.me/a", "x.com", "(http://fb.me)", "频道t.me/a", "https://https://t.me/x", "a@t.me/x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := copyist{}
		out := c.plain(text)
		for _, word := range strings.Fields(out) {
			low := strings.ToLower(word)
			if (strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://")) && cms.BlockedInChina(strings.TrimRight(word, `.,;:!?)]'`)) {
				t.Errorf("%q leaves %q", text, word)
			}
		}
		if len(c.leftOut) == 0 && out != text {
			t.Errorf("%q became %q, and nothing is said to be left out", text, out)
		}
	})
}
