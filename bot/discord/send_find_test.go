package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

// lose sends a piece whose answer is lost, done or not, and lets time pass.
func (b *bench) lose(t *testing.T, place bot.Place, p bot.Piece, kind discordtest.FaultKind) time.Time {
	t.Helper()
	since := b.now
	b.fake.Break(discordtest.Fault{Kind: kind})
	if _, err := b.Send(t.Context(), place, p, "n"); verdictOf(err) != unsure {
		t.Fatalf("sent: %v", err)
	}
	b.now = b.now.Add(settle)
	return since
}

func TestFind(t *testing.T) {
	plain := func(p bot.Piece) bot.Piece { // without a public address there is no marker
		m := messageOf(p)
		delete(m["embeds"].([]any)[0].(map[string]any), "url")
		return p
	}
	button := func(p bot.Piece) bot.Piece {
		plain(p).Fields["components"] = []any{map[string]any{"type": 1, "components": []any{map[string]any{
			"type": 2, "style": 5, "label": "Zur Meldung", "url": "https://isa.example/de/news/x#" + marker}}}}
		return p
	}
	for name, c := range map[string]struct {
		kind         discordtest.Kind
		piece        bot.Piece
		fault        discordtest.FaultKind
		found, known bool
	}{
		"by its title's link":        {discordtest.Text, textPiece("x"), discordtest.CutAfter, true, true},
		"by its button":              {discordtest.Text, button(textPiece("x")), discordtest.CutAfter, true, true},
		"by its words":               {discordtest.Text, plain(textPiece("x")), discordtest.CutAfter, true, true},
		"not there":                  {discordtest.Text, textPiece("x"), discordtest.CutBefore, false, true},
		"not there, without marker":  {discordtest.Text, plain(textPiece("x")), discordtest.CutBefore, false, false},
		"a forum's post":             {discordtest.Forum, forumPiece("T", "x"), discordtest.StallAfter, true, true},
		"a forum's post, by words":   {discordtest.Forum, plain(forumPiece("T", "x")), discordtest.StallAfter, true, true},
		"a forum's post, not there":  {discordtest.Forum, forumPiece("T", "x"), discordtest.StallBefore, false, true},
		"a forum's post, not marked": {discordtest.Forum, plain(forumPiece("T", "x")), discordtest.StallBefore, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			ch := b.fake.Open(c.kind, "news")
			if c.kind == discordtest.Text {
				b.fake.Say(ch, "42", "davor")
			}
			since := b.lose(t, at(ch), c.piece, c.fault)
			if c.kind == discordtest.Text {
				b.fake.Say(ch, "42", "Seht her: https://isa.example/de/news/x#"+marker)
			}
			r, known, err := b.Find(t.Context(), at(ch), c.piece, marker, since)
			if err != nil || known != c.known || r.Empty() == c.found {
				t.Fatalf("%+v, %v, %v", r, known, err)
			}
			if !c.found {
				return
			}
			if r, err = b.Edit(t.Context(), at(ch), r, c.piece); err != nil || r.Empty() {
				t.Errorf("what was found cannot be edited: %+v, %v", r, err)
			}
		})
	}
}

func TestFindTellsPostsApart(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	other := textPiece("x")
	other.Fields["embeds"].([]any)[0].(map[string]any)["url"] = "https://isa.example/de/news/x#nother"
	if _, err := b.Send(t.Context(), at(ch), other, "o"); err != nil {
		t.Fatal(err)
	}
	since := b.lose(t, at(ch), textPiece("x"), discordtest.CutBefore)
	if r, known, err := b.Find(t.Context(), at(ch), textPiece("x"), marker, since); !r.Empty() || !known || err != nil {
		t.Errorf("another message with these words is taken for it: %+v, %v", r, err)
	}
	b.now = b.now.Add(time.Hour)
	if r, known, err := b.Find(t.Context(), at(ch), other, "nother", b.now.Add(-time.Minute)); !r.Empty() || !known || err != nil {
		t.Errorf("one that was sent before is taken for it: %+v, %v", r, err)
	}
}

