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

func TestClosingAnInquirySendsNoAnswerThatWasNotSent(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	path := "/api/collections/inquiries/records"
	for name, c := range map[string]struct {
		stored, form map[string]any
		want         int
	}{
		"with an answer that is half written":   {map[string]any{"state": "open", "answer": "Wir si"}, map[string]any{"state": "closed"}, 400},
		"with an answer in the same form":       {map[string]any{"state": "open"}, map[string]any{"state": "closed", "answer": "Wir."}, 400},
		"closed before, an answer is written":   {map[string]any{"state": "closed"}, map[string]any{"answer": "Wir."}, 400},
		"reopened, and the answer written anew": {map[string]any{"state": "answered", "answer": "Wir."}, map[string]any{"state": "open"}, 200},
		"with the half of an answer taken out":  {map[string]any{"state": "open", "answer": "Wir si"}, map[string]any{"state": "closed", "answer": ""}, 200},
		"after it was answered":                 {map[string]any{"state": "answered", "answer": "Wir."}, map[string]any{"state": "closed"}, 200},
	} {
		c.stored["question"] = "Wer?"
		q := b.save("inquiries", c.stored)
		code, out := b.call(false, http.MethodPatch, path+"/"+q.Id, c.form)
		if code != c.want || code == 400 && fieldMessage(out, "state") != phrases.CMS.AnswerUnsent.De {
			t.Errorf("%s: %d %v", name, code, out)
		}
		if c.form["state"] != "open" {
			continue
		}
		if q = b.reload(q); !q.GetDateTime("answered_at").IsZero() || q.GetString("answered_by") != "" {
			t.Errorf("%s: answered at %s", name, q.GetDateTime("answered_at"))
		}
		if code, out := b.call(false, http.MethodPatch, path+"/"+q.Id, map[string]any{"state": "closed", "answer": "Wir al"}); code != 400 {
			t.Errorf("%s, and closed: %d %v", name, code, out)
		}
	}
	if code, out := b.call(false, http.MethodPost, path, map[string]any{"question": "Wer?", "state": "closed", "answer": "Wir."}); code != 400 {
		t.Errorf("a new one: %d %v", code, out)
	}
}

func TestWhoAnsweredIsNotWrittenByForms(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	other := b.save("_superusers", map[string]any{"email": "other@example.org", "password": "1234567890", "role": "editor"})
	forged := map[string]any{"state": "answered", "answer": "Wir.", "answered_by": other.Id, "answered_at": "2020-01-01 00:00:00.000Z"}
	q := b.save("inquiries", map[string]any{"question": "Wer?", "state": "open"})
	code, out := b.call(false, http.MethodPatch, b.path(q), forged)
	if code != 200 || out["answered_by"] != b.boss.Id || out["answered_at"] != "2026-05-04 12:00:00.000Z" {
		t.Errorf("%d %v", code, out)
	}
	forged["question"] = "Wer?"
	code, out = b.call(false, http.MethodPost, "/api/collections/inquiries/records", forged)
	if code != 200 || out["answered_by"] != b.boss.Id || out["answered_at"] != "2026-05-04 12:00:00.000Z" {
		t.Errorf("a new one: %d %v", code, out)
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
		if code != http.StatusOK {
			t.Fatalf("%s: a new one: %d %v", role, code, out)
		}
		made, err := b.FindRecordById("inquiries", out["id"].(string))
		if err != nil || made.GetString("chat") != "" || made.GetString("thread") != "" || made.GetString("conversation") != "" {
			t.Errorf("%s: a new one: %v, %v", role, made, err)
		}
	}
}
