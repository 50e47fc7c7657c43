package hooks_test

import (
	"net/http"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func TestRoughDatesAreCheckedInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, field, value string
		want                     string // "" = it is saved
	}{
		{"a year", "de", "joined", "2017", ""},
		{"a month", "de", "joined", "2017-04", ""},
		{"a day", "de", "joined", "2017-04-27", ""},
		{"a leap day", "de", "as_of", "2020-02-29", ""},
		{"none", "de", "joined", "", ""},
		{"German form", "de", "joined", "27.04.2017", phrases.CMS.BadDate.De},
		{"words", "en", "as_of", "spring 2021", phrases.CMS.BadDate.En},
		{"no such month", "zh", "as_of", "2021-13", phrases.CMS.NoSuchDay.In("zh", "date", "2021-13")},
		{"no such day", "zh", "joined", "2021-02-29", phrases.CMS.NoSuchDay.In("zh", "date", "2021-02-29")},
		{"left before joining", "en", "left", "2016-12", phrases.CMS.LeftBeforeJoined.In("en", "date", "2017-04")},
		{"left in the year of joining", "en", "left", "2017", ""},
		{"no language is German", "", "joined", "x", phrases.CMS.BadDate.De},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.serve(c.lang)
			member := map[string]any{"kind": "city", "country": "DE", "name_de": "Köln", "joined": "2017-04"}
			member[c.field] = c.value
			code, out := b.call(false, http.MethodPost, "/api/collections/members/records", member)
			if c.want == "" && code != http.StatusOK || c.want != "" && code != http.StatusBadRequest {
				t.Errorf("%d %v", code, out)
			}
			if got := fieldMessage(out, c.field); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

func TestOtherFaultsAreStillNamedBesideAWrongDate(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	_, out := b.call(false, http.MethodPost, "/api/collections/members/records", map[string]any{"joined": "x"})
	if fieldMessage(out, "joined") != phrases.CMS.BadDate.De || fieldMessage(out, "kind") == "" || fieldMessage(out, "name_de") == "" {
		t.Errorf("said %v", out)
	}
}

func TestSlugsAreMadeFromNames(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, c := range []struct{ de, en, zh, slug, want string }{
		{"Köln", "Cologne", "科隆", "", "koeln"},
		{"Köln", "", "", "", "koeln-2"},
		{"  Bad Homburg v. d. Höhe!", "", "", "", "bad-homburg-v-d-hoehe"},
		{"Groß\u00adstadt", "", "", "", "gross-stadt"},
		{"Xi’an", "", "", "", "xian"},
		{"Café", "", "", "", "cafe"},
		{"", "", "", "given", "given"},
		{"Ein sehr langer Name, der nie enden will und der immer weiter geht, bis er nicht mehr passt", "", "", "", "ein-sehr-langer-name-der-nie-enden-will-und-der-immer-weiter-geht-bis-er-nicht"},
	} {
		r := b.save("events", map[string]any{"title_de": c.de, "title_en": c.en, "title_zh": c.zh, "slug": c.slug})
		if got := r.GetString("slug"); got != c.want {
			t.Errorf("%q is %q, want %q", c.de, got, c.want)
		}
	}
	en := b.save("events", map[string]any{"title_en": "Plenary", "title_zh": "全体会议"})
	zh := b.save("events", map[string]any{"title_zh": "全体会议"})
	none := b.save("events", nil)
	if en.GetString("slug") != "plenary" || zh.GetString("slug") != zh.Id || none.GetString("slug") != "" {
		t.Errorf("slugs %q, %q, %q", en.GetString("slug"), zh.GetString("slug"), none.GetString("slug"))
	}
	if r := b.change(en, map[string]any{"slug": "", "title_de": "Plenum"}); r.GetString("slug") != "plenary" {
		t.Errorf("an emptied slug became %q", r.GetString("slug"))
	}
}
