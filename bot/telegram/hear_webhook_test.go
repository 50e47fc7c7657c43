package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot/converse"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

const (
	hook   = "https://isa.example/api/isa/telegram"
	secret = "0123456789abcdef_-"
)

func hooked(c *ListenerConfig) { c.WebhookURL, c.WebhookSecret = hook, secret }

// deliver is what Telegram does with an update.
func deliver(h http.Handler, secret string, body []byte) int {
	r := httptest.NewRequest(http.MethodPost, hook, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestTheWebhookTakesWhatTelegramBrings(t *testing.T) {
	listening(t, hooked, func(h *hearing) {
		h.quiet()
		if got := h.fake.Webhook(); got.URL != hook || got.Secret != secret || !slices.Equal(got.Allowed, heard) || h.Trouble() != "" {
			t.Fatalf("set is %+v; trouble %q", got, h.Trouble())
		}
		h.fake.Write(person, anna, "Köln?")
		update := h.fake.Updates()[0]
		for range 3 { // it is brought again, as after an answer that was lost
			if code := deliver(h, secret, update); code != http.StatusOK {
				t.Errorf("the answer was %d", code)
			}
		}
		h.shows(person, 2)
		if got := h.quiet(); len(got) != 1 || len(h.fake.Chat(person)) != 2 || len(h.fake.Polls()) != 0 {
			t.Errorf("heard was %+v", got)
		}
		// Somebody takes the webhook off: it is set again.
		httpDo(t, h.fake, "deleteWebhook", `{}`)
		h.pass(2 * time.Hour)
		if h.fake.Webhook().URL != hook {
			t.Error("the webhook is not set again")
		}
	})
}

// S1: what is not Telegram's leaves no trace.
func TestTheWebhookIsClosedToOthers(t *testing.T) {
	update := []byte(`{"update_id":1,"message":{"message_id":1,"date":1,"text":"x","chat":{"id":7,"type":"private"},"from":{"id":7}}}`)
	tests := []struct {
		name   string
		change func(*http.Request)
		want   int
	}{
		{"as it is", func(*http.Request) {}, 200},
		{"with a charset", func(r *http.Request) { r.Header.Set("Content-Type", "application/json; charset=utf-8") }, 200},
		{"without the secret", func(r *http.Request) { r.Header.Del("X-Telegram-Bot-Api-Secret-Token") }, 401},
		{"an empty secret", func(r *http.Request) { r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "") }, 401},
		{"a wrong secret", func(r *http.Request) {
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", strings.Repeat("x", len(secret)))
		}, 401},
		{"the beginning of the secret", func(r *http.Request) { r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret[:5]) }, 401},
		{"the secret and more", func(r *http.Request) { r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret+"x") }, 401},
		{"the secret in other letters", func(r *http.Request) {
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", strings.ToUpper(secret))
		}, 401},
		{"a wrong secret, then the right one", func(r *http.Request) {
			r.Header["X-Telegram-Bot-Api-Secret-Token"] = []string{"x", secret}
		}, 401},
		{"the secret in the address", func(r *http.Request) {
			r.Header.Del("X-Telegram-Bot-Api-Secret-Token")
			r.URL.RawQuery = "secret_token=" + secret
		}, 401},
		{"GET", func(r *http.Request) { r.Method = http.MethodGet }, 405},
		{"PUT", func(r *http.Request) { r.Method = http.MethodPut }, 405},
		{"a form", func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, 415},
		{"no type", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"a large body", func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(io.LimitReader(zeros{}, 10<<20)), 10<<20
		}, 413},
		{"a large body that does not say so", func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(io.LimitReader(zeros{}, 10<<20)), -1
		}, 413},
		{"no JSON", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("update_id=1")) }, 400},
		{"nothing", func(r *http.Request) { r.Body = http.NoBody }, 400},
		{"no update", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"a":1}`)) }, 400},
		{"a list", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`[{"update_id":1}]`)) }, 400},
		{"JSON and more", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"update_id":1} {}`)) }, 400},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			listening(t, hooked, func(h *hearing) {
				r := httptest.NewRequest(http.MethodPost, hook, bytes.NewReader(update))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
				tt.change(r)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if w.Code != tt.want {
					t.Errorf("the answer was %d, not %d", w.Code, tt.want)
				}
				if rows := len(h.disk.known); (rows == 1) != (tt.want == 200) {
					t.Errorf("%d updates were kept", rows)
				}
				if tt.want == 405 && w.Header().Get("Allow") != "POST" {
					t.Error("what is allowed is not told")
				}
				if strings.Contains(w.Body.String(), secret) {
					t.Error("the secret is told")
				}
			})
		})
	}
}

