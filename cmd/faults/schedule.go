package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cms"
)

// tally is what became of all schedules.
type tally struct {
	schedules, changes, requests int
	during, jumps                int // changes while a request was on its way, jumps of the clock
	blind                        int // requests too early for a limit that a lost answer told
	unsure                       int // deliveries that only staff can decide about
	faults                       []string
}

func (t tally) String() string {
	return fmt.Sprintf("%d schedules, %d changes (%d while a request was on its way), %d jumps of the clock, %d requests (%d too early for a limit that a lost answer told): %d faults; %d left to staff, not sent again",
		t.schedules, t.changes, t.during, t.jumps, t.requests, t.blind, len(t.faults), t.unsure)
}

func playSchedules(ctx context.Context, o options) (tally, error) {
	h, err := openHouse(o.specs)
	if err != nil {
		return tally{}, err
	}
	defer h.close()
	var total tally
	for seed := o.first; seed < o.first+uint64(o.seeds) && ctx.Err() == nil; seed++ {
		w, err := h.newWorld(seed)
		if err != nil {
			return total, err
		}
		p := &play{world: w, tally: &total, seed: seed, verbose: o.verbose}
		if err := p.run(ctx); err != nil {
			total.faults = append(total.faults, fmt.Sprintf("seed %d: %v", seed, err))
		}
		total.schedules++
		found := p.judge()
		if len(found) > 0 || o.verbose {
			p.tellAll()
		}
		for _, f := range found {
			total.faults = append(total.faults, fmt.Sprintf("seed %d: %s", seed, f))
			fmt.Println(total.faults[len(total.faults)-1])
		}
	}
	return total, ctx.Err()
}

// play is one schedule of changes.
type play struct {
	*world
	*tally
	seed    uint64
	verbose bool
	news    []*piece
}

// piece is a piece of news and how often it was written anew.
type piece struct {
	name string // stands in each of its titles
	id   string
	rev  int
	gone bool
}

// troubles are the ways in which the platforms fail during a schedule: those
// after which everything can come right without staff.
var (
	telegramTroubles = []telegramtest.Fault{
		{Kind: telegramtest.Unreachable}, {Kind: telegramtest.TimeoutBefore}, {Kind: telegramtest.TimeoutAfter},
		{Kind: telegramtest.CutBefore}, {Kind: telegramtest.CutAfter}, {Kind: telegramtest.HalfAnswer},
		{Kind: telegramtest.ServerErrorBefore}, {Kind: telegramtest.ServerErrorAfter}, {Kind: telegramtest.PageAfter},
		{Kind: telegramtest.TooMany, RetryAfter: 7}, {Kind: telegramtest.TooMany, RetryAfter: telegramtest.NoRetryAfter},
	}
	discordTroubles = []discordtest.FaultKind{
		discordtest.Unreachable, discordtest.ErrorBefore, discordtest.ErrorAfter, discordtest.HTMLBefore, discordtest.HTMLAfter,
		discordtest.StallBefore, discordtest.StallAfter, discordtest.CutBefore, discordtest.CutAfter, discordtest.CutInAnswer,
		discordtest.Limited, discordtest.LimitedGlobal, discordtest.LimitedShared, discordtest.LimitedHTML, discordtest.LimitedMute,
	}
)

// run plays changes at random moments while the platforms fail, then lets the
// platforms recover and everything come to rest.
func (p *play) run(ctx context.Context) error {
	share := []float64{0, 0.05, 0.3}[p.dice.IntN(3)]
	p.telegram.FailAtRandom(p.seed, share, telegramTroubles...)
	p.discord.Chaos(p.seed, share, discordTroubles...)
	for range 4 + p.dice.IntN(12) {
		if err := p.pass(ctx, p.now.Add(p.pause())); err != nil {
			return err
		}
		if p.dice.IntN(15) == 0 { // somebody sets the machine's clock
			p.jumps++
			p.wall += time.Duration(1-2*p.dice.IntN(2)) * time.Hour
		}
		if p.dice.IntN(3) > 0 {
			if err := p.change(); err != nil {
				return err
			}
			continue
		}
		p.meddle = func() { // the next request meets the change on its way
			p.during++
			if err := p.change(); err != nil {
				p.faults = append(p.faults, fmt.Sprintf("seed %d: a change during a request: %v", p.seed, err))
			}
		}
	}
	p.meddle = nil
	p.telegram.FailAtRandom(p.seed, 0)
	p.discord.Heal()
	err := p.pass(ctx, p.now.Add(6*time.Hour))
	p.requests += len(p.telegram.Entries()) + len(p.discord.Log())
	return err
}

