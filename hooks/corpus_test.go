package hooks_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/tools/types"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/hooks"
)

func (b *bench) corpus() answer.Corpus {
	b.t.Helper()
	page := func(collection, slug, lang string) string {
		if collection != "members" && collection != "news" {
			return ""
		}
		return "https://isa.example/" + lang + "/" + collection + "/" + slug
	}
	c, err := hooks.Corpus(b.TestApp, b.clock, page)(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func titles(c answer.Corpus) string {
	var all []string
	for _, p := range c.Passages {
		all = append(all, p.Title.De)
	}
	return strings.Join(all, " | ")
}

func TestAnEmptyDatabaseIsAnEmptyCorpus(t *testing.T) {
	t.Parallel()
	c := setup(t).corpus()
	if len(c.Members)+len(c.Passages) > 0 || c.Alliance.ID != "" {
		t.Errorf("corpus %+v", c)
	}
}

func TestASavedRecordIsInTheCorpusAndAnUnpublishedOneIsNot(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.save("alliance", map[string]any{"name_de": "Allianz", "name_zh": "联盟", "count_total": 48, "as_of": "2021"})
	nw := b.save("states", map[string]any{"code": "NW", "country": "DE", "name_de": "Nordrhein-Westfalen", "aliases": "NRW"})
	koeln := b.save("members", map[string]any{"kind": "city", "country": "DE", "state": nw.Id, "name_de": "Köln", "name_zh": "科隆",
		"profile_de": "Köln am Rhein.", "aliases": "Cologne\nKolonia", "published": true, "joined": "2017", "location": types.GeoPoint{Lat: 50.9, Lon: 6.9}})
	b.save("members", map[string]any{"kind": "city", "country": "CN", "name_de": "Verborgen"})
	b.save("places", map[string]any{"name_de": "Neuss", "relation": "inside", "member": koeln.Id, "country": "DE"})
	b.save("contacts", map[string]any{"name_de": "Büro", "published": true, "languages": []string{"de", "zh"}, "email": "a@example.org"})
	b.save("contacts", map[string]any{"name_de": "Altes Büro"})
	b.save("faqs", map[string]any{"category": "open", "question_de": "Beitrag?", "phrasings_zh": "会费\n费用", "answer_de": "Unbekannt.", "published": true, "as_of": "2021-03"})
	b.save("faqs", map[string]any{"category": "about", "question_de": "Versteckt?"})
	b.save("events", map[string]any{"title_de": "Plenum", "body_de": "In Foshan.", "starts": "2026-05-01 22:30:00Z", "precision": "minute", "time_zone": "Europe/Berlin", "published": true})
	b.save("events", map[string]any{"title_de": "Ohne Text", "published": true})

	c := b.corpus()
	if c.Alliance.Name.Zh != "联盟" || c.Alliance.Total != 48 || c.Alliance.AsOf != "2021" {
		t.Errorf("alliance %+v", c.Alliance)
	}
	if len(c.States) != 1 || c.States[0].ID != nw.Id || c.States[0].Aliases[0] != "NRW" {
		t.Errorf("states %+v", c.States)
	}
	if len(c.Members) != 1 {
		t.Fatalf("members %+v", c.Members)
	}
	m := c.Members[0]
	if m.State != nw.Id || m.Slug != "koeln" || len(m.Aliases) != 2 || m.Lat != 50.9 || m.URL["zh"] != "https://isa.example/zh/members/koeln" {
		t.Errorf("member %+v", m)
	}
	if len(c.Places) != 1 || c.Places[0].Member != koeln.Id || c.Places[0].Relation != answer.Inside || c.Places[0].URL != nil {
		t.Errorf("places %+v", c.Places)
	}
	if len(c.Contacts) != 1 || strings.Join(c.Contacts[0].Languages, ",") != "de,zh" {
		t.Errorf("contacts %+v", c.Contacts)
	}
	if len(c.Events) != 2 || c.Events[1].Starts+c.Events[0].Starts != "2026-05-02T00:30:00+02:00" {
		t.Errorf("events %+v", c.Events)
	}
	if got := titles(c); got != "Köln | Beitrag? | Plenum" {
		t.Errorf("passages: %s", got)
	}
	faq := c.Passages[1]
	if faq.Category != answer.Open || strings.Join(faq.Phrasings[2], ",") != "会费,费用" || faq.AsOf != "2021-03" {
		t.Errorf("faq %+v", faq)
	}
}

func TestNewsAppearsAndAnswersExpireByTheClock(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.publish(map[string]any{"title_de": "Später", "publish_at": noon.Add(time.Hour), "summary_de": "Kurz.", "body_de": "<p>Ein <b>langer</b> Text &amp; mehr.</p>", "link": "https://example.org/"})
	b.save("news", map[string]any{"title_de": "Entwurf"})
	b.save("faqs", map[string]any{"category": "about", "question_de": "Bis eins?", "answer_de": "Ja.", "published": true, "valid_until": noon.Add(time.Hour)})
	if got := titles(b.corpus()); got != "Bis eins?" {
		t.Errorf("at noon: %s", got)
	}
	b.now = noon.Add(time.Hour + time.Millisecond)
	c := b.corpus()
	if got := titles(c); got != "Später" {
		t.Fatalf("after one: %s", got)
	}
	p := c.Passages[0]
	if p.Body.De != "Kurz.\n\nEin langer Text & mehr." || p.Date != "2026-05-04" || p.URL["de"] != "https://isa.example/de/news/spaeter" || p.Source != "https://example.org/" {
		t.Errorf("passage %+v", p)
	}
}

func TestACancelledReadingEndsWithItsError(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := hooks.Corpus(b.TestApp, b.clock, nil)(ctx); err == nil {
		t.Error("no error")
	}
}
