package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cms"
)

// stageTime is when a play begins.
var stageTime = time.Date(2026, 9, 1, 10, 0, 0, 0, time.UTC)

// stage is the whole program between a Telegram and a Discord in memory. All of
// it stands in a synctest bubble: time passes when nobody has anything to do.
type stage struct {
	*program
	dialog   *bot.Dialog
	telegram *telegramtest.Fake
	discord  *discordtest.Fake
	log      *journal
}

// specs is the folder of the vendors' schemas, "" if they are not at hand.
func specs() string { return os.Getenv("ISABOT_SPECS") }

// onStage plays something, and then holds what the program did against the
// vendors' schemas and limits, and its log against what may stand there.
func onStage(t *testing.T, play func(t *testing.T, s *stage)) {
	t.Helper()
	var schema *discordtest.Schema
	if specs() != "" {
		var err error
		if schema, err = discordtest.LoadSchema(specs()); err != nil {
			t.Fatal(err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		passes(time.Until(stageTime))
		s := &stage{
			telegram: telegramtest.New(telegramtest.Config{Specs: specs()}),
			discord:  discordtest.New(discordtest.Config{Token: "discord-token", Schema: schema}),
			log:      &journal{},
		}
		before := slog.Default()
		slog.SetDefault(slog.New(slog.NewTextHandler(s.log, nil)))
		defer slog.SetDefault(before)
		s.program = wholeProgram(t)
		s.dialog = s.program.dialog()
		s.stores.start()
		end := s.listen(t)
		play(t, s)
		end()
		s.stores.stop(time.Minute)
		s.judge(t)
	})
}

// listen begins to hear on both platforms; the function that it returns ends that.
func (s *stage) listen(t *testing.T) (end func()) {
	t.Helper()
	var err error
	s.senders.telegram, err = telegram.NewSender(telegram.Config{
		Token: telegramtest.Token, APIURL: "http://telegram.test", HTTP: s.telegram, Now: s.now, Pace: s.pace, LogChat: s.logChat, Around: s.lastMessage,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.senders.discord, err = discord.NewSender(discord.Config{Token: "discord-token", HTTP: s.discord.Transport(), Now: s.pace})
	if err != nil {
		t.Fatal(err)
	}
	onTelegram, err := telegram.NewListener(s.onTelegram(s.dialog))
	if err != nil {
		t.Fatal(err)
	}
	cfg := s.onDiscord(s.dialog)
	cfg.Dial = s.discord.Dial
	onDiscord, err := discord.NewListener(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { onTelegram.Run(ctx) })
	all.Go(func() { onDiscord.Run(ctx) })
	passes(time.Minute) // both have told who they are and what they can
	return func() {
		cancel()
		all.Wait()
	}
}

// passes lets virtual time pass.
func passes(d time.Duration) { <-time.After(d) }

// judge says what the program did wrong.
func (s *stage) judge(t *testing.T) {
	t.Helper()
	for _, c := range s.telegram.Complaints() {
		t.Errorf("Telegram complains: %s", c)
	}
	for _, v := range s.telegram.Violations() {
		t.Errorf("a limit of Telegram's was broken: %+v", v)
	}
	for _, v := range s.discord.Violations() {
		t.Errorf("Discord complains: %s", v)
	}
	for _, platform := range []string{"telegram", "discord"} {
		if left, _, err := cms.FindWaitingUpdates(s.app, platform, 0, 10); err != nil || len(left) > 0 {
			t.Errorf("%v: on %s was not handled: %+v", err, platform, left)
		}
	}
	log := s.log.String()
	for line := range strings.Lines(log) {
		if !strings.Contains(line, "level=INFO") {
			t.Errorf("logged: %s", line)
		}
	}
	if strings.Contains(log, telegramtest.Token) || strings.Contains(log, "discord-token") {
		t.Error("a token is in the log")
	}
}

// journal is a log that many write.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}