// pause is how long it is to the next change: mostly less than a request or a
// pause of a platform takes, at times days.
func (p *play) pause() time.Duration {
	switch p.dice.IntN(12) {
	case 0:
		return 50 * time.Hour
	case 1, 2:
		return time.Duration(p.dice.IntN(3600)) * time.Second
	case 3, 4, 5:
		return 0
	}
	return time.Duration(p.dice.IntN(90_000)) * time.Millisecond
}

// change does one thing that staff do.
func (p *play) change() error {
	p.changes++
	if len(p.news) == 0 || len(p.news) < 3 && p.dice.IntN(4) == 0 {
		return p.write()
	}
	n := p.news[p.dice.IntN(len(p.news))]
	if n.gone {
		return p.write()
	}
	r, err := p.app.FindRecordById("news", n.id)
	if err != nil {
		return err
	}
	switch cms.Status(r.GetString("status")) {
	case cms.Draft:
		return p.save(n, r, "status", string(cms.Published))
	case cms.Retracted:
		return p.save(n, r, "status", string(cms.Draft))
	}
	switch p.dice.IntN(10) {
	case 0, 1, 2, 3:
		n.rev++
		return p.save(n, r, "title_de", n.title())
	case 4, 5:
		return p.save(n, r, "status", string(cms.Retracted))
	case 6:
		return p.save(n, r) // a save that changes nothing
	case 7, 8:
		return p.save(n, r, "channels", p.some())
	}
	p.say("delete %s", n.name)
	n.gone = true
	return p.app.Delete(r)
}

// write adds a piece of news, published at once or at an hour to come.
func (p *play) write() error {
	n := &piece{name: fmt.Sprintf("Meldung %d", len(p.news)+1), rev: 1}
	r, err := p.create("news", map[string]any{"title_de": n.title(), "source_lang": "de",
		"body_de": "<p>" + strings.Repeat("Ein Satz mit Umlauten: äöü. ", 1+p.dice.IntN(60)) + "</p>"})
	if err != nil {
		return err
	}
	n.id = r.Id
	p.news = append(p.news, n)
	if p.dice.IntN(5) == 0 {
		return p.save(n, r, "status", string(cms.Published), "publish_at", p.clock().Add(time.Duration(p.dice.IntN(7200))*time.Second))
	}
	return p.save(n, r, "status", string(cms.Published))
}

func (n *piece) title() string { return fmt.Sprintf("%s, Fassung %d.", n.name, n.rev) }

func (p *play) save(n *piece, r *core.Record, pairs ...any) error {
	for i := 0; i < len(pairs); i += 2 {
		r.Set(pairs[i].(string), pairs[i+1])
	}
	p.say("save %s %v", n.name, pairs)
	return p.app.Save(r)
}

// some are channels that a piece of news is limited to; none means all.
func (p *play) some() []string {
	var ids []string
	for _, c := range p.channels {
		if p.dice.IntN(2) == 0 {
			ids = append(ids, c.Id)
		}
	}
	slices.Sort(ids)
	return ids
}

// tellAll prints what the platforms saw, if that is asked for.
func (p *play) tellAll() {
	if !p.verbose {
		return
	}
	for _, e := range p.events() {
		name, rev := told(e.text)
		fmt.Printf("seed %d  %s  %s %s %s: %s, %d\n", p.seed, e.at.Format("Jan 2 15:04:05.000"), e.effect, e.place, e.message, name, rev)
	}
	for _, post := range p.discord.Posts(p.forum) {
		fmt.Printf("seed %d  post %s %q, archived %v\n", p.seed, post.ID, post.Name, post.Archived)
		for _, m := range p.discord.Channel(post.ID) {
			fmt.Printf("seed %d    %s %s %.60q\n", p.seed, m.ID, m.Sent.Format("Jan 2 15:04:05"), m.Visible())
		}
	}
	for _, e := range p.discord.Log() {
		if strings.Contains(e.Route, "threads") || e.Method == http.MethodGet || e.Status >= 400 {
			fmt.Printf("seed %d  %s %s %s %s %d %s %s\n", p.seed, e.At.Format("Jan 2 15:04:05.000"), e.Method, e.Route, e.Channel, e.Status, e.Effect, e.Fault)
		}
	}
	for _, n := range p.news {
		for _, c := range p.channels {
			fmt.Printf("seed %d  %s %s: %s\n", p.seed, n.name, c.GetString("target"), p.rows(n, c.GetString("target")))
		}
	}
}

func (p *play) say(format string, args ...any) {
	if p.verbose {
		fmt.Printf("seed %d  %s  %s\n", p.seed, p.now.Format("Jan 2 15:04:05.000"), fmt.Sprintf(format, args...))
	}
}
