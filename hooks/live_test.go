package hooks_test

import (
	"net/http"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

func pdf(t *testing.T) *filesystem.File {
	t.Helper()
	f, err := filesystem.NewFileFromBytes([]byte("%PDF-1.4 "), "plan.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEditorsLeaveWhatIsLiveAlone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	for name, fields := range map[string]map[string]any{
		"faqs": {"category": "about", "question_de": "F"}, "events": {"title_de": "E"}, "contacts": {"name_de": "K"},
		"members": {"name_de": "M", "kind": "city", "country": "DE"},
	} {
		path := "/api/collections/" + name + "/records"
		with := func(published bool) map[string]any {
			all := map[string]any{"published": published}
			for k, v := range fields {
				all[k] = v
			}
			return all
		}
		live, draft := b.save(name, with(true)), b.save(name, with(false))
		b.take("editor")
		for _, c := range []struct {
			what, method, path string
			body               map[string]any
			want               int
			says               string
		}{
			{"makes a draft", http.MethodPost, path, with(false), 200, ""},
			{"makes a live one", http.MethodPost, path, with(true), 400, phrases.CMS.ReleaseForPublishers.De},
			{"changes a draft", http.MethodPatch, path + "/" + draft.Id, map[string]any{"source_lang": "de"}, 200, ""},
			{"releases a draft", http.MethodPatch, path + "/" + draft.Id, map[string]any{"published": true}, 400, phrases.CMS.ReleaseForPublishers.De},
			{"changes a live one", http.MethodPatch, path + "/" + live.Id, map[string]any{"source_lang": "zh"}, 400, phrases.CMS.LiveForPublishers.De},
			{"takes a live one back", http.MethodPatch, path + "/" + live.Id, map[string]any{"published": false}, 400, phrases.CMS.LiveForPublishers.De},
			{"deletes a live one", http.MethodDelete, path + "/" + live.Id, nil, 400, phrases.CMS.LiveForPublishers.De},
			{"deletes a draft", http.MethodDelete, path + "/" + draft.Id, nil, 204, ""},
		} {
			if code, out := b.call(false, c.method, c.path, c.body); code != c.want || c.says != fieldMessage(out, "published") {
				t.Errorf("%s: an editor %s: %d %v", name, c.what, code, out)
			}
		}
		b.take("publisher")
		if code, out := b.call(false, http.MethodPatch, path+"/"+live.Id, map[string]any{"source_lang": "zh"}); code != 200 {
			t.Errorf("%s: a publisher changes a live one: %d %v", name, code, out)
		}
	}
}

func TestAnInquiryIsAnsweredByEditorsAndDeletedByPublishers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	q := b.save("inquiries", map[string]any{"question": "Wer?", "state": "open"})
	b.take("editor")
	if code, out := b.call(false, http.MethodPatch, b.path(q), map[string]any{"state": "answered", "answer": "Wir."}); code != 200 {
		t.Errorf("answers: %d %v", code, out)
	}
	if code, out := b.call(false, http.MethodDelete, b.path(q), nil); code != 403 {
		t.Errorf("deletes: %d %v", code, out)
	}
	b.take("publisher")
	if code, out := b.call(false, http.MethodDelete, b.path(q), nil); code != 204 {
		t.Errorf("a publisher deletes: %d %v", code, out)
	}
}

