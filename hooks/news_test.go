package hooks_test

import (
	"net/http"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

const newsPath = "/api/collections/news/records"

func TestNewsStartsAsADraftOrInReview(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	for status, want := range map[string]int{"": 200, "draft": 200, "review": 200, "published": 400, "retracted": 400} {
		code, out := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": "Neu " + status, "status": status})
		if code != want {
			t.Errorf("%q: %d %v", status, code, out)
		}
		if want == 400 && fieldMessage(out, "status") != phrases.CMS.NewIsDraft.De {
			t.Errorf("%q: said %q", status, fieldMessage(out, "status"))
		}
		if want == 200 && (out["author"] != b.boss.Id || out["published_by"] != "") {
			t.Errorf("%q: by %v, published by %v", status, out["author"], out["published_by"])
		}
	}
}

func TestNewsGoesFromStepToStep(t *testing.T) {
	t.Parallel()
	statuses := []string{"draft", "review", "published", "retracted"}
	allowed := map[string]bool{
		"draft review": true, "draft published": true, "review draft": true, "review published": true,
		"published retracted": true, "retracted draft": true,
	}
	b := setup(t)
	b.serve("en")
	for _, from := range statuses {
		for _, to := range statuses {
			r := b.save("news", map[string]any{"title_de": from + to})
			b.sql("UPDATE news SET status = '" + from + "' WHERE id = '" + r.Id + "'")
			code, out := b.call(false, http.MethodPatch, newsPath+"/"+r.Id, map[string]any{"status": to})
			if want := from == to || allowed[from+" "+to]; want != (code == http.StatusOK) {
				t.Errorf("%s to %s: %d %v", from, to, code, out)
			}
			if code != http.StatusOK && fieldMessage(out, "status") == "" {
				t.Errorf("%s to %s: %v", from, to, out)
			}
		}
	}
}

func TestPublishingSetsTheMomentAndThePersonOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	r := b.save("news", map[string]any{"title_de": "Neu"})
	code, out := b.call(false, http.MethodPatch, newsPath+"/"+r.Id, map[string]any{"status": "published"})
	if code != http.StatusOK || out["published_by"] != b.boss.Id || out["publish_at"] != "2026-05-04 12:00:00.000Z" {
		t.Fatalf("%d %v", code, out)
	}
	if _, err := cms.FindVisibleNewsBySlug(b.TestApp, b.now, "neu"); err != nil {
		t.Errorf("not visible at once: %v", err)
	}
	b.now = noon.Add(time.Hour)
	r = b.change(r, map[string]any{"title_de": "Neuer"})
	if at := r.GetDateTime("publish_at").Time(); !at.Equal(noon) || r.GetString("published_by") != b.boss.Id {
		t.Errorf("a later save moves it to %v", at)
	}
	lines := b.lines(r)
	if len(lines) != 3 || lines[1].Action() != cms.ActionPublish {
		t.Errorf("book of changes: %v", lines)
	}
}

func TestAScheduleIsKept(t *testing.T) {
	t.Parallel()
	b := setup(t)
	r := b.publish(map[string]any{"title_de": "Morgen", "publish_at": noon.Add(24 * time.Hour)})
	if at := r.GetDateTime("publish_at").Time(); !at.Equal(noon.Add(24 * time.Hour)) {
		t.Errorf("publish_at %v", at)
	}
}

func TestNewsWithoutAHeadlineIsNotPublished(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	r := b.save("news", map[string]any{"title_de": "Nur deutsch", "source_lang": "zh"})
	_, out := b.call(false, http.MethodPatch, newsPath+"/"+r.Id, map[string]any{"status": "published"})
	if fieldMessage(out, "title_zh") != phrases.CMS.NoTitle.De {
		t.Errorf("said %v", out)
	}
}

