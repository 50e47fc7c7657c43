package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/cmd/stage"
)

// trials are what else happens to a process: it is asked to end while it sends,
// started twice, or put back to an earlier state.
func trials(ctx context.Context, o options) (faults int, err error) {
	for _, t := range []struct {
		name string
		play func(context.Context, options) (string, int, error)
	}{{"SIGTERM", ended}, {"two processes", twice}, {"restored", restored}} {
		said, bad, err := t.play(ctx, o)
		if err != nil {
			return faults, fmt.Errorf("%s: %w", t.name, err)
		}
		fmt.Printf("%-10s %s\n", t.name, said)
		faults += bad
	}
	return faults, nil
}

// openChannels sets up isabot with channels on Discord.
func openChannels(ctx context.Context, o options, count int, seen func(discordtest.Entry)) (*stage.Stage, []string, error) {
	s, err := stage.Open(ctx, stage.Config{Program: o.program, Discord: discordtest.Config{Seen: seen}})
	if err != nil {
		return nil, nil, err
	}
	var ids []string
	for i := range count {
		id := s.Discord.Open(discordtest.Text, fmt.Sprintf("channel-%d", i))
		ids = append(ids, id)
		if _, err := s.Create(ctx, "channels", stage.Fields{"name": id, "platform": "discord", "target": id, "lang": "de", "enabled": true}); err != nil {
			s.Close()
			return nil, nil, err
		}
	}
	return s, ids, nil
}

// announceNews publishes a piece of news and returns its id.
func announceNews(ctx context.Context, s *stage.Stage, title string) (string, error) {
	id, err := s.Create(ctx, "news", stage.Fields{"title_de": title, "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"})
	if err != nil {
		return "", err
	}
	return id, s.Change(ctx, "news", id, stage.Fields{"status": "published"})
}

// standing is how often a title is shown in all channels together.
func standing(s *stage.Stage, channels []string, title string) int {
	count := 0
	for _, id := range channels {
		for _, m := range s.Discord.Channel(id) {
			if strings.Contains(m.Visible(), title) {
				count++
			}
		}
	}
	return count
}

// comes waits until a title is shown as often as there are channels.
func comes(ctx context.Context, s *stage.Stage, channels []string, title string) error {
	err := stage.Until(ctx, 30*time.Second, func(context.Context) bool { return standing(s, channels, title) >= len(channels) })
	if err != nil {
		return fmt.Errorf("%q is shown %d times, not %d: %w", title, standing(s, channels, title), len(channels), err)
	}
	return nil
}

// ended asks the program to end in the middle of a broadcast. What is on its way
// is finished, and the rest is sent after the next start.
func ended(ctx context.Context, o options) (string, int, error) {
	dice := rand.New(rand.NewPCG(o.first, 18))
	s, channels, err := openChannels(ctx, o, 8, func(discordtest.Entry) {
		<-time.After(time.Duration(20+dice.IntN(30)) * time.Millisecond) // Discord takes its time
	})
	if err != nil {
		return "", 0, err
	}
	defer s.Close()
	bad, unsure, longest := 0, 0, time.Duration(0)
	for round := range max(o.rounds/2, 1) {
		title := fmt.Sprintf("Meldung %d.", round)
		if _, err := announceNews(ctx, s, title); err != nil {
			return "", 0, err
		}
		<-time.After(time.Duration(dice.IntN(150)) * time.Millisecond)
		began := time.Now()
		if err := s.Stop(); err != nil {
			return "", 0, err // it did not end as it should
		}
		longest = max(longest, time.Since(began))
		if err := s.Start(ctx); err != nil {
			return "", 0, err
		}
		var rows []struct{ State string }
		if err := s.List(ctx, "deliveries", "state = 'unsure'", &rows); err != nil {
			return "", 0, err
		}
		unsure += len(rows)
		if err := comes(ctx, s, channels, title); err != nil {
			return "", 0, err
		}
		bad += standing(s, channels, title) - len(channels)
	}
	if longest > 10*time.Second {
		bad++
	}
	return fmt.Sprintf("%d rounds in the middle of a broadcast: ended within %s each time with code 0, %d sends cut off, %d shown twice",
		max(o.rounds/2, 1), longest.Round(time.Millisecond), unsure, bad), bad + unsure, nil
}

