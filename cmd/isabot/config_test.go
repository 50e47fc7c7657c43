package main

import (
	"strings"
	"testing"
)

func TestReadConfig(t *testing.T) {
	tests := []struct {
		name  string
		env   map[string]string
		check func(config) bool
		wrong string // stands in the error
	}{
		{"nothing set", nil, func(c config) bool { return c.askPerMinute == 60 && c.publicURL == "" && !c.platforms[0].token }, ""},
		{"no limit", map[string]string{"ISABOT_ASK_PER_MINUTE": "0"}, func(c config) bool { return c.askPerMinute == 0 }, ""},
		{"no number", map[string]string{"ISABOT_ASK_PER_MINUTE": "many"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"below nothing", map[string]string{"ISABOT_ASK_PER_MINUTE": "-1"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"an address", map[string]string{"ISABOT_PUBLIC_URL": "https://bot.example.org/"}, func(c config) bool { return c.publicURL == "https://bot.example.org" }, ""},
		{"no address", map[string]string{"ISABOT_PUBLIC_URL": "bot.example.org"}, nil, "ISABOT_PUBLIC_URL"},
		{"a short secret", map[string]string{"ISABOT_SECRET": "abc"}, nil, "ISABOT_SECRET"},
		{"two faults are both named", map[string]string{"ISABOT_SECRET": "abc", "ISABOT_ASK_PER_MINUTE": "x"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"a token", map[string]string{"DISCORD_BOT_TOKEN": "t"}, func(c config) bool { return c.platforms[1].token }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := readConfig(func(name string) string { return tt.env[name] })
			if tt.wrong == "" && (err != nil || !tt.check(c)) {
				t.Errorf("%+v, %v", c, err)
			}
			if tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)) {
				t.Errorf("error %v, want %s named", err, tt.wrong)
			}
		})
	}
}
