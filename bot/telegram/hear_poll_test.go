package telegram

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// Whatever keeps the bot from fetching: it says so once, rests longer and
// longer, loses nothing, and says when it is over.
func TestFetchingGoesOnAfterEachFault(t *testing.T) {
	six := func(kind telegramtest.FaultKind) (out []telegramtest.Fault) {
		for range 6 {
			out = append(out, telegramtest.Fault{Kind: kind, Method: "getUpdates"})
		}
		return out
	}
	wait := telegramtest.Fault{Kind: telegramtest.TooMany, Method: "getUpdates", RetryAfter: 90}
	tests := []struct {
		name    string
		faults  []telegramtest.Fault
		trouble string
		advice  string
		atLeast time.Duration // from the first fault until the bot is heard
	}{
		{"two programs with one token", six(telegramtest.Conflict), "conflict", "Another program fetches", 60 * time.Second},
		{"a wrong token", six(telegramtest.Unauthorized), "token", "TELEGRAM_BOT_TOKEN", 60 * time.Second},
		{"forbidden", six(telegramtest.Forbidden), "unreachable", "cannot be reached", 60 * time.Second},
		{"too many requests", []telegramtest.Fault{wait, wait}, "limit", "fewer requests", 180 * time.Second},
		{"a server that is broken", six(telegramtest.ServerErrorBefore), "unreachable", "cannot be reached", 60 * time.Second},
		{"a page in its place", six(telegramtest.PageAfter), "unreachable", "cannot be reached", 60 * time.Second},
		{"a page that says all is well", six(telegramtest.OKPageAfter), "unreachable", "cannot be reached", 60 * time.Second},
		{"no connection", six(telegramtest.Unreachable), "unreachable", "cannot be reached", 60 * time.Second},
		{"a connection cut before", six(telegramtest.CutBefore), "unreachable", "cannot be reached", 60 * time.Second},
		{"a connection cut after", six(telegramtest.CutAfter), "unreachable", "cannot be reached", 60 * time.Second},
		{"half an answer", six(telegramtest.HalfAnswer), "unreachable", "cannot be reached", 60 * time.Second},
		{"no answer", six(telegramtest.TimeoutAfter), "unreachable", "cannot be reached", 60 * time.Second},
		{"led elsewhere", six(telegramtest.Redirect), "unreachable", "cannot be reached", 60 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			listening(t, nil, func(h *hearing) {
				if h.Trouble() != "starting" {
					t.Errorf("at first its trouble is %q", h.Trouble())
				}
				h.quiet()
				if h.Trouble() != "" {
					t.Errorf("hearing, its trouble is %q", h.Trouble())
				}
				h.fake.Fail(tt.faults...)
				h.fake.Write(john.ID, john, "ends the poll that waits")
				h.shows(john.ID, 2)
				began, polls := time.Now(), len(h.fake.Polls())
				h.fake.Write(person, anna, "Köln?")
				h.pass(15 * time.Second)
				if h.Trouble() != tt.trouble {
					t.Errorf("its trouble is %q", h.Trouble())
				}
				h.shows(person, 2)
				if took := time.Since(began); took < tt.atLeast || took > 4*time.Minute {
					t.Errorf("it was heard after %v", took)
				}
				if n := len(h.fake.Polls()) - polls; n > len(tt.faults)+2 {
					t.Errorf("%d polls", n)
				}
				h.pass(7 * time.Minute)
				if got := h.quiet(); len(got) != 2 || h.Trouble() != "" {
					t.Errorf("heard was %+v; trouble %q", got, h.Trouble())
				}
				if n := strings.Count(h.log.String(), tt.advice); n != 1 || strings.Count(h.log.String(), "Telegram is heard.") != 2 {
					t.Errorf("the log says:\n%s", h.log)
				}
			})
		})
	}
}