// twice starts the program twice on one folder: one of them sends, and when it
// dies the other does.
func twice(ctx context.Context, o options) (string, int, error) {
	s, channels, err := openChannels(ctx, o, 6, nil)
	if err != nil {
		return "", 0, err
	}
	defer s.Close()
	other, err := s.Second(ctx)
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = other.Stop() }()
	bad := 0
	for i, staff := range []*stage.Stage{s, other, s, other} {
		title := fmt.Sprintf("Meldung %d.", i)
		if _, err := announceNews(ctx, staff, title); err != nil {
			return "", 0, err
		}
		if err := comes(ctx, s, channels, title); err != nil {
			return "", 0, err
		}
		bad += standing(s, channels, title) - len(channels)
	}
	s.Kill()
	began := time.Now()
	if _, err := announceNews(ctx, other, "Danach."); err != nil {
		return "", 0, err
	}
	if err := comes(ctx, other, channels, "Danach."); err != nil {
		return "", 0, err
	}
	bad += standing(other, channels, "Danach.") - len(channels)
	return fmt.Sprintf("on one folder: 5 pieces of news in %d channels, %d shown twice; the second took over within %s", len(channels), bad,
		time.Since(began).Round(time.Millisecond)), bad, nil
}

// restored puts the database back to before something was sent. Nothing is sent
// again, and nothing at all until staff say so.
func restored(ctx context.Context, o options) (string, int, error) {
	s, channels, err := openChannels(ctx, o, 3, nil)
	if err != nil {
		return "", 0, err
	}
	defer s.Close()
	// One is planned and not sent when the backup is made.
	if err := s.Call(ctx, http.MethodPost, "/api/isa/desk/sending", stage.Fields{"on": false}, nil); err != nil {
		return "", 0, err
	}
	if _, err := announceNews(ctx, s, "Meldung 1."); err != nil {
		return "", 0, err
	}
	if err := s.Call(ctx, http.MethodPost, "/api/backups", stage.Fields{"name": "before.zip"}, nil); err != nil {
		return "", 0, err
	}
	if err := s.Call(ctx, http.MethodPost, "/api/isa/desk/sending", stage.Fields{"on": true}, nil); err != nil {
		return "", 0, err
	}
	if err := comes(ctx, s, channels, "Meldung 1."); err != nil {
		return "", 0, err
	}
	requests := len(s.Discord.Log())
	if err := s.Call(ctx, http.MethodPost, "/api/backups/before.zip/restore", stage.Fields{}, nil); err != nil {
		return "", 0, err
	}
	var sending struct {
		On  bool   `json:"on"`
		Why string `json:"why"`
	}
	err = stage.Until(ctx, 30*time.Second, func(ctx context.Context) bool {
		return s.Call(ctx, http.MethodGet, "/api/isa/desk/sending", nil, &sending) == nil && sending.Why == "restored"
	})
	if err != nil {
		return "", 0, fmt.Errorf("the restored database was not known: %+v: %w", sending, err)
	}
	if err := s.Call(ctx, http.MethodPost, "/api/isa/desk/sending", stage.Fields{"on": true}, nil); err != nil {
		return "", 0, err
	}
	if _, err := announceNews(ctx, s, "Meldung 2."); err != nil {
		return "", 0, err
	}
	if err := comes(ctx, s, channels, "Meldung 2."); err != nil {
		return "", 0, err
	}
	bad := standing(s, channels, "Meldung 1.") - len(channels) + standing(s, channels, "Meldung 2.") - len(channels)
	var held []struct{ State string }
	if err := s.List(ctx, "deliveries", "state = 'held' && held_for = 'restore'", &held); err != nil {
		return "", 0, err
	}
	if len(held) != len(channels) {
		bad++
	}
	return fmt.Sprintf("from a backup: known at the start, %d sent after that backup are held for staff, %d sent again; %d requests before it",
		len(held), max(bad, 0), requests), bad, nil
}
