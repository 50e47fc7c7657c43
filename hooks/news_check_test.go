package hooks_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
)

func TestNewsIsCheckedBeforeItIsPublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		fields map[string]any
		want   []string // the fields with an error
	}{
		{"all is well", map[string]any{"title_de": "Titel", "body_de": `<p>Text <a href="https://isa.example">hier</a></p>`}, nil},
		{"no headline in the source", map[string]any{"title_en": "Title"}, []string{"title_de"}},
		{"the source is English", map[string]any{"title_en": "Title", "source_lang": "en"}, nil},
		{"a text without its headline", map[string]any{"title_de": "T", "body_zh": "<p>正文</p>"}, []string{"title_zh"}},
		{"a picture without words", map[string]any{"title_de": "T", "body_de": `<p><img src="https://isa.example/a.png"></p>`}, []string{"body_de"}},
		{"a picture in the text itself", map[string]any{"title_de": "T", "body_de": `<img alt="x" src="data:image/png;base64,xx">`}, []string{"body_de"}},
		{"a picture on somebody's disk", map[string]any{"title_de": "T", "body_de": `<img alt="x" src="file:///C:/a.png">`}, []string{"body_de"}},
		{"a good picture", map[string]any{"title_de": "T", "body_de": `<img alt="Saal" src="https://isa.example/a.png">`}, nil},
		{"a relative link", map[string]any{"title_de": "T", "body_de": `<a href="seite.html">x</a>`}, []string{"body_de"}},
		{"a path that is not ours", map[string]any{"title_de": "T", "body_de": `<a href="/de/members/atlantis">x</a>`}, []string{"body_de"}},
		{"a path of ours", map[string]any{"title_de": "T", "body_de": `<a href="/de/members">x</a> <a href="../../de/faq">y</a>`}, nil},
		{"an unsafe link", map[string]any{"title_de": "T", "body_de": `<a href="javascript:x">x</a>`}, []string{"body_de"}},
		{"mail and telephone", map[string]any{"title_de": "T", "body_de": `<a href="mailto:a@b.de">x</a><a href="tel:+49">y</a>`}, nil},
		{"several at once", map[string]any{"title_en": "T", "body_en": `<img src="x">`, "body_zh": "x"}, []string{"body_en", "title_de", "title_zh"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := setup(t)
			n := b.record("news", c.fields)
			if err := b.Save(n); err != nil {
				t.Fatal(err)
			}
			n.Set("status", "published")
			err := b.Save(n)
			var faults validation.Errors
			if err != nil && !errors.As(err, &faults) {
				t.Fatal(err)
			}
			if got := slices.Sorted(maps.Keys(faults)); !slices.Equal(got, c.want) {
				t.Errorf("errors at %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestWhatIsOutIsNotScheduledAnew(t *testing.T) {
	b := setup(t)
	n := b.record("news", map[string]any{"title_de": "T"})
	if err := b.Save(n); err != nil {
		t.Fatal(err)
	}
	n.Set("status", "published")
	if err := b.Save(n); err != nil {
		t.Fatal(err)
	}
	n.Set("publish_at", noon.Add(time.Hour))
	if err := b.Save(n); err == nil || !strings.Contains(err.Error(), "publish_at") {
		t.Errorf("moved into the future: %v", err)
	}
}
