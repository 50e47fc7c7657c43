package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

const (
	floodRate  = 1000 // updates a second
	floodChats = 20   // that they come from
	quietEvery = 100 * time.Millisecond

	// mostMemory is what the program may hold at the worst moment, in MiB.
	mostMemory = 400

	// slowest is how long 99 of 100 people may wait for an answer while others
	// flood the bot.
	slowest = 5 * time.Second
)

// flood lets a few chats write to the real program as fast as they can while
// others ask it something, then lets very many ask at once. Somebody without an
// answer, a limit that was overrun and memory that grew too far are faults.
func flood(ctx context.Context, o options) (faults int, err error) {
	w := &watch{asked: map[int64]time.Time{}, took: map[int64]time.Duration{}}
	cfg := stage.Config{Program: o.program}
	cfg.Telegram.Specs, cfg.Telegram.Accepted = o.specs, w.accepted
	s, err := stage.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	for id := range int64(floodChats) {
		s.Telegram.Add(person(1 + id))
	}
	pushed := noise(ctx, s, o.flood, w)
	bad, err := w.tell(ctx, s, fmt.Sprintf("flood      %d updates in %s from %d chats", pushed, o.flood, floodChats))
	if err != nil {
		return 0, err
	}
	more, err := crowd(ctx, s, o.crowd)
	for _, v := range s.Telegram.Violations() {
		fmt.Printf("flood      a limit was overrun: %s by %s in %d\n", v.Limit, v.Method, v.Chat)
		bad++
	}
	for _, c := range s.Telegram.Complaints() {
		fmt.Printf("flood      against Telegram's rules: %s\n", c)
		bad++
	}
	return bad + more, err
}

// watch measures how long those who ask wait for the answer.
type watch struct {
	mu    sync.Mutex
	asked map[int64]time.Time
	took  map[int64]time.Duration
}

func (w *watch) accepted(e telegramtest.Entry) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if at, ok := w.asked[e.Chat]; ok && e.Effect == "send" && w.took[e.Chat] == 0 {
		w.took[e.Chat] = time.Since(at)
	}
}

func (w *watch) answered() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.took)
}

// tell waits for the last answers and prints how long they took.
func (w *watch) tell(ctx context.Context, s *stage.Stage, what string) (faults int, err error) {
	missing := stage.Until(ctx, 60*time.Second, func(context.Context) bool { return w.answered() == len(w.asked) })
	_, most, err := s.Memory()
	if err != nil {
		return 0, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	took := make([]time.Duration, 0, len(w.took))
	for _, d := range w.took {
		took = append(took, d)
	}
	slices.Sort(took)
	p99 := at(took, 0.99)
	fmt.Printf("%s; %d others asked meanwhile, %d were answered: p50 %d ms, p99 %d ms; at most %d MiB\n",
		what, len(w.asked), len(took), at(took, 0.5).Milliseconds(), p99.Milliseconds(), most)
	if missing != nil {
		faults += len(w.asked) - len(took)
	}
	if p99 > slowest {
		faults++
	}
	if most > mostMemory {
		faults++
	}
	return faults, nil
}

// at is the time within which the given share of the answers came.
func at(took []time.Duration, share float64) time.Duration {
	if len(took) == 0 {
		return 0
	}
	return took[min(int(share*float64(len(took))), len(took)-1)]
}

func person(id int64) telegramtest.Chat {
	return telegramtest.Chat{ID: id, Type: telegramtest.Private, Title: "Person"}
}

// write lets a person write to the bot.
func write(s *stage.Stage, id int64, n int, text string) {
	s.Telegram.Push("message", map[string]any{
		"message_id": n, "date": time.Now().Unix(), "text": text, "chat": map[string]any{"id": id, "type": "private", "first_name": "Person"},
		"from": map[string]any{"id": id, "is_bot": false, "first_name": "Person", "language_code": "de"},
	})
}

// noise floods the bot for a while, and lets others ask meanwhile.
func noise(ctx context.Context, s *stage.Stage, length time.Duration, w *watch) (pushed int) {
	begin, quiet := time.Now(), 0
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for passed := time.Duration(0); passed < length && ctx.Err() == nil; passed = time.Since(begin) {
		for ; pushed < int(passed.Seconds()*floodRate); pushed++ {
			write(s, int64(1+pushed%floodChats), 1+pushed, "Ist Köln Mitglied?")
		}
		for ; quiet < int(passed/quietEvery); quiet++ {
			id := int64(100_000 + quiet)
			s.Telegram.Add(person(id))
			w.mu.Lock()
			w.asked[id] = time.Now()
			w.mu.Unlock()
			write(s, id, 1, "Wie wird man Mitglied?")
		}
		<-tick.C
	}
	return pushed
}

// crowd lets very many people ask at once, far more than Telegram lets the bot
// answer in a while, and looks whether the website still answers and how much
// memory that takes. Then it kills the program: who was not answered must be
// waiting on the disk.
func crowd(ctx context.Context, s *stage.Stage, people int) (faults int, err error) {
	if people == 0 {
		return 0, nil
	}
	for n := range people {
		id := int64(1_000_000 + n)
		s.Telegram.Add(person(id))
		write(s, id, 1, "Welche Mitglieder gibt es in Bayern?")
	}
	begin := time.Now()
	var took []time.Duration
	for len(took) < 100 {
		start := time.Now()
		if err := askOnTheWeb(ctx, s); err != nil {
			return 0, err
		}
		took = append(took, time.Since(start))
		<-time.After(50 * time.Millisecond)
	}
	slices.Sort(took)
	_, most, err := s.Memory()
	if err != nil {
		return 0, err
	}
	s.Kill()
	lasted, answered := time.Since(begin), answeredIn(s, people)
	if err := s.Start(ctx); err != nil {
		return 0, err
	}
	goesOn := stage.Until(ctx, 30*time.Second, func(context.Context) bool { return answeredIn(s, people) > answered+30 })
	if goesOn != nil || most > mostMemory {
		faults++
	}
	fmt.Printf("crowd      %d people ask at once: %d answered in %s; the website meanwhile p50 %d ms, p99 %d ms; at most %d MiB; killed, the others wait on the disk and are answered: %t\n",
		people, answered, lasted.Round(100*time.Millisecond), at(took, 0.5).Milliseconds(), at(took, 0.99).Milliseconds(), most, goesOn == nil)
	return faults, nil
}

// answeredIn counts the people of the crowd who have an answer.
func answeredIn(s *stage.Stage, people int) (n int) {
	for i := range people {
		if len(s.Telegram.Chat(int64(1_000_000+i))) > 0 {
			n++
		}
	}
	return n
}

func askOnTheWeb(ctx context.Context, s *stage.Stage) error {
	body, err := json.Marshal(map[string]string{"question": "Is Cologne a member?"})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Base+"/api/isa/ask", bytes.NewReader(body))
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("ask on the website: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the website answers %d", res.StatusCode)
	}
	return nil
}
