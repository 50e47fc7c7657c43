package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

func from(h http.Handler, remote, forwarded string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/api/isa/ask", strings.NewReader(`{"question":"x","lang":"zh"}`))
	r.RemoteAddr = remote
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnAddressHasItsMinuteAndThenWaits(t *testing.T) {
	c := newClock()
	h := New(Config{Log: quiet(), PerMinute: 6, Now: c.now}, &echo{}, nil)
	for i := range 6 {
		if w := from(h, "192.0.2.1:4000", ""); w.Code != 200 {
			t.Fatalf("question %d: %d", i, w.Code)
		}
	}
	w := from(h, "192.0.2.1:4001", "198.51.100.7") // another port and a made-up header are the same address
	if got := decode[refusal](t, w.Body); w.Code != 429 || w.Header().Get("Retry-After") != "10" || got.Message != phrases.WebFaults.TooMany.In("zh", "seconds", "10") {
		t.Errorf("status %d, Retry-After %q, %+v", w.Code, w.Header().Get("Retry-After"), got)
	}
	if w := from(h, "192.0.2.2:4000", ""); w.Code != 200 {
		t.Errorf("another address: %d", w.Code)
	}
	c.add(10 * time.Second)
	if w := from(h, "192.0.2.1:4000", ""); w.Code != 200 {
		t.Errorf("after the wait: %d", w.Code)
	}
	if w := from(h, "192.0.2.1:4000", ""); w.Code != 429 {
		t.Errorf("after the wait, the second: %d", w.Code)
	}
}

func TestNoLimitWithZero(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	for range 200 {
		if w := from(h, "192.0.2.1:4000", ""); w.Code != 200 {
			t.Fatal(w.Code)
		}
	}
}

func TestForgettingAnAddressGivesItNothing(t *testing.T) {
	c := newClock()
	l := newLimits(60, c.now)
	a := netip.MustParseAddr("192.0.2.1")
	granted := 0
	for range 2 * 600 { // ten minutes of asking twice a second
		if l.take(a) == 0 {
			granted++
		}
		c.add(500 * time.Millisecond)
	}
	if granted < 600 || granted > 60+600 {
		t.Errorf("%d were granted", granted)
	}
}

func TestAddressesExpireFromMemory(t *testing.T) {
	c := newClock()
	l := newLimits(60, c.now)
	for i := range 3 * most {
		l.take(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}))
	}
	if n := len(l.young) + len(l.old); n > 2*most {
		t.Errorf("%d addresses are kept in a flood", n)
	}
	for range 2 {
		c.add(time.Minute)
		l.take(netip.MustParseAddr("192.0.2.1"))
	}
	if n := len(l.young) + len(l.old); n != 1 {
		t.Errorf("%d addresses are kept after two quiet minutes", n)
	}
}

func TestWhoseAddressItIs(t *testing.T) {
	for _, c := range []struct{ remote, forwarded, want string }{
		{"192.0.2.1:80", "198.51.100.7", "192.0.2.1"},
		{"192.0.2.1:80", "", "192.0.2.1"},
		{"[2001:db8:1:2:3:4:5:6]:80", "", "2001:db8:1:2::"},
		{"[::ffff:192.0.2.1]:80", "", "192.0.2.1"},
		{"[fe80::1%eth0]:80", "", "fe80::"},
		{"@", "", "invalid IP"},
	} {
		t.Run(c.remote+c.forwarded, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = c.remote
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
			if got := address(r).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
