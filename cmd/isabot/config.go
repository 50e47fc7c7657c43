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
	platforms    []platform
}

// platform is a chat platform that a token switches on.
type platform struct {
	name, variable string
	token          bool // the variable is set
}

const defaultAskPerMinute = 60

// readConfig reads the configuration through getenv. Its error names every
// variable that is wrong, and what it should be.
func readConfig(getenv func(string) string) (config, error) {
	c := config{
		publicURL:    strings.TrimRight(getenv("ISABOT_PUBLIC_URL"), "/"),
		secret:       getenv("ISABOT_SECRET"),
		askPerMinute: defaultAskPerMinute,
	}
	for _, f := range []platform{{name: "Telegram", variable: "TELEGRAM_BOT_TOKEN"}, {name: "Discord", variable: "DISCORD_BOT_TOKEN"}} {
		f.token = getenv(f.variable) != ""
		c.platforms = append(c.platforms, f)
	}
	var wrong []error
	if s := getenv("ISABOT_ASK_PER_MINUTE"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			wrong = append(wrong, fmt.Errorf("ISABOT_ASK_PER_MINUTE is %q: it must be a whole number, 0 for no limit", s))
		}
		c.askPerMinute = n
	}
	if u, err := url.Parse(c.publicURL); c.publicURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		wrong = append(wrong, fmt.Errorf("ISABOT_PUBLIC_URL is %q: it must be an address such as https://bot.example.org", c.publicURL))
	}
	if c.secret != "" && len(c.secret) < 16 {
		wrong = append(wrong, errors.New("ISABOT_SECRET is too short: at least 16 characters, or leave it empty and one is made"))
	}
	return c, errors.Join(wrong...)
}