func TestThereIsNoWebhookUnlessOneIsWanted(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		if code := deliver(h, secretOf(telegramtest.Token), []byte(`{"update_id":1}`)); code != http.StatusNotFound || len(h.disk.known) != 0 {
			t.Errorf("the answer was %d", code)
		}
	})
}

func TestTheSecretOfTheWebhook(t *testing.T) {
	made := secretOf("1:a")
	if made != secretOf("1:a") || made == secretOf("1:b") || !secretForm.MatchString(made) || strings.Contains(made, "1:a") || len(made) < 32 {
		t.Errorf("made is %q", made)
	}
	s, err := NewSender(Config{Token: telegramtest.Token})
	if err != nil {
		t.Fatal(err)
	}
	for name, cfg := range map[string]ListenerConfig{
		"an address without TLS":      {WebhookURL: "http://isa.example/"},
		"no address":                  {WebhookURL: "isa.example"},
		"a secret with other letters": {WebhookURL: hook, WebhookSecret: "ä b"},
		"a secret that is too long":   {WebhookURL: hook, WebhookSecret: strings.Repeat("x", 257)},
	} {
		cfg.Sender, cfg.Store = s, newDisk()
		if _, err := NewListener(cfg); err == nil || strings.Contains(err.Error(), "isa.example") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatTheDiskDoesNotTakeIsBroughtAgain(t *testing.T) {
	listening(t, hooked, func(h *hearing) {
		h.quiet()
		h.disk.mu.Lock()
		h.disk.full = 2
		h.disk.mu.Unlock()
		h.fake.Write(person, anna, "Köln?")
		update := h.fake.Updates()[0]
		for _, want := range []int{503, 503, 200, 200} {
			if code := deliver(h, secret, update); code != want {
				t.Errorf("the answer was %d, not %d", code, want)
			}
		}
		h.shows(person, 2)
		if got := h.quiet(); len(got) != 1 || strings.Count(h.log.String(), "disk is full") != 1 {
			t.Errorf("heard was %+v\n%s", got, h.log)
		}
	})
}

// F10: updates that come twice and in any order are handled once each; those
// that come before the bot knows itself wait.
func TestUpdatesTwiceAndInAnyOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHearing(t, hooked)
		h.fake.Fail(telegramtest.Fault{Kind: telegramtest.Unreachable, Method: "getMe"}, telegramtest.Fault{Kind: telegramtest.CutAfter, Method: "setWebhook"})
		for n := range 40 {
			h.fake.Write(person, anna, fmt.Sprintf("Frage %d", n))
		}
		updates := h.fake.Updates()
		r := rand.New(rand.NewPCG(1, 2))
		all := append(slices.Clone(updates), updates...)
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i, u := range all {
			if i == len(all)/4 {
				h.begin()
			}
			if code := deliver(h, secret, u); code != http.StatusOK {
				t.Fatalf("the answer was %d", code)
			}
		}
		h.pass(5 * time.Minute)
		got := map[string]int{}
		for _, m := range h.quiet() {
			got[m.Text]++
		}
		if len(got) != 40 || len(h.talk.heard()) != 40 || len(h.fake.Chat(person)) != 80 {
			t.Errorf("%d questions were heard %d times, the chat shows %d messages", len(got), len(h.talk.heard()), len(h.fake.Chat(person)))
		}
	})
}