func TestTheAddressOfPublishedNewsStays(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	r := b.save("news", map[string]any{"title_de": "Neu"})
	r = b.change(r, map[string]any{"slug": "anders"}) // a draft may still change it
	r = b.change(r, map[string]any{"status": "published"})
	for _, status := range []string{"published", "retracted", "draft"} {
		r = b.change(r, map[string]any{"status": status})
		_, out := b.call(false, http.MethodPatch, newsPath+"/"+r.Id, map[string]any{"slug": "neu"})
		if got := fieldMessage(out, "slug"); got != phrases.CMS.SlugFrozen.In("de", "slug", "anders") {
			t.Errorf("while %s: %v", status, out)
		}
		code, out := b.call(false, http.MethodPatch, newsPath+"/"+r.Id, map[string]any{"slug": "", "title_de": "Ganz anders"})
		if code != http.StatusOK || out["slug"] != "anders" {
			t.Errorf("while %s: emptied, it becomes %v", status, out["slug"])
		}
	}
}

func TestAFormThatWasOvertakenIsRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	_, form := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": "Neu"})
	path := newsPath + "/" + form["id"].(string)
	first := map[string]any{"rev": form["rev"], "title_de": "Erste Hand"}
	second := map[string]any{"rev": form["rev"], "title_de": "Zweite Hand"}
	code, saved := b.call(false, http.MethodPatch, path, first)
	if code != http.StatusOK || saved["rev"] == form["rev"] {
		t.Fatalf("first: %d %v", code, saved)
	}
	code, out := b.call(false, http.MethodPatch, path, second)
	if code != http.StatusBadRequest || fieldMessage(out, "rev") != phrases.CMS.RevChanged.En {
		t.Errorf("second: %d %v", code, out)
	}
	if code, out := b.call(false, http.MethodPatch, path, map[string]any{"title_en": "No form"}); code != http.StatusOK {
		t.Errorf("without a revision: %d %v", code, out)
	}
}

func TestAStaleDraftDoesNotTakeBackAPublication(t *testing.T) {
	t.Parallel()
	b := setup(t)
	r := b.save("news", map[string]any{"title_de": "Neu"})
	stale := b.reload(r)
	b.change(r, map[string]any{"status": "published"})
	stale.Set("summary_de", "Nachtrag")
	if err := b.Save(stale); err == nil {
		t.Error("a form loaded before the publication made it a draft again")
	}
	if b.reload(r).GetString("status") != "published" {
		t.Error("it is no longer published")
	}
}

func TestEditorsNeitherPublishNorTouchWhatIsPublished(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	draft := b.save("news", map[string]any{"title_de": "Entwurf"})
	shown := b.publish(map[string]any{"title_de": "Veröffentlicht"})
	b.take(cms.RoleEditor)
	for _, c := range []struct {
		name, method, id string
		fields           map[string]any
		want             int
	}{
		{"edits a draft", http.MethodPatch, draft.Id, map[string]any{"title_de": "Besser"}, 200},
		{"hands it over", http.MethodPatch, draft.Id, map[string]any{"status": "review"}, 200},
		{"publishes", http.MethodPatch, draft.Id, map[string]any{"status": "published"}, 400},
		{"edits what is published", http.MethodPatch, shown.Id, map[string]any{"title_de": "Anders"}, 400},
		{"retracts", http.MethodPatch, shown.Id, map[string]any{"status": "retracted"}, 400},
		{"deletes what is published", http.MethodDelete, shown.Id, nil, 400},
		{"deletes a draft", http.MethodDelete, draft.Id, nil, 204},
	} {
		if code, out := b.call(false, c.method, newsPath+"/"+c.id, c.fields); code != c.want {
			t.Errorf("%s: %d %v", c.name, code, out)
		}
	}
	b.take(cms.RolePublisher)
	if code, out := b.call(false, http.MethodPatch, newsPath+"/"+shown.Id, map[string]any{"status": "retracted"}); code != http.StatusOK {
		t.Errorf("a publisher retracts: %d %v", code, out)
	}
}
