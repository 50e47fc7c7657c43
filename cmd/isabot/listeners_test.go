package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// What the platforms deliver by HTTP is taken where the README says, and from
// nobody else.
func TestWhatPlatformsDeliverIsTakenAndAnswered(t *testing.T) {
	tele := telegramtest.New(telegramtest.Config{Specs: specs()})
	tele.Add(telegramtest.Chat{ID: 7, Type: telegramtest.Private, Title: "Anna"})
	disc := discordtest.New(discordtest.Config{})
	urls := map[string]string{}
	for name, h := range map[string]http.Handler{"telegram": tele, "discord": disc} {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		urls[name] = s.URL
	}
	_, server, said := servedIn(t, map[string]string{
		"TELEGRAM_BOT_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": urls["telegram"],
		"TELEGRAM_WEBHOOK_URL": "https://isa.example/api/isa/telegram", "TELEGRAM_WEBHOOK_SECRET": "a-secret",
		"DISCORD_BOT_TOKEN": "token", "DISCORD_API_URL": urls["discord"], "DISCORD_PUBLIC_KEY": discordtest.PublicKey(), "DISCORD_GATEWAY": "off",
	})
	for _, want := range []string{"questions come by the webhook", "commands and buttons are answered"} {
		if !strings.Contains(said, want) {
			t.Errorf("serve does not say %q:\n%s", want, said)
		}
	}
	update := `{"update_id":1,"message":{"message_id":1,"date":1,"text":"Ist Köln Mitglied?","chat":{"id":7,"type":"private","first_name":"Anna"},"from":{"id":7,"is_bot":false,"first_name":"Anna"}}}`
	hook := func(secret string) int {
		r, err := http.NewRequest(http.MethodPost, server.URL+"/api/isa/telegram", strings.NewReader(update))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		status, _ := answered(t, r)
		return status
	}
	if got := []int{hook(""), hook("a-secre"), hook("a-secret"), hook("a-secret")}; fmt.Sprint(got) != "[401 401 200 200]" {
		t.Errorf("the webhook answers %v", got)
	}
	if all := tele.Await(t.Context(), 7, 1); len(all) != 1 || !strings.Contains(all[0].Text, "24. April 2017") {
		t.Errorf("Anna reads %+v", all)
	}
	ping := []byte(`{"id":"1","application_id":"2","type":1,"token":"x","version":1}`)
	for name, c := range map[string]struct {
		at     time.Time
		status int
		body   string
	}{"a ping": {time.Now(), 200, `{"type":1}`}, "one of yesterday": {time.Now().Add(-24 * time.Hour), 401, ""}} {
		signed := discordtest.Signed(ping, c.at)
		r, err := http.NewRequest(http.MethodPost, server.URL+"/api/isa/discord", bytes.NewReader(ping))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = signed.Header
		if status, body := answered(t, r); status != c.status || c.body != "" && body != c.body {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
	if got := tele.Webhook(); got.URL != "https://isa.example/api/isa/telegram" || got.Secret != "a-secret" {
		t.Errorf("Telegram was told %+v", got)
	}
	if c := tele.Complaints(); len(c) > 0 {
		t.Errorf("Telegram complains: %q", c)
	}
}

func answered(t *testing.T, r *http.Request) (status int, body string) {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}
