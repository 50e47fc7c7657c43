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

func TestAnInquiryClosedTogetherWithItsAnswerIsAnswered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	path := "/api/collections/inquiries/records/"
	for answer, at := range map[string]any{"Wir.": "2026-05-04 12:00:00.000Z", "": ""} {
		q := b.save("inquiries", map[string]any{"question": "Wer?", "state": "open"})
		code, out := b.call(false, http.MethodPatch, path+q.Id, map[string]any{"state": "closed", "answer": answer})
		if code != http.StatusOK || out["answered_at"] != at {
			t.Errorf("with %q: %d %v", answer, code, out)
		}
	}
}

func TestAnAnswerOfNothingIsNone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	path := "/api/collections/inquiries/records"
	for _, answer := range []string{"", " \n"} {
		asked := map[string]any{"question": "Who?", "state": "answered", "answer": answer}
		if code, out := b.call(false, http.MethodPost, path, asked); code != http.StatusBadRequest || fieldMessage(out, "answer") != phrases.CMS.NoAnswer.En {
			t.Errorf("a new one with %q: %d %v", answer, code, out)
		}
		q := b.save("inquiries", map[string]any{"question": "Who?", "state": "open"})
		if code, out := b.call(false, http.MethodPatch, path+"/"+q.Id, asked); code != http.StatusBadRequest || fieldMessage(out, "answer") != phrases.CMS.NoAnswer.En {
			t.Errorf("one that was open with %q: %d %v", answer, code, out)
		}
	}
	code, out := b.call(false, http.MethodPost, path, map[string]any{"question": "Who?", "state": "answered", "answer": "We."})
	if code != http.StatusOK || out["answered_by"] != b.boss.Id || out["answered_at"] != "2026-05-04 12:00:00.000Z" {
		t.Errorf("a new one with an answer: %d %v", code, out)
	}
}

func TestWhereAnAnswerGoesIsNotWrittenByForms(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	asked := map[string]any{"question": "Wer?", "state": "open", "platform": "telegram", "chat": "4711", "thread": "7", "conversation": "c1"}
	elsewhere := map[string]any{"platform": "discord", "chat": "@isa_news", "thread": "8", "conversation": "c2"}
	path := "/api/collections/inquiries/records"
	for _, role := range []string{"editor", "publisher", "admin"} {
		q := b.save("inquiries", asked)
		b.take(role)
		if code, out := b.call(false, http.MethodPatch, path+"/"+q.Id, elsewhere); code != http.StatusOK {
			t.Errorf("%s: %d %v", role, code, out)
		}
		q = b.reload(q)
		for name, want := range asked {
			if got := q.GetString(name); got != want {
				t.Errorf("%s: %s is %q, want %q", role, name, got, want)
			}
		}
		// The admin's Duplicate sends all of another's fields.
		code, out := b.call(false, http.MethodPost, path, asked)
		if code != http.StatusOK || out["chat"] != "" || out["thread"] != "" || out["conversation"] != "" {
			t.Errorf("%s: a new one: %d %v", role, code, out)
		}
	}
}
