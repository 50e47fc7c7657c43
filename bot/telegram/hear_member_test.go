package telegram

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

func TestWhatTheBotBecomesIsTold(t *testing.T) {
	var changes []Change
	var closed, back []bot.Place
	var mu sync.Mutex
	note := func(all *[]bot.Place) func(context.Context, bot.Place) {
		return func(_ context.Context, p bot.Place) {
			mu.Lock()
			defer mu.Unlock()
			*all = append(*all, p)
		}
	}
	listening(t, func(c *ListenerConfig) {
		c.Member = func(_ context.Context, change Change) {
			mu.Lock()
			defer mu.Unlock()
			changes = append(changes, change)
		}
		c.Closed, c.Back = note(&closed), note(&back)
		c.Introduce = func(lang, name string) bot.Post {
			return bot.Post{Lang: lang, Body: richtext.FromText(lang + " " + name)}
		}
	}, func(h *hearing) {
		h.fake.Became(group, wei, "left", "member", nil)
		h.fake.Became(group, wei, "member", "administrator", map[string]any{"can_pin_messages": true, "can_post_messages": false})
		h.fake.Became(channel, anna, "left", "administrator", map[string]any{"can_post_messages": true})
		h.fake.Became(forum, john, "left", "member", nil)
		h.quiet()
		h.fake.Became(forum, john, "member", "restricted", map[string]any{"can_send_messages": false})
		h.fake.Became(forum, john, "restricted", "kicked", nil)
		h.fake.Became(person, anna, "member", "kicked", nil)
		h.fake.Became(person, anna, "kicked", "member", nil)
		if got := h.quiet(); len(got) != 0 {
			t.Errorf("heard was %+v", got)
		}
		byChat := map[string][]string{}
		for _, c := range changes {
			byChat[c.Chat] = append(byChat[c.Chat], c.Old+">"+c.New)
			if c.Chat == "-10" && c.New == "administrator" {
				rights := string(c.Rights)
				if c.Type != "group" || c.Title != "Group" || c.By != "8" || c.At.IsZero() || !c.Inside() ||
					!strings.Contains(rights, `"can_pin_messages":true`) || !strings.Contains(rights, `"can_post_messages":false`) || strings.Contains(rights, `"user"`) {
					t.Errorf("told was %+v, %s", c, rights)
				}
			}
			if c.Chat == "-1002" && (c.Username != "isa_news" || c.Type != "channel") || c.New == "kicked" && c.Inside() {
				t.Errorf("told was %+v", c)
			}
		}
		for chat, want := range map[string][]string{
			"-10": {"left>member", "member>administrator"}, "-1002": {"left>administrator"}, "-1001": {"left>member", "member>restricted", "restricted>kicked"}, "7": nil,
		} {
			if !slices.Equal(byChat[chat], want) {
				t.Errorf("of %s told was %v", chat, byChat[chat])
			}
		}
		if !slices.Equal(closed, []bot.Place{where("7")}) || !slices.Equal(back, closed) {
			t.Errorf("closed %v, back %v", closed, back)
		}
		if m := h.fake.Chat(group); len(m) != 1 || m[0].Text != "zh "+us {
			t.Errorf("the group shows %+v", m)
		}
		if m := h.fake.Chat(channel); len(m) != 0 {
			t.Errorf("the channel shows %+v", m)
		}
	})
}

// A process that ended behind the introduction leaves it at that.
func TestTheBotIntroducesItselfOnce(t *testing.T) {
	listening(t, func(c *ListenerConfig) {
		c.Introduce = func(string, string) bot.Post { return bot.Post{Body: richtext.FromText("x")} }
	}, func(h *hearing) {
		h.fake.Became(group, wei, "left", "member", nil)
		h.shows(group, 1)
		h.quiet()
		h.end()
		for id := range h.disk.open {
			h.disk.open[id] = true
		}
		h.renew()
		h.begin()
		if h.quiet(); len(h.fake.Chat(group)) != 1 || h.disk.waits() != 0 {
			t.Errorf("the group shows %+v", h.fake.Chat(group))
		}
	})
}

// Where nobody is to be told, and where the bot may not write, nothing happens.
func TestAChangeThatConcernsNobody(t *testing.T) {
	introduce := func(c *ListenerConfig) {
		c.Introduce = func(string, string) bot.Post { return bot.Post{Body: richtext.FromText("x")} }
	}
	for name, change := range map[string]func(*ListenerConfig){"nobody is told": nil, "not allowed to write": introduce} {
		listening(t, change, func(h *hearing) {
			h.fake.Became(person, anna, "kicked", "member", nil)
			h.fake.Became(group, anna, "left", "member", nil)
			h.fake.SetAccess(group, telegramtest.ReadOnly)
			h.quiet()
			if h.disk.waits() != 0 || strings.Contains(h.log.String(), "level=WARN") {
				t.Errorf("%s: the log says %s", name, h.log)
			}
		})
	}
}
