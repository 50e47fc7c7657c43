package web

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// most is how many addresses a generation of limits remembers.
const most = 50_000

// limits holds one allowance for each web address: a minute's worth at once,
// then evenly. An allowance that was not touched for a minute is full again,
// so forgetting it changes nothing: two generations are kept, and once a
// minute the older one is dropped whole.
type limits struct {
	perMinute int
	now       func() time.Time

	mu       sync.Mutex
	young    map[netip.Addr]*rate.Limiter
	old      map[netip.Addr]*rate.Limiter
	turnedAt time.Time
}

func newLimits(perMinute int, now func() time.Time) *limits {
	return &limits{perMinute: perMinute, now: now, turnedAt: now(), young: map[netip.Addr]*rate.Limiter{}}
}

// take uses up one request of the address. It returns 0 if that was allowed,
// else how long the address has to wait.
func (l *limits) take(a netip.Addr) time.Duration {
	if l.perMinute <= 0 {
		return 0
	}
	now := l.now()
	r := l.of(a, now).ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

func (l *limits) of(a netip.Addr, now time.Time) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.turnedAt) >= time.Minute || now.Before(l.turnedAt) || len(l.young) >= most {
		l.old, l.young, l.turnedAt = l.young, map[netip.Addr]*rate.Limiter{}, now
	}
	if lim := l.young[a]; lim != nil {
		return lim
	}
	lim := l.old[a]
	if lim == nil {
		lim = rate.NewLimiter(rate.Limit(float64(l.perMinute)/60), l.perMinute)
	}
	delete(l.old, a)
	l.young[a] = lim
	return lim
}

// address is who asks: an IPv4 address, or the /64 network of an IPv6 one,
// since a household has a whole /64 to choose from. It is the one that the
// request came from: whoever trusts a proxy puts the visitor's there, and a
// header that a visitor sends counts for nothing.
func address(r *http.Request) netip.Addr {
	a := parseAddr(r.RemoteAddr)
	if a.Is6() {
		if net, err := a.Prefix(64); err == nil {
			return net.Addr()
		}
	}
	return a
}

func parseAddr(s string) netip.Addr {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.Trim(s, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}
