package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

// points are the moments at which the program is killed while it sends.
var points = []string{"arrived", "taken", "answered", "anytime"}

// scene is one platform with what is needed to kill the program at a point.
type scene struct {
	*stage.Stage
	platform string // telegram or discord
	logged   bool   // Telegram: there is a chat in which it can be looked up what was sent
	point    string
	dice     *rand.Rand
	target   string // id of the channel on its platform

	mu    sync.Mutex
	armed bool
	now   chan struct{} // gets a word when the program is to be killed
	dead  chan struct{} // is closed when it is
}

// killed counts what became of the rounds at one point.
type killed struct {
	rounds, shown, unsure, lost, twice int
	recovery                           time.Duration // the longest
}

// atOnce is how many scenes are played at the same time: they mostly wait.
const atOnce = 4

// killRounds kills the real program at each point, on each platform.
func killRounds(ctx context.Context, o options) (faults int, err error) {
	var scenes []*scene
	for _, c := range []struct {
		platform string
		logged   bool
	}{{"telegram", true}, {"telegram", false}, {"discord", false}} {
		for i, point := range points {
			scenes = append(scenes, &scene{platform: c.platform, logged: c.logged, point: point, dice: rand.New(rand.NewPCG(o.first, uint64(i)))})
		}
	}
	results, errs := make([]killed, len(scenes)), make([]error, len(scenes))
	var all sync.WaitGroup
	room := make(chan struct{}, atOnce)
	for i, s := range scenes {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			results[i], errs[i] = s.play(ctx, o)
		})
	}
	all.Wait()
	for i, s := range scenes {
		name := s.platform
		if s.logged {
			name += " with a log"
		}
		k := results[i]
		if errs[i] != nil {
			return faults, fmt.Errorf("killing on %s, %s: %w", name, s.point, errs[i])
		}
		fmt.Printf("kill -9    %-19s %-9s %d rounds: %d shown once, %d unsure and not sent again, %d lost, %d twice; at work again within %s\n",
			name, s.point, k.rounds, k.shown, k.unsure, k.lost, k.twice, k.recovery.Round(time.Millisecond))
		faults += k.lost + k.twice
		if s.platform == "discord" || s.logged {
			faults += k.unsure // there the platform can tell
		}
	}
	return faults, nil
}

func (s *scene) play(ctx context.Context, o options) (killed, error) {
	var k killed
	cfg := stage.Config{Program: o.program, Before: s.before}
	cfg.Telegram.Accepted = func(e telegramtest.Entry) {
		s.accepted("telegram", e.Effect == "send" && strconv.FormatInt(e.Chat, 10) == s.target)
	}
	cfg.Telegram.Specs = o.specs
	cfg.Discord.Seen = func(e discordtest.Entry) { s.accepted("discord", e.Effect == discordtest.Created) }
	var err error
	if s.Stage, err = stage.Open(ctx, cfg); err != nil {
		return k, err
	}
	defer s.Close()
	if err := s.setUp(ctx); err != nil {
		return k, err
	}
	for round := 1; round <= o.rounds && ctx.Err() == nil; round++ {
		if err := s.round(ctx, round, &k); err != nil {
			return k, fmt.Errorf("round %d: %w", round, err)
		}
	}
	return k, ctx.Err()
}

// setUp makes the channel, and sends one piece of news in peace.
func (s *scene) setUp(ctx context.Context) error {
	if s.platform == "telegram" {
		s.target = "-1001000000001"
		s.Telegram.Add(telegramtest.Chat{ID: -1001000000001, Type: telegramtest.Channel, Title: "Channel"})
		s.Telegram.Add(telegramtest.Chat{ID: -1001000000009, Type: telegramtest.Channel, Title: "Log"})
		if s.logged {
			if _, err := s.Create(ctx, "channels", stage.Fields{"name": "log", "platform": "telegram", "target": "-1001000000009",
				"lang": "de", "purpose": "log", "enabled": true}); err != nil {
				return err
			}
		}
	} else {
		s.target = s.Discord.Open(discordtest.Text, "channel")
	}
	if _, err := s.Create(ctx, "channels", stage.Fields{"name": "channel", "platform": s.platform, "target": s.target, "lang": "de", "enabled": true}); err != nil {
		return err
	}
	if _, err := s.publish(ctx, "Meldung 0, Fassung 1."); err != nil {
		return err
	}
	return stage.Until(ctx, 10*time.Second, func(context.Context) bool { return s.shown("Meldung 0") == 1 })
}

