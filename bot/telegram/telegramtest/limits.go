package telegramtest

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Telegram's limits, counted when a request arrives.
const (
	perSecond = 30
	perMinute = 20 // in a group or channel
)

// Violation is a request that came too early.
type Violation struct {
	At     time.Time `json:"at"`
	Limit  string    `json:"limit"` // 30/s, 1/s, 20/min, or pause: told to wait, and did not
	Method string    `json:"method"`
	Chat   int64     `json:"chat"`
}

// Violations are all that there were.
func (f *Fake) Violations() []Violation {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Violation(nil), f.violations...)
}

// limits are sliding windows: a request counts until a second, or a minute, has
// passed since it arrived. What was turned away counts for nothing.
type limits struct {
	all    []time.Time
	chats  map[int64][]time.Time
	paused map[int64]time.Time  // by chat, 0 is everything
	asked  map[string]time.Time // by method, of those that are not counted
}

func newLimits() limits {
	return limits{chats: map[int64][]time.Time{}, paused: map[int64]time.Time{}, asked: map[string]time.Time{}}
}

// counted reports which limits a method comes under: making and changing
// messages under all, what else acts on chats under the token's alone.
func counted(method string) (token, chat bool) {
	switch {
	case method == "sendChatAction":
		return true, false
	case strings.HasPrefix(method, "send"), strings.HasPrefix(method, "edit"), strings.HasPrefix(method, "forward"), strings.HasPrefix(method, "copy"):
		return true, true
	case strings.HasPrefix(method, "delete"), strings.HasPrefix(method, "pin"), strings.HasPrefix(method, "unpin"):
		return true, false
	}
	return false, false
}

// arrive counts a request, or turns it away with the name of the limit that it
// breaks and the seconds to wait.
func (l *limits) arrive(method string, c *chat, now time.Time) (limit string, wait int) {
	token, inChat := counted(method)
	if until := l.asked[method]; now.Before(until) {
		return "pause", secondsUntil(now, until)
	}
	if !token {
		return "", 0
	}
	until := l.paused[0]
	if c != nil && l.paused[c.ID].After(until) {
		until = l.paused[c.ID]
	}
	if now.Before(until) {
		return "pause", secondsUntil(now, until)
	}
	l.all = since(l.all, now.Add(-time.Second))
	if len(l.all) >= perSecond {
		return "30/s", secondsUntil(now, l.all[0].Add(time.Second))
	}
	if inChat && c != nil {
		times := since(l.chats[c.ID], now.Add(-time.Minute))
		l.chats[c.ID] = times
		if n := len(times); n > 0 && now.Sub(times[n-1]) < time.Second {
			return "1/s", secondsUntil(now, times[n-1].Add(time.Second))
		}
		if c.Type != Private && len(times) >= perMinute {
			return "20/min", secondsUntil(now, times[0].Add(time.Minute))
		}
		l.chats[c.ID] = append(times, now)
	}
	l.all = append(l.all, now)
	return "", 0
}

// since drops what is as old as t, or older.
func since(times []time.Time, t time.Time) []time.Time {
	for len(times) > 0 && !times[0].After(t) {
		times = times[1:]
	}
	return times
}

func secondsUntil(now, t time.Time) int {
	return max(int(math.Ceil(t.Sub(now).Seconds())), 1)
}

// longestPause is how long a pause is watched over, whatever was said.
const longestPause = time.Hour

func (l *limits) pause(chat int64, now time.Time, seconds int) {
	if seconds > 0 {
		l.paused[chat] = now.Add(min(time.Duration(min(seconds, 1e6))*time.Second, longestPause))
	}
}

// told notes that a request was told to wait: its chat, everything, or, where a
// method does not count among the others, the method alone.
func (l *limits) told(fault Fault, e *Entry, now time.Time, seconds int) {
	token, _ := counted(e.Method)
	switch {
	case !token:
		l.asked[e.Method] = now.Add(time.Duration(max(seconds, 0)) * time.Second)
	case fault.All:
		l.pause(0, now, seconds)
	default:
		l.pause(e.Chat, now, seconds)
	}
}

// tooMany is the answer to a request that came too early.
func tooMany(seconds int) *apiError {
	return &apiError{code: 429, text: fmt.Sprintf("Too Many Requests: retry after %d", seconds), retry: &seconds}
}