// Rests grow and end at a minute, those for a wrong token at five.
func TestRestsGrow(t *testing.T) {
	for kind, most := range map[telegramtest.FaultKind]time.Duration{telegramtest.Unauthorized: 5 * time.Minute, telegramtest.CutBefore: time.Minute, telegramtest.Conflict: time.Minute} {
		listening(t, nil, func(h *hearing) {
			for range 14 {
				h.fake.Fail(telegramtest.Fault{Kind: kind, Method: "getUpdates"})
			}
			h.pass(time.Hour)
			polls := h.fake.Polls()[1:] // the first one waited when the faults began
			var rests []time.Duration
			for i, p := range polls[:min(14, len(polls)-1)] {
				rests = append(rests, polls[i+1].At.Sub(p.At).Truncate(time.Second))
			}
			longest := slices.Max(rests)
			if rests[0] > 2*time.Second || !slices.IsSorted(rests) || longest < most || longest > most+5*time.Second {
				t.Errorf("%s: the rests are %v", kind, rests)
			}
		})
	}
}

// A program that fetches with the same token pushes the other out, by turns.
func TestTwoProgramsWithOneToken(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		other := newDisk()
		cfg := h.cfg
		cfg.Store = other
		l, err := NewListener(cfg)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(h.ctx)
		done := make(chan struct{})
		go func() { defer close(done); l.Run(ctx) }()
		h.pass(30 * time.Minute)
		if h.Trouble() != "conflict" && l.Trouble() != "conflict" {
			t.Errorf("the troubles are %q and %q", h.Trouble(), l.Trouble())
		}
		if n := len(h.fake.Polls()); n > 200 {
			t.Errorf("%d polls in half an hour", n)
		}
		if n := strings.Count(h.log.String(), "Another program fetches"); n > 2 {
			t.Errorf("it was said %d times", n)
		}
		cancel()
		<-done
		h.fake.Write(person, anna, "Köln?")
		h.shows(person, 2)
		h.pass(7 * time.Minute)
		if h.Trouble() != "" {
			t.Errorf("alone again, its trouble is %q", h.Trouble())
		}
	})
}

func TestAWebhookIsTakenOffBeforePolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHearing(t, nil)
		set := httpDo(t, h.fake, "setWebhook", `{"url":"https://other.example/hook"}`)
		if set != http.StatusOK {
			t.Fatal(set)
		}
		h.fake.Fail(telegramtest.Fault{Kind: telegramtest.ServerErrorBefore, Method: "deleteWebhook"}, telegramtest.Fault{Kind: telegramtest.Unreachable, Method: "getMe"})
		h.begin()
		h.fake.Write(person, anna, "Köln?")
		h.shows(person, 2)
		if h.fake.Webhook().URL != "" {
			t.Error("the webhook is still set")
		}
		// Somebody sets another one: that is said, and not fought over.
		httpDo(t, h.fake, "setWebhook", `{"url":"https://other.example/hook"}`)
		h.pass(10 * time.Minute)
		if h.Trouble() != "webhook" || h.fake.Webhook().URL == "" || !strings.Contains(h.log.String(), "TELEGRAM_WEBHOOK_URL") {
			t.Errorf("trouble %q: %s", h.Trouble(), h.log)
		}
	})
}

func httpDo(t *testing.T, rt http.RoundTripper, method, body string) int {
	t.Helper()
	req, err := http.NewRequest("POST", "http://telegram.test/bot"+telegramtest.Token+"/"+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := rt.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode
}

// What could not be stored is fetched again, and answered once.
func TestNothingIsLostWhenTheDiskIsFull(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.quiet()
		h.disk.mu.Lock()
		h.disk.full = 3
		h.disk.mu.Unlock()
		h.fake.Write(person, anna, "Köln?")
		h.pass(time.Second)
		if h.Trouble() != "store" || len(h.talk.heard()) != 0 {
			t.Errorf("trouble %q, heard %v", h.Trouble(), h.talk.heard())
		}
		h.shows(person, 2)
		if got := h.quiet(); len(got) != 1 {
			t.Errorf("heard was %+v", got)
		}
		if n := strings.Count(h.log.String(), "disk is full"); n != 1 {
			t.Errorf("it was said %d times:\n%s", n, h.log)
		}
	})
}

