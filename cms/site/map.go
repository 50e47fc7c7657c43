package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/cms"
)

// The map is a drawing of our own from the coordinates on record: dots, names
// and a grid of degrees, no borders and no data of anybody else.

const (
	panelW, panelH = 520.0, 560.0
	panelPad       = 46.0
	dotSize        = 6.0
	cityFont       = 15.0
	stateFont      = 15.0
)

// panel is the drawing of one country.
type panel struct {
	ID, Name string
	W, H     float64
	Lines    []line
	Ticks    []label
	Dots     []dot
	States   []label
}

type line struct{ X1, Y1, X2, Y2 float64 }

type label struct {
	X, Y   float64
	Anchor string
	Text   string
}

// dot is a member. Its label is shown where there is room, else when the dot
// is pointed at.
type dot struct {
	X, Y             float64
	URL, Title       string
	Label            label
	Quiet, Highlight bool
}

// spot is a place to draw.
type spot struct {
	lat, lon         float64
	url, name, state string
	highlight        bool
}

func (p spot) known() bool { return p.lat != 0 || p.lon != 0 }

// projection maps degrees to the panel: equirectangular, true to scale in the
// middle latitude, fitted to what is to be shown.
type projection struct {
	lat0, lon0, lat1, lon1 float64
	scale, squeeze         float64
	dx, dy                 float64
}

func fit(spots []spot) projection {
	p := projection{lat0: 90, lon0: 180, lat1: -90, lon1: -180}
	for _, s := range spots {
		p.lat0, p.lat1 = min(p.lat0, s.lat), max(p.lat1, s.lat)
		p.lon0, p.lon1 = min(p.lon0, s.lon), max(p.lon1, s.lon)
	}
	const least = 2.0 // degrees, so that a single city has surroundings
	if d := least - (p.lat1 - p.lat0); d > 0 {
		p.lat0, p.lat1 = p.lat0-d/2, p.lat1+d/2
	}
	if d := least - (p.lon1 - p.lon0); d > 0 {
		p.lon0, p.lon1 = p.lon0-d/2, p.lon1+d/2
	}
	p.squeeze = math.Cos((p.lat0 + p.lat1) / 2 * math.Pi / 180)
	w, h := (p.lon1-p.lon0)*p.squeeze, p.lat1-p.lat0
	p.scale = min((panelW-2*panelPad)/w, (panelH-2*panelPad)/h)
	p.dx, p.dy = (panelW-w*p.scale)/2, (panelH-h*p.scale)/2
	return p
}

func (p projection) at(lat, lon float64) (x, y float64) {
	return round1(p.dx + (lon-p.lon0)*p.squeeze*p.scale), round1(p.dy + (p.lat1-lat)*p.scale)
}

// degrees are the latitude of a height and the longitude of a width.
func (p projection) degrees(x, y float64) (lat, lon float64) {
	return p.lat1 - (y-p.dy)/p.scale, p.lon0 + (x-p.dx)/p.squeeze/p.scale
}

func round1(f float64) float64 { return math.Round(f*10) / 10 }

// draw makes the panel of the spots. It has no dots where none is known.
func draw(id, name string, spots []spot) panel {
	spots = slices.DeleteFunc(slices.Clone(spots), func(s spot) bool { return !s.known() })
	out := panel{ID: id, Name: name, W: panelW, H: panelH}
	if len(spots) == 0 {
		return out
	}
	slices.SortStableFunc(spots, func(a, b spot) int { // the place in question is named before others take the room
		return cmp.Compare(rank(a), rank(b))
	})
	pr := fit(spots)
	out.grid(pr)
	var room layout
	centres := map[string][]box{}
	var states []string
	for _, s := range spots {
		x, y := pr.at(s.lat, s.lon)
		out.Dots = append(out.Dots, dot{X: x, Y: y, URL: s.url, Title: title(s), Highlight: s.highlight})
		room.take(box{x - dotSize, y - dotSize, x + dotSize, y + dotSize})
		if s.state != "" {
			if centres[s.state] == nil {
				states = append(states, s.state)
			}
			centres[s.state] = append(centres[s.state], box{x, y, x, y})
		}
	}
	for _, name := range states {
		if slices.ContainsFunc(spots, func(s spot) bool { return s.name == name }) {
			continue // a city that is a state of its own is named once
		}
		if l, ok := room.around(hull(centres[name]), name, stateFont); ok {
			out.States = append(out.States, l)
		}
	}
	for i := range out.Dots {
		d := &out.Dots[i]
		l, ok := room.beside(d.X, d.Y, brief(spots[i].name), cityFont)
		d.Label, d.Quiet = l, !ok
	}
	slices.Reverse(out.Dots) // what is drawn last lies on top
	return out
}

// brief is a name without what stands in brackets behind it.
func brief(name string) string {
	if at := strings.IndexAny(name, "(（"); at > 0 {
		return strings.TrimSpace(name[:at])
	}
	return name
}

func rank(s spot) int {
	if s.highlight {
		return 0
	}
	return 1
}

func title(s spot) string {
	if s.state == "" || s.state == s.name {
		return s.name
	}
	return s.name + " · " + s.state
}

// grid draws the degrees, some five to nine lines each way.
func (p *panel) grid(pr projection) {
	north, west := pr.degrees(0, 0)
	south, east := pr.degrees(p.W, p.H)
	step := 1.0
	for _, s := range []float64{1, 2, 5} {
		if step = s; (north-south)/step <= 9 {
			break
		}
	}
	for lat := math.Ceil(south/step) * step; lat < north; lat += step {
		_, y := pr.at(lat, west)
		p.Lines = append(p.Lines, line{0, y, p.W, y})
		if y > 14 && y < p.H-24 {
			p.Ticks = append(p.Ticks, label{X: 4, Y: y - 4, Anchor: "start", Text: degree(lat, "N", "S")})
		}
	}
	for lon := math.Ceil(west/step) * step; lon < east; lon += step {
		x, _ := pr.at(north, lon)
		p.Lines = append(p.Lines, line{x, 0, x, p.H})
		if x > 30 && x < p.W-30 {
			p.Ticks = append(p.Ticks, label{X: x + 4, Y: p.H - 5, Anchor: "start", Text: degree(lon, "E", "W")})
		}
	}
}

func degree(d float64, plus, minus string) string {
	if d < 0 {
		plus = minus
	}
	return strconv.Itoa(int(math.Abs(d))) + "° " + plus
}

// decoration is both countries without words, for the start page.
func decoration(members []*cms.Member) []panel {
	var out []panel
	for _, country := range []string{"DE", "CN"} {
		var spots []spot
		for _, m := range members {
			if m.Country() == country && m.Left() == "" {
				lat, lon := m.Location()
				spots = append(spots, spot{lat: lat, lon: lon})
			}
		}
		if p := draw("decor-"+country, "", spots); len(p.Dots) > 1 {
			out = append(out, p)
		}
	}
	return out
}

// ViewBox is the drawing's frame as SVG writes it.
func (p panel) ViewBox() string { return fmt.Sprintf("0 0 %g %g", p.W, p.H) }

// distance is how far two places are apart, in kilometres over the ground of
// a round earth.
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad, earth = math.Pi / 180, 6371.0
	sinLat, sinLon := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := sinLat*sinLat + math.Cos(lat1*rad)*math.Cos(lat2*rad)*sinLon*sinLon
	return 2 * earth * math.Asin(math.Sqrt(min(h, 1)))
}
