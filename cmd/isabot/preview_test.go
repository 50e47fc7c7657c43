package main

import (
	"bytes"
	"strings"
	"testing"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestThePreviewOfTheCommandLineIsWhatEachChannelWouldBeSent(t *testing.T) {
	p := wholeProgram(t)
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Telegram, deutsch", "platform": "telegram", "target": "-1001", "lang": "de", "enabled": true})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Discord, 中文", "platform": "discord", "target": "42", "lang": "zh", "enabled": true})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "aus", "platform": "discord", "target": "43", "lang": "de"})
	r := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Neues aus Lahr", "body_de": "<p>Ein Text.</p>", "status": "draft", "source_lang": "de"})
	n, err := cms.FindNewsNamed(p.app, r.GetString("slug"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		channel string
		want    []string
		not     []string
	}{
		{"", []string{"Telegram, deutsch", "sendMessage", "Neues aus Lahr", "Discord, 中文", "hold", "the text in zh is missing"}, []string{"== aus"}},
		{"aus", []string{"== aus", "Neues aus Lahr"}, []string{"Telegram, deutsch"}},
	} {
		previews, err := p.previews(n, tt.channel)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		printPreviews(&out, previews)
		for _, w := range tt.want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("channel %q: no %q in\n%s", tt.channel, w, &out)
			}
		}
		for _, w := range tt.not {
			if strings.Contains(out.String(), w) {
				t.Errorf("channel %q: %q in\n%s", tt.channel, w, &out)
			}
		}
	}
	if _, err := p.previews(n, "nowhere"); err == nil {
		t.Error("a channel that is not there is no error")
	}
}