// A process that ends between keeping and answering leaves what the next one
// answers, once; one that ends behind the answer leaves nothing.
func TestWhatWasKeptIsAnsweredByTheNextProcess(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.quiet()
		h.talk.replies(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
			<-ctx.Done() // the process ends
			return bot.Post{}, ctx.Err()
		})
		h.fake.Write(person, anna, "Köln?")
		h.fake.Write(person, anna, "Bonn?")
		h.fake.Write(wei.ID, wei, "佛山？")
		h.quiet()
		h.end()
		if h.disk.waits() != 3 || len(h.fake.Chat(person)) != 2 {
			t.Fatalf("%d wait, the chat shows %+v", h.disk.waits(), h.fake.Chat(person))
		}
		h.talk.replies(nil)
		for range 2 { // the second start finds nothing to do
			h.renew()
			h.begin()
			h.shows(person, 4)
			h.shows(wei.ID, 2)
			h.quiet()
			h.end()
		}
		if got := h.fake.Chat(person); len(got) != 4 || got[2].Text != "Antwort: Köln?." || got[3].Text != "Antwort: Bonn?." || h.disk.waits() != 0 {
			t.Errorf("the chat shows %+v", got)
		}
	})
}

// What was answered when the process ended, and not yet noted as handled, is
// not answered twice.
func TestWhatWasAnsweredIsNotAnsweredAgain(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.fake.Write(person, anna, "Köln?")
		h.shows(person, 2)
		h.quiet()
		h.end()
		for id := range h.disk.open {
			h.disk.open[id] = true
		}
		h.renew()
		h.begin()
		if got := h.quiet(); len(got) != 1 || len(h.fake.Chat(person)) != 2 || h.disk.waits() != 0 {
			t.Errorf("heard was %+v", got)
		}
	})
}

// An update with something new in it that the library cannot read is answered
// all the same, and one that nobody can read stops nothing.
func TestUpdatesThatTheLibraryCannotRead(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.fake.Push("message", map[string]any{"message_id": "no number"})
		h.fake.Push("some_day", map[string]any{"a": 1})
		h.fake.Push("message", map[string]any{
			"message_id": 1, "date": 1, "chat": map[string]any{"id": person, "type": "private"}, "from": map[string]any{"id": person, "is_bot": false, "first_name": "A"},
			"text": "Köln?", "forward_origin": map[string]any{"type": "of some day", "date": 1},
		})
		h.shows(person, 1)
		if got := h.quiet(); len(got) != 1 || h.disk.waits() != 0 {
			t.Errorf("heard was %+v", got)
		}
		if !strings.Contains(h.log.String(), "could not be read") {
			t.Errorf("the log says %s", h.log)
		}
	})
}

// What goes wrong on the way back.
func TestAnsweringGoesOnAfterEachFault(t *testing.T) {
	tests := []struct {
		name   string
		fault  telegramtest.Fault
		shown  int // answers that stand in the end
		closed bool
	}{
		{"too many requests", telegramtest.Fault{Kind: telegramtest.TooMany, RetryAfter: 20}, 1, false},
		{"a broken server", telegramtest.Fault{Kind: telegramtest.ServerErrorBefore}, 1, false},
		{"a broken server, which took it", telegramtest.Fault{Kind: telegramtest.ServerErrorAfter}, 2, false},
		{"no connection", telegramtest.Fault{Kind: telegramtest.Unreachable}, 1, false},
		{"a connection cut before", telegramtest.Fault{Kind: telegramtest.CutBefore}, 1, false},
		{"a connection cut after: better twice than never", telegramtest.Fault{Kind: telegramtest.CutAfter}, 2, false},
		{"a token that is refused for a while", telegramtest.Fault{Kind: telegramtest.Unauthorized}, 1, false},
		{"blocked", telegramtest.Fault{Kind: telegramtest.Forbidden}, 0, true},
		{"no such chat", telegramtest.Fault{Kind: telegramtest.NoChat}, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var closed []bot.Place
			tt.fault.Method = "sendMessage"
			listening(t, func(c *ListenerConfig) {
				c.Closed = func(_ context.Context, p bot.Place) { closed = append(closed, p) }
			}, func(h *hearing) {
				h.fake.Fail(tt.fault)
				h.fake.Write(person, anna, "Köln?")
				h.pass(10 * time.Minute)
				h.fake.Write(wei.ID, wei, "佛山？")
				h.shows(wei.ID, 2)
				synctest.Wait()
				if got := len(h.fake.Chat(person)) - 1; got != tt.shown || (len(closed) == 1) != tt.closed {
					t.Errorf("%d answers stand; closed: %v\n%s", got, closed, h.log)
				}
				if tt.closed && closed[0] != where("7") {
					t.Errorf("closed is %v", closed[0])
				}
				if h.disk.waits() != 0 {
					t.Error("it still waits")
				}
			})
		})
	}
}
