package hooks_test

import (
	"net/http"
	"testing"

	"github.com/pocketbase/pocketbase/tools/filesystem"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

func TestWithFourEyesNobodyRewritesLiveNewsByTheirOwnHand(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	original := b.publish(map[string]any{"title_de": "Öffentlich", "body_de": "<p>Alt</p>", "source_lang": "de"})
	planned := b.publish(map[string]any{"title_de": "Geplant", "publish_at": "2030-01-01 00:00:00Z"})
	topic := b.save("topics", map[string]any{"name_de": "T"})
	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{FourEyes: true}); err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"publisher", "admin"} {
		b.take(role)
		for field, value := range map[string]any{"body_de": "<p>Neu</p>", "title_zh": "新", "link": "https://example.org/neu", "cover_alt_en": "A port"} {
			code, out := b.call(false, http.MethodPatch, b.path(original), map[string]any{field: value})
			if code != http.StatusBadRequest || fieldMessage(out, field) != phrases.CMS.LiveForTwo.De {
				t.Errorf("%s changes %s of what is live: %d %v", role, field, code, out)
			}
		}
		if code, out := b.call(false, http.MethodPatch, b.path(planned), map[string]any{"title_de": "Anders"}); code != http.StatusBadRequest || fieldMessage(out, "title_de") == "" {
			t.Errorf("%s changes what is scheduled: %d %v", role, code, out)
		}
	}
	for _, body := range []map[string]any{{"pinned": true}, {"topics": []string{topic.Id}}, {"status": "retracted"}} {
		if code, out := b.call(false, http.MethodPatch, b.path(original), body); code != http.StatusOK {
			t.Errorf("%v, which is no text: %d %v", body, code, out)
		}
	}
	planned.Set("title_de", "Vom Programm")
	if err := b.Save(planned); err != nil {
		t.Errorf("the program itself: %v", err)
	}
}

func TestWithFourEyesAPictureAndAnAttachmentOfLiveNewsAreText(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	original := b.publish(map[string]any{"title_de": "Öffentlich"})
	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{FourEyes: true}); err != nil {
		t.Fatal(err)
	}
	r := b.reload(original)
	r.Set("attachments", []*filesystem.File{pdf(t)})
	cms.SetActor(r, cms.ActorFrom(b.boss))
	if err := b.Save(r); err == nil {
		t.Error("an attachment is added to what is live")
	}
	if code, out := b.call(false, http.MethodPatch, b.path(original), map[string]any{"silent": true}); code != http.StatusOK {
		t.Errorf("%d %v", code, out)
	}
}

func TestWithFourEyesACorrectionIsReleasedByAnother(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	original := b.publish(map[string]any{"title_de": "Öffentlich", "body_de": "<p>Alt</p>"})
	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{FourEyes: true}); err != nil {
		t.Fatal(err)
	}
	correction := b.correction(original, map[string]any{"body_de": "<p>Von einer anderen Hand</p>"})
	if code, out := b.call(false, http.MethodPatch, b.path(correction), map[string]any{"status": "published"}); code != http.StatusOK {
		t.Fatalf("%d %v", code, out)
	}
	if got := b.reload(original).GetString("body_de"); got != "<p>Von einer anderen Hand</p>" {
		t.Errorf("the original says %s", got)
	}
}

func TestWithFourEyesLinksPicturesAndAttachmentsCountAsWritten(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	b.take("publisher")
	if err := cms.SaveStaffRules(b.TestApp, cms.StaffRules{FourEyes: true}); err != nil {
		t.Fatal(err)
	}
	before := b.save("news", map[string]any{"title_de": "Fremde", "body_de": "<p>T</p>"})
	b.call(false, http.MethodPatch, b.path(before), map[string]any{"link": "https://example.org/"})
	attached := b.save("news", map[string]any{"title_de": "Fremde", "body_de": "<p>T</p>"})
	attached.Set("attachments", []*filesystem.File{pdf(t)})
	cms.SetActor(attached, cms.ActorFrom(b.boss))
	if err := b.Save(attached); err != nil {
		t.Fatal(err)
	}
	now := b.save("news", map[string]any{"title_de": "Fremde", "body_de": "<p>T</p>"})
	other := b.save("news", map[string]any{"title_de": "Fremde", "body_de": "<p>T</p>"})
	tagged := b.save("news", map[string]any{"title_de": "Fremde", "body_de": "<p>T</p>"})
	b.call(false, http.MethodPatch, b.path(tagged), map[string]any{"pinned": true})
	for name, c := range map[string]struct {
		path string
		body map[string]any
		want int
	}{
		"who set its link before":     {b.path(before), map[string]any{"status": "published"}, 400},
		"who attached a file before":  {b.path(attached), map[string]any{"status": "published"}, 400},
		"who sets its link by this":   {b.path(now), map[string]any{"status": "published", "link": "https://example.org/"}, 400},
		"who only pinned it":          {b.path(tagged), map[string]any{"status": "published"}, 200},
		"who sets its topics by this": {b.path(other), map[string]any{"status": "published", "topics": []string{}}, 200},
	} {
		code, out := b.call(false, http.MethodPatch, c.path, c.body)
		if code != c.want || code == 400 && fieldMessage(out, "status") != phrases.CMS.OwnRelease.De {
			t.Errorf("it is released by somebody %s: %d %v", name, code, out)
		}
	}
}
