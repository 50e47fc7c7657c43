package discord

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

const token = "MTA.secret-token.x"

var schema = sync.OnceValues(func() (*discordtest.Schema, error) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		return nil, nil
	}
	return discordtest.LoadSchema(folder)
})

// bench is a sender before a fake, and a clock that the test turns.
type bench struct {
	*Sender
	fake *discordtest.Fake
	log  bytes.Buffer
	now  time.Time
}

func newBench(t *testing.T) *bench { return newBenchWith(t, discordtest.Config{}) }

func newBenchWith(t *testing.T, cfg discordtest.Config) *bench {
	t.Helper()
	var err error
	if cfg.Schema, err = schema(); err != nil {
		t.Fatal(err)
	}
	b := &bench{now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	cfg.Token, cfg.Now = token, b.clock
	b.fake = discordtest.New(cfg)
	b.Sender, err = NewSender(Config{Token: token, HTTP: b.fake.Transport(), Now: b.clock, Log: slog.New(slog.NewTextHandler(&b.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if v := b.fake.Violations(); len(v) > 0 {
			t.Errorf("violations: %q", v)
		}
	})
	return b
}

func (b *bench) clock() time.Time { return b.now }

func at(chat string) bot.Place { return bot.Place{Platform: "discord", Chat: chat} }

const marker = "nabc123"

func textPiece(words string) bot.Piece {
	return bot.Piece{Kind: bot.TextPiece, Method: MethodMessage, Plain: words, Fields: map[string]any{
		"embeds":           []any{map[string]any{"title": "Titel", "description": words, "url": "https://isa.example/de/news/x#" + marker}},
		"allowed_mentions": map[string]any{"parse": []string{}},
	}}
}

func filePiece(words string, size int, then ...bot.After) bot.Piece {
	p := textPiece(words)
	p.Kind, p.Then = bot.PhotoPiece, then
	p.Files = []bot.File{{Name: "saal.jpg", Type: "image/jpeg", Alt: "Der Saal", Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(make([]byte, size))), nil
	}}}
	p.Fields["attachments"] = []any{map[string]any{"id": "0", "filename": "saal.jpg", "description": "Der Saal"}}
	p.Fields["embeds"].([]any)[0].(map[string]any)["image"] = map[string]any{"url": "attachment://saal.jpg"}
	return p
}

func forumPiece(name, words string) bot.Piece {
	p := textPiece(words)
	p.Method, p.Fields = MethodForumPost, map[string]any{"name": name, "auto_archive_duration": 10080, "message": p.Fields}
	return p
}
