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
		{"nothing set", nil, func(c config) bool {
			return c.askPerMinute == 60 && c.publicURL == "" && c.telegram.token == "" && !c.hold
		}, ""},
		{"no limit", map[string]string{"ISABOT_ASK_PER_MINUTE": "0"}, func(c config) bool { return c.askPerMinute == 0 }, ""},
		{"no number", map[string]string{"ISABOT_ASK_PER_MINUTE": "many"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"below nothing", map[string]string{"ISABOT_ASK_PER_MINUTE": "-1"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"an address", map[string]string{"ISABOT_PUBLIC_URL": "https://bot.example.org/"}, func(c config) bool { return c.publicURL == "https://bot.example.org" }, ""},
		{"no address", map[string]string{"ISABOT_PUBLIC_URL": "bot.example.org"}, nil, "ISABOT_PUBLIC_URL"},
		{"a short secret", map[string]string{"ISABOT_SECRET": "abc"}, nil, "ISABOT_SECRET"},
		{"two faults are both named", map[string]string{"ISABOT_SECRET": "abc", "ISABOT_ASK_PER_MINUTE": "x"}, nil, "ISABOT_ASK_PER_MINUTE"},
		{"a token", map[string]string{"DISCORD_BOT_TOKEN": "t"}, func(c config) bool { return c.discord.token == "t" && c.telegram.token == "" }, ""},
		{"a server of one's own", map[string]string{"TELEGRAM_API_URL": "http://127.0.0.1:8081"}, func(c config) bool { return c.telegram.url == "http://127.0.0.1:8081" }, ""},
		{"no server", map[string]string{"DISCORD_API_URL": "discord"}, nil, "DISCORD_API_URL"},
		{"a webhook", map[string]string{"TELEGRAM_WEBHOOK_URL": "https://bot.example.org/api/isa/telegram", "TELEGRAM_WEBHOOK_SECRET": "a-b_C9"},
			func(c config) bool { return c.telegram.webhookURL != "" && c.telegram.webhookSecret == "a-b_C9" }, ""},
		{"no webhook", map[string]string{"TELEGRAM_WEBHOOK_URL": "bot.example.org"}, nil, "TELEGRAM_WEBHOOK_URL"},
		{"a webhook's secret that Telegram does not take", map[string]string{"TELEGRAM_WEBHOOK_SECRET": "ä!"}, nil, "TELEGRAM_WEBHOOK_SECRET"},
		{"interactions over HTTP", map[string]string{"DISCORD_PUBLIC_KEY": strings.Repeat("0a", 32), "DISCORD_APPLICATION_ID": "1234", "DISCORD_GATEWAY": "off"},
			func(c config) bool { return c.discord.noGateway && c.discord.applicationID == "1234" }, ""},
		{"a key that is none", map[string]string{"DISCORD_PUBLIC_KEY": "0a"}, nil, "DISCORD_PUBLIC_KEY"},
		{"an application that is none", map[string]string{"DISCORD_APPLICATION_ID": "isabot"}, nil, "DISCORD_APPLICATION_ID"},
		{"a gateway neither on nor off", map[string]string{"DISCORD_GATEWAY": "yes"}, nil, "DISCORD_GATEWAY"},
		{"no model", nil, func(c config) bool { return c.model.Model == "" && !c.model.noLog }, ""},
		{"a model", map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "gpt-5-mini", "OPENAI_REASONING_EFFORT": "minimal", "OPENAI_EMBEDDING_MODEL": "e",
			"ISABOT_MODEL_TOKENS_PER_DAY": "200000", "ISABOT_MODEL_TOKENS_PER_PERSON": "20000", "ISABOT_MODEL_MONEY_PER_DAY": "2.5", "ISABOT_MODEL_PRICE_IN": "0.25", "ISABOT_MODEL_PRICE_OUT": "2", "ISABOT_MODEL_LOG": "off"},
			func(c config) bool {
				m := c.model
				return m.Key == "k" && m.Model == "gpt-5-mini" && m.Effort == "minimal" && m.EmbeddingModel == "e" && m.TokensPerDay == 200000 &&
					m.TokensPerPersonDay == 20000 && m.MoneyPerDay == 2.5 && m.PriceIn == 0.25 && m.PriceOut == 2 && m.noLog
			}, ""},
		{"Azure", map[string]string{"OPENAI_BASE_URL": "https://isa.openai.azure.com/", "OPENAI_API_VERSION": "2024-10-21", "OPENAI_MODEL": "d"},
			func(c config) bool {
				return c.model.BaseURL == "https://isa.openai.azure.com" && c.model.APIVersion == "2024-10-21"
			}, ""},
		{"Azure without an address", map[string]string{"OPENAI_API_VERSION": "2024-10-21"}, nil, "OPENAI_BASE_URL"},
		{"no version", map[string]string{"OPENAI_API_VERSION": "v1", "OPENAI_BASE_URL": "https://a.example"}, nil, "OPENAI_API_VERSION"},
		{"a model at no address", map[string]string{"OPENAI_BASE_URL": "localhost:11434/v1"}, nil, "OPENAI_BASE_URL"},
		{"the whole address of a request", map[string]string{"OPENAI_BASE_URL": "https://a.example/v1/chat/completions"}, nil, "OPENAI_BASE_URL says too much"},
		{"the same of Azure", map[string]string{"OPENAI_BASE_URL": "https://a.openai.azure.com/openai/deployments/d"}, nil, "OPENAI_BASE_URL says too much"},
		{"a version in the address", map[string]string{"OPENAI_BASE_URL": "https://a.example/v1?api-version=2024-10-21"}, nil, "OPENAI_BASE_URL says too much"},
		{"a password in the address", map[string]string{"OPENAI_BASE_URL": "https://me:secret@a.example/v1"}, nil, "OPENAI_BASE_URL says too much"},
		{"an effort that is none", map[string]string{"OPENAI_REASONING_EFFORT": "huge"}, nil, "OPENAI_REASONING_EFFORT"},
		{"tokens that are no number", map[string]string{"ISABOT_MODEL_TOKENS_PER_DAY": "many"}, nil, "ISABOT_MODEL_TOKENS_PER_DAY"},
		{"less than no tokens", map[string]string{"ISABOT_MODEL_TOKENS_PER_PERSON": "-1"}, nil, "ISABOT_MODEL_TOKENS_PER_PERSON"},
		{"a price with a comma", map[string]string{"ISABOT_MODEL_PRICE_IN": "0,25"}, nil, "ISABOT_MODEL_PRICE_IN"},
		{"a price that is no number", map[string]string{"ISABOT_MODEL_PRICE_OUT": "NaN"}, nil, "ISABOT_MODEL_PRICE_OUT"},
		{"money without prices", map[string]string{"ISABOT_MODEL_MONEY_PER_DAY": "2"}, nil, "ISABOT_MODEL_PRICE_IN"},
		{"a log neither on nor off", map[string]string{"ISABOT_MODEL_LOG": "no"}, nil, "ISABOT_MODEL_LOG"},
		{"sending on hold", map[string]string{"ISABOT_SENDING": "hold"}, func(c config) bool { return c.hold }, ""},
		{"sending on", map[string]string{"ISABOT_SENDING": "on"}, func(c config) bool { return !c.hold }, ""},
		{"neither", map[string]string{"ISABOT_SENDING": "off"}, nil, "ISABOT_SENDING"},
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
