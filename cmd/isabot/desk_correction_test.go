package main

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

func TestThePreviewOfACorrectionShowsWhatItsReleaseBrings(t *testing.T) {
	p, server, _ := served(t)
	twoChannels(t, p)
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "EN", "platform": "discord", "target": "44", "lang": "en", "enabled": true})
	boss := newClerk(t, p, server.URL, "publisher", "de")
	records := "/api/collections/news/records/"
	change := func(id string, fields map[string]any) { t.Helper(); boss.ask("PATCH", records+id, fields, 200, nil) }
	confirm := func(id, lang string) {
		t.Helper()
		boss.ask("POST", "/api/isa/desk/translations/news/"+id+"/"+lang+"/confirm", nil, 200, nil)
	}
	for name, c := range map[string]struct {
		steps func(original, draft string)
		form  map[string]any // not saved when it is looked at
		want  map[string]cms.Currency
		shows string // by the Chinese channel, or else the German
	}{
		"the source, and a translation that was confirmed in the draft": {func(_, draft string) {
			change(draft, map[string]any{"body_de": "<p>Besser</p>"})
			confirm(draft, "zh")
		}, nil, map[string]cms.Currency{"zh": cms.Current, "en": cms.Outdated}, "Besser"},
		"a translation, and then the source": {func(_, draft string) {
			change(draft, map[string]any{"title_zh": "新标题"})
			change(draft, map[string]any{"body_de": "<p>Besser</p>"})
		}, nil, map[string]cms.Currency{"zh": cms.Outdated, "en": cms.Outdated}, "Besser"},
		"a translation alone": {func(_, draft string) {
			change(draft, map[string]any{"title_zh": "新标题"})
		}, nil, map[string]cms.Currency{"zh": cms.Current, "en": cms.Current}, "新标题"},
		"a translation beside one that had fallen behind": {func(original, draft string) {
			if err := cms.StampTranslation(p.app, "news", original, "en", "behind", cms.ByPerson, ""); err != nil {
				t.Fatal(err)
			}
			change(draft, map[string]any{"title_zh": "新标题"})
		}, nil, map[string]cms.Currency{"zh": cms.Current, "en": cms.Outdated}, "新标题"},
		"the source in the form only, a translation there too": {func(_, draft string) {
			change(draft, map[string]any{"body_de": "<p>Besser</p>"})
		}, map[string]any{"title_zh": "新标题"}, map[string]cms.Currency{"zh": cms.Current, "en": cms.Outdated}, "新标题"},
		"a title, while the original got another text": {func(original, draft string) {
			change(original, map[string]any{"body_de": "<p>Inzwischen</p>", "minor_change": true})
			change(draft, map[string]any{"title_de": "Neu"})
		}, nil, map[string]cms.Currency{"zh": cms.Outdated, "en": cms.Outdated}, "Inzwischen"},
	} {
		t.Run(name, func(t *testing.T) {
			original := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Alt", "title_en": "Old", "title_zh": "旧标题", "body_de": "<p>Text</p>", "status": "draft", "source_lang": "de"})
			boss.ask("POST", "/api/isa/desk/news/"+original.Id+"/publish", nil, 200, nil)
			brought(t, p, original.Id, p.now())
			var made struct{ ID string }
			boss.ask("POST", "/api/isa/desk/news/"+original.Id+"/correction", nil, 200, &made)
			c.steps(original.Id, made.ID)
			form := map[string]any{"id": made.ID}
			for name, value := range c.form {
				form[name] = value
			}
			var previews []struct {
				Readers, Outcome string
				Currency         cms.Currency
				Pieces           []struct{ Plain string }
			}
			boss.ask("POST", "/api/isa/desk/preview", form, 200, &previews)
			if c.form != nil {
				change(made.ID, c.form)
			}
			boss.ask("POST", "/api/isa/desk/news/"+made.ID+"/publish", nil, 200, nil)
			live, err := p.app.FindRecordById("news", original.Id)
			if err != nil {
				t.Fatal(err)
			}
			shown := ""
			for _, v := range previews {
				if v.Currency != currency(t, p, live, v.Readers) || v.Readers != "de" && v.Currency != c.want[v.Readers] {
					t.Errorf("%s is foretold as %s, and became %s; want %s", v.Readers, v.Currency, currency(t, p, live, v.Readers), c.want[v.Readers])
				}
				for _, piece := range v.Pieces {
					shown += piece.Plain + "\n"
				}
			}
			if len(previews) != 3 || !strings.Contains(shown, c.shows) {
				t.Errorf("%d previews show %q", len(previews), shown)
			}
		})
	}
}

func currency(t *testing.T, p *program, r *core.Record, lang string) cms.Currency {
	t.Helper()
	c, err := cms.CurrencyOf(p.app, r, "de", lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
