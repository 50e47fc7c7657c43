package discord

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
)

// told counts how often Discord was told of the commands.
func (e *ear) told() (n int) {
	for _, entry := range e.Log() {
		if entry.Method == "PUT" && strings.HasSuffix(entry.Route, "/commands") {
			n++
		}
	}
	return n
}

func TestCommandsAreToldOnlyWhenTheyChange(t *testing.T) {
	listening(t, func(e *ear) {
		if e.told() != 1 {
			t.Fatalf("told %d times", e.told())
		}
		e.stop()
		e.start()
		if e.told() != 1 {
			t.Error("told again, although nothing has changed")
		}
		e.stop()
		for key := range e.memo.all() {
			if strings.HasPrefix(key, "discord.commands.") {
				e.memo.kept[key] = "others"
			}
		}
		e.start()
		if e.told() != 2 {
			t.Error("not told of a change")
		}
		e.quietly()
	})
}

func TestTheCommandsThatDiscordKnows(t *testing.T) {
	listening(t, func(e *ear) {
		known := map[string]discordtest.Command{}
		for _, c := range e.Commands() {
			known[c.Name] = c
			if !slices.Equal(c.Contexts, []int{0, 1, 2}) || !slices.Equal(c.IntegrationTypes, []int{0, 1}) {
				t.Errorf("%s is in %v, of %v", c.Name, c.Contexts, c.IntegrationTypes)
			}
			if len(c.NameLocalizations) != 2 || c.NameLocalizations["de"] == "" || c.NameLocalizations["zh-CN"] == "" {
				t.Errorf("%s is called %v", c.Name, c.NameLocalizations)
			}
			if c.Type == 1 && (c.DescriptionLocalizations["de"] == "" || c.DescriptionLocalizations["zh-CN"] == "") {
				t.Errorf("%s is described as %v", c.Name, c.DescriptionLocalizations)
			}
		}
		for _, c := range bot.Commands() {
			if _, found := known[c.Name]; !found {
				t.Errorf("/%s is missing", c.Name)
			}
		}
		if c := known["ask"]; len(c.Options) != 1 || !c.Options[0].Required || c.Options[0].NameLocalizations["de"] != "frage" {
			t.Errorf("/ask is %+v", c)
		}
		if c := known["member"]; len(c.Options) != 1 || !c.Options[0].Autocomplete || c.Options[0].Required {
			t.Errorf("/member is %+v", c)
		}
		if c := known["language"]; len(c.Options) != 1 || len(c.Options[0].Choices) != 3 || c.Options[0].Choices[2].Name != "中文" || c.Options[0].Choices[2].Value != "zh" {
			t.Errorf("/language is %+v", c)
		}
		if c := known["Ask ISA"]; c.Type != 3 || c.NameLocalizations["zh-CN"] != "向ISA提问" {
			t.Errorf("the menu has %+v", c)
		}
	})
}

// A command without a name of its own in a language is one that was forgotten.
func TestEveryCommandHasItsNames(t *testing.T) {
	for _, c := range bot.Commands() {
		if phrases.DiscordCommands[c.Name].En != c.Name {
			t.Errorf("phrases.DiscordCommands has no %s", c.Name)
		}
		for _, lang := range phrases.Languages { // as text the names are understood, too
			if name := phrases.DiscordCommands[c.Name].In(lang); bot.Quiet("/"+name) != c.Quiet {
				t.Errorf("/%s is not taken for /%s", name, c.Name)
			}
		}
		if _, named := phrases.DiscordArguments[c.Name]; c.Argument != (phrases.Text{}) && !named {
			t.Errorf("phrases.DiscordArguments has no %s", c.Name)
		}
	}
}

func TestCommandsAreToldWhenDiscordTakesThem(t *testing.T) {
	for _, kind := range []discordtest.FaultKind{discordtest.ErrorAfter, discordtest.Limited, discordtest.NoAccess, discordtest.Unreachable} {
		listening(t, func(e *ear) {
			passes(2 * time.Hour)
			if len(e.Commands()) == 0 || strings.Count(e.log.String(), "which commands") > 1 {
				t.Errorf("%s: %d commands, log: %s", kind, len(e.Commands()), e.log)
			}
			if n := e.told(); n > 5 {
				t.Errorf("%s: told %d times", kind, n)
			}
			e.hears(5 * time.Second)
		}, func(e *ear) {
			e.Break(discordtest.Fault{Kind: kind, Method: "PUT", Times: 3, Wait: time.Minute})
		})
	}
	listening(t, func(e *ear) {
		e.hears(5 * time.Second)
		if len(e.Commands()) == 0 {
			t.Error("a memory that fails keeps the commands from Discord")
		}
	}, func(e *ear) { e.cfg.ApplicationID = e.App() })
}

func TestAMemoryThatFailsIsToldOnce(t *testing.T) {
	listening(t, func(e *ear) {
		e.memo.mu.Lock()
		e.memo.wrong = nil
		e.memo.mu.Unlock()
		passes(time.Minute)
		if e.told() != 1 {
			t.Errorf("told %d times", e.told())
		}
		e.hears(5 * time.Second)
	}, func(e *ear) { e.memo.wrong = errors.New("no memory") })
}

func TestAKeyOfAnotherApplicationIsNoticed(t *testing.T) {
	listening(t, func(e *ear) {
		if !strings.Contains(e.log.String(), "DISCORD_PUBLIC_KEY") {
			t.Errorf("logged: %s", e.log)
		}
	}, func(e *ear) { e.cfg.PublicKey = strings.Repeat("0a", 32) })
}

func TestAWrongTokenIsToldOnceByAllTogether(t *testing.T) {
	listening(t, func(e *ear) {
		passes(time.Hour)
		if n := strings.Count(e.log.String(), "DISCORD_BOT_TOKEN"); n != 1 || strings.Count(e.log.String(), "level=") != 1 {
			t.Errorf("logged: %s", e.log)
		}
		if n := len(e.Log()); n > 40 {
			t.Errorf("%d requests in an hour", n)
		}
		e.faulty = true
	}, func(e *ear) {
		e.Break(discordtest.Fault{Kind: discordtest.Unauthorized, Route: "/oauth2/applications/@me", Times: -1})
		e.RefuseGreetings(slices.Repeat([]int{discordtest.CloseWrongToken}, 100)...)
	})
}
