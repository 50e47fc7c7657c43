package discord

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// route is a request without its ids: Discord counts by routes, and by the
// channel or server that is named first.
type route struct{ method, path string }

var (
	postMessage   = route{http.MethodPost, "/channels/%s/messages"}
	patchMessage  = route{http.MethodPatch, "/channels/%s/messages/%s"}
	deleteMessage = route{http.MethodDelete, "/channels/%s/messages/%s"}
	getMessage    = route{http.MethodGet, "/channels/%s/messages/%s"}
	listMessages  = route{http.MethodGet, "/channels/%s/messages"}
	crosspost     = route{http.MethodPost, "/channels/%s/messages/%s/crosspost"}
	pinMessage    = route{http.MethodPut, "/channels/%s/pins/%s"}
	unpinMessage  = route{http.MethodDelete, "/channels/%s/pins/%s"}
	postThread    = route{http.MethodPost, "/channels/%s/threads"}
	getChannel    = route{http.MethodGet, "/channels/%s"}
	patchChannel  = route{http.MethodPatch, "/channels/%s"}
	deleteChannel = route{http.MethodDelete, "/channels/%s"}
	oldThreads    = route{http.MethodGet, "/channels/%s/threads/archived/public"}
	activeThreads = route{http.MethodGet, "/guilds/%s/threads/active"}
	myself        = route{http.MethodGet, "/users/@me"}
	openDM        = route{http.MethodPost, "/users/@me/channels"}
	postTyping    = route{http.MethodPost, "/channels/%s/typing"}
	getGateway    = route{http.MethodGet, "/gateway"}
	application   = route{http.MethodGet, "/oauth2/applications/@me"}
	putCommands   = route{http.MethodPut, "/applications/%s/commands"}

	// An interaction is answered on routes of its own, by its token.
	postCallback  = route{http.MethodPost, "/interactions/%s/%s/callback"}
	postFollowup  = route{http.MethodPost, "/webhooks/%s/%s"}
	patchOriginal = route{http.MethodPatch, "/webhooks/%s/%s/messages/@original"}
)

// apart reports whether a route is none of those that are counted for the bot's
// token as a whole (Discord's documentation, "Interactions and Bot Users").
func (r route) apart() bool {
	return strings.HasPrefix(r.path, "/interactions/") || strings.HasPrefix(r.path, "/webhooks/")
}

// messageRoutes are those that a right to speak at a place is for.
var messageRoutes = []route{postMessage, patchMessage, deleteMessage, postThread}

// slack is how much later than Discord's we take a limit to be full again: its
// clock and ours do not tick together.
const slack = 50 * time.Millisecond

// bucket is what is left of a limit until it is full again.
type bucket struct {
	limit, left int
	reset       time.Duration // as the limiter measures time
	guessed     bool          // it was full again by our reckoning; no answer has confirmed it
}

// roomAt is when n requests fit.
func (b *bucket) roomAt(now time.Duration, n int) time.Duration {
	if now >= b.reset || b.left >= min(n, b.limit) {
		return 0
	}
	return b.reset
}

// use counts a request that is about to be made.
func (b *bucket) use(now time.Duration) {
	if now >= b.reset {
		b.left, b.reset, b.guessed = b.limit, now+unlearnedTime, true
	}
	b.left--
}

// key is where the limit of a route in a channel is kept.
func (l *Limiter) key(r route, channel string) string {
	name := l.names[r.method+r.path]
	if name == "" {
		name = r.method + r.path
	}
	return name + " " + channel
}

func (l *Limiter) bucket(r route, channel string) *bucket {
	key := l.key(r, channel)
	b := l.buckets[key]
	if b == nil {
		b = &bucket{limit: unlearned, left: unlearned}
		l.buckets[key] = b
	}
	return b
}

// learn takes what an answer says about the limit of its route. Answers may
// come out of order, so within one window less is believed and more is not.
func (l *Limiter) learn(r route, channel string, now time.Time, h http.Header) {
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if err != nil || err2 != nil || err3 != nil || limit < 1 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	b := l.bucket(r, channel)
	if name := h.Get("X-RateLimit-Bucket"); name != "" && l.names[r.method+r.path] != name {
		l.names[r.method+r.path] = name
		l.buckets[l.key(r, channel)] = b
	}
	reset := l.now + seconds(after) + slack
	if b.guessed || reset-b.reset < time.Second && b.reset-reset < time.Second {
		left = min(left, b.left+limit-b.limit)
	}
	b.limit, b.left, b.reset, b.guessed = limit, left, reset, false
}

// longest is the most that we wait before asking again, whatever we are told.
const longest = time.Hour

// seconds is what Discord wrote as seconds; never less than none, nor more than
// the longest.
func seconds(s float64) time.Duration {
	if !(s > 0) { // not a number, too
		return 0
	}
	if s > longest.Seconds() {
		return longest
	}
	return time.Duration(s * float64(time.Second))
}
