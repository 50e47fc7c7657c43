package discordtest

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Limit is how many requests are allowed in which time; a negative N is no limit.
type Limit struct {
	N   int
	Per time.Duration
}

// Limits are how much the fake takes. What is zero is as Discord has it.
type Limits struct {
	Global    Limit // of the token: 50 a second, in any second
	Route     Limit // of a route in a channel: 5 in 5 s, as is commonly seen
	Crosspost Limit // of a channel: 10 an hour
	Rename    Limit // of a channel's name: 2 in 10 min, which no header tells
}

type limits struct {
	Limits
	recent  []time.Time // requests of the last second
	buckets map[string]*bucket
}

type bucket struct {
	limit Limit
	used  int
	since time.Time
}

func newLimits(l Limits) *limits {
	for _, d := range []struct{ limit, own *Limit }{
		{&l.Global, &Limit{50, time.Second}}, {&l.Route, &Limit{5, 5 * time.Second}},
		{&l.Crosspost, &Limit{10, time.Hour}}, {&l.Rename, &Limit{2, 10 * time.Minute}},
	} {
		if *d.limit == (Limit{}) {
			*d.limit = *d.own
		}
	}
	return &limits{Limits: l, buckets: map[string]*bucket{}}
}

// over says which limit a request broke, and when it may be repeated.
type over struct {
	scope string // user, global or shared; "" for none
	wait  time.Duration
	html  bool
	mute  bool // says nothing of when
}

func (l *limits) bucket(c *call, now time.Time) *bucket {
	limit := l.Route
	if strings.HasSuffix(c.route.path, "/crosspost") {
		limit = l.Crosspost
	}
	where := c.channel + c.ids["{webhook_token}"] + c.ids["{interaction_token}"]
	return l.of(c.route.method+c.route.path+" "+where, limit, now)
}

func (l *limits) of(key string, limit Limit, now time.Time) *bucket {
	b := l.buckets[key]
	if b == nil || now.Sub(b.since) >= b.limit.Per {
		b = &bucket{limit: limit, since: now}
		l.buckets[key] = b
	}
	return b
}

// take counts a request and says which limit it breaks.
func (l *limits) take(c *call, now time.Time) over {
	for len(l.recent) > 0 && now.Sub(l.recent[0]) >= l.Global.Per {
		l.recent = l.recent[1:]
	}
	if c.route.apart() { // Discord's documentation: not bound to the bot's global limit
		return l.bucket(c, now).take(now)
	}
	if l.Global.N > 0 && len(l.recent) >= l.Global.N {
		return over{scope: "global", wait: l.Global.Per - now.Sub(l.recent[0])}
	}
	l.recent = append(l.recent, now)
	return l.bucket(c, now).take(now)
}

// takeRename counts a new name of a channel.
func (l *limits) takeRename(channel string, now time.Time) over {
	return l.of("name "+channel, l.Rename, now).take(now)
}

func (b *bucket) take(now time.Time) over {
	if b.limit.N > 0 && b.used >= b.limit.N {
		return over{scope: "user", wait: b.since.Add(b.limit.Per).Sub(now)}
	}
	b.used++
	return over{}
}

// headers tell how much of the route's limit is left.
func (l *limits) headers(c *call, now time.Time) http.Header {
	b := l.bucket(c, now)
	if b.limit.N < 0 {
		return nil
	}
	name := fnv.New64a()
	fmt.Fprint(name, c.route.method, c.route.path)
	end := b.since.Add(b.limit.Per)
	return http.Header{
		"X-Ratelimit-Limit":       {strconv.Itoa(b.limit.N)},
		"X-Ratelimit-Remaining":   {strconv.Itoa(b.limit.N - b.used)},
		"X-Ratelimit-Reset":       {seconds(time.Duration(end.UnixMilli()) * time.Millisecond)},
		"X-Ratelimit-Reset-After": {seconds(end.Sub(now))},
		"X-Ratelimit-Bucket":      {strconv.FormatUint(name.Sum64(), 16)},
	}
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

// reply is the answer 429 as Discord gives it, or the one of what stands before it.
func (o over) reply() reply {
	if o.html {
		h := http.Header{"Content-Type": {"text/html; charset=UTF-8"}, "Retry-After": {fmt.Sprint(int(o.wait.Seconds()) + 1)}}
		return reply{status: 429, header: h, body: []byte("<!doctype html><title>Access denied | error code 1015</title>")}
	}
	form := map[string]any{"message": "You are being rate limited.", "retry_after": o.wait.Seconds(), "global": o.scope == "global"}
	if o.mute {
		delete(form, "retry_after")
		return answered(429, form)
	}
	out := answered(429, form)
	out.header.Set("Retry-After", fmt.Sprint(int(o.wait.Seconds())+1))
	out.header.Set("X-RateLimit-Scope", o.scope)
	if o.scope == "global" {
		out.header.Set("X-RateLimit-Global", "true")
	}
	return out
}
