package site_test

import (
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

func TestWhatAMachineTranslatedSaysSoUntilAPersonHasCheckedIt(t *testing.T) {
	p := open(t)
	news := p.save("news", piece("m", named(map[string]any{}, "summary", "Summary")))
	faq := p.save("faqs", named(named(map[string]any{"category": "about", "published": true, "source_lang": "de"}, "question", "Question"), "answer", "Answer"))
	member := p.save("members", named(named(map[string]any{"slug": "stadt", "kind": "city", "country": "DE", "published": true, "source_lang": "de"}, "name", "City"), "profile", "Profile"))
	paths := map[string]string{"/news": news.Id, "": news.Id, "/news/m": news.Id, "/news/m/wechat": news.Id, "/feed.xml": news.Id, "/feed.json": news.Id,
		"/faq": faq.Id, "/members/stadt": member.Id}
	shows := func(when string, marked bool) {
		t.Helper()
		for path := range paths {
			for _, lang := range languages {
				body := p.get("/" + lang + path).body
				says := strings.Contains(body, phrases.ByMachine.In(lang)) || strings.Contains(body, `<p class="only">`+phrases.ByMachineShort.In(lang)+"</p>")
				if says != (marked && lang == "zh") {
					t.Errorf("%s, /%s%s: says so %v", when, lang, path, says)
				}
			}
		}
	}
	stamp := func(origin, by string) {
		t.Helper()
		for collection, id := range map[string]string{"news": news.Id, "faqs": faq.Id, "members": member.Id} {
			for _, lang := range languages { // that of the source means nothing
				if err := cms.StampTranslation(p.app, collection, id, lang, "", origin, by); err != nil {
					t.Fatal(err)
				}
				if lang != "en" {
					continue
				}
				if err := cms.StampTranslation(p.app, collection, id, lang, "", cms.ByPerson, ""); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	shows("before there are stamps", false)
	stamp(cms.ByMachine, "")
	shows("translated by a machine", true)
	stamp(cms.ByPerson, "")
	shows("written by a person", false)
}
