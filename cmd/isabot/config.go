package main

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// config is what the environment says. It is complete and valid once read.
type config struct {
	publicURL    string // "" = the application URL of the admin's settings
	secret       string // "" = made and kept in the database
	askPerMinute int    // questions a minute from one web address; 0 = no limit
	hold         bool   // nothing is sent to channels
	telegram     access
	discord      access
}

// access is what a chat platform is reached with. Without a token it is off.
type access struct{ token, url string }

const defaultAskPerMinute = 60

// readConfig reads the configuration through getenv. Its error names every
// variable that is wrong, and what it should be.
func readConfig(getenv func(string) string) (config, error) {
	c := config{
		publicURL:    strings.TrimRight(getenv("ISABOT_PUBLIC_URL"), "/"),
		secret:       getenv("ISABOT_SECRET"),
		askPerMinute: defaultAskPerMinute,
	}
	c.telegram = access{getenv("TELEGRAM_BOT_TOKEN"), getenv("TELEGRAM_API_URL")}
	c.discord = access{getenv("DISCORD_BOT_TOKEN"), getenv("DISCORD_API_URL")}
	var wrong []error
	switch s := getenv("ISABOT_SENDING"); s {
	case "", "on":
	case "hold":
		c.hold = true
	default:
		wrong = append(wrong, fmt.Errorf("ISABOT_SENDING is %q: it must be on or hold", s))
	}
	if s := getenv("ISABOT_ASK_PER_MINUTE"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			wrong = append(wrong, fmt.Errorf("ISABOT_ASK_PER_MINUTE is %q: it must be a whole number, 0 for no limit", s))
		}
		c.askPerMinute = n
	}
	for name, address := range map[string]string{
		"ISABOT_PUBLIC_URL": c.publicURL, "TELEGRAM_API_URL": c.telegram.url, "DISCORD_API_URL": c.discord.url,
	} {
		if u, err := url.Parse(address); address != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			wrong = append(wrong, fmt.Errorf("%s is %q: it must be an address such as https://bot.example.org", name, address))
		}
	}
	if c.secret != "" && len(c.secret) < 16 {
		wrong = append(wrong, errors.New("ISABOT_SECRET is too short: at least 16 characters, or leave it empty and one is made"))
	}
	return c, errors.Join(wrong...)
}
