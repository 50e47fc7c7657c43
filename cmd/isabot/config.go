package main

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// config is what the environment says. It is complete and valid once read.
type config struct {
	publicURL    string // "" = the application URL of the admin's settings
	secret       string // "" = made and kept in the database
	askPerMinute int    // questions a minute from one web address; 0 = no limit
	hold         bool   // nothing is sent to channels
	telegram     telegramConfig
	discord      discordConfig
	model        modelConfig
}

// access is what a chat platform is reached with. Without a token it is off.
type access struct{ token, url string }

type telegramConfig struct {
	access
	webhookURL    string // "" = Telegram is asked for updates
	webhookSecret string // "" = made from the token
}

type discordConfig struct {
	access
	applicationID string // "" = Discord is asked
	publicKey     string // in hex; "" = interactions come by the gateway alone
	noGateway     bool
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
	var wrong []error
	switch s := getenv("ISABOT_SENDING"); s {
	case "", "on":
	case "hold":
		c.hold = true
	default:
		wrong = append(wrong, fmt.Errorf("ISABOT_SENDING is %q: it must be on or hold", s))
	}
	wrong = append(wrong, c.readTelegram(getenv), c.readDiscord(getenv), c.readModel(getenv), wholeNumber(getenv, "ISABOT_ASK_PER_MINUTE", &c.askPerMinute))
	for name, address := range map[string]string{
		"ISABOT_PUBLIC_URL": c.publicURL, "TELEGRAM_API_URL": c.telegram.url, "TELEGRAM_WEBHOOK_URL": c.telegram.webhookURL, "DISCORD_API_URL": c.discord.url,
		"OPENAI_BASE_URL": c.model.BaseURL,
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

var webhookSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (c *config) readTelegram(getenv func(string) string) error {
	t := telegramConfig{
		access:        access{getenv("TELEGRAM_BOT_TOKEN"), getenv("TELEGRAM_API_URL")},
		webhookURL:    getenv("TELEGRAM_WEBHOOK_URL"),
		webhookSecret: getenv("TELEGRAM_WEBHOOK_SECRET"),
	}
	c.telegram = t
	if !webhookSecret.MatchString(t.webhookSecret) { // "setWebhook" of the Bot API
		return errors.New("TELEGRAM_WEBHOOK_SECRET must be of letters, digits, _ and -, at most 256; empty, one is made")
	}
	return nil
}

func (c *config) readDiscord(getenv func(string) string) error {
	d := discordConfig{
		access:        access{getenv("DISCORD_BOT_TOKEN"), getenv("DISCORD_API_URL")},
		applicationID: getenv("DISCORD_APPLICATION_ID"),
		publicKey:     getenv("DISCORD_PUBLIC_KEY"),
		noGateway:     getenv("DISCORD_GATEWAY") == "off",
	}
	c.discord = d
	var wrong []error
	if s := getenv("DISCORD_GATEWAY"); s != "" && s != "on" && s != "off" {
		wrong = append(wrong, fmt.Errorf("DISCORD_GATEWAY is %q: it must be on or off", s))
	}
	if key, err := hex.DecodeString(d.publicKey); err != nil || d.publicKey != "" && len(key) != ed25519.PublicKeySize {
		wrong = append(wrong, errors.New("DISCORD_PUBLIC_KEY must be the 64 hexadecimal digits that Discord's developer portal shows as the application's public key"))
	}
	if _, err := strconv.ParseUint(d.applicationID, 10, 64); err != nil && d.applicationID != "" {
		wrong = append(wrong, errors.New("DISCORD_APPLICATION_ID must be a number, as Discord's developer portal shows it"))
	}
	return errors.Join(wrong...)
}
