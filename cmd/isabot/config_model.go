package main

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot/llm"
)

// modelConfig is which language model is asked, and how. Without a model's name
// there is none.
type modelConfig struct {
	llm.Config
	noLog bool // what is sent is not written down
}

// efforts are what reasoning models can be told to make.
var efforts = []string{"", "none", "minimal", "low", "medium", "high", "xhigh", "max"}

// apiVersion is how Azure names the versions of its API.
var apiVersion = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-preview)?$`)

func (c *config) readModel(getenv func(string) string) error {
	m := modelConfig{Config: llm.Config{
		Key: getenv("OPENAI_API_KEY"), BaseURL: strings.TrimRight(getenv("OPENAI_BASE_URL"), "/"), Model: getenv("OPENAI_MODEL"),
		EmbeddingModel: getenv("OPENAI_EMBEDDING_MODEL"), APIVersion: getenv("OPENAI_API_VERSION"), Effort: getenv("OPENAI_REASONING_EFFORT"),
	}}
	var wrong []error
	if m.APIVersion != "" && !apiVersion.MatchString(m.APIVersion) {
		wrong = append(wrong, fmt.Errorf("OPENAI_API_VERSION is %q: it must be a version of Azure's API such as 2024-10-21, and empty everywhere else", m.APIVersion))
	}
	if m.APIVersion != "" && m.BaseURL == "" {
		wrong = append(wrong, errors.New("OPENAI_API_VERSION is for Azure: OPENAI_BASE_URL must be the address of your resource there"))
	}
	if u, err := url.Parse(m.BaseURL); err == nil && (u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.HasSuffix(u.Path, "/completions") || strings.Contains(u.Path, "/deployments/")) {
		wrong = append(wrong, errors.New("OPENAI_BASE_URL says too much: it ends before /chat/completions, and on Azure before /openai/deployments; key and version have variables of their own"))
	}
	if !slices.Contains(efforts, m.Effort) {
		wrong = append(wrong, fmt.Errorf("OPENAI_REASONING_EFFORT is %q: it must be one of %s, or empty", m.Effort, strings.Join(efforts[1:], ", ")))
	}
	for name, into := range map[string]*int{"ISABOT_MODEL_TOKENS_PER_DAY": &m.TokensPerDay, "ISABOT_MODEL_TOKENS_PER_PERSON": &m.TokensPerPersonDay} {
		wrong = append(wrong, wholeNumber(getenv, name, into))
	}
	for name, into := range map[string]*float64{
		"ISABOT_MODEL_MONEY_PER_DAY": &m.MoneyPerDay, "ISABOT_MODEL_PRICE_IN": &m.PriceIn, "ISABOT_MODEL_PRICE_OUT": &m.PriceOut,
	} {
		wrong = append(wrong, amount(getenv, name, into))
	}
	if m.MoneyPerDay > 0 && m.PriceIn == 0 && m.PriceOut == 0 {
		wrong = append(wrong, errors.New("ISABOT_MODEL_MONEY_PER_DAY needs the prices of a million tokens: ISABOT_MODEL_PRICE_IN and ISABOT_MODEL_PRICE_OUT"))
	}
	switch s := getenv("ISABOT_MODEL_LOG"); s {
	case "", "on":
	case "off":
		m.noLog = true
	default:
		wrong = append(wrong, fmt.Errorf("ISABOT_MODEL_LOG is %q: it must be on or off", s))
	}
	c.model = m
	return errors.Join(wrong...)
}

// wholeNumber reads a number that is 0 for no limit. An empty variable changes
// nothing.
func wholeNumber(getenv func(string) string, name string, into *int) error {
	s := getenv(name)
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return fmt.Errorf("%s is %q: it must be a whole number, 0 for no limit", name, s)
	}
	*into = n
	return nil
}

// amount reads a sum of money. An empty variable changes nothing.
func amount(getenv func(string) string, name string, into *float64) error {
	s := getenv(name)
	if s == "" {
		return nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v < 1e9) {
		return fmt.Errorf("%s is %q: it must be an amount such as 0.15, with a point", name, s)
	}
	*into = v
	return nil
}
