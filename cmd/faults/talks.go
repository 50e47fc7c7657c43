package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/cmd/stage"
)

// talkers are how many people talk at the same moment.
const talkers = 32

// talks has very many people talk with the real program, each a question and
// what follows on it, as commands that Discord brings by HTTP. An answer that is
// missing, comes after the three seconds that Discord waits, or is not as Discord
// wants it, and memory that grew too far, are faults.
func talks(ctx context.Context, o options) (faults int, err error) {
	cfg := stage.Config{Program: o.program, Env: []string{"DISCORD_PUBLIC_KEY=" + discordtest.PublicKey(), "DISCORD_GATEWAY=off"}}
	if o.specs != "" {
		if cfg.Discord.Schema, err = discordtest.LoadSchema(o.specs); err != nil {
			return 0, err
		}
	}
	s, err := stage.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	if err := stage.Until(ctx, 30*time.Second, func(context.Context) bool { return len(s.Discord.Commands()) > 0 }); err != nil {
		return 0, fmt.Errorf("waiting for the commands on Discord: %w", err)
	}
	address, err := url.Parse(s.Base)
	if err != nil {
		return 0, err
	}
	if err := s.Discord.SetEndpoint(httputil.NewSingleHostReverseProxy(address)); err != nil {
		return 0, err
	}
	begin := time.Now()
	took, bad := talkAll(s, o.talks)
	lasted := time.Since(begin)
	now, most, err := s.Memory()
	if err != nil {
		return 0, err
	}
	if most > mostMemory {
		bad++
	}
	for _, v := range s.Discord.Violations() {
		fmt.Printf("talks      against Discord's rules: %s\n", v)
		bad++
	}
	slices.Sort(took)
	fmt.Printf("talks      %d people, %d at a time, %d answers in %s: p50 %.1f ms, p99 %.1f ms; %d MiB, at most %d MiB; %d faults\n",
		o.talks, talkers, len(took), lasted.Round(100*time.Millisecond), ms(at(took, 0.5)), ms(at(took, 0.99)), now, most, bad)
	return bad, nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// talkAll lets people talk and returns how long each answer took.
func talkAll(s *stage.Stage, people int) (took []time.Duration, bad int) {
	var mu sync.Mutex
	var next atomic.Int64
	var all sync.WaitGroup
	for range talkers {
		all.Go(func() {
			for n := next.Add(1); n <= int64(people); n = next.Add(1) {
				p := s.Discord.Person(fmt.Sprintf("Person %d", n), "de")
				for turn, question := range []string{"Ist Köln Mitglied?", "und seit wann?"} {
					start := time.Now()
					i := p.Use(p.DM(), "ask", question)
					passed, sees := time.Since(start), p.Sees(p.DM())
					mu.Lock()
					took = append(took, passed)
					if i.Status != http.StatusOK || len(sees) != turn+1 || !strings.Contains(sees[turn].Content, "Köln") {
						bad++
					}
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	return took, bad
}
