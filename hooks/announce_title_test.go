package hooks_test

import (
	"testing"
	"time"
)

func TestATextThatSaysNoMoreThanItsTitleIsNotSaidTwice(t *testing.T) {
	t.Parallel()
	r := openNewsroom(t)
	r.channel("a", "de", nil)
	var want []string
	for _, c := range []struct {
		fields map[string]any
		want   string
	}{
		{map[string]any{"body_de": ""}, "Titel"},
		{map[string]any{"body_de": "<p>Titel.</p>"}, "Titel"},
		{map[string]any{"body_de": "", "summary_de": "„Titel“"}, "Titel"},
		{map[string]any{"body_de": "<p>TITEL</p>", "summary_de": "Titel"}, "Titel"},
		{map[string]any{"body_de": "<p>Titel und mehr</p>", "summary_de": "Titel"}, "Titel\n\nTitel und mehr"},
		{map[string]any{"body_de": `<p><a href="https://example.org/x">Titel</a></p>`}, "Titel\n\nTitel (https://example.org/x)"},
		{map[string]any{"body_de": "<p>Text</p>", "summary_de": "Titel"}, "Titel\n\nText"},
	} {
		r.change(r.draft(c.fields), "status", "published")
		r.settle(time.Minute)
		want = append(want, c.want)
		r.sees("a", want, "send a")
	}
}
