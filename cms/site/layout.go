package site

import "unicode"

// layout finds room for names on the map: what is written stays free of what
// was written before.
type layout struct{ taken []box }

type box struct{ x1, y1, x2, y2 float64 }

func (b box) meets(o box) bool { return b.x1 < o.x2 && o.x1 < b.x2 && b.y1 < o.y2 && o.y1 < b.y2 }

func (l *layout) take(b box) { l.taken = append(l.taken, b) }

func (l *layout) free(b box) bool {
	if b.x1 < 2 || b.y1 < 2 || b.x2 > panelW-2 || b.y2 > panelH-20 {
		return false
	}
	for _, t := range l.taken {
		if b.meets(t) {
			return false
		}
	}
	return true
}

func hull(boxes []box) box {
	out := boxes[0]
	for _, b := range boxes[1:] {
		out = box{min(out.x1, b.x1), min(out.y1, b.y1), max(out.x2, b.x2), max(out.y2, b.y2)}
	}
	return out
}

// width is about how wide a text stands.
func width(s string, font float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r) || r > 0x2e80:
			w += 1.02
		case unicode.IsUpper(r):
			w += 0.68
		default:
			w += 0.54
		}
	}
	return w * font
}

// beside puts a name next to a dot: right, left, above or below. Without room
// the name goes where it crosses least and ok is false.
func (l *layout) beside(x, y float64, text string, font float64) (out label, ok bool) {
	w, gap := width(text, font), dotSize+4
	for _, c := range []struct {
		dx, dy float64
		anchor string
	}{{gap, font * 0.35, "start"}, {-gap, font * 0.35, "end"}, {0, -gap, "middle"}, {0, gap + font*0.8, "middle"},
		{gap * 0.7, -gap * 0.7, "start"}, {gap * 0.7, gap*0.7 + font*0.7, "start"}, {-gap * 0.7, -gap * 0.7, "end"}, {-gap * 0.7, gap*0.7 + font*0.7, "end"}} {
		out = label{X: round1(x + c.dx), Y: round1(y + c.dy), Anchor: c.anchor, Text: text}
		if b := out.box(w, font); l.free(b) {
			l.take(b)
			return out, true
		}
	}
	out = label{X: x, Y: round1(y - gap), Anchor: "middle", Text: text}
	out.X = round1(min(max(x, w/2+4), panelW-w/2-4))
	return out, false
}

// around puts a name near a group of dots: above it, below it, at its sides,
// then further out.
func (l *layout) around(group box, text string, font float64) (out label, ok bool) {
	w, mid := width(text, font)*1.12, (group.x1+group.x2)/2
	for out := 0.0; out < 70; out += 7 {
		gap := dotSize + 5 + out
		for _, c := range []label{
			{X: mid, Y: group.y1 - gap, Anchor: "middle"}, {X: mid, Y: group.y2 + gap + font*0.8, Anchor: "middle"},
			{X: group.x2 + gap, Y: (group.y1+group.y2)/2 + font*0.35, Anchor: "start"},
			{X: group.x1 - gap, Y: (group.y1+group.y2)/2 + font*0.35, Anchor: "end"},
			{X: group.x2 + gap/2, Y: group.y1 - gap/2, Anchor: "start"}, {X: group.x1 - gap/2, Y: group.y1 - gap/2, Anchor: "end"},
			{X: group.x2 + gap/2, Y: group.y2 + gap/2 + font*0.7, Anchor: "start"}, {X: group.x1 - gap/2, Y: group.y2 + gap/2 + font*0.7, Anchor: "end"},
		} {
			if b := c.box(w, font); l.free(b) {
				l.take(b)
				return label{X: round1(c.X), Y: round1(c.Y), Anchor: c.Anchor, Text: text}, true
			}
		}
	}
	return label{}, false
}

// box is what a label of that width covers.
func (t label) box(w, font float64) box {
	x := t.X
	switch t.Anchor {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return box{x - 1, t.Y - font*0.9, x + w + 1, t.Y + font*0.25}
}
