package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/discord"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/hooks"
	_ "isa-portal.de/isabot/pb_migrations" // the schema
)

var epoch = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// house is the database, the hooks and what outlives a schedule.
type house struct {
	app     core.App
	folder  string
	planner *announce.Planner
	slot    *slot
	now     time.Time     // on a clock that never jumps
	wall    time.Duration // by which the machine's clock is off
	schema  *discordtest.Schema
	specs   string
}

// slot passes wakes on to the outbox of the schedule that is played.
type slot struct{ outbox *announce.Outbox }

// Wake wakes it.
func (s *slot) Wake() {
	if s.outbox != nil {
		s.outbox.Wake()
	}
}

// openHouse makes a migrated database. Its commits are not waited for: power cuts
// are another test's subject.
func openHouse(specs string) (*house, error) {
	folder, err := os.MkdirTemp("", "isabot-faults-")
	if err != nil {
		return nil, fmt.Errorf("making a data folder: %w", err)
	}
	h := &house{folder: folder, slot: &slot{}, now: epoch, specs: specs}
	if specs != "" {
		if h.schema, err = discordtest.LoadSchema(specs); err != nil {
			return nil, err
		}
	}
	h.app = core.NewBaseApp(core.BaseAppConfig{DataDir: folder, DBConnect: func(path string) (*dbx.DB, error) {
		return dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=foreign_keys(ON)")
	}})
	if err := h.app.Bootstrap(); err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	if err := h.app.RunAllMigrations(); err != nil {
		return nil, fmt.Errorf("migrating the database: %w", err)
	}
	h.planner = &announce.Planner{
		Composer: announce.Composer{
			Base: func() string { return "https://isa.example" }, Files: h.app.NewFilesystem,
			Page: func(slug, lang string) string { return "https://isa.example/" + lang + "/news/" + slug },
		},
		Now: h.clock,
	}
	hooks.Register(h.app, h.clock, &slot{})
	hooks.Announce(h.app, h.planner, h.clock, h.slot)
	return h, nil
}

// pace is the clock of the world and its platforms, clock is the machine's.
func (h *house) pace() time.Time  { return h.now }
func (h *house) clock() time.Time { return h.now.Add(h.wall) }

func (h *house) close() {
	_ = h.app.ResetBootstrapState()
	_ = os.RemoveAll(h.folder)
}

// world is one schedule: two platforms, an outbox and its dice.
type world struct {
	*house
	dice     *rand.Rand
	telegram *telegramtest.Fake
	discord  *discordtest.Fake
	outbox   *announce.Outbox
	channels []*core.Record
	forum    string // id of the channel on Discord that is one
	meddle   func() // is called while a request is on its way
}

// Chats of the Telegram that the schedules are played on.
const (
	plainChannel  = -1001000000001
	linkedChannel = -1001000000002
	someGroup     = -1001000000003
	discussion    = -1001000000004
	logChat       = -1001000000005
)

// newWorld empties the database and sets up fresh platforms.
func (h *house) newWorld(seed uint64) (*world, error) {
	w := &world{house: h, dice: rand.New(rand.NewPCG(seed, 42))}
	h.now, h.wall = epoch, 0
	for _, c := range []string{"news", "channels", "deliveries", "channel_state", "translations", "audit", "state"} {
		if _, err := h.app.DB().Delete(c, nil).Execute(); err != nil {
			return nil, fmt.Errorf("emptying %s: %w", c, err)
		}
	}
	w.telegram = telegramtest.New(telegramtest.Config{Now: h.pace, Specs: h.specs, Accepted: func(telegramtest.Entry) { w.meddled() }})
	w.discord = discordtest.New(discordtest.Config{Now: h.pace, Schema: h.schema, Seen: func(discordtest.Entry) { w.meddled() }})
	if err := w.platforms(); err != nil {
		return nil, err
	}
	w.outbox = announce.New(announce.Config{App: h.app, Planner: h.planner, Now: h.clock, Pace: h.pace, Jitter: w.dice.Float64,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Folder: h.folder})
	_ = os.Remove(h.folder + "/" + announce.CountFile)
	h.slot.outbox = w.outbox
	if err := w.open(); err != nil {
		return nil, err
	}
	return w, w.outbox.Open()
}

