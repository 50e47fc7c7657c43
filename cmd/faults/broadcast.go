package main

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

// bound is how many messages a second Telegram takes of a bot.
const bound = 30

// broadcast publishes one piece of news to many direct subscribers of the real
// program, and prints how near it comes to what Telegram allows. A window that
// was overrun, a subscriber left out or written to twice is a fault.
func broadcast(ctx context.Context, o options) (faults int, err error) {
	var mu sync.Mutex
	var first, last time.Time
	sent := map[int64]int{}
	cfg := stage.Config{Program: o.program}
	cfg.Telegram.Specs = o.specs
	cfg.Telegram.Accepted = func(e telegramtest.Entry) {
		if e.Effect != "send" {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if last = time.Now(); first.IsZero() {
			first = last
		}
		sent[e.Chat]++
	}
	s, err := stage.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	id, err := audience(ctx, s, o.subscribers)
	if err != nil {
		return 0, err
	}
	published := time.Now()
	if err := s.Change(ctx, "news", id, stage.Fields{"status": "published"}); err != nil {
		return 0, err
	}
	ideal := time.Duration(o.subscribers) * time.Second / bound
	err = stage.Until(ctx, 2*ideal+10*time.Second, func(context.Context) bool {
		mu.Lock()
		defer mu.Unlock()
		return len(sent) == o.subscribers
	})
	mu.Lock()
	defer mu.Unlock()
	missed, twice := o.subscribers-len(sent), 0
	for _, n := range sent {
		twice += n - 1
	}
	took := last.Sub(first)
	share := 0.0
	if took > 0 {
		share = float64(len(sent)-1) / took.Seconds() / bound
	}
	broken := len(s.Telegram.Violations())
	fmt.Printf("broadcast  %d subscribers in %s: %.1f %% of %d/s; the first request %d ms after publishing; %d missed, %d twice, %d limits broken\n",
		o.subscribers, took.Round(10*time.Millisecond), 100*share, bound, first.Sub(published).Milliseconds(), missed, twice, broken)
	if err != nil && missed == 0 {
		return 0, err
	}
	return missed + twice + broken, nil
}

// audience makes direct subscribers, and a piece of news that is not out yet.
func audience(ctx context.Context, s *stage.Stage, subscribers int) (news string, err error) {
	for i := range subscribers {
		id := int64(1000 + i)
		s.Telegram.Add(telegramtest.Chat{ID: id, Type: telegramtest.Private, Title: "Person"})
		if _, err := s.Create(ctx, "subscribers", stage.Fields{"platform": "telegram", "chat": strconv.FormatInt(id, 10),
			"lang": "de", "since": "2020-01-01 00:00:00.000Z"}); err != nil {
			return "", err
		}
	}
	return s.Create(ctx, "news", stage.Fields{"title_de": "Meldung 1, Fassung 1.", "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"})
}
