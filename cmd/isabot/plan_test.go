package main

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// words is the language that all rooms of the conversation share.
var words = []string{"bot", "bot/phrases", "bot/richtext"}

// plan says of every room which others of ours it may import. A room that is
// not here does not exist yet, and is to be thought about first.
var plan = map[string][]string{
	"bot/phrases":  {},
	"bot/richtext": {},
	"bot/claims":   {}, // what can be checked in a text
	"bot/llm":      {},
	"bot":          {"bot/phrases", "bot/richtext"},

	"bot/answer":       join(words, "bot/claims", "bot/answer/index", "bot/answer/words"),
	"bot/answer/index": {"bot/answer/words"},
	"bot/answer/words": {},
	"bot/answer/bench": {"bot/answer/index", "bot/answer/words"},

	"bot/announce":       join(words, "cms"),
	"bot/converse":       words,
	"bot/telegram":       join(words, "bot/converse"),
	"bot/discord":        join(words, "bot/converse"),
	"bot/telegram/tdlib": join(words, "bot/telegram", "bot/richtext/richtexttest"), // Telegram's own parser, as the judge of what we write
	"bot/web":            words,
	"bot/terminal":       words,

	"cms":         {},
	"cms/cmstest": {"cms", "pb_migrations"}, // a migrated database, for tests
	"cms/site":    join(words, "cms"),
	"cms/desk":    join(words, "cms", "bot/claims"),

	"pb_migrations": {},
	"hooks": join(words, "cms", "cms/site", "cms/desk", "bot/answer", "bot/announce",
		"bot/telegram", "bot/discord", "bot/web", "bot/terminal"),

	"cmd/isabot": join(words, "cms", "cms/site", "cms/desk", "bot/answer", "bot/announce", "bot/converse", "bot/llm",
		"bot/telegram", "bot/discord", "bot/web", "bot/terminal", "hooks", "pb_migrations"),
	"cmd/browser": {},
	"cmd/load":    {},
	"cmd/stage":   {"bot/telegram/telegramtest", "bot/discord/discordtest"},
	"cmd/demo":    {"bot/phrases", "cmd/stage", "bot/telegram/telegramtest", "bot/discord/discordtest"},
	"cmd/faults": join(words, "cmd/stage", "cms", "hooks", "bot/announce", "pb_migrations",
		"bot/telegram", "bot/telegram/telegramtest", "bot/discord", "bot/discord/discordtest"),
}

// foreign says who may import libraries that must not spread. Everything else
// is free to all.
var foreign = map[string][]string{
	"github.com/pocketbase/":            {"cms", "cms/cmstest", "cms/site", "cms/desk", "hooks", "pb_migrations", "bot/announce", "cmd/isabot", "cmd/faults"},
	"github.com/go-telegram/":           {"bot/telegram"},
	"github.com/bwmarrin/discordgo":     {"bot/discord"},
	"github.com/sashabaranov/go-openai": {"bot/llm"},
	"github.com/stretchr/":              {}, // tests need nothing but the standard library
}

func join(a []string, b ...string) []string { return slices.Concat(a, b) }

// offPlan is the rule: what a file imports against the plan.
func offPlan(s source) []string {
	room, helper := s.room, false
	if _, planned := plan[room]; !planned { // bot/telegram/telegramtest helps to test bot/telegram
		parent := path.Dir(room)
		room, helper = parent, path.Base(room) == path.Base(parent)+"test"
	}
	may, planned := plan[room]
	if !planned || room != s.room && !helper {
		return []string{s.at(s.file.Name, "the plan has no room %s", s.room)}
	}
	if helper {
		may = join(may, room)
	}
	if s.test {
		may = join(may, s.room, room)
		for _, r := range may {
			may = append(may, path.Join(r, path.Base(r)+"test"))
		}
	}
	var faults []string
	for i, p := range s.imports() {
		ours, isOurs := strings.CutPrefix(p, modulePath+"/")
		if isOurs && !slices.Contains(may, ours) && !(s.test && ours == "pb_migrations" && knowsPocketBase(room)) {
			faults = append(faults, s.at(s.file.Imports[i], "%s must not know %s", s.room, ours))
		}
		for library, rooms := range foreign {
			if strings.HasPrefix(p, library) && !slices.Contains(rooms, room) {
				faults = append(faults, s.at(s.file.Imports[i], "%s must not know %s", s.room, p))
			}
		}
	}
	return faults
}

func knowsPocketBase(room string) bool {
	return slices.Contains(foreign["github.com/pocketbase/"], room)
}

func TestImportsFollowThePlan(t *testing.T) { holds(t, offPlan) }

func TestThePlanForbidsWhatItShould(t *testing.T) {
	tests := []struct {
		file, imports string
		ok            bool
	}{
		{"bot/web/a.go", modulePath + "/bot", true},
		{"bot/web/a.go", modulePath + "/bot/answer", false},
		{"bot/web/a.go", "github.com/pocketbase/pocketbase/core", false},
		{"bot/a.go", modulePath + "/bot/web", false},
		{"bot/answer/words/a.go", modulePath + "/bot", false},
		{"bot/answer/a.go", modulePath + "/bot/answer/index", true},
		{"bot/terminal/terminaltest/a.go", modulePath + "/bot/terminal", true},
		{"bot/terminal/a.go", modulePath + "/bot/terminal/terminaltest", false},
		{"bot/terminal/a_test.go", modulePath + "/bot/terminal/terminaltest", true},
		{"cmd/isabot/a_test.go", modulePath + "/bot/terminal/terminaltest", true},
		{"bot/web/a_test.go", modulePath + "/bot/terminal/terminaltest", false},
		{"bot/announce/a.go", modulePath + "/cms", true},
		{"cms/a.go", modulePath + "/bot", false},
		{"cms/a_test.go", modulePath + "/pb_migrations", true},
		{"cms/a.go", modulePath + "/pb_migrations", false},
		{"bot/web/a_test.go", modulePath + "/pb_migrations", false},
		{"bot/web/a_test.go", "github.com/stretchr/testify/require", false},
		{"bot/discord/a.go", "github.com/go-telegram/bot", false},
		{"bot/newroom/a.go", "fmt", false},
		{"hooks/a.go", "github.com/pocketbase/dbx", true},
		{"cmd/isabot/a.go", modulePath + "/hooks", true},
		{"hooks/a.go", modulePath + "/cmd/isabot", false},
	}
	for _, tt := range tests {
		faults := offPlan(parsed(t, tt.file, fmt.Sprintf("package p\nimport %q\n", tt.imports)))
		if (len(faults) == 0) != tt.ok {
			t.Errorf("%s importing %s: found %q", tt.file, tt.imports, faults)
		}
	}
}

func TestTopLevelIsAsAgreed(t *testing.T) {
	agreed := []string{
		"cmd", "bot", "cms", "hooks", "pb_migrations", "go.mod", "go.sum",
		"README.md", "Makefile", "LICENSE", "Dockerfile", "CHANGELOG.md",
	}
	entries, err := os.ReadDir(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !slices.Contains(agreed, name) && !slices.Contains(generated, name) && !strings.HasPrefix(name, ".") {
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}