func TestFindWaitsForWhatIsOnItsWay(t *testing.T) {
	b := newBench(t)
	_, _, err := b.Find(t.Context(), at(b.fake.Open(discordtest.Text, "news")), textPiece("x"), marker, b.now.Add(-time.Second))
	if w, ok := errors.AsType[*bot.WaitError](err); !ok || w.For != settle-time.Second || len(b.fake.Log()) != 0 {
		t.Errorf("%v", err)
	}
}

func TestFindGoesOnWhereItHadToWait(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	since := b.now
	for i := range 1234 {
		b.fake.Say(ch, "42", fmt.Sprint(i))
	}
	if _, err := b.Send(t.Context(), at(ch), textPiece("x"), "n"); err != nil {
		t.Fatal(err)
	}
	b.now = b.now.Add(settle)
	pages := 0
	for {
		r, known, err := b.Find(t.Context(), at(ch), textPiece("x"), marker, since)
		if w, ok := errors.AsType[*bot.WaitError](err); ok {
			b.now = b.now.Add(w.For)
			continue
		}
		if err != nil || !known || r.Empty() {
			t.Fatalf("%+v, %v, %v", r, known, err)
		}
		break
	}
	for _, e := range b.fake.Log() {
		if e.Method == "GET" && strings.HasSuffix(e.Route, "/messages") {
			pages++
		}
	}
	if pages != 13 || len(b.searches) != 0 {
		t.Errorf("%d pages of 13, %d searches are remembered", pages, len(b.searches))
	}
}

func TestFindLooksAtArchivedPosts(t *testing.T) {
	b := newBenchWith(t, discordtest.Config{Limits: discordtest.Limits{Route: discordtest.Limit{N: -1}, Global: discordtest.Limit{N: -1}}})
	forum := b.fake.Open(discordtest.Forum, "news")
	for range 60 { // archived later, so they come before it
		b.fake.OpenThread(forum, "alt")
	}
	b.now = b.now.Add(time.Minute)
	since := b.lose(t, at(forum), forumPiece("T", "x"), discordtest.CutAfter)
	b.fake.Archive(b.fake.Posts(forum)[0].ID)
	b.now = b.now.Add(time.Hour)
	for _, p := range b.fake.Posts(forum)[1:] {
		b.fake.Archive(p.ID)
	}
	if r, known, err := b.Find(t.Context(), at(forum), forumPiece("T", "x"), marker, since); err != nil || !known || r.Empty() {
		t.Errorf("%+v, %v, %v", r, known, err)
	}
}

func TestFindThatFailsSaysNothing(t *testing.T) {
	for _, kind := range []discordtest.FaultKind{discordtest.ErrorBefore, discordtest.CutInAnswer, discordtest.NoAccess, discordtest.LimitedGlobal} {
		b := newBench(t)
		ch := b.fake.Open(discordtest.Text, "news")
		b.fake.Break(discordtest.Fault{Kind: kind, Route: "/channels/{channel_id}/messages", Wait: time.Second})
		r, known, err := b.Find(t.Context(), at(ch), textPiece("x"), marker, b.now.Add(-time.Hour))
		if got := verdictOf(err); known || !r.Empty() || got == fine || got == unsure {
			t.Errorf("%s: %+v, %v, %v", kind, r, known, err)
		}
	}
}

func TestARepeatedSendMakesNoSecondMessage(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	since := b.lose(t, at(ch), filePiece("x", 10), discordtest.StallAfter)
	b.now = since.Add(b.Repeatable(at(ch), filePiece("x", 10)))
	if r, err := b.Send(t.Context(), at(ch), filePiece("x", 10), "n"); err != nil || r.Empty() || len(b.fake.Channel(ch)) != 1 {
		t.Errorf("%+v, %v, %d messages", r, err, len(b.fake.Channel(ch)))
	}
	if b.Repeatable(at(ch), forumPiece("T", "x")) != 0 {
		t.Error("a forum's post is said to be repeatable")
	}
}
