package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"testing"
	"time"
)

// result is what a client sees of one request.
type result struct {
	written bool
	status  int
	json    bool
	err     error
}

func look(rt http.RoundTripper, base string) result {
	var r result
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { r.written = true }})
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "POST", base+"/bot"+Token+"/sendMessage", strings.NewReader(`{"chat_id":7,"text":"x"}`))
	req.Header.Set("Content-Type", "application/json")
	resp, err := rt.RoundTrip(req)
	if err != nil {
		r.err = err
		return r
	}
	defer resp.Body.Close()
	r.status = resp.StatusCode
	raw, err := io.ReadAll(resp.Body)
	r.err, r.json = err, json.Valid(raw)
	return r
}

func TestFaultsOnBothWays(t *testing.T) {
	tests := []struct {
		fault    FaultKind
		taken    bool // the message stands
		broken   bool // an error instead of an answer
		status   int
		readable bool
	}{
		{fault: TimeoutBefore, broken: true},
		{fault: TimeoutAfter, taken: true, broken: true},
		{fault: CutBefore, broken: true},
		{fault: CutAfter, taken: true, broken: true},
		{fault: HalfAnswer, taken: true, broken: true},
		{fault: ServerErrorBefore, status: 502, readable: true},
		{fault: ServerErrorAfter, taken: true, status: 502, readable: true},
		{fault: PageBefore, status: 502},
		{fault: PageAfter, taken: true, status: 502},
		{fault: OKPageAfter, taken: true, status: 200},
		{fault: TooMany, status: 429, readable: true},
		{fault: Forbidden, status: 403, readable: true},
		{fault: NoChat, status: 400, readable: true},
		{fault: Unauthorized, status: 401, readable: true},
		{fault: Moved, status: 400, readable: true},
		{fault: Redirect, status: 307},
	}
	for _, socket := range []bool{false, true} {
		for _, tt := range tests {
			name := "virtual "
			if socket {
				name = "socket "
			}
			t.Run(name+string(tt.fault), func(t *testing.T) {
				f, _ := newFake(t)
				var rt http.RoundTripper = f
				base := "http://fake"
				if socket {
					s := httptest.NewServer(f)
					s.Config.ErrorLog = nil
					defer s.Close()
					rt, base = &http.Transport{DisableKeepAlives: true}, s.URL
				}
				f.Fail(Fault{Kind: tt.fault, MoveTo: -5})
				r := look(rt, base)
				if !r.written || (r.err != nil) != tt.broken || !tt.broken && (r.status != tt.status || r.json != tt.readable) {
					t.Errorf("the client saw %+v", r)
				}
				if (len(f.Chat(person)) == 1) != tt.taken {
					t.Errorf("what stands: %+v", f.Chat(person))
				}
				e := f.Entries()
				if len(e) != 1 || e[0].Fault != tt.fault || (e[0].Effect == "send") != tt.taken || e[0].Answered != tt.readable {
					t.Errorf("the log: %+v", e)
				}
			})
		}
	}
}

func TestNothingIsWrittenToWhatIsUnreachable(t *testing.T) {
	f, _ := newFake(t)
	f.Fail(Fault{Kind: Unreachable})
	r := look(f, "http://fake")
	var dial *net.OpError
	if r.written || !errors.As(r.err, &dial) || dial.Op != "dial" || len(f.Entries()) != 0 {
		t.Errorf("%+v, log %+v", r, f.Entries())
	}
	if r := look(f, "http://fake"); r.err != nil {
		t.Errorf("afterwards: %+v", r)
	}
}