func TestWithFourEyesNobodyReleasesWhatTheyWrote(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	b.take("publisher")
	make := func(title string) string {
		_, out := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": title})
		return newsPath + "/" + out["id"].(string)
	}
	mine := make("Meine")
	theirs := newsPath + "/" + b.save("news", map[string]any{"title_de": "Fremde"}).Id
	changed := newsPath + "/" + b.save("news", map[string]any{"title_de": "Bearbeitet"}).Id
	b.call(false, http.MethodPatch, changed, map[string]any{"body_de": "<p>Von mir</p>"})
	original := b.publish(map[string]any{"title_de": "Öffentlich"})
	correction := b.correction(original, nil)
	b.call(false, http.MethodPatch, b.path(correction), map[string]any{"body_de": "<p>Von mir</p>"})
	release := map[string]any{"status": "published"}

	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{FourEyes: true}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		body       map[string]any
		want       int
	}{
		{"their own", mine, release, 400},
		{"one that they changed before", changed, release, 400},
		{"one that they change by this", theirs, map[string]any{"status": "published", "title_de": "Umgeschrieben"}, 400},
		{"their own, said to be another's", mine, map[string]any{"status": "published", "author": ""}, 400},
		{"their own correction", b.path(correction), release, 400},
		{"another's", theirs, release, 200},
		{"what is out, retracted", theirs, map[string]any{"status": "retracted"}, 200},
	} {
		code, out := b.call(false, http.MethodPatch, c.path, c.body)
		if code != c.want || code == 400 && fieldMessage(out, "status") != phrases.CMS.OwnRelease.De {
			t.Errorf("a publisher releases %s: %d %v", c.name, code, out)
		}
	}
	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{}); err != nil {
		t.Fatal(err)
	}
	if code, out := b.call(false, http.MethodPatch, mine, release); code != 200 {
		t.Errorf("without the rule: %d %v", code, out)
	}
}

func TestTheAuthorIsNotWrittenByForms(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	_, out := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": "T"})
	_, changed := b.call(false, http.MethodPatch, newsPath+"/"+out["id"].(string), map[string]any{"author": "", "published_by": b.boss.Id})
	if changed["author"] != b.boss.Id || changed["published_by"] != "" {
		t.Errorf("by %v, published by %v", changed["author"], changed["published_by"])
	}
}

func TestAnOvertakenFormIsToldByWhom(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	_, form := b.call(false, http.MethodPost, newsPath, map[string]any{"title_de": "Neu"})
	path := newsPath + "/" + form["id"].(string)
	b.call(false, http.MethodPatch, path, map[string]any{"rev": form["rev"], "title_de": "Erste Hand"})
	_, out := b.call(false, http.MethodPatch, path, map[string]any{"rev": form["rev"], "title_de": "Zweite Hand"})
	at, _ := out["data"].(map[string]any)["rev"].(map[string]any)
	if at["rev"] != float64(2) || at["saved_by"] != "staff@example.org" || at["saved_at"] == "" || at["code"] != "changed_meanwhile" {
		t.Errorf("told %v", at)
	}
}

func TestNewsOfAnAccountThatIsDeletedCanStillBeChanged(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	other := b.save(core.CollectionNameSuperusers, map[string]any{"email": "other@example.org", "password": "1234567890", "role": "publisher"})
	n := b.record("news", map[string]any{"title_de": "Titel", "body_de": "<p>Text</p>", "source_lang": "de", "status": "draft"})
	cms.SetActor(n, cms.ActorFrom(other))
	if err := b.Save(n); err != nil {
		t.Fatal(err)
	}
	n = b.reload(n)
	n.Set("status", "published")
	cms.SetActor(n, cms.ActorFrom(other))
	if err := b.Save(n); err != nil {
		t.Fatal(err)
	}
	if n = b.reload(n); n.GetString("author") != other.Id || n.GetString("published_by") != other.Id {
		t.Fatalf("%v", n.FieldsData())
	}
	if code, out := b.call(false, http.MethodDelete, b.path(other), nil); code != http.StatusNoContent {
		t.Fatalf("%d %v", code, out)
	}
	if n = b.reload(n); n.GetString("author") != "" || n.GetString("published_by") != "" {
		t.Errorf("it is still said to be by %q, published by %q", n.GetString("author"), n.GetString("published_by"))
	}
	if code, out := b.call(false, http.MethodPatch, b.path(n), map[string]any{"title_de": "Neu"}); code != http.StatusOK {
		t.Errorf("changed by another: %d %v", code, out)
	}
}
