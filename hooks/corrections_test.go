package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// correction is a saved draft that corrects a record.
func (b *bench) correction(of *core.Record, fields map[string]any) *core.Record {
	b.t.Helper()
	draft := cms.NewCorrection(b.reload(of))
	if err := b.Save(draft); err != nil {
		b.t.Fatal(err)
	}
	return b.change(draft, fields)
}

func (b *bench) path(r *core.Record) string {
	return "/api/collections/" + r.Collection().Name + "/records/" + r.Id
}

func (b *bench) gone(r *core.Record) bool {
	_, err := b.FindRecordById(r.Collection(), r.Id)
	return err != nil
}

func TestAReleasedCorrectionIsAnEditInTheChannels(t *testing.T) {
	r := openNewsroom(t)
	r.serve("de")
	r.channel("a", "de", nil)
	n := r.change(r.draft(map[string]any{"slug": "meldung", "pinned": true}), "status", "published")
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nText"}, "send a")

	draft := r.correction(n, map[string]any{"body_de": "<p>Besserer Text</p>", "title_zh": "标题"})
	if slug := draft.GetString("slug"); slug == "meldung" || draft.GetBool("pinned") || draft.GetString("status") != "draft" {
		t.Errorf("the draft took along what is the original's own: %s", slug)
	}
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nText"})

	r.take("editor")
	code, out := r.call(false, http.MethodPatch, r.path(draft), map[string]any{"status": "published"})
	if code != http.StatusBadRequest || fieldMessage(out, "status") != phrases.CMS.OnlyPublishers.De {
		t.Errorf("an editor releases it: %d %v", code, out)
	}
	r.take("publisher")
	if code, out := r.call(false, http.MethodPatch, r.path(draft), map[string]any{"status": "published"}); code != http.StatusOK {
		t.Fatalf("a publisher: %d %v", code, out)
	}
	r.settle(time.Minute)
	r.sees("a", []string{"Titel\n\nBesserer Text"}, "edit a")
	live := r.reload(n)
	if live.GetString("slug") != "meldung" || live.GetString("status") != "published" || live.GetString("title_zh") != "标题" || !live.GetBool("pinned") {
		t.Errorf("the original became %v", live.FieldsData())
	}
	if !r.gone(draft) {
		t.Error("the draft is still there")
	}
	if lines := r.lines(n); lines[len(lines)-1].ActorName() != "staff@example.org" || lines[len(lines)-1].Action() != cms.ActionUpdate {
		t.Errorf("the book says %+v", lines[len(lines)-1])
	}
}

func TestACorrectionTakesOverOnlyWhatItChanged(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	n := b.publish(map[string]any{"title_de": "Titel", "body_de": "<p>A</p>", "link": "https://example.org/a"})
	draft := b.correction(n, map[string]any{"body_de": "<p>B</p>"})
	b.change(n, map[string]any{"title_de": "Von anderer Hand"})
	if code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published"}); code != http.StatusOK {
		t.Fatalf("%d %v", code, out)
	}
	if live := b.reload(n); live.GetString("title_de") != "Von anderer Hand" || live.GetString("body_de") != "<p>B</p>" {
		t.Errorf("it says %q, %q", live.GetString("title_de"), live.GetString("body_de"))
	}
}

func TestWhatBothChangedIsForAPersonToDecide(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	n := b.publish(map[string]any{"title_de": "Titel", "summary_de": "Alt"})
	draft := b.correction(n, map[string]any{"title_de": "Meiner", "summary_de": "Neu"})
	b.change(n, map[string]any{"title_de": "Deiner", "summary_de": "Neu"})
	code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published"})
	if code != http.StatusBadRequest || fieldMessage(out, "title_de") != phrases.CMS.ChangedInOriginal.En || fieldMessage(out, "summary_de") != "" {
		t.Fatalf("%d %v", code, out)
	}
	if b.reload(n).GetString("title_de") != "Deiner" || b.gone(draft) || b.reload(draft).GetString("status") != "draft" {
		t.Error("something was changed all the same")
	}
	if code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published", "title_de": "Deiner"}); code != http.StatusOK {
		t.Errorf("once they agree: %d %v", code, out)
	}
}

func TestACorrectionCorrectsNothingElse(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	n := b.publish(map[string]any{"title_de": "Titel"})
	other := b.publish(map[string]any{"title_de": "Andere"})
	draft := b.correction(n, nil)
	_, copied := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": "Kopie", "corrects": n.Id})
	if copied["corrects"] != "" {
		t.Errorf("the admin's Duplicate corrects %v", copied["corrects"])
	}
	if _, moved := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"corrects": other.Id}); moved["corrects"] != n.Id {
		t.Errorf("it corrects %v", moved["corrects"])
	}
	b.change(n, map[string]any{"status": "retracted"})
	code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published"})
	if code != http.StatusBadRequest || fieldMessage(out, "status") != phrases.CMS.OriginalGone.En {
		t.Errorf("of what was retracted: %d %v", code, out)
	}
	if err := b.Delete(b.reload(n)); err != nil {
		t.Fatal(err)
	}
	if b.reload(draft).GetString("corrects") != "" {
		t.Error("it corrects what was deleted")
	}
	if code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published"}); code != http.StatusOK {
		t.Errorf("as news of its own: %d %v", code, out)
	}
}

