package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

type memo struct {
	mu   sync.Mutex
	all  map[string]string
	fail error
}

func (m *memo) Load(_ context.Context, key string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.all[key], m.fail
}

func (m *memo) Save(_ context.Context, key, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all[key] = value
	return nil
}

func sets(h *hearing) (n int) {
	for _, e := range h.fake.Entries() {
		if strings.HasPrefix(e.Method, "setMy") {
			n++
		}
	}
	return n
}

func TestTheProfileIsSetWhereItChanged(t *testing.T) {
	m := &memo{all: map[string]string{}}
	listening(t, func(c *ListenerConfig) { c.Profile = m }, func(h *hearing) {
		h.fake.Fail(telegramtest.Fault{Kind: telegramtest.TooMany, Method: "setMyCommands", RetryAfter: 600}, telegramtest.Fault{Kind: telegramtest.CutBefore, Method: "setMyDescription"})
		h.pass(30 * time.Minute) // obeys the 429: the fake counts what comes earlier
		if got := slices.Sorted(maps.Keys(h.fake.Commands())); len(got) != 6 {
			t.Errorf("commands are set for %q", got)
		}
		var inPrivate, inGroup []struct{ Command, Description string }
		commands := h.fake.Commands()
		for key, raw := range commands {
			if strings.Contains(key, "private") && strings.HasSuffix(key, " de") {
				_ = json.Unmarshal([]byte(raw), &inPrivate)
			}
			if strings.Contains(key, "group") && strings.HasSuffix(key, " zh") {
				_ = json.Unmarshal([]byte(raw), &inGroup)
			}
		}
		if len(inPrivate) != len(bot.Commands()) || inPrivate[0].Description != bot.Commands()[0].About.De {
			t.Errorf("in private there are %+v", inPrivate)
		}
		if len(inGroup) < 4 || len(inGroup) >= len(inPrivate) || strings.Contains(commands["zh"], "forgetme") {
			t.Errorf("in groups there are %+v", inGroup)
		}
		about := h.fake.About()
		if len(about) != 6 || about["setMyDescription "] != phrases.BotDescription.En || about["setMyShortDescription zh"] != phrases.BotShort.Zh {
			t.Errorf("told is %q", about)
		}
		n := sets(h)
		if n != 14 { // 12, and the two that failed
			t.Errorf("set was %d times", n)
		}
		h.end()
		h.renew()
		h.begin()
		h.quiet()
		if sets(h) != n {
			t.Error("what had not changed was set again")
		}
		m.all["telegram description de"] = "changed"
		h.end()
		h.renew()
		h.begin()
		h.quiet()
		if sets(h) != n+1 {
			t.Errorf("what had changed was set %d times", sets(h)-n)
		}
	})
}

func TestAProfileThatCannotBeSetStopsNothing(t *testing.T) {
	m := &memo{all: map[string]string{}, fail: errors.New("no disk")}
	synctest.Test(t, func(t *testing.T) {
		h := newHearing(t, func(c *ListenerConfig) { c.Profile = m })
		h.begin()
		h.fake.Write(person, anna, "x")
		h.shows(person, 2)
		if h.quiet(); sets(h) != 0 || !strings.Contains(h.log.String(), "not remembered") {
			t.Errorf("set was %d times: %s", sets(h), h.log)
		}
		m.fail = nil
		h.end()
		h.renew()
		h.fake.Fail(telegramtest.Fault{Kind: telegramtest.Forbidden, Method: "setMyCommands"})
		h.begin()
		h.quiet()
		if sets(h) != 12 || len(m.all) != 11 || strings.Count(h.log.String(), "could not be set") != 1 {
			t.Errorf("set was %d times: %s", sets(h), h.log)
		}
	})
}

func TestTheProfileFitsIntoTelegram(t *testing.T) {
	for _, lang := range phrases.Languages {
		if n := utf8.RuneCountInString(phrases.BotDescription.In(lang)); n > 512 {
			t.Errorf("%s: the description has %d characters", lang, n)
		}
		if n := utf8.RuneCountInString(phrases.BotShort.In(lang)); n > 120 {
			t.Errorf("%s: the short description has %d characters", lang, n)
		}
		if n := utf8.RuneCountInString(phrases.ButtonTooOld.In(lang)); n > maxToast {
			t.Errorf("%s: a toast has %d characters", lang, n)
		}
	}
}