// A body that does not come takes no more than its time, on a real connection,
// and 10 MB are not taken at all.
func TestASlowOrHugeBodyTakesNothingFromOthers(t *testing.T) {
	s, err := NewSender(Config{Token: telegramtest.Token, HTTP: telegramtest.New(telegramtest.Config{})})
	if err != nil {
		t.Fatal(err)
	}
	l, err := NewListener(ListenerConfig{Sender: s, Handler: &talker{}, Store: newDisk(), WebhookURL: hook, WebhookSecret: secret, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	l.patience = 50 * time.Millisecond
	server := httptest.NewServer(l)
	defer server.Close()
	post := func(secret string, body io.Reader) (int, error) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, body)
		if err != nil {
			return 0, err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		resp, err := server.Client().Do(r)
		if err != nil {
			return 0, err
		}
		return resp.StatusCode, resp.Body.Close()
	}
	slow, never := io.Pipe()
	defer never.Close()
	go func() { _, _ = io.WriteString(never, `{"update_id":`) }()
	if code, err := post(secret, slow); err != nil || code != http.StatusRequestTimeout {
		t.Errorf("a slow body: %d %v", code, err)
	}
	large := io.LimitReader(zeros{}, 10<<20)
	if code, err := post(secret, large); err == nil && code != http.StatusRequestEntityTooLarge {
		t.Errorf("10 MB: %d", code)
	}
	if large.(*io.LimitedReader).N == 0 {
		t.Error("10 MB were read")
	}
	if code, err := post("wrong", strings.NewReader(`{"update_id":1}`)); err != nil || code != http.StatusUnauthorized {
		t.Errorf("a wrong secret: %d %v", code, err)
	}
	if code, err := post(secret, strings.NewReader(`{"update_id":1}`)); err != nil || code != http.StatusOK {
		t.Errorf("a good one after that: %d %v", code, err)
	}
}

// Whatever is brought is read without a panic.
func FuzzTheWebhookTakesAnyBody(f *testing.F) {
	for _, s := range []string{
		`{"update_id":1}`, `{"update_id":1,"message":{"message_id":1,"chat":{"id":-10,"type":"group"},"from":{"id":7},"text":"@isa_test_bot 🎲 x","entities":[{"type":"mention","offset":0,"length":13}]}}`,
		`{"update_id":2,"message":{"chat":{"id":-1,"type":"supergroup"},"text":"a","entities":[{"type":"mention","offset":-1,"length":9223372036854775807},{"type":"text_mention","offset":0,"length":1,"user":{"id":4242}}]}}`,
		`{"update_id":3,"callback_query":{"id":"1","from":{"id":7},"data":"=x","message":{"message_id":1,"date":0,"chat":{"id":7,"type":"private"}}}}`, `{"update_id":3,"callback_query":{"data":"x"}}`,
		`{"update_id":4,"my_chat_member":{"chat":{"id":7,"type":"private"},"new_chat_member":{"status":"kicked"}}}`, `{"update_id":4,"my_chat_member":{"chat":{"id":-7,"type":"group"},"old_chat_member":[],"new_chat_member":{"status":"member","can_x":1}}}`,
		`{"update_id":5,"inline_query":{"id":"1","query":"x"}}`, `{"update_id":6,"edited_message":{"chat":{"id":7,"type":"private"},"voice":null,"text":"/start"}}`,
		`{"update_id":7,"message":{"is_automatic_forward":true,"chat":{"id":1}}}`, `{"update_id":1e3}`, `[]`, `null`, `{"update_id":8,"message":null}`,
	} {
		f.Add([]byte(s))
	}
	me := user{ID: 4242, Username: "isa_test_bot"}
	s, err := NewSender(Config{Token: telegramtest.Token})
	if err != nil {
		f.Fatal(err)
	}
	l, err := NewListener(ListenerConfig{Sender: s, WebhookURL: hook, WebhookSecret: secret})
	if err != nil {
		f.Fatal(err)
	}
	l.me.Store(&me)
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest(http.MethodPost, hook, bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		_, code := l.delivered(httptest.NewRecorder(), r)
		u, err := readUpdate(body)
		if (code == http.StatusOK) != (json.Valid(body) && u.ID != 0) {
			t.Errorf("%q: %d, read as %+v %v", body, code, u, err)
		}
		_, _ = l.concerns(u), lane(converse.Update{Body: body})
		if u.Member != nil {
			if _, rights := standing(u.Member.New); rights != nil && !json.Valid(rights) {
				t.Errorf("%q: the rights are %q", body, rights)
			}
		}
		if u.Callback != nil && u.Callback.Message != nil {
			said := saidBy(u.Callback.Data, u.Callback.Message.labels())
			if r := u.Callback.Message.remote(); r.Empty() || strings.HasPrefix(said, nameMark) && said == u.Callback.Data {
				t.Errorf("%q: a press of %+v says %q", body, r, said)
			}
		}
		for _, m := range []*message{u.Message, u.Edited} {
			if m == nil {
				continue
			}
			if said, ok := understand(me, m, m == u.Edited); ok && (said.Place.Chat == "" || said.Sender == "" || said.Private && !said.Direct) {
				t.Errorf("%q: understood as %+v", body, said)
			}
		}
	})
}