func TestACorrectionIsNeitherScheduledNorHasFiles(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("zh")
	n := b.publish(map[string]any{"title_de": "Titel"})
	draft := b.correction(n, nil)
	code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published", "publish_at": noon.Add(time.Hour)})
	if code != http.StatusBadRequest || fieldMessage(out, "publish_at") != phrases.CMS.CorrectionNow.Zh {
		t.Errorf("scheduled: %d %v", code, out)
	}
	draft = b.reload(draft)
	draft.Set("attachments", pdf(t))
	if err := b.Save(draft); err == nil {
		t.Error("a file was taken, which would be lost")
	}
}

func TestTheFormOfACorrectionIsHeldToItsRevision(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	n := b.publish(map[string]any{"title_de": "Titel"})
	draft := b.correction(n, map[string]any{"title_de": "Neu"})
	code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"status": "published", "rev": 1})
	if code != http.StatusBadRequest || fieldMessage(out, "rev") == "" {
		t.Errorf("%d %v", code, out)
	}
}

func TestFAQAndOthersAreCorrectedTheSameWay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	live := b.save("faqs", map[string]any{"category": "about", "question_de": "Wer?", "answer_de": "Ihr.", "published": true, "order": 7})
	draft := b.correction(live, map[string]any{"answer_de": "Wir."})
	if draft.GetBool("published") || len(b.corpus().Passages) != 1 {
		t.Error("the draft is live")
	}
	b.take("editor")
	code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"published": true})
	if code != http.StatusBadRequest || fieldMessage(out, "published") != phrases.CMS.ReleaseForPublishers.En {
		t.Errorf("an editor releases it: %d %v", code, out)
	}
	b.take("publisher")
	if code, out := b.call(false, http.MethodPatch, b.path(draft), map[string]any{"published": true}); code != http.StatusOK {
		t.Fatalf("%d %v", code, out)
	}
	if c := b.corpus(); len(c.Passages) != 1 || c.Passages[0].Body.De != "Wir." || !b.gone(draft) || b.reload(live).GetInt("order") != 7 {
		t.Errorf("%+v", c.Passages)
	}
}

func TestGuestsSeeNothingOfCorrections(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	live := b.save("faqs", map[string]any{"category": "about", "question_de": "Wer?", "answer_de": "Ihr.", "published": true})
	draft := b.correction(live, map[string]any{"answer_de": "Wir."})
	_, out := b.call(true, http.MethodGet, b.path(live)+"?expand=faqs_via_corrects", nil)
	expanded, _ := out["expand"].(map[string]any)
	if _, told := out["corrects"]; told || len(expanded) > 0 {
		t.Errorf("a guest is told %v", out)
	}
	for _, filter := range []string{"faqs_via_corrects.answer_de?~'Wir'", "corrects!=''", "faqs_via_corrects.id!=''"} {
		if code, out := b.call(true, http.MethodGet, "/api/collections/faqs/records?filter="+filter, nil); code == http.StatusOK && out["totalItems"] != float64(0) {
			t.Errorf("%s finds %v", filter, out["totalItems"])
		}
	}
	if code, _ := b.call(true, http.MethodGet, b.path(draft), nil); code != http.StatusNotFound {
		t.Errorf("the draft itself: %d", code)
	}
}

func TestTheLanguagesOfACorrectionStandToEachOtherAsTheyDidInTheDraft(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	for name, c := range map[string]struct {
		steps []map[string]any
		want  map[string]cms.Currency
	}{
		"a translation that fell behind again": {
			[]map[string]any{{"answer_de": "B"}, {"answer_zh": "乙"}, {"answer_de": "C"}},
			map[string]cms.Currency{"zh": cms.Outdated, "en": cms.Outdated},
		},
		"one that was written last": {
			[]map[string]any{{"answer_de": "B"}, {"answer_de": "C"}, {"answer_zh": "丙"}},
			map[string]cms.Currency{"zh": cms.Current, "en": cms.Outdated},
		},
		"a minor change": {
			[]map[string]any{{"answer_de": "B", "minor_change": true}},
			map[string]cms.Currency{"zh": cms.Current, "en": cms.Current},
		},
		"words that come with the release": {
			[]map[string]any{{"answer_de": "B"}, {"answer_zh": "乙", "published": true}},
			map[string]cms.Currency{"zh": cms.Current, "en": cms.Outdated},
		},
	} {
		f := b.save("faqs", map[string]any{"category": "about", "question_de": "F " + name, "answer_de": "A", "question_zh": "问" + name, "answer_zh": "甲",
			"question_en": "Q " + name, "answer_en": "A", "source_lang": "de", "published": true})
		draft := cms.NewCorrection(b.reload(f))
		if err := b.Save(draft); err != nil {
			t.Fatal(err)
		}
		for _, step := range append(c.steps, map[string]any{"published": true}) {
			if b.gone(draft) {
				continue
			}
			if code, out := b.call(false, http.MethodPatch, b.path(draft), step); code != http.StatusOK {
				t.Fatalf("%s: %d %v", name, code, out)
			}
		}
		live := b.reload(f)
		for lang, want := range c.want {
			if got, err := cms.CurrencyOf(b, live, "de", lang); got != want || err != nil {
				t.Errorf("%s: %s is %s, want %s (%v)", name, lang, got, want, err)
			}
		}
	}
}
