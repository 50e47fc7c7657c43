package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// kindOf names a verdict.
func kindOf(err error) string {
	var wait *bot.WaitError
	var unsure *bot.UnsureError
	var place *bot.PlaceError
	var moved *bot.MovedError
	var away *bot.UnreachableError
	switch {
	case err == nil:
		return "none"
	case errors.As(err, &wait):
		return fmt.Sprintf("wait %s all %v", wait.For, wait.All)
	case errors.As(err, &unsure):
		return "unsure"
	case errors.As(err, &place):
		return "place"
	case errors.As(err, &moved):
		return "moved to " + moved.Chat
	case errors.As(err, &away):
		return "unreachable"
	case errors.Is(err, bot.ErrRefused):
		return "refused"
	}
	return "another: " + err.Error()
}

// Each fault meets each verb. A request is made once, whatever becomes of it.
func TestEachFaultHasItsVerdict(t *testing.T) {
	many := func(seconds int) telegramtest.Fault {
		return telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: seconds}
	}
	tests := []struct {
		fault       telegramtest.Fault
		send, later string // later: editing and deleting
		requests    int
	}{
		{telegramtest.Fault{Kind: telegramtest.Unreachable}, "unreachable", "unreachable", 0},
		{telegramtest.Fault{Kind: telegramtest.TimeoutBefore}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.TimeoutAfter}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.CutBefore}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.CutAfter}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.HalfAnswer}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.ServerErrorBefore}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.ServerErrorAfter}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.PageBefore}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.PageAfter}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.OKPageAfter}, "unsure", "unreachable", 1},
		{telegramtest.Fault{Kind: telegramtest.Redirect}, "unsure", "unreachable", 1},
		{many(7), "wait 7s all false", "wait 7s all false", 1},
		{many(0), "wait 1s all false", "wait 1s all false", 1},
		{many(telegramtest.NoRetryAfter), "wait 1s all false", "wait 1s all false", 1},
		{many(2_000_000_000), "wait 1h0m0s all false", "wait 1h0m0s all false", 1},
		{telegramtest.Fault{Kind: telegramtest.Forbidden}, "place", "place", 1},
		{telegramtest.Fault{Kind: telegramtest.NoChat}, "place", "place", 1},
		{telegramtest.Fault{Kind: telegramtest.Moved, MoveTo: -1009}, "moved to -1009", "moved to -1009", 1},
		{telegramtest.Fault{Kind: telegramtest.Unauthorized}, "wait 5m0s all true", "wait 5m0s all true", 1},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.fault.Kind, tt.fault.RetryAfter), func(t *testing.T) {
			verbs := map[string]func(w *world, r bot.Remote) error{
				"send": func(w *world, _ bot.Remote) error {
					_, err := w.Send(context.Background(), news, textPiece("secret words"), "")
					return err
				},
				"edit": func(w *world, r bot.Remote) error {
					_, err := w.Edit(context.Background(), news, r, textPiece("secret words"))
					return err
				},
				"delete": func(w *world, r bot.Remote) error { return w.Delete(context.Background(), news, r) },
			}
			for verb, do := range verbs {
				w := newWorld(t)
				r := w.send(t, news, textPiece("first"))
				w.fake.Fail(tt.fault)
				err := do(w, r)
				want := tt.later
				if verb == "send" {
					want = tt.send
				}
				if got := kindOf(err); got != want {
					t.Errorf("%s: %s, want %s", verb, got, want)
				}
				if n := len(w.fake.Entries()) - 1; n != tt.requests {
					t.Errorf("%s: %d requests", verb, n)
				}
				if n := len(w.fake.Chat(channel)); n > 2 {
					t.Errorf("%s: %d messages stand", verb, n)
				}
				for _, secret := range []string{"test-token", "telegram.test", "secret words", "-1002"} {
					if strings.Contains(err.Error(), secret) || strings.Contains(w.log.String(), secret) {
						t.Errorf("%s: %q is in %q or in the log %q", verb, secret, err, w.log)
					}
				}
			}
		})
	}
}

func TestATooManyPausesWhatItNames(t *testing.T) {
	w := newWorld(t)
	w.fake.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: 30, Chat: channel})
	_, err := w.Send(t.Context(), news, textPiece("x"), "")
	if kindOf(err) != "wait 30s all false" {
		t.Fatal(err)
	}
	if at := w.Take(news, 1, w.clock()); at.Sub(w.clock()) != 30*time.Second {
		t.Errorf("the channel may be asked at %s", at)
	}
	if at := w.Take(place("7"), 1, w.clock()); !at.IsZero() {
		t.Error("another chat has to wait")
	}
	w.add(500 * time.Millisecond)
	w.fake.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: 20, Chat: group})
	_, err = w.Send(t.Context(), place("-10"), textPiece("x"), "")
	if kindOf(err) != "wait 20s all true" {
		t.Errorf("a second chat within a second: %v", err)
	}
	if at := w.TakeAnswer(place("8"), 1, w.clock()); at.Sub(w.clock()) != 20*time.Second {
		t.Errorf("a third chat may be asked at %s", at)
	}
	w.add(30 * time.Second)
	if at := w.Take(news, 1, w.clock()); !at.IsZero() {
		t.Errorf("after the pause it has to wait until %s", at)
	}
	w.send(t, news, textPiece("x"))
	if v := w.fake.Violations(); len(v) > 0 {
		t.Errorf("%+v", v)
	}
}

