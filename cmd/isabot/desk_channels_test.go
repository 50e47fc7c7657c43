package main

import (
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestChannelsSayHowTheyFare(t *testing.T) {
	p, server, _ := served(t)
	de, zh := twoChannels(t, p)
	boss := newClerk(t, p, server.URL, "publisher", "en")
	if err := cms.ChannelOff(p.app, zh.Id, "the bot was removed", p.now()); err != nil {
		t.Fatal(err)
	}
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "T", "status": "draft", "source_lang": "de"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	brought(t, p, news.Id, p.now())
	var list struct {
		Items []struct {
			ID, Target, Trouble, Says string
			Enabled                   bool
			PlatformOn                bool `json:"platform_on"`
			Last                      any  `json:"last_success"`
			Counts                    struct{ Sent, Held int }
		}
	}
	boss.get("/api/isa/desk/channels", &list)
	if len(list.Items) != 2 {
		t.Fatalf("%+v", list)
	}
	for _, c := range list.Items {
		switch c.ID {
		case de.Id:
			if c.Target != "-1001" || c.Counts.Sent != 1 || c.Last == nil || c.PlatformOn || c.Says != phrases.Desk.PlatformOff.En {
				t.Errorf("%+v", c)
			}
		case zh.Id:
			if c.Counts.Held != 1 || c.Last != nil || c.Trouble == "" {
				t.Errorf("%+v", c)
			}
		}
	}
}

func TestAPastedLinkSaysWhatChannelItWouldBe(t *testing.T) {
	p, server, _ := served(t)
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "Da", "platform": "telegram", "target": "@isanews", "lang": "de"})
	boss := newClerk(t, p, server.URL, "publisher", "zh")
	var at struct {
		Platform, Target, Thread, Next string
		InviteURL                      string `json:"invite_url"`
		There                          []struct{ Name, Purpose string }
	}
	boss.ask("POST", "/api/isa/desk/channels/link", map[string]any{"link": " https://t.me/ISAnews/12 "}, 200, &at)
	if at.Platform != "telegram" || at.Target != "@ISAnews" || at.InviteURL != "https://t.me/ISAnews" || len(at.There) != 1 || at.There[0].Name != "Da" || at.Next != phrases.DeskChannels.NextTelegram.Zh {
		t.Errorf("%+v", at)
	}
	var no refusal
	boss.ask("POST", "/api/isa/desk/channels/link", map[string]any{"link": "https://discord.gg/abc"}, 400, &no)
	if no.Data["link"].Code != "invitation" || no.Data["link"].Message != phrases.DeskChannels.LinkInvites.Zh {
		t.Errorf("%+v", no)
	}
}

func TestAPublicChannelIsTriedOnlyOnPurpose(t *testing.T) {
	p, server, _ := served(t)
	de, _ := twoChannels(t, p)
	staff := cmstest.Save(t, p.app, "channels", map[string]any{"name": "Intern", "platform": "telegram", "target": "-1009", "lang": "de", "purpose": "staff", "enabled": true})
	boss := newClerk(t, p, server.URL, "publisher", "de")
	try := func(id string, body map[string]any) string {
		_, said := boss.call("POST", "/api/isa/desk/channels/"+id+"/test", body)
		return said
	}
	if said := try(de.Id, nil); !strings.Contains(said, `"code":"public"`) || !strings.Contains(said, "TG") {
		t.Errorf("a public one: %s", said)
	}
	// The platforms have no tokens here: what is said shows that it was tried.
	if said := try(de.Id, map[string]any{"really": true}); !strings.Contains(said, phrases.Desk.PlatformOff.De) {
		t.Errorf("on purpose: %s", said)
	}
	if said := try(staff.Id, nil); !strings.Contains(said, phrases.Desk.PlatformOff.De) {
		t.Errorf("one of the staff: %s", said)
	}
	boss.ask("POST", "/api/isa/desk/channels/nothing/test", nil, 404, nil)
}