// publish writes news and publishes it.
func (s *scene) publish(ctx context.Context, title string) (string, error) {
	id, err := s.Create(ctx, "news", stage.Fields{"title_de": title, "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"})
	if err != nil {
		return "", err
	}
	return id, s.Change(ctx, "news", id, stage.Fields{"status": "published"})
}

// round kills the program once and judges what stands after it has recovered.
func (s *scene) round(ctx context.Context, round int, k *killed) error {
	name := fmt.Sprintf("Meldung %d", round)
	id, err := s.Create(ctx, "news", stage.Fields{"title_de": name + ", Fassung 1.", "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"})
	if err != nil {
		return err
	}
	s.arm()
	published := make(chan error, 1)
	go func() { published <- s.Change(ctx, "news", id, stage.Fields{"status": "published"}) }()
	if s.point == "anytime" {
		time.AfterFunc(time.Duration(s.dice.IntN(60_000))*time.Microsecond, s.strike)
	}
	select {
	case <-s.now:
	case <-time.After(time.Minute):
		return fmt.Errorf("the program did not come to the point %q", s.point)
	case <-ctx.Done():
		return ctx.Err()
	}
	s.Kill()
	close(s.dead)
	acknowledged := <-published == nil
	begin := time.Now()
	if err := s.Start(ctx); err != nil {
		return err
	}
	k.recovery = max(k.recovery, time.Since(begin))
	return s.judge(ctx, id, name, acknowledged, k)
}

// judge waits until the delivery has settled, or is known to be unsure, and
// counts what readers see.
func (s *scene) judge(ctx context.Context, id, name string, acknowledged bool, k *killed) error {
	state := ""
	err := stage.Until(ctx, 40*time.Second, func(ctx context.Context) bool {
		var rows []struct {
			State string `json:"state"`
		}
		if err := s.List(ctx, "deliveries", "subject = '"+id+"'", &rows); err != nil {
			return false
		}
		if len(rows) == 0 {
			state = "none"
			return !acknowledged
		}
		state = rows[0].State
		return state == "sent" || state == "unsure" && s.platform == "telegram" && !s.logged
	})
	if err != nil {
		return fmt.Errorf("the delivery does not settle, it is %q", state)
	}
	k.rounds++
	switch shown := s.shown(name); {
	case shown > 1:
		k.twice++
	case state == "unsure":
		k.unsure++
	case shown == 1:
		k.shown++
	case state != "none" || acknowledged:
		k.lost++
	default: // it was killed before the change was saved, and staff were told so
		k.shown++
	}
	return nil
}

// shown is how many messages readers see of a piece of news.
func (s *scene) shown(name string) int {
	count := 0
	if s.platform == "telegram" {
		chat, _ := strconv.ParseInt(s.target, 10, 64)
		for _, m := range s.Telegram.Chat(chat) {
			if strings.Contains(m.Text, name+",") {
				count++
			}
		}
		return count
	}
	for _, m := range s.Discord.Channel(s.target) {
		if strings.Contains(m.Visible(), name+",") {
			count++
		}
	}
	return count
}

func (s *scene) arm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.armed, s.now, s.dead = true, make(chan struct{}, 1), make(chan struct{})
}

// strike has the program killed, once.
func (s *scene) strike() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.armed {
		s.armed = false
		s.now <- struct{}{}
	}
}

// before is called with each request that arrives.
func (s *scene) before(platform string, r *http.Request) bool {
	send := strings.HasSuffix(r.URL.Path, "/sendMessage") || r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/messages")
	if platform != s.platform || s.point != "arrived" || !send || !s.ready() {
		return true
	}
	s.strike()
	<-s.dead
	return false
}

// accepted is called when a platform has done what it was asked and not yet
// answered.
func (s *scene) accepted(platform string, sent bool) {
	if platform != s.platform || !sent || !s.ready() {
		return
	}
	switch s.point {
	case "taken":
		s.strike()
		<-s.dead
	case "answered":
		time.AfterFunc(time.Duration(s.dice.IntN(3000))*time.Microsecond, s.strike)
	}
}

func (s *scene) ready() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.armed
}
