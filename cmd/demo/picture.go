package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
)

// The size of the cover, in pixels.
const width, height = 1200, 675

// bridge draws a suspension bridge in front of a city in the evening, as a PNG.
// Each pixel is the mean of four, so that edges are smooth.
func bridge() ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			var sum shade
			for _, at := range [][2]float64{{.25, .25}, {.75, .25}, {.25, .75}, {.75, .75}} {
				c := scene(float64(x)+at[0], float64(y)+at[1])
				sum = shade{sum.r + c.r/4, sum.g + c.g/4, sum.b + c.b/4}
			}
			img.SetRGBA(x, y, color.RGBA{uint8(sum.r), uint8(sum.g), uint8(sum.b), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("drawing the cover: %w", err)
	}
	return b.Bytes(), nil
}

// shade is a colour, each part from 0 to 255.
type shade struct{ r, g, b float64 }

func (s shade) to(o shade, part float64) shade {
	part = min(max(part, 0), 1)
	return shade{s.r + (o.r-s.r)*part, s.g + (o.g-s.g)*part, s.b + (o.b-s.b)*part}
}

const (
	shore     = 500.0 // where the water begins
	deck      = 440.0 // the height of the road
	towerTop  = 150.0
	towerA    = 380.0
	towerB    = 820.0
	towerHalf = 13.0
)

// scene is the colour at a place, from what is nearest to what is farthest.
func scene(x, y float64) shade {
	switch {
	case onBridge(x, y):
		return shade{150, 46, 40}
	case y >= shore:
		return water(x, y)
	}
	for i, h := range []float64{150, 90, 200, 120, 60, 170, 110, 240, 80, 140, 190, 100, 130, 70, 210, 150} {
		left := float64(i)*76 - 8
		if x >= left && x < left+62 && y >= shore-h {
			return house(x-left, y-shore+h, i)
		}
	}
	return sky(x, y)
}

func sky(x, y float64) shade {
	if math.Hypot(x-610, y-330) < 74 {
		return shade{255, 232, 178}
	}
	return shade{34, 74, 118}.to(shade{248, 190, 140}, y/shore)
}

// house is a house whose upper left corner is at 0, 0. Some windows are lit.
func house(x, y float64, n int) shade {
	column, row := int(x/12), int(y/18)
	if math.Mod(x, 12) > 4 && math.Mod(x, 12) < 10 && math.Mod(y, 18) > 7 && math.Mod(y, 18) < 15 && column > 0 {
		if (column*7+row*5+n*3)%4 == 0 {
			return shade{250, 214, 130}
		}
		return shade{44, 66, 96}
	}
	return shade{56, 80, 112}
}

func water(x, y float64) shade {
	c := shade{236, 176, 138}.to(shade{30, 62, 98}, (y-shore)/(height-shore)*1.3)
	if math.Sin(y*.55+math.Sin(x*.02+y*.11)*2.2) > .82 {
		return c.to(shade{255, 226, 186}, .35)
	}
	return c
}

func onBridge(x, y float64) bool {
	for _, t := range []float64{towerA, towerB} {
		if math.Abs(x-t) < towerHalf && y > towerTop-14 && y < shore+40 && !(math.Abs(x-t) < 6 && math.Mod(y-towerTop, 70) > 20 && y < deck) {
			return true
		}
	}
	if y > deck && y < deck+16 {
		return true
	}
	c := cable(x)
	hanger := math.Mod(x, 22) < 2 && y > c && y < deck
	return hanger || math.Abs(y-c) < 3.5
}

// cable is the height of the cable: between the towers it sags, outside it
// falls to the road.
func cable(x float64) float64 {
	const sag = deck - 30 - towerTop
	middle, half := (towerA+towerB)/2, (towerB-towerA)/2
	if x >= towerA && x <= towerB {
		part := (x - middle) / half
		return towerTop + sag*(1-part*part)
	}
	away := towerA - x
	if x > towerB {
		away = x - towerB
	}
	part := min(away/towerA, 1)
	return towerTop + (deck-towerTop)*(1-(1-part)*(1-part))
}
