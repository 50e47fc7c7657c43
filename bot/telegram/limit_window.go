package telegram

import (
	"slices"
	"time"
)

// ring holds the moments of the last requests, as many as its window allows.
type ring struct {
	at   []time.Duration
	next int // the oldest
}

func newRing(size int) ring {
	r := ring{at: make([]time.Duration, size)}
	for i := range r.at {
		r.at[i] = -time.Hour
	}
	return r
}

// due is when n more fit into the window, all at once; more than the window
// holds fit when it is empty. A ring without a size holds all.
func (r *ring) due(n int, window time.Duration) time.Duration {
	size := len(r.at)
	if size == 0 {
		return -time.Hour
	}
	return r.at[(r.next+min(n, size)-1)%size] + window
}

func (r *ring) add(n int, now time.Duration) {
	for range min(n, len(r.at)) {
		r.at[r.next] = now
		r.next = (r.next + 1) % len(r.at)
	}
}

// window holds the last requests of the token, as many as Telegram allows in a
// second, each with the latest moment at which Telegram can have counted it.
type window struct{ all []counting }

type counting struct {
	at   time.Duration // granted, begun or answered
	chat string
	how  progress
}

type progress uint8

const (
	over progress = iota
	granted
	begun
)

// longest is for how long at most a request that is not answered counts as just
// made: it may have been lost.
const longest = time.Second

func newWindow(size int) window {
	w := window{all: make([]counting, size)}
	for i := range w.all {
		w.all[i].at = -time.Hour
	}
	return w
}

// free is when a request no longer counts, as far as is known at now.
func (c counting) free(now time.Duration) time.Duration {
	switch c.how {
	case granted:
		return c.at + aSecond
	case begun:
		return min(max(now, c.at), c.at+longest) + exactly
	}
	return c.at + exactly
}

// due is when n more fit, all at once; more than the window holds fit when it is
// empty.
func (w *window) due(n int, now time.Duration) time.Duration {
	at := make([]time.Duration, len(w.all))
	for i, c := range w.all {
		at[i] = c.free(now)
	}
	slices.Sort(at)
	return at[min(n, len(at))-1]
}

// grant counts n requests in place of those that no longer count.
func (w *window) grant(n int, chat string, now time.Duration) {
	slices.SortStableFunc(w.all, func(a, b counting) int { return int(a.free(now) - b.free(now)) })
	for i := range min(n, len(w.all)) {
		w.all[i] = counting{now, chat, granted}
	}
}

func (w *window) began(chat string, now time.Duration) { w.move(chat, granted, begun, now) }

func (w *window) answered(chat string, now time.Duration) { w.move(chat, begun, over, now) }

// move moves the oldest request to a chat on that has come so far.
func (w *window) move(chat string, from, to progress, now time.Duration) {
	oldest := -1
	for i, c := range w.all {
		if c.chat == chat && c.how == from && (oldest < 0 || c.at < w.all[oldest].at) {
			oldest = i
		}
	}
	if oldest >= 0 {
		w.all[oldest].at, w.all[oldest].how = now, to
	}
}