// meddled lets one change of the schedule happen in the middle of a request.
func (w *world) meddled() {
	if m := w.meddle; m != nil {
		w.meddle = nil
		m()
	}
}

func (w *world) platforms() error {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	t, err := telegram.NewSender(telegram.Config{Token: telegramtest.Token, HTTP: w.telegram, Now: w.clock, Pace: w.pace, Log: log,
		LogChat: func() string { return strconv.Itoa(logChat) }, Around: w.around})
	if err != nil {
		return err
	}
	d, err := discord.NewSender(discord.Config{Token: "token", HTTP: w.discord.Transport(), Now: w.pace, Log: log})
	if err != nil {
		return err
	}
	w.planner.Platforms = map[string]announce.Platform{
		"telegram": {Renderer: telegram.Renderer{}, Sender: t}, "discord": {Renderer: discord.Renderer{}, Sender: d},
	}
	return nil
}

func (w *world) around(place bot.Place, _ time.Time) (int, bool) {
	id, err := cms.LastBeforeUnsure(w.app, place.Platform, place.Chat)
	return id, err == nil && id > 0
}

// open makes the chats and the channels that stand for them.
func (w *world) open() error {
	w.telegram.Add(telegramtest.Chat{ID: discussion, Type: telegramtest.Supergroup, Title: "Discussion"})
	w.telegram.Add(telegramtest.Chat{ID: logChat, Type: telegramtest.Channel, Title: "Log"})
	w.telegram.Add(telegramtest.Chat{ID: plainChannel, Type: telegramtest.Channel, Title: "Plain"})
	w.telegram.Add(telegramtest.Chat{ID: linkedChannel, Type: telegramtest.Channel, Title: "Linked", Linked: discussion})
	w.telegram.Add(telegramtest.Chat{ID: someGroup, Type: telegramtest.Supergroup, Title: "Group"})
	text := w.discord.Open(discordtest.Text, "text")
	w.forum = w.discord.Open(discordtest.Forum, "forum")
	for _, c := range []struct {
		platform, target, thread string
		crosspost                bool
	}{
		{"telegram", strconv.Itoa(plainChannel), "", false},
		{"telegram", strconv.Itoa(linkedChannel), "", false},
		{"telegram", strconv.Itoa(someGroup), "", false},
		{"discord", text, "", false},
		{"discord", text, w.discord.OpenThread(text, "thread"), false},
		{"discord", w.discord.Open(discordtest.Announcement, "announcements"), "", true},
		{"discord", w.forum, "", false},
	} {
		r, err := w.create("channels", map[string]any{"name": c.platform + " " + c.target + c.thread, "platform": c.platform,
			"target": c.target, "thread": c.thread, "lang": "de", "enabled": true, "crosspost": c.crosspost})
		if err != nil {
			return err
		}
		w.channels = append(w.channels, r)
	}
	return nil
}

func (w *world) create(collection string, values map[string]any) (*core.Record, error) {
	c, err := w.app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(values)
	if err := w.app.Save(r); err != nil {
		return nil, fmt.Errorf("saving into %s: %w", collection, err)
	}
	return r, nil
}

// pass lets the outbox work until a moment.
func (w *world) pass(ctx context.Context, until time.Time) error {
	for steps := 0; ; steps++ {
		if steps > 100_000 {
			return fmt.Errorf("the outbox does not come to rest")
		}
		did, later, err := w.outbox.Step(ctx)
		if err != nil {
			return err
		}
		if did {
			continue
		}
		if later = later.Add(-w.wall); later.Before(epoch) || later.After(until) {
			w.now = until
			return nil
		}
		if later.After(w.now) {
			w.now = later
		}
	}
}