func TestATokenThatIsNotTakenIsTold(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Token = "4242:another" })
	_, err := w.Send(t.Context(), news, textPiece("x"), "")
	if kindOf(err) != "wait 5m0s all true" {
		t.Errorf("%v", err)
	}
	if got := w.log.String(); !strings.Contains(got, "does not take the bot's token") || strings.Contains(got, "another") {
		t.Errorf("the log says %q", got)
	}
	if at := w.Take(place("7"), 1, w.clock()); at.Sub(w.clock()) != 5*time.Minute {
		t.Errorf("others may be asked at %s", at)
	}
}

func TestNoesOfThePlace(t *testing.T) {
	for chat, all := range map[string][]telegramtest.Access{
		"7":     {telegramtest.Blocked, telegramtest.Deactivated},
		"-10":   {telegramtest.Kicked, telegramtest.Left, telegramtest.Deleted, telegramtest.ReadOnly},
		"-1001": {telegramtest.Kicked, telegramtest.Left, telegramtest.ReadOnly},
		"-1002": {telegramtest.Kicked, telegramtest.Left, telegramtest.ReadOnly},
	} {
		for _, access := range all {
			w := newWorld(t)
			id := map[string]int64{"7": person, "-10": group, "-1001": forum, "-1002": channel}[chat]
			w.fake.SetAccess(id, access)
			if _, err := w.Send(t.Context(), place(chat), textPiece("x"), ""); kindOf(err) != "place" {
				t.Errorf("%s in %s: %v", access, chat, err)
			}
		}
	}
	w := newWorld(t)
	if _, err := w.Send(t.Context(), bot.Place{Chat: "-1001", Thread: "77"}, textPiece("x"), ""); kindOf(err) != "place" {
		t.Errorf("a topic that is gone: %v", err)
	}
	w.fake.Migrate(group, -1009)
	if _, err := w.Send(t.Context(), place("-10"), textPiece("x"), ""); kindOf(err) != "moved to -1009" {
		t.Errorf("a group that moved: %v", err)
	}
	w.send(t, place("-1009"), textPiece("x"))
}

func TestNoesForGood(t *testing.T) {
	long := textPiece(strings.Repeat("市", 4097))
	tag := textPiece("<secret>x</secret>")
	link := textPiece("x")
	link.Fields["reply_markup"] = buttons("https://localhost/secret")
	for name, tt := range map[string]struct {
		piece bot.Piece
		says  string
	}{
		"too long":     {long, "message is too long"},
		"a tag":        {tag, "can't parse entities: Unsupported start tag … at byte offset 0"},
		"a button":     {link, "inline keyboard button URL … is invalid: Wrong HTTP URL"},
		"a lost file":  {bot.Piece{Method: "sendPhoto", Kind: bot.PhotoPiece, Fields: map[string]any{"photo": "attach://x"}}, "there is no photo in the request"},
		"a large data": {bot.Piece{Method: "sendMessage", Fields: map[string]any{"text": "x", "reply_markup": map[string]any{"inline_keyboard": [][]map[string]string{{{"text": "x", "callback_data": strings.Repeat("x", 65)}}}}}}, "BUTTON_DATA_INVALID"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.Send(t.Context(), news, tt.piece, "")
			if kindOf(err) != "refused" || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%v", err)
			}
		})
	}
}