func TestFaultsPickTheirRequests(t *testing.T) {
	f, c := newFake(t)
	f.Fail(Fault{Kind: Forbidden, Chat: channel}, Fault{Kind: NoChat, Method: "editMessageText"})
	if a := ask(t, f, c, "sendMessage", map[string]any{"chat_id": person, "text": "x"}); !a.OK {
		t.Errorf("another chat: %+v", a)
	}
	if a := ask(t, f, c, "sendMessage", map[string]any{"chat_id": channel, "text": "x"}); a.Code != 403 {
		t.Errorf("%+v", a)
	}
	if a := ask(t, f, c, "editMessageText", map[string]any{"chat_id": person, "message_id": 1, "text": "y"}); a.Code != 400 {
		t.Errorf("%+v", a)
	}
}

func TestTheSameSeedFailsTheSame(t *testing.T) {
	run := func(seed uint64) (kinds []FaultKind) {
		f, c := newFake(t)
		f.FailAtRandom(seed, 0.3, Fault{Kind: ServerErrorAfter}, Fault{Kind: PageBefore}, Fault{Kind: Unreachable})
		for range 200 {
			if r := look(f, "http://fake"); r.err != nil {
				kinds = append(kinds, Unreachable)
			}
			c.add(2 * time.Second)
		}
		for _, e := range f.Entries() {
			kinds = append(kinds, e.Fault)
		}
		return kinds
	}
	a, b, other := run(1), run(1), run(2)
	if !slices.Equal(a, b) || slices.Equal(a, other) {
		t.Error("the seed does not decide")
	}
	failed := 0
	for _, k := range []FaultKind{ServerErrorAfter, PageBefore, Unreachable} {
		n := 0
		for _, got := range a {
			if got == k {
				n++
			}
		}
		if n == 0 {
			t.Errorf("%s never came", k)
		}
		failed += n
	}
	if failed < 30 || failed > 90 {
		t.Errorf("%d of 200 failed, about 60 were asked for", failed)
	}
}

func TestLimitsAreSlidingWindows(t *testing.T) {
	type at struct {
		ms   int
		chat int64
	}
	var burst, slow, minute []at
	for i := range 31 {
		burst = append(burst, at{i, int64(1000 + i)})
		slow = append(slow, at{i * 34, int64(1000 + i)})
	}
	for i := range 21 {
		minute = append(minute, at{i * 1000, channel})
	}
	tests := []struct {
		name string
		send []at
		want string // the violation of the last one; the others have none
	}{
		{"31 in a second", burst, "30/s"},
		{"30 in a second and one later", slow, ""},
		{"two in a second to one person", []at{{0, person}, {999, person}}, "1/s"},
		{"two in two seconds", []at{{0, person}, {1000, person}}, ""},
		{"21 in a minute to a channel", minute, "20/min"},
		{"the 21st after a minute", append(slices.Clone(minute[:20]), at{60_000, channel}), ""},
		{"a person may have more", func() (out []at) {
			for i := range 40 {
				out = append(out, at{i * 1000, person})
			}
			return out
		}(), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, c := newFake(t)
			for i := range 40 {
				f.Add(Chat{ID: int64(1000 + i), Type: Private})
			}
			begin := c.t
			for i, s := range tt.send {
				c.t = begin.Add(time.Duration(s.ms) * time.Millisecond)
				a := post(t, f, "sendMessage", map[string]any{"chat_id": s.chat, "text": "x"})
				if last := i == len(tt.send)-1; !a.OK != (last && tt.want != "") {
					t.Fatalf("request %d: %+v", i, a)
				}
			}
			v := f.Violations()
			if tt.want == "" && len(v) != 0 || tt.want != "" && (len(v) != 1 || v[0].Limit != tt.want) {
				t.Errorf("%+v", v)
			}
		})
	}
}

