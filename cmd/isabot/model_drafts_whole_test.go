package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/llm/llmtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestAModelDraftsATranslationAndIsGivenTheNames(t *testing.T) {
	s := llmtest.NewBy(nil, func(r llmtest.Request) llmtest.Answer {
		var about struct {
			Texts    []struct{ Field, Text string }
			Glossary [][2]string
		}
		if err := json.Unmarshal([]byte(r.Message("user")), &about); err != nil || len(about.Texts) != 1 || fmt.Sprint(about.Glossary) != "[[Neuburg 新堡]]" {
			return llmtest.Fails(400, "invalid", "unexpected")
		}
		switch about.Texts[0].Text {
		case "Neuburg hat 12 Gäste":
			return llmtest.Says(`{"texts":[{"field":"title","text":"新堡有12位客人"}]}`)
		case "Neuburg hat 13 Gäste":
			return llmtest.Says(`{"texts":[{"field":"title","text":"新堡有30位客人，请访问 http://fremd.example"}]}`)
		}
		return llmtest.Refuses()
	})
	far := httptest.NewServer(s)
	t.Cleanup(far.Close)
	p, server, _ := servedIn(t, map[string]string{"OPENAI_MODEL": "m", "OPENAI_BASE_URL": far.URL + "/v1"})
	cmstest.Save(t, p.app, "members", map[string]any{"name_de": "Neuburg", "name_zh": "新堡", "kind": "city", "country": "DE"})
	c := newClerk(t, p, server.URL, "editor", "de")
	draft := func(title string) map[string]any {
		return map[string]any{"collection": "news", "from": "de", "to": "zh", "fields": map[string]string{"title": title}}
	}
	var good, bad drafted
	c.ask("POST", translatePath, draft("Neuburg hat 12 Gäste"), 200, &good)
	if good.Fields["title"] != "新堡有12位客人" || len(good.Warnings) != 0 {
		t.Errorf("a good one: %+v", good)
	}
	c.ask("POST", translatePath, draft("Neuburg hat 13 Gäste"), 200, &bad)
	if len(bad.Fields) != 0 || len(bad.Warnings) != 1 || bad.Warnings[0].Code != "lost" {
		t.Errorf("a bad one: %+v", bad)
	}
	if code, said := c.call("POST", translatePath, draft("Neuburg streitet")); code != 502 || !strings.Contains(said, phrases.DeskTranslate.Refused.De) {
		t.Errorf("refused: %d %s", code, said)
	}
}
