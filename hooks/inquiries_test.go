package hooks_test

import (
	"net/http"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func TestAnAnsweredInquiryHasAnAnswerAPersonAndAMoment(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("zh")
	q := b.save("inquiries", map[string]any{"question": "Wer?", "state": "open"})
	path := "/api/collections/inquiries/records/" + q.Id
	code, out := b.call(false, http.MethodPatch, path, map[string]any{"state": "answered"})
	if code != http.StatusBadRequest || fieldMessage(out, "answer") != phrases.CMS.NoAnswer.Zh {
		t.Errorf("without an answer: %d %v", code, out)
	}
	code, out = b.call(false, http.MethodPatch, path, map[string]any{"state": "answered", "answer": "Wir."})
	if code != http.StatusOK || out["answered_by"] != b.boss.Id || out["answered_at"] != "2026-05-04 12:00:00.000Z" {
		t.Errorf("with one: %d %v", code, out)
	}
}