func TestAPauseIsWatched(t *testing.T) {
	f, c := newFake(t)
	f.Fail(Fault{Kind: TooMany, RetryAfter: 5})
	send := func(chat int64) answer {
		return post(t, f, "sendMessage", map[string]any{"chat_id": chat, "text": "x"})
	}
	if a := send(person); a.Code != 429 || *a.Parameters.RetryAfter != 5 || a.Description != "Too Many Requests: retry after 5" {
		t.Errorf("%+v", a)
	}
	c.add(4 * time.Second)
	if a := send(group); !a.OK {
		t.Errorf("another chat: %+v", a)
	}
	if a := send(person); a.Code != 429 || *a.Parameters.RetryAfter != 1 {
		t.Errorf("too early: %+v", a)
	}
	if v := f.Violations(); len(v) != 1 || v[0].Limit != "pause" {
		t.Errorf("%+v", v)
	}
	c.add(time.Second)
	if a := send(person); !a.OK {
		t.Errorf("in time: %+v", a)
	}
	f.Fail(Fault{Kind: TooMany, RetryAfter: NoRetryAfter})
	if a := send(super); a.Code != 429 || a.Parameters.RetryAfter != nil {
		t.Errorf("without a time: %+v", a)
	}
	f.Fail(Fault{Kind: TooMany, RetryAfter: 3, All: true, Chat: channel})
	send(channel)
	c.add(2 * time.Second)
	if a := send(super); a.Code != 429 {
		t.Errorf("everything was paused: %+v", a)
	}
}

func TestTheLogIsLinesOfJSON(t *testing.T) {
	var out bytes.Buffer
	var accepted []Entry
	c := newClock()
	f := New(Config{Now: c.now, Log: &out, Accepted: func(e Entry) { accepted = append(accepted, e) }})
	f.Add(Chat{ID: person, Type: Private})
	ask(t, f, c, "sendMessage", map[string]any{"chat_id": person, "text": `<a href="https://isa.de/#n1">x</a>`, "parse_mode": "HTML"})
	ask(t, f, c, "sendMessage", map[string]any{"chat_id": 99, "text": "x"})
	var entries []Entry
	for d := json.NewDecoder(&out); d.More(); {
		var e Entry
		if err := d.Decode(&e); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	if len(entries) != 2 || entries[0].Text != "x" || entries[0].Links[0] != "https://isa.de/#n1" || entries[0].Messages[0] != 1 || !entries[0].At.Equal(newClock().t) {
		t.Errorf("%+v", entries)
	}
	if entries[1].Code != 400 || entries[1].Effect != "" || len(accepted) != 1 || accepted[0].N != 1 {
		t.Errorf("%+v, accepted %+v", entries[1], accepted)
	}
}

func TestUpdatesAreFetched(t *testing.T) {
	f, c := newFake(t)
	done := make(chan answer)
	go func() { done <- post(t, f, "getUpdates", map[string]any{"timeout": 50}) }()
	f.Post(person, "Ist Köln Mitglied?")
	if a := <-done; !strings.Contains(string(a.Result), "Ist Köln Mitglied?") || !strings.Contains(string(a.Result), `"update_id":1`) {
		t.Errorf("%s", a.Result)
	}
	ask(t, f, c, "sendMessage", map[string]any{"chat_id": channel, "text": "x"})
	a := post(t, f, "getUpdates", map[string]any{"offset": 2})
	if !strings.Contains(string(a.Result), `"is_automatic_forward":true`) || strings.Contains(string(a.Result), "Köln") {
		t.Errorf("%s", a.Result)
	}
	if a := post(t, f, "getUpdates", map[string]any{"offset": 2, "allowed_updates": []string{"channel_post"}}); string(a.Result) != "[]" {
		t.Errorf("not allowed: %s", a.Result)
	}
	ask(t, f, c, "setWebhook", map[string]any{"url": "https://isa.de/api/isa/telegram", "secret_token": "s", "allowed_updates": []string{"message"}})
	if a := post(t, f, "getUpdates", nil); a.Code != 409 {
		t.Errorf("with a webhook: %+v", a)
	}
	if w := f.Webhook(); w.Secret != "s" || !slices.Equal(w.Allowed, []string{"message"}) || len(f.Updates()) != 1 {
		t.Errorf("%+v", w)
	}
}
