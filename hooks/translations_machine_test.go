package hooks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

func (b *bench) currency(r *core.Record, lang string) cms.Currency {
	b.t.Helper()
	r = b.reload(r)
	c, err := cms.CurrencyOf(b, r, cms.SourceLangOf(r), lang)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func (b *bench) machineLanguages(r *core.Record) []string {
	b.t.Helper()
	langs, err := cms.MachineLanguagesOf(b, r)
	if err != nil {
		b.t.Fatal(err)
	}
	return langs
}

// post makes a record over the API and returns it.
func (b *bench) post(collection string, body map[string]any) *core.Record {
	b.t.Helper()
	code, out := b.call(false, http.MethodPost, "/api/collections/"+collection+"/records", body)
	if code != http.StatusOK {
		b.t.Fatalf("%d %v", code, out)
	}
	r, err := b.FindRecordById(collection, out["id"].(string))
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

func (b *bench) patch(r *core.Record, body map[string]any) {
	b.t.Helper()
	if code, out := b.call(false, http.MethodPatch, "/api/collections/"+r.Collection().Name+"/records/"+r.Id, body); code != http.StatusOK {
		b.t.Fatalf("%d %v", code, out)
	}
}

func TestWhatAMachineDraftedIsAMachinesUntilAPersonTouchesIt(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	texts := map[string]map[string]any{
		"news":    {"title_de": "Treffen", "source_lang": "de"},
		"members": {"name_de": "Stadt", "kind": "city", "country": "DE", "source_lang": "de"},
		"faqs":    {"question_de": "Was?", "answer_de": "Das.", "category": "about", "source_lang": "de"},
	}
	for collection, made := range texts {
		t.Run(collection, func(t *testing.T) {
			first := cms.TranslatedFields(collection)[0]
			r := b.post(collection, made)
			for _, step := range []struct {
				says    string
				body    map[string]any
				is      cms.Currency
				machine bool // readers are told of it
			}{
				{"saved as drafted", map[string]any{first + "_zh": "草稿", "machine": []string{"zh"}}, cms.Machine, true},
				{"saved again as it is", map[string]any{first + "_zh": "草稿"}, cms.Machine, true},
				{"the source is changed", map[string]any{first + "_de": "Anders"}, cms.Outdated, true},
				{"drafted anew", map[string]any{first + "_zh": "新草稿", "machine": "zh"}, cms.Machine, true},
				{"a small change of the source", map[string]any{first + "_de": "Anders!", "minor_change": true}, cms.Machine, true},
				{"a person writes", map[string]any{first + "_zh": "人写的"}, cms.Current, false},
				{"the mark of another language", map[string]any{first + "_zh": "还是人写的", "machine": []string{"en"}}, cms.Current, false},
				{"a mark that names nothing new", map[string]any{first + "_zh": "还是人写的", "machine": []string{"zh"}}, cms.Current, false},
			} {
				b.patch(r, step.body)
				if c, langs := b.currency(r, "zh"), b.machineLanguages(r); c != step.is || slices.Contains(langs, "zh") != step.machine {
					t.Errorf("%s: %s, machine %v", step.says, c, langs)
				}
			}
		})
	}
}

func TestANewRecordCanBringWhatAMachineDrafted(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	r := b.post("news", map[string]any{"title_de": "Treffen", "title_en": "Meeting", "title_zh": "会议", "source_lang": "de", "machine": []string{"zh"}})
	if en, zh := b.currency(r, "en"), b.currency(r, "zh"); en != cms.Current || zh != cms.Machine {
		t.Errorf("en %s, zh %s", en, zh)
	}
}

// The site shows what there is of a language: a profile in Chinese under a name
// that has none.
func TestPartOfATranslationIsAMachinesToo(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	r := b.post("members", map[string]any{"name_de": "Stadt", "profile_de": "<p>Text</p>", "kind": "city", "country": "DE", "source_lang": "de"})
	b.patch(r, map[string]any{"profile_zh": "<p>正文</p>", "machine": []string{"zh"}})
	if c, langs := b.currency(r, "zh"), b.machineLanguages(r); c != cms.Missing || !slices.Equal(langs, []string{"zh"}) {
		t.Errorf("drafted: %s, machine %v", c, langs)
	}
	b.patch(r, map[string]any{"source_lang": "en"})
	b.patch(r, map[string]any{"source_lang": "de"})
	if langs := b.machineLanguages(r); !slices.Equal(langs, []string{"zh"}) {
		t.Errorf("after another source: machine %v", langs)
	}
	b.patch(r, map[string]any{"name_zh": "城市"})
	if c, langs := b.currency(r, "zh"), b.machineLanguages(r); c != cms.Current || len(langs) != 0 {
		t.Errorf("a person wrote: %s, machine %v", c, langs)
	}
}

func TestACopyOfAMachineTranslationIsNoPersons(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	text := map[string]any{"title_de": "Treffen", "title_zh": "会议", "source_lang": "de", "machine": []string{"zh"}}
	b.post("news", text)
	delete(text, "machine") // the admin's Duplicate does not know
	if copied := b.post("news", text); b.currency(copied, "zh") != cms.Machine {
		t.Errorf("the copy is %s", b.currency(copied, "zh"))
	}
	if other := b.post("news", map[string]any{"title_de": "Treffen", "title_zh": "聚会", "source_lang": "de"}); b.currency(other, "zh") != cms.Current {
		t.Errorf("another text is %s", b.currency(other, "zh"))
	}
}

func TestASourceIsNobodysTranslation(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	r := b.post("news", map[string]any{"title_de": "Treffen", "title_zh": "会议", "source_lang": "de", "machine": []string{"zh"}})
	b.patch(r, map[string]any{"source_lang": "zh"})
	if langs := b.machineLanguages(r); b.currency(r, "zh") != cms.Current || len(langs) != 0 {
		t.Errorf("as the source: %s, machine %v", b.currency(r, "zh"), langs)
	}
	b.patch(r, map[string]any{"source_lang": "de"})
	if langs := b.machineLanguages(r); !slices.Equal(langs, []string{"zh"}) {
		t.Errorf("as a translation again: machine %v", langs)
	}
}

func TestACorrectionHandsOnThatAMachineTranslated(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]map[string]any{
		"nothing else happens":             nil,
		"the source is corrected directly": {"answer_de": "Anders."},
	} {
		t.Run(name, func(t *testing.T) {
			b := openNewsroom(t).bench
			b.serve("de")
			live := b.post("faqs", map[string]any{"question_de": "Was?", "answer_de": "Das.", "question_zh": "什么？", "answer_zh": "这个。",
				"category": "about", "published": true, "source_lang": "de"})
			draft := cms.NewCorrection(live)
			if err := b.Save(draft); err != nil {
				t.Fatal(err)
			}
			b.patch(draft, map[string]any{"answer_zh": "机器的回答。", "machine": []string{"zh"}})
			if meanwhile != nil {
				b.patch(live, meanwhile)
			}
			b.call(false, http.MethodPatch, "/api/collections/faqs/records/"+draft.Id, map[string]any{"published": true})
			if text := b.reload(live).GetString("answer_zh"); text != "机器的回答。" {
				t.Fatalf("the correction was not merged: %s", text)
			}
			if langs := b.machineLanguages(live); !slices.Equal(langs, []string{"zh"}) {
				t.Errorf("the original: %s, machine %v", b.currency(live, "zh"), langs)
			}
		})
	}
}

func TestTheBookOfChangesSaysWhatAMachineDrafted(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	r := b.post("news", map[string]any{"title_de": "Treffen", "source_lang": "de"})
	b.patch(r, map[string]any{"title_zh": "会议", "title_en": "Meeting", "machine": []string{"zh"}})
	b.patch(r, map[string]any{"title_de": "Das Treffen", "machine": []string{"zh"}})
	lines, err := cms.FindAudit(b, "news", r.Id)
	if err != nil || len(lines) != 3 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if raw := string(lines[1].After()["drafted_zh"]); raw != "true" {
		t.Errorf("drafted_zh is %q", raw)
	}
	for i, name := range []string{"drafted_zh", "drafted_en", "drafted_zh"} {
		if _, there := lines[i].After()[name]; there {
			t.Errorf("line %d says %s", i, name)
		}
	}
}

func TestWhatSomebodyHasCheckedStaysCheckedWhenTheirAccountGoes(t *testing.T) {
	t.Parallel()
	b := openNewsroom(t).bench
	b.serve("de")
	r := b.post("news", map[string]any{"title_de": "Treffen", "title_zh": "会议", "source_lang": "de", "machine": []string{"zh"}})
	reviewer := b.save(core.CollectionNameSuperusers, map[string]any{"email": "checks@example.org", "password": "1234567890"})
	if err := cms.StampTranslation(b, "news", r.Id, "zh", cms.TextHash(b.reload(r), "de"), cms.ByMachine, reviewer.Id); err != nil {
		t.Fatal(err)
	}
	if c := b.currency(r, "zh"); c != cms.Current {
		t.Fatalf("checked: %s", c)
	}
	if err := b.Delete(reviewer); err != nil {
		t.Fatal(err)
	}
	stamp, err := cms.FindTranslation(b, "news", r.Id, "zh")
	if err != nil || strings.TrimSpace(stamp.GetString("reviewed_by")) != "" {
		t.Fatalf("the stamp: %v, %q", err, stamp.GetString("reviewed_by"))
	}
	if c := b.currency(r, "zh"); c != cms.Current {
		t.Errorf("after the account is gone: %s", c)
	}
}
