package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// lookup finds as many entries as a query asks for.
func lookup(_ context.Context, text, lang string, limit int) (out []Found) {
	if text == "panic" {
		panic(text)
	}
	n := 0
	_, _ = fmt.Sscanf(text, "%d", &n)
	for i := range n {
		p := bot.Post{Lang: lang, Body: richtext.FromText(fmt.Sprintf("<%d> %s %d", i, lang, limit)), Suggestions: []string{"x"}, Rate: "q", Media: []bot.Media{{Kind: bot.Photo, URL: "https://a.example/a.jpg"}}}
		out = append(out, Found{Title: fmt.Sprintf("Stadt %d", i), About: "Deutschland", Post: p})
	}
	if n == 3 {
		out[1].Post.Body = richtext.FromText(strings.Repeat("Ein langer Satz. ", 500))
		out[2].Post.Body = richtext.Doc{}
	}
	return out
}

func TestInlineQueries(t *testing.T) {
	listening(t, func(c *ListenerConfig) { c.Lookup = lookup }, func(h *hearing) {
		h.quiet()
		h.fake.Query(wei, "12")
		h.fake.Query(john, "3")
		for _, text := range []string{"Freiburg", "panic", "1"} {
			h.fake.Query(anna, text)
			h.pass(time.Second)
		}
		got := h.fake.Inlines()
		ten, three, none, panicked, one := got[0], got[1], got[2], got[3], got[4]
		if !ten.Answered || len(ten.Results) != 10 || ten.Results[9].Title != "Stadt 9" || ten.Results[0].About != "Deutschland" ||
			ten.Results[0].Text != "<0> zh 10" || ten.Results[0].Buttons != nil || ten.Cache < 1 || ten.Cache > 300 || !ten.Personal {
			t.Errorf("answered was %+v", ten)
		}
		if len(three.Results) != 2 || !strings.HasPrefix(three.Results[0].Text, "<0> en") || len(three.Results[1].Text) < 3000 {
			t.Errorf("answered was %+v", three)
		}
		if !none.Answered || len(none.Results) != 0 || !strings.Contains(string(none.Button), "Im Chat fragen") {
			t.Errorf("answered was %+v", none)
		}
		if panicked.Answered || !one.Answered {
			t.Errorf("after a panic: %+v", one)
		}
		if h.disk.bodies() != 0 || len(h.disk.known) != 0 {
			t.Error("inline queries were kept")
		}
	})
}

// One that is late, or one too many, is dropped; one that comes twice is
// answered once.
func TestInlineQueriesThatAreDropped(t *testing.T) {
	var asked atomic.Int64
	listening(t, func(c *ListenerConfig) {
		hooked(c)
		c.Lookup = func(ctx context.Context, text, _ string, _ int) []Found {
			asked.Add(1)
			_ = wait(ctx, 11*time.Second)
			return nil
		}
	}, func(h *hearing) {
		h.quiet()
		for n := range 200 {
			h.fake.Query(telegramtest.Person{ID: int64(1000 + n), Name: "A"}, "x")
		}
		for _, u := range h.fake.Updates() {
			deliver(h, secret, u)
			deliver(h, secret, u)
		}
		h.pass(time.Second)
		if n := asked.Load(); n != inlineWorkers {
			t.Errorf("looked up was %d times", n)
		}
		h.quiet()
		if n := asked.Load(); n != inlineWorkers {
			t.Errorf("late ones were looked up, too: %d", n)
		}
	})
}

// Of one who types on only the last query is looked up, and others have their turn.
func TestManyInlineQueriesOfOnePerson(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	listening(t, func(c *ListenerConfig) {
		hooked(c)
		c.Lookup = func(ctx context.Context, text, _ string, _ int) []Found {
			mu.Lock()
			asked = append(asked, text)
			mu.Unlock()
			_ = wait(ctx, time.Second)
			return nil
		}
	}, func(h *hearing) {
		h.quiet()
		for n := range 200 {
			h.fake.Query(anna, fmt.Sprint("a", n))
		}
		h.fake.Query(wei, "佛山")
		for _, u := range h.fake.Updates() {
			deliver(h, secret, u)
		}
		h.quiet()
		if !slices.Contains(asked, "佛山") || !slices.Contains(asked, "a199") || len(asked) > 10 {
			t.Errorf("looked up was %q", asked)
		}
	})
}

func TestWithoutALookupNothingIsFound(t *testing.T) {
	listening(t, nil, func(h *hearing) {
		h.fake.Query(telegramtest.Person{ID: 7, Name: "A"}, "x")
		h.quiet()
		if got := h.fake.Inlines(); !got[0].Answered || len(got[0].Results) != 0 || !strings.Contains(string(got[0].Button), "Ask in the chat") {
			t.Errorf("answered was %+v", got)
		}
	})
}
