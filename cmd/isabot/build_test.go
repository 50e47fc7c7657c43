package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms/cmstest"
)

// On a machine in another zone a day is still the office's, as on the pages.
func TestADayIsTheOfficesDay(t *testing.T) {
	local := time.Local
	time.Local = time.UTC
	defer func() { time.Local = local }()
	p := wholeProgram(t)
	news := cmstest.Record(t, p.app, "news", map[string]any{"title_de": "Neues Hafenbüro in Musterhausen eröffnet", "status": "draft",
		"body_de": "<p>Das Hafenbüro in Musterhausen ist nun offen.</p>", "source_lang": "de", "publish_at": "2026-01-31 23:30:00.000Z"})
	for _, status := range []string{"draft", "published"} {
		news.Set("status", status)
		if err := p.app.Save(news); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.engine.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	post, err := p.rehearsal().Handle(t.Context(), bot.Message{Place: bot.Place{Platform: "terminal", Chat: "c"}, Sender: "s", Direct: true,
		Text: "Was ist mit dem Hafenbüro in Musterhausen?"})
	if err != nil || len(post.Sources) != 1 || post.Sources[0].ID != news.Id || post.Sources[0].AsOf != "2026-02-01" {
		t.Errorf("%v: %+v\n%s", err, post.Sources, post.Body.Text())
	}
}

func TestACommandLineThatCannotBeReadIsAnError(t *testing.T) {
	for line, want := range map[string]string{
		"isabot sevre":            `unknown command "sevre"`,
		"isabot --dir=data sevre": `unknown command "sevre"`,
		"isabot ask":              "isabot ask --help",
		"isabot ask --bogus x":    "--bogus",
		"isabot eval":             "isabot eval --help",
		"isabot chat x":           "isabot chat --help",
		"isabot serve --bogus":    "--bogus",
		"isabot --help":           "",
		"isabot":                  "",
	} {
		t.Run(line, func(t *testing.T) {
			t.Chdir(t.TempDir())
			args := os.Args
			defer func() { os.Args = args }()
			os.Args = strings.Fields(line)
			p, err := build(config{})
			if err != nil {
				t.Fatal(err)
			}
			null, err := os.Open(os.DevNull)
			if err != nil {
				t.Fatal(err)
			}
			defer null.Close()
			p.app.RootCmd.SetIn(null)
			p.app.RootCmd.SetOut(&strings.Builder{})
			p.app.RootCmd.SetErr(&strings.Builder{})
			err = p.execute()
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %q", err, want)
			}
		})
	}
}