// answers is a server that gives one answer.
type answers struct {
	status int
	header http.Header
	body   string
	err    error
}

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.err != nil {
		return nil, a.err
	}
	if t := httptrace.ContextClientTrace(r.Context()); t != nil {
		t.WroteRequest(httptrace.WroteRequestInfo{})
	}
	_, _ = io.Copy(io.Discard, r.Body)
	h := a.header
	if h == nil {
		h = http.Header{}
	}
	return &http.Response{StatusCode: a.status, Header: h, Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

func TestOddAnswers(t *testing.T) {
	ok := `{"ok":true,"result":{"message_id":5,"chat":{"id":1},"date":1}}`
	tests := []struct {
		name   string
		answer answers
		want   string
	}{
		{"yes", answers{status: 200, body: ok}, "none"},
		{"yes with an odd status", answers{status: 500, body: ok}, "none"},
		{"yes without a message", answers{status: 200, body: `{"ok":true,"result":true}`}, "unsure"},
		{"yes with a message that has no id yet", answers{status: 200, body: `{"ok":true,"result":{"message_id":0}}`}, "unsure"},
		{"yes with an empty album", answers{status: 200, body: `{"ok":true,"result":[]}`}, "unsure"},
		{"yes without anything", answers{status: 200, body: `{"ok":true}`}, "unsure"},
		{"nothing", answers{status: 200}, "unsure"},
		{"an empty object", answers{status: 200, body: `{}`}, "unsure"},
		{"a string", answers{status: 400, body: `"Bad Request"`}, "unsure"},
		{"no without a code", answers{status: 400, body: `{"ok":false}`}, "unsure"},
		{"half of an answer", answers{status: 200, body: ok[:20]}, "unsure"},
		{"a 429 of a proxy", answers{status: 429, header: http.Header{"Retry-After": {"12"}}, body: "<html>"}, "wait 12s all false"},
		{"a 429 of a proxy that says no time", answers{status: 429, body: "slow down"}, "wait 1s all false"},
		{"a 413 of a proxy", answers{status: 413, body: "<html>"}, "refused"},
		{"a 403 of a proxy", answers{status: 403, body: "<html>"}, "unsure"},
		{"a wait that is no number", answers{status: 429, body: `{"ok":false,"error_code":429,"parameters":{"retry_after":"soon"}}`}, "wait 1s all false"},
		{"a wait that is endless", answers{status: 429, body: `{"ok":false,"error_code":429,"parameters":{"retry_after":1e300}}`}, "wait 1h0m0s all false"},
		{"a wait before now", answers{status: 429, body: `{"ok":false,"error_code":429,"parameters":{"retry_after":-5}}`}, "wait 1s all false"},
		{"a wait in the header", answers{status: 429, header: http.Header{"Retry-After": {"9"}}, body: `{"ok":false,"error_code":429}`}, "wait 9s all false"},
		{"a move", answers{status: 400, body: `{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001234567890}}`}, "moved to -1001234567890"},
		{"an internal error", answers{status: 500, body: `{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}`}, "unsure"},
		{"another no", answers{status: 406, body: `{"ok":false,"error_code":406,"description":"NOT_ACCEPTABLE"}`}, "refused"},
		{"no such bot", answers{status: 404, body: `{"ok":false,"error_code":404,"description":"Not Found"}`}, "wait 5m0s all true"},
		{"an address with the token sent back", answers{status: 307, header: http.Header{"Location": {"http://[::1/bot" + telegramtest.Token}}}, "unsure"},
		{"an error with the token in it", answers{err: errors.New("no route to /bot" + telegramtest.Token + "/sendMessage")}, "unreachable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, func(c *Config) { c.HTTP = tt.answer })
			_, err := w.Send(t.Context(), news, textPiece("x"), "")
			if got := kindOf(err); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "test-token") {
				t.Errorf("the token is in %q", err)
			}
		})
	}
}

func TestSaid(t *testing.T) {
	for in, want := range map[string]string{
		"Bad Request: message can't be deleted for everyone":                                       "Bad Request: message can't be deleted for everyone",
		`Bad Request: can't parse entities: Unmatched end tag, expected "</b>", found "</geheim>"`: "Bad Request: can't parse entities: Unmatched end tag, expected …, found …",
		"inline keyboard button URL 'https://geheim/' is invalid: it can't be":                     "inline keyboard button URL … is invalid: it can't be",
		`open "geheim`:           "open …",
		strings.Repeat("市", 300): strings.Repeat("市", 200) + "…",
	} {
		if got := said(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestACancelledRequestIsNotSent(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Send(ctx, news, textPiece("x"), ""); kindOf(err) != "unreachable" || len(w.fake.Entries()) > 0 {
		t.Errorf("%v", err)
	}
}

// Whatever a server answers, only the Bot API's yes is one, and no verdict
// repeats what was sent.
func FuzzAnswers(f *testing.F) {
	f.Add(200, `{"ok":true,"result":{"message_id":5}}`)
	f.Add(429, `{"ok":false,"error_code":429,"parameters":{"retry_after":1e99}}`)
	f.Add(400, `{"ok":false,"error_code":400,"description":"can't parse \"geheim\"","parameters":{"migrate_to_chat_id":"x"}}`)
	f.Add(502, `<html>`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 100 || status > 999 {
			return
		}
		s, err := NewSender(Config{Token: telegramtest.Token, HTTP: answers{status: status, body: body}, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Send(context.Background(), news, bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Fields: map[string]any{"text": "x"}}, "")
		if kind := kindOf(err); strings.HasPrefix(kind, "another") {
			t.Fatalf("no verdict: %s", kind)
		}
		var a struct {
			OK bool `json:"ok"`
		}
		if yes := json.Unmarshal([]byte(body), &a) == nil && a.OK; err == nil && (!yes || r.Empty()) {
			t.Fatalf("%q was taken for a yes: %+v", body, r)
		}
		var wait *bot.WaitError
		if errors.As(err, &wait) && (wait.For < time.Second || wait.For > time.Hour) {
			t.Fatalf("a wait of %s", wait.For)
		}
	})
}
